//! The lists that partners keep of their people: whoever has an agent role in the world's file.

use tandem_domain::Timestamp;
use tandem_domain::people::{AgentRole, Member};

use super::Seed;
use crate::demo::{Person, Resident};

/// When they began.
const SINCE: &str = "2026-01-05T09:00:00Z";

impl Seed<'_> {
    pub(super) fn people(&self, resident: &Resident) -> Result<Vec<Member>, String> {
        let people = resident.people();
        let partner = resident.organisation.as_partner().is_some();
        let on_the_list = |person: &&Person| partner && AgentRole::among(&person.roles).next().is_some();
        let since: Timestamp = SINCE.parse()?;
        let member = |person: &Person| {
            Ok(Member {
                tenant_id: person.tenant_id,
                issuer: self.issuer.to_owned(),
                subject: person.subject().parse()?,
                display_name: Some(person.name.parse()?),
                principal_name: Some(person.email.parse()?),
                roles: AgentRole::among(&person.roles).collect(),
                since,
                added_by: person.subject(),
                version: 1,
            })
        };
        people.iter().filter(on_the_list).map(member).collect()
    }
}

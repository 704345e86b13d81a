//! The people of a partner and their roles (Z20, E6, T3).
//!
//! A partner's list gives its people the agent roles. `global_admin` and `operator` are roles of the
//! directory that people sign in with: no list gives them. Whether the agent roles are those of the token
//! or those of the list is one choice for a whole deployment ([`RolesFrom`]); the list is there either way.
//!
//! - Z20: a partner's global admin or admin agent changes its list; whoever has a role there reads it.
//! - E6: a list that has an admin agent keeps one. The person who enrolled is the first.
//! - T3: an entry is about one identity: issuer, tenant and subject. Who adds somebody names the subject;
//!   the issuer is the adder's own, since all tokens come from one (T4).

mod change;
#[cfg(test)]
mod tests;

pub use change::{AdminAgents, ForMember, GiveRole, Given, MemberChanged, give_role, may_read, take_role};

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::{Uuid, uuid};

use crate::organisation::{Organisation, Partner};
use crate::policy::{Role, Roles};
use crate::text::Line;
use crate::write::{Person, Write};
use crate::{EmailAddress, TenantId, Timestamp};

/// A role that a list gives. Its id is the same in every organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentRole {
    AdminAgent,
    SalesAgent,
    HelpdeskAgent,
}

/// Who somebody is to the issuer of its tokens, as somebody else names it: 1 to 255 visible ASCII
/// characters, less those that a path can't carry through every gateway, even escaped: whoever is put on a
/// list can be taken off it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Subject(String);

/// Somebody whom a partner's list gives roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    pub tenant_id: TenantId,
    /// With tenant and subject the identity (T3).
    pub issuer: String,
    pub subject: Subject,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<Line>,
    /// For records and for P1; nobody is recognised by it (T3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal_name: Option<EmailAddress>,
    /// At least one: who has none isn't on the list.
    pub roles: BTreeSet<AgentRole>,
    pub since: Timestamp,
    /// The subject of whoever put it on the list.
    pub added_by: String,
    pub version: u32,
}

/// Where the agent roles of people come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RolesFrom {
    #[default]
    Token,
    List,
}

impl AgentRole {
    pub const ALL: [Self; 3] = [Self::AdminAgent, Self::SalesAgent, Self::HelpdeskAgent];

    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Self::AdminAgent => uuid!("9f2d1b5e-3c64-4b0a-8f5a-6b1c0d7e2a41"),
            Self::SalesAgent => uuid!("2b7c4e90-58d1-4f3e-9a66-0c5d8e1f7b32"),
            Self::HelpdeskAgent => uuid!("c41a6f08-7e2d-45b9-b3d7-91e0f4a8c653"),
        }
    }

    /// As Partner Center calls whoever has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AdminAgent => "AdminAgents",
            Self::SalesAgent => "SalesAgents",
            Self::HelpdeskAgent => "HelpdeskAgents",
        }
    }

    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::AdminAgent => Role::AdminAgent,
            Self::SalesAgent => Role::SalesAgent,
            Self::HelpdeskAgent => Role::HelpdeskAgent,
        }
    }

    /// Those among roles that a list can give.
    pub fn among(roles: &[Role]) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|agent| roles.contains(&agent.role()))
    }
}

/// By its id.
impl FromStr for AgentRole {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id: Option<Uuid> = text.parse().ok();
        let role = Self::ALL.into_iter().find(|role| Some(role.id()) == id);
        role.ok_or_else(|| "must be the id of a role, as GET /v1/roles lists them".to_owned())
    }
}

impl Subject {
    /// The subject of a person who is or was signed in: as the issuer has it.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self(person.subject.clone())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Subject {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let carried = |byte: u8| byte.is_ascii_graphic() && !br#"/\?#%<>"`{}"#.contains(&byte);
        // A path of one or two dots alone never arrives.
        if (1..=255).contains(&text.len()) && text.bytes().all(carried) && text != "." && text != ".." {
            Ok(Self(text.to_owned()))
        } else {
            Err(r#"must be the `sub` of the person's tokens: 1 to 255 visible ASCII characters without / \ ? # % < > " ` { }, and not . or .. alone"#.to_owned())
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Member {
    /// The person who enrolled, the first admin agent (E6).
    #[must_use]
    pub fn first(person: &Person, write: &Write) -> Self {
        Self {
            tenant_id: person.tenant_id,
            issuer: person.issuer.clone(),
            subject: Subject::of(person),
            display_name: None,
            principal_name: person.email.clone().filter(|_| person.email_verified),
            roles: BTreeSet::from([AgentRole::AdminAgent]),
            since: write.now,
            added_by: write.person.subject.clone(),
            version: 1,
        }
    }

    #[must_use]
    pub fn has(&self, role: AgentRole) -> bool {
        self.roles.contains(&role)
    }

    /// P1: the address that finds the reseller because this is one of its people.
    ///
    /// Only an address of the organisation's own domain does, and only if a mailbox there was confirmed when
    /// it enrolled. Whoever keeps a list writes into it what it likes; by listing somebody else's address it
    /// would otherwise get the requests meant for them, or put itself beside them, so that their own provider
    /// no longer finds them without a partner ID.
    #[must_use]
    pub fn finds(&self, organisation: &Organisation) -> Option<(EmailAddress, Partner)> {
        let address = self.principal_name.clone()?;
        let own =
            organisation.domain_confirmed && address.domain().eq_ignore_ascii_case(&organisation.domain);
        let reseller = organisation.as_partner().filter(|_| organisation.is_reseller() && own)?;
        Some((address, reseller))
    }
}

/// The roles that count for a person, where the agent roles are the list's: of the token's roles those
/// that no list gives, and those of its entry, if the entry is about this very identity (T3).
#[must_use]
pub fn effective_roles(person: &Person, entry: Option<&Member>) -> Roles {
    let is_own = |entry: &&Member| {
        (&entry.issuer, entry.tenant_id, entry.subject.as_str())
            == (&person.issuer, person.tenant_id, person.subject.as_str())
    };
    let of_token = person.roles.iter().copied().filter(|role| AgentRole::among(&[*role]).next().is_none());
    let of_list = entry.filter(is_own).into_iter().flat_map(|entry| &entry.roles).map(|agent| agent.role());
    of_token.chain(of_list).collect()
}

impl FromStr for RolesFrom {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "token" => Ok(Self::Token),
            "list" => Ok(Self::List),
            _ => Err("must be token or list".to_owned()),
        }
    }
}

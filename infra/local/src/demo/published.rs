//! The demo world as `/demo.json` and the front page show it.

use serde_json::{Value, json};
use tandem_domain::TenantId;
use tandem_domain::organisation::OrganisationKind;

use super::{Resident, World};

impl World {
    /// People, organisations and offers.
    #[must_use]
    pub fn published(&self) -> Value {
        json!({
            "people": self.people(),
            "organisations": self.organisations.iter().map(Resident::published).collect::<Vec<_>>(),
            "offers": self.offers,
        })
    }

    pub(crate) fn first_email(&self) -> String {
        self.people().first().map(|person| person.email.clone()).unwrap_or_default()
    }
}

impl Resident {
    fn published(&self) -> Value {
        let organisation = &self.organisation;
        let mut published = json!({
            "tenantId": organisation.tenant_id,
            "kind": organisation.kind,
            "name": organisation.name,
            "country": organisation.country,
            "cloud": organisation.cloud,
            "domain": organisation.domain,
            "enrolled": self.registered,
        });
        if let Some(mpn_id) = organisation.mpn_id {
            published["mpnId"] = json!(mpn_id);
        }
        published
    }

    pub(crate) fn name(&self) -> &str {
        self.organisation.name.as_str()
    }

    pub(crate) fn tenant_id(&self) -> TenantId {
        self.organisation.tenant_id
    }

    pub(crate) fn country(&self) -> String {
        self.organisation.country.to_string()
    }

    pub(crate) fn partner_id(&self) -> String {
        self.organisation.mpn_id.map(|mpn_id| mpn_id.to_string()).unwrap_or_default()
    }

    pub(crate) fn kind_in_words(&self) -> &'static str {
        match self.organisation.kind {
            OrganisationKind::IndirectProvider => "indirect provider",
            OrganisationKind::IndirectReseller => "indirect reseller",
            OrganisationKind::Customer => "customer",
            OrganisationKind::Operator => "program operator",
        }
    }
}

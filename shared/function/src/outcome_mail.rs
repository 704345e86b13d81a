//! The mails by which partners hear of answers, and of what customers grant and take back (P9).

use std::collections::BTreeMap;

use tandem_domain::delegated_admin::Notices;
use tandem_domain::relationship_request::RelationshipRequest;
use tandem_domain::{CustomerId, EmailAddress, TenantId};
use tandem_edge::Pages;
use tandem_platform::Environment;

use crate::Settings;

/// Whether such mails are sent, and where the pages that they name lie.
#[derive(Clone, Debug)]
pub struct OutcomeMail {
    pub pages: Pages,
    /// Base address of the page that shows a tenant's partners.
    relationships_origin: String,
    is_on: bool,
}

impl Settings for OutcomeMail {
    fn read(env: &Environment) -> Self {
        let is_on = match env.optional("OUTCOME_MAIL") {
            None | Some("on") => true,
            Some("off") => false,
            Some(_) => {
                env.note("OUTCOME_MAIL must be on or off".to_owned());
                false
            }
        };
        let relationships_origin = env.address("RELATIONSHIPS_PAGE_ORIGIN");
        Self { pages: Pages::from_env(env), relationships_origin, is_on }
    }
}

impl OutcomeMail {
    /// Makes the address in the mail about an answer, unless such mail is switched off.
    #[must_use]
    pub fn link(&self) -> Option<impl FnOnce(&RelationshipRequest) -> String + use<'_>> {
        self.is_on.then_some(|request: &RelationshipRequest| self.pages.invitation(request))
    }

    /// Where partners hear of changed privileges, unless such mail is switched off. The page shows a
    /// partner the customer that it shares; of a reseller's tenant (P4) it shows the reseller itself only.
    pub fn notices(
        &self,
        customer: Option<CustomerId>,
        contacts: impl IntoIterator<Item = (TenantId, EmailAddress)>,
    ) -> Notices {
        let contacts = if self.is_on { contacts.into_iter().collect() } else { BTreeMap::new() };
        let page = format!("{}/relationships", self.relationships_origin);
        Notices { contacts, url: customer.map_or_else(|| page.clone(), |id| format!("{page}/{id}")) }
    }
}

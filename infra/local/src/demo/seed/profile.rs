//! The profiles of partners that are there from the start, as an approval would have made them.

use tandem_domain::Language;
use tandem_domain::address::Contact;
use tandem_domain::enrollment::{Application, LegalBusiness};
use tandem_domain::profile::Profile;

use super::{Seed, said};
use crate::demo::{KnownPartnerId, Resident};

impl Seed<'_> {
    pub(super) fn profile(&self, resident: &Resident) -> Result<Option<Profile>, String> {
        let organisation = &resident.organisation;
        let Some(known) = &resident.profile else { return Ok(None) };
        let held = |known: &&KnownPartnerId| known.held_by == Some(organisation.tenant_id);
        let support = self.world.partner_ids.iter().find(held).and_then(|known| known.support.clone());
        let (Some(mpn_id), Some(email), Some(support)) =
            (organisation.mpn_id, organisation.contact_email.clone(), support)
        else {
            return Err(said("a profile without partner ID, contact or support"));
        };
        let application = Application {
            mpn_id,
            cloud: organisation.cloud,
            domain: organisation.domain.parse()?,
            legal_business: LegalBusiness {
                company_name: organisation.name.clone(),
                address: known.address.clone(),
                primary_contact: Contact {
                    first_name: known.first_name.clone(),
                    last_name: known.last_name.clone(),
                    email,
                    phone_number: Some(known.phone_number.clone()),
                },
            },
            support,
            language: Language::default(),
        };
        Ok(Some(Profile::of(organisation.tenant_id, &application)))
    }
}

//! Organisations, the addresses that find resellers, and the registry of partner IDs.

use serde::{Deserialize, Serialize};
use tandem_domain::organisation::{Organisation, OrganisationKind};
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::relationship_request::Candidate;
use tandem_domain::{EmailAddress, Fault, TenantId};

use crate::item::{Item, item};
use crate::{Store, fault, keys};

/// The enrolled resellers that have an address: their primary contact's, or one of their people's.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Addressed {
    pub(crate) resellers: Vec<Candidate>,
}

impl Store {
    /// An organisation by its tenant.
    pub async fn organisation(&self, tenant: TenantId) -> Result<Option<Organisation>, Fault> {
        let key = keys::organisation(tenant);
        self.fetch([key.clone()]).await?.take(&key)
    }

    /// Registers or replaces an organisation. `emails` are the addresses that a provider finds it by,
    /// if it is a reseller whose enrollment is active (P1, E5).
    pub async fn put_organisation(
        &self,
        organisation: &Organisation,
        emails: &[EmailAddress],
    ) -> Result<(), Fault> {
        self.put(item(keys::organisation(organisation.tenant_id), "organisation", organisation)?).await?;
        let Some(partner) = organisation.as_partner().filter(|_| organisation.is_active_reseller()) else {
            return Ok(());
        };
        debug_assert_eq!(organisation.kind, OrganisationKind::IndirectReseller);
        for email in emails {
            let key = keys::email(email);
            let mut addressed: Addressed = self.fetch([key.clone()]).await?.take(&key)?.unwrap_or_default();
            addressed.resellers.retain(|candidate| candidate.0.tenant_id != partner.tenant_id);
            addressed.resellers.push(Candidate(partner.clone()));
            self.put(item(key, "email", &addressed)?).await?;
        }
        Ok(())
    }

    /// Registers or replaces a partner ID.
    pub async fn put_partner_id(&self, entry: &RegisteredPartnerId) -> Result<(), Fault> {
        self.put(item(keys::partner_id(entry.mpn_id), "partner_id", entry)?).await
    }

    pub(crate) async fn put(&self, item: Item) -> Result<(), Fault> {
        let put = self.client().await.put_item().table_name(&self.table).set_item(Some(item));
        put.send().await.map(drop).map_err(|error| fault(&error))
    }
}

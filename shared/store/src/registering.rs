//! Organisations that nobody enrolls: the program operator and the indirect providers.

use serde::{Deserialize, Serialize};
use tandem_domain::customer::DomainName;
use tandem_domain::organisation::{ForRegistering, OperatorRegistered, Organisation, ProviderRegistered};
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::profile::Profile;
use tandem_domain::{Cloud, Fault, PartnerId, Rejection, SavedAnswer, TenantId, Write};

use crate::customers::domain_lock;
use crate::expression::expression;
use crate::item::{Item, item};
use crate::transaction::{NotCommitted, Transaction, same};
use crate::{Store, keys};

/// Which organisation runs the program.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pointer {
    tenant_id: TenantId,
}

/// What registering a provider is decided on.
#[derive(Debug)]
pub struct Registering {
    pub organisation: Option<Organisation>,
    pub profile: Option<Profile>,
    pub registered: Option<RegisteredPartnerId>,
}

impl Registering {
    /// `caller`: the organisation of whoever registers it.
    #[must_use]
    pub fn seen<'a>(&'a self, caller: &'a Organisation) -> ForRegistering<'a> {
        ForRegistering {
            caller: Some(caller),
            organisation: self.organisation.as_ref(),
            profile: self.profile.as_ref(),
            registered: self.registered.as_ref(),
        }
    }
}

impl Store {
    /// The organisation that runs the program, in two round trips.
    pub async fn operator(&self) -> Result<Option<Organisation>, Fault> {
        let key = keys::operator();
        match self.fetch([key.clone()]).await?.take::<Pointer>(&key)? {
            Some(pointer) => self.organisation(pointer.tenant_id).await,
            None => Ok(None),
        }
    }

    /// One read for [`tandem_domain::organisation::register_provider`].
    pub async fn for_registering(&self, tenant: TenantId, mpn_id: PartnerId) -> Result<Registering, Fault> {
        let keys @ [organisation, profile, registered] =
            &[keys::organisation(tenant), keys::profile(tenant), keys::partner_id(mpn_id)];
        let mut found = self.fetch(keys.clone()).await?;
        Ok(Registering {
            organisation: found.take(organisation)?,
            profile: found.take(profile)?,
            registered: found.take(registered)?,
        })
    }

    /// Commits the program's operator. Of two at once the first wins.
    pub async fn register_operator(
        &self,
        write: &Write,
        registered: &OperatorRegistered,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let organisation = &registered.organisation;
        let mut change = self.transaction(write);
        change.put(pointer_item(organisation.tenant_id)?, expression("attribute_not_exists(PK)"), |_| {
            Ok(Rejection::field("tenant", "can't be the operator: the program has one"))
        })?;
        change.put_organisation(organisation)?;
        change.own_domain(organisation.tenant_id, organisation.cloud, &registered.domain)?;
        change.record(write, &registered.audit)?;
        change.commit(answer).await
    }

    /// Commits a provider with its partner ID and its profile.
    pub async fn register_provider(
        &self,
        write: &Write,
        registered: &ProviderRegistered,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let ProviderRegistered { organisation, domain, holder, profile, audit } = registered;
        let mpn_id = organisation
            .mpn_id
            .ok_or_else(|| Fault::Corrupt("a provider without a partner ID".to_owned()))?;
        let mut change = self.transaction(write);
        change.hold_partner_id(mpn_id, organisation.country, holder)?;
        change.put_organisation(organisation)?;
        change.own_domain(organisation.tenant_id, organisation.cloud, domain)?;
        change.put_new(item(keys::profile(profile.tenant_id), "profile", profile)?)?;
        change.record(write, audit)?;
        change.commit(answer).await
    }
}

/// The item that says who runs the program.
pub(crate) fn pointer_item(operator: TenantId) -> Result<Item, Fault> {
    item(keys::operator(), "operator", &Pointer { tenant_id: operator })
}

impl Transaction<'_, Rejection> {
    /// C1: a tenant's own domain is nobody else's in its cloud.
    pub(crate) fn own_domain(
        &mut self,
        tenant: TenantId,
        cloud: Cloud,
        domain: &DomainName,
    ) -> Result<(), Fault> {
        let lock = domain_lock(cloud, domain, tenant)?;
        let free = expression("attribute_not_exists(PK) OR #customerId = :own").with(":own", same(&tenant));
        self.put(lock, free, |_| Ok(Rejection::DomainTaken { field: "domain" }))
    }
}

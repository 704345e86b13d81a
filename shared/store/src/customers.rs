//! Customers: added in one change; read, changed and left by their parties below.

mod profile;
mod read;
mod relationship;

pub use profile::{ForProfile, Pair};
pub use read::{CustomerFilter, CustomerView, PartnersView};
pub use relationship::ForRelationship;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use tandem_domain::customer::{AddCustomer, Added, CustomerPartner, DomainName, PartnerRole};
use tandem_domain::offer::Offer;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::{AccountType, RegisteredPartnerId, VerifiedReseller};
use tandem_domain::partnership::Partnership;
use tandem_domain::rejection::PartnerIdProblem;
use tandem_domain::{
    Cloud, CustomerId, Fault, Halt, OfferId, PartnerId, Rejection, SavedAnswer, TenantId, Write,
};

use crate::Store;
use crate::catalogue::{Listed, Named};
use crate::expression::expression;
use crate::item::{Item, indexed, item, record};
use crate::keys::{self, index};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction, same};

/// What adding a customer is decided on.
#[derive(Debug)]
pub struct ForAdding {
    pub caller: Option<Organisation>,
    pub partnership: Option<Partnership>,
    pub domain_taken: bool,
    pub offers: HashMap<OfferId, Offer>,
    pub partner_ids: HashMap<PartnerId, RegisteredPartnerId>,
}

impl Store {
    /// One read for [`tandem_domain::customer::add`]. The customer's domain is looked up in every
    /// cloud's name space, since the caller's cloud comes with the same read.
    pub async fn for_adding(
        &self,
        write: &Write,
        command: &AddCustomer,
        validate_only: bool,
    ) -> Result<ForAdding, Halt> {
        let caller_id = write.person.tenant_id;
        let [done, caller] = [keys::write(&write.replay_key), keys::organisation(caller_id)];
        let partnership =
            command.associated_partner_id.map(|reseller| keys::partnership(caller_id, reseller));
        let domains = Cloud::ALL.map(|cloud| (cloud, keys::domain(cloud, &command.domain)));
        let lines = command.order.as_ref().map_or(&[][..], |order| &order.lines);
        let named = Named::by(lines.iter().map(|line| (&line.offer_id, line.partner_id_on_record)));
        let wanted = [done.clone(), caller.clone()].into_iter().chain(partnership.clone());
        let wanted = wanted.chain(domains.iter().map(|(_, key)| key.clone()));
        let mut found = self.fetch(wanted.chain(named.keys())).await?;
        // Validating does nothing, so there is nothing to repeat.
        if !validate_only {
            not_done(found.take(&done)?, write)?;
        }
        let caller: Option<Organisation> = found.take(&caller)?;
        let own_cloud = caller.as_ref().map(|caller| caller.cloud);
        let taken = |(cloud, key): &(Cloud, _)| Some(*cloud) == own_cloud && found.has(key);
        let domain_taken = domains.iter().any(taken);
        let Listed { offers, partner_ids } = named.take(&mut found)?;
        Ok(ForAdding {
            partnership: partnership.map_or(Ok(None), |key| found.take(&key))?,
            caller,
            domain_taken,
            offers,
            partner_ids,
        })
    }

    /// Commits a customer with all that belongs to it: all of it or none (C3).
    pub async fn add_customer(
        &self,
        write: &Write,
        added: &Added,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let customer = &added.customer;
        let mut change = self.transaction(write);
        // Of two providers that add the same domain at once the first wins (C1).
        let taken = Rejection::DomainTaken { field: "companyProfile.domain" };
        let free = expression("attribute_not_exists(PK)");
        change.put(domain_lock(customer.cloud, &customer.domain, customer.id)?, free, move |_| {
            Ok(taken.clone())
        })?;
        change.put_new(item(keys::customer(customer.id), "customer", customer)?)?;
        for partner in &added.partners {
            change.put_new(partner_item(partner)?)?;
        }
        if let Some(reseller) = added.reseller() {
            let provider = added.provider();
            // Against a removal at the same time one of the two wins, never both (X4).
            let active = expression("#state = :active").with(":active", same(&"active"));
            change.require(&keys::partnership(provider, reseller), active, |_| Ok(Rejection::NotPartners))?;
            for partner in added.partners.iter().filter(|partner| partner.role == PartnerRole::Reseller) {
                change.put_new(shared_item(partner, provider, reseller)?)?;
            }
        }
        change.change_privileges(customer.id, &added.privileges, || {
            Err(Fault::Corrupt("a new customer had privileges already".to_owned()))
        })?;
        change.put_user(&added.admin)?;
        if let Some(agreement) = &added.agreement {
            change.attest(customer.id, agreement)?;
        }
        if let Some(placed) = &added.order {
            change.place(write, customer.id, placed)?;
            for reseller in &placed.relies_on {
                change.require_usable(reseller)?;
            }
        }
        change.record(write, &added.audit)?;
        change.commit(answer).await
    }
}

impl Transaction<'_, Rejection> {
    /// Whoever acts is still the customer's partner: against an end of the relationship at the same time
    /// one of the two wins.
    pub(crate) fn require_partner(&mut self, customer: CustomerId, partner: TenantId) -> Result<(), Fault> {
        let exists = expression("attribute_exists(PK)");
        self.require(&keys::customer_partner(customer, partner), exists, |_| Ok(Rejection::NotFound))
    }

    /// S3, at the moment of the commit: the registry still says what the reseller was verified by. What
    /// it says instead is the answer.
    pub(crate) fn require_usable(&mut self, reseller: &VerifiedReseller) -> Result<(), Fault> {
        let mpn_id = reseller.mpn_id;
        let usable = expression(
            "#active = :yes AND #accountType = :location AND #holder.#tenantId = :holder \
             AND #holder.#agreementActive = :yes",
        )
        .with(":yes", AttributeValue::Bool(true))
        .with(":location", same(&"location"))
        .with(":holder", same(&reseller.tenant_id));
        self.require(&keys::partner_id(mpn_id), usable, move |old| {
            let entry = old.map(record::<RegisteredPartnerId>).transpose()?;
            let problem = match entry {
                None => PartnerIdProblem::Unknown,
                Some(entry) if entry.account_type == AccountType::Global => PartnerIdProblem::NotLocation,
                Some(entry) if !entry.active => PartnerIdProblem::Inactive,
                Some(entry) if entry.holder.as_ref().is_some_and(|holder| !holder.agreement_active) => {
                    PartnerIdProblem::NoAgreement
                }
                Some(_) => PartnerIdProblem::NotEnrolled,
            };
            Ok(Rejection::PartnerId { mpn_id, problem })
        })
    }
}

/// What keeps a default domain unique in its cloud (C1).
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DomainLock {
    pub(crate) customer_id: CustomerId,
}

pub(crate) fn domain_lock(cloud: Cloud, domain: &DomainName, tenant: TenantId) -> Result<Item, Fault> {
    item(keys::domain(cloud, domain), "domain", &DomainLock { customer_id: tenant })
}

pub(crate) fn partner_item(partner: &CustomerPartner) -> Result<Item, Fault> {
    let (id, tenant) = (partner.customer_id, partner.partner.tenant_id);
    let item = item(keys::customer_partner(id, tenant), "customer_partner", partner)?;
    let by_name = index::customer_by_name(tenant, partner.company_name.as_str(), id);
    let by_domain = index::customer_by_domain(tenant, partner.domain.as_str(), id);
    Ok(indexed(indexed(item, 1, by_name), 2, by_domain))
}

/// The item by which both partners list the customers that they share. `reseller` is the reseller's
/// relationship.
pub(crate) fn shared_item(
    relation: &CustomerPartner,
    provider: TenantId,
    reseller: TenantId,
) -> Result<Item, Fault> {
    let id = relation.customer_id;
    let item = item(keys::shared_customer(id, provider, reseller), "shared_customer", relation)?;
    Ok(indexed(item, 1, index::shared_customer(provider, reseller, relation.company_name.as_str(), id)))
}

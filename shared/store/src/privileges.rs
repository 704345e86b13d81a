//! Delegated admin privileges: an item for each partner in each tenant, and where a service has one
//! holder an item with the holders of a customer's services (A2).

mod change;

use futures_util::future::try_join;
use tandem_domain::customer::{Customer, CustomerPartner};
use tandem_domain::delegated_admin::{Basis, DelegatedAdmin, Holder, Holders, Managed, Privileges, Service};
use tandem_domain::organisation::{Organisation, Partner};
use tandem_domain::paging::PageRequest;
use tandem_domain::partnership::Partnership;
use tandem_domain::{EmailAddress, Fault, Halt, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::fetch::Fetched;
use crate::item::record;
use crate::keys::{self, Key};
use crate::list::{List, Source, Trips};
use crate::moved::Moved;
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

/// What the management of one's own privileges is decided on.
#[derive(Debug)]
pub struct ForPrivileges {
    /// The caller as a customer.
    pub customer: Option<Customer>,
    /// The caller as a partner.
    pub organisation: Option<Organisation>,
    /// The partner in question, if it is one of the caller's.
    pub partner: Option<Partner>,
    /// What makes it one.
    pub basis: Basis,
    pub privileges: Privileges,
    /// The organisations of all whom the privileges name, and of the partner in question.
    pub holders: Vec<Organisation>,
}

/// Who holds privileges in the caller's own tenant, as its people see it.
#[derive(Debug)]
pub struct PrivilegesView {
    /// The caller as a customer.
    pub customer: Option<Customer>,
    pub admins: Vec<DelegatedAdmin>,
    /// The organisations that the privileges name, as far as they are known.
    pub organisations: Vec<Organisation>,
}

impl ForPrivileges {
    /// The contacts of those who hold services, as far as they are known.
    pub fn contacts(&self) -> impl Iterator<Item = (TenantId, EmailAddress)> + '_ {
        contacts(&self.holders)
    }
}

/// The contacts of organisations, as far as they are known.
pub(crate) fn contacts(of: &[Organisation]) -> impl Iterator<Item = (TenantId, EmailAddress)> + '_ {
    of.iter().filter_map(|organisation| Some((organisation.tenant_id, organisation.contact_email.clone()?)))
}

impl Store {
    /// Two reads for changing who holds privileges in the caller's own tenant: all of it at once, and
    /// then those whom it concerns. Where a change comes between the items, they are read again.
    pub async fn for_privileges(&self, write: &Write, partner: TenantId) -> Result<ForPrivileges, Halt> {
        Moved::decided_anew(|| async {
            let seen = self.privileges_seen(write, partner).await?;
            if seen.privileges.agree() { Ok(seen) } else { Err(NotCommitted::Refused(Moved)) }
        })
        .await
    }

    async fn privileges_seen(&self, write: &Write, partner: TenantId) -> Result<ForPrivileges, Halt> {
        let own = write.person.tenant_id;
        let keys @ [done, customer, organisation, holders, relation, partnership] = &[
            keys::write(&write.replay_key),
            keys::customer(own),
            keys::organisation(own),
            keys::holders(own),
            keys::customer_partner(own, partner),
            keys::partnership(partner, own),
        ];
        let (mut found, admins) = try_join(self.fetch(keys.clone()), self.delegated_admins(own)).await?;
        not_done(found.take(done)?, write)?;
        let customer: Option<Customer> = found.take(customer)?;
        let relation: Option<CustomerPartner> = found.take(relation)?;
        let partnership: Option<Partnership> = found.take(partnership)?;
        let of_partnership =
            partnership.filter(Partnership::is_active).map(|partnership| partnership.provider);
        let concerned = admins.iter().flat_map(DelegatedAdmin::names_whom).chain([partner]);
        Ok(ForPrivileges {
            basis: if relation.is_some() { Basis::Customer } else { Basis::Partnership },
            partner: relation.map(|relation| relation.partner).or(of_partnership),
            organisation: found.take(organisation)?,
            holders: self.organisations(concerned).await?,
            privileges: privileges_of(own, customer.as_ref(), admins, found.take_holders(holders)?),
            customer,
        })
    }

    /// Who holds privileges in a tenant, with the organisations that they name: two reads.
    pub async fn privileges(&self, tenant: TenantId) -> Result<PrivilegesView, Fault> {
        let key = keys::customer(tenant);
        let (mut found, admins) = try_join(self.fetch([key.clone()]), self.delegated_admins(tenant)).await?;
        let named = admins.iter().flat_map(DelegatedAdmin::names_whom);
        let organisations = self.organisations(named).await?;
        Ok(PrivilegesView { customer: found.take(&key)?, admins, organisations })
    }

    /// The privileges that a partner holds in a tenant at this moment (T6).
    pub async fn delegated_admin(
        &self,
        tenant: TenantId,
        partner: TenantId,
    ) -> Result<Option<DelegatedAdmin>, Fault> {
        let key = keys::delegated_admin(tenant, partner);
        self.fetch([key.clone()]).await?.take(&key)
    }

    /// Who holds privileges in a tenant.
    pub(crate) async fn delegated_admins(&self, tenant: TenantId) -> Result<Vec<DelegatedAdmin>, Fault> {
        let list = List::of(Source::Table, vec![keys::delegated_admins(tenant)]);
        let page = self.page(&list, &PageRequest::largest(), Trips::One).await?;
        if page.next.is_some() {
            return Err(Fault::Corrupt(
                "more partners hold privileges in a tenant than can be read".to_owned(),
            ));
        }
        page.items.into_iter().map(record).collect()
    }

    /// Organisations by their tenants; those that aren't known are left out, and those beyond the most
    /// that one batch reads: whoever asks does without their names.
    pub(crate) async fn organisations(
        &self,
        tenants: impl IntoIterator<Item = TenantId>,
    ) -> Result<Vec<Organisation>, Fault> {
        let mut wanted: Vec<_> = tenants.into_iter().map(keys::organisation).collect();
        wanted.sort_by(|a, b| a.pk.cmp(&b.pk));
        wanted.dedup();
        wanted.truncate(crate::fetch::MOST_KEYS);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = self.fetch(wanted.clone()).await?;
        wanted.iter().filter_map(|key| found.take(key).transpose()).collect()
    }

    /// Commits changed privileges. They are read where they are used, so it is effective at once (T6).
    pub async fn manage_privileges(
        &self,
        write: &Write,
        managed: &Managed,
        seen: &ForPrivileges,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Moved>> {
        let mut change: Transaction<'_, Moved> = self.transaction(write);
        if let Some(partner) = &seen.partner
            && managed.changed.grants_to(partner.tenant_id)
        {
            change.require_own_partner(write.person.tenant_id, partner.tenant_id, seen.basis)?;
        }
        change.change_privileges(write.person.tenant_id, &managed.changed, || Ok(Moved))?;
        for mail in &managed.mails {
            change.owe(mail, write.now)?;
        }
        change.record(write, &managed.audit)?;
        change.commit(answer).await
    }
}

/// The privileges that were read, as a state.
pub(crate) fn privileges_of(
    tenant_id: TenantId,
    customer: Option<&Customer>,
    admins: impl IntoIterator<Item = DelegatedAdmin>,
    holders: Holders,
) -> Privileges {
    let one_holder = customer.is_some_and(|customer| customer.cloud.rules().one_holder_per_service);
    Privileges {
        tenant_id,
        of: admins.into_iter().map(|admin| (admin.key(), admin)).collect(),
        holders: one_holder.then_some(holders),
    }
}

impl Fetched {
    /// The holders of a customer's services: an attribute each.
    pub(crate) fn take_holders(&mut self, key: &Key) -> Result<Holders, Fault> {
        let mut item = self.take_item(key).unwrap_or_default();
        let held = Service::all().filter_map(|service| Some((service, item.remove(service.as_str())?)));
        held.map(|(service, holder)| {
            let holder: Holder = serde_dynamo::from_attribute_value(holder)
                .map_err(|error| Fault::Corrupt(format!("holders: {error}")))?;
            Ok((service, holder))
        })
        .collect()
    }
}

//! The privileges in one tenant, as a state that rules change and a transaction then carries over.

use std::collections::BTreeMap;

use super::holders::changes;
use super::{Basis, DelegatedAdmin, Holder, HolderChange, Holders, Privilege, Service};
use crate::organisation::Partner;
use crate::{Rejection, TenantId, Timestamp};

/// The privileges in a tenant, of the partners that a rule is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privileges {
    pub tenant_id: TenantId,
    pub of: BTreeMap<(TenantId, Basis), DelegatedAdmin>,
    /// Where a service has one holder at most (A2); `None` where several partners may hold it.
    pub holders: Option<Holders>,
}

/// One partner's privileges, from what was read to what is to be; `None` is none at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivilegesChange {
    pub before: Option<DelegatedAdmin>,
    pub after: Option<DelegatedAdmin>,
}

/// What a rule made of the privileges in a tenant. Commit it under the condition that every partner's
/// privileges, and every service that changes hands, are as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivilegesChanged {
    pub partners: Vec<PrivilegesChange>,
    pub holders: Vec<HolderChange>,
}

/// What a partner is granted, by whom and through whom.
#[derive(Clone, Copy, Debug)]
pub struct Granting<'a> {
    pub partner: &'a Partner,
    /// The provider that a reseller gets them through (C2).
    pub via: Option<TenantId>,
    pub basis: Basis,
    pub granted_by: TenantId,
    pub now: Timestamp,
}

impl Privileges {
    /// Of a tenant in which nobody holds any. `one_holder`: what the cloud says (A2).
    #[must_use]
    pub fn none(tenant_id: TenantId, one_holder: bool) -> Self {
        Self { tenant_id, of: BTreeMap::new(), holders: one_holder.then(Holders::new) }
    }

    /// Whether a partner holds a service by its relationship with the customer.
    #[must_use]
    pub fn covers(&self, partner: TenantId, service: Service) -> bool {
        self.of.get(&(partner, Basis::Customer)).is_some_and(|admin| admin.covers(service))
    }

    /// Whether holders and privileges say the same, as far as both were read. They lie in several items,
    /// which a read meets one after the other: where a change came in between, nothing can be decided on
    /// what was read.
    #[must_use]
    pub fn agree(&self) -> bool {
        let Some(holders) = &self.holders else { return true };
        let held = holders.iter().all(|(service, holder)| self.covers(holder.tenant_id, *service));
        let of_customer = self.of.values().filter(|admin| admin.basis == Basis::Customer);
        let holds = |admin: &DelegatedAdmin| {
            let of = |service| holders.get(service).is_some_and(|holder| holder.tenant_id == admin.partner);
            admin.services.keys().all(of)
        };
        held && of_customer.into_iter().all(holds)
    }

    /// The one who holds a service in place of `partner` (A2).
    #[must_use]
    pub fn held_by_another(&self, partner: TenantId, service: Service) -> Option<&Holder> {
        self.holders.as_ref()?.get(&service).filter(|holder| holder.tenant_id != partner)
    }

    /// Grants services that aren't held yet; what is held stays as it is, since when and by whom.
    ///
    /// # Errors
    /// A2: somebody else holds a service that isn't among those to `reassign`.
    pub fn grant(
        &mut self,
        granting: Granting<'_>,
        services: &[Service],
        reassign: &[Service],
    ) -> Result<(), Rejection> {
        for service in services {
            let partner = granting.partner.tenant_id;
            if let Some(holder) = self.held_by_another(partner, *service).cloned() {
                if !reassign.contains(service) {
                    return Err(Rejection::ServiceHeld { service: *service, holder });
                }
                self.take(holder.tenant_id, *service);
            }
            self.give(granting, *service);
        }
        Ok(())
    }

    /// Grants a service that nobody else holds, or that is taken from whoever does.
    pub(crate) fn give(&mut self, granting: Granting<'_>, service: Service) {
        let Granting { partner, via, basis, granted_by, now } = granting;
        let admin = self.of.entry((partner.tenant_id, basis)).or_insert_with(|| DelegatedAdmin {
            tenant_id: self.tenant_id,
            partner: partner.tenant_id,
            via,
            services: BTreeMap::new(),
            basis,
            written_by: String::new(),
        });
        admin.via = admin.via.or(via);
        admin.services.entry(service).or_insert(Privilege { since: now, granted_by });
        if let Some(holders) = self.holders.as_mut().filter(|_| basis == Basis::Customer) {
            holders.insert(service, Holder::from(partner));
        }
    }

    /// Takes a service from a partner, if it holds it, whatever by.
    pub fn take(&mut self, partner: TenantId, service: Service) {
        for admin in self.of.values_mut().filter(|admin| admin.partner == partner) {
            admin.services.remove(&service);
        }
        self.of.retain(|_, admin| !admin.services.is_empty());
        if let Some(holders) = &mut self.holders
            && holders.get(&service).is_some_and(|holder| holder.tenant_id == partner)
        {
            holders.remove(&service);
        }
    }

    /// Takes everything from a partner.
    pub fn take_all(&mut self, partner: TenantId) {
        for service in Service::all() {
            self.take(partner, service);
        }
    }

    /// Who holds what once a change of this is carried over, in order of their tenants.
    #[must_use]
    pub fn after(&self, changed: &PrivilegesChanged) -> Vec<DelegatedAdmin> {
        let mut after = self.of.clone();
        for change in &changed.partners {
            if let Some(before) = &change.before {
                after.remove(&before.key());
            }
            after.extend(change.after.iter().map(|admin| (admin.key(), admin.clone())));
        }
        after.into_values().collect()
    }

    /// What `operation` carries over to get from `before` to this.
    #[must_use]
    pub fn since(&self, before: &Self, operation: &str) -> PrivilegesChanged {
        let keys = before.of.keys().chain(self.of.keys().filter(|key| !before.of.contains_key(key)));
        let change = |key| {
            let (old, new) = (before.of.get(key), self.of.get(key));
            (old != new).then(|| PrivilegesChange {
                before: old.cloned(),
                after: new.map(|new| DelegatedAdmin { written_by: operation.to_owned(), ..new.clone() }),
            })
        };
        let none = Holders::new();
        let holders =
            changes(before.holders.as_ref().unwrap_or(&none), self.holders.as_ref().unwrap_or(&none));
        PrivilegesChanged { partners: keys.filter_map(change).collect(), holders }
    }
}

impl PrivilegesChange {
    /// Whose privileges change, and in whose tenant.
    #[must_use]
    pub fn parties(&self) -> Option<(TenantId, TenantId)> {
        self.after.as_ref().or(self.before.as_ref()).map(|admin| (admin.partner, admin.tenant_id))
    }

    /// What they are held by.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.after.as_ref().or(self.before.as_ref()).map(|admin| admin.basis).unwrap_or_default()
    }

    #[must_use]
    pub fn granted(&self) -> Vec<Service> {
        only_in(self.after.as_ref(), self.before.as_ref())
    }

    #[must_use]
    pub fn taken(&self) -> Vec<Service> {
        only_in(self.before.as_ref(), self.after.as_ref())
    }
}

fn only_in(one: Option<&DelegatedAdmin>, other: Option<&DelegatedAdmin>) -> Vec<Service> {
    let services = one.into_iter().flat_map(|admin| admin.services.keys().copied());
    services.filter(|service| !other.is_some_and(|other| other.covers(*service))).collect()
}

impl PrivilegesChanged {
    /// A partner gets every service of a tenant in which nobody holds any yet. `one_holder`: what the
    /// cloud says (A2).
    pub(crate) fn every_service(
        tenant_id: TenantId,
        one_holder: bool,
        granting: Granting<'_>,
        operation: &str,
    ) -> Self {
        let none = Privileges::none(tenant_id, one_holder);
        let mut all = none.clone();
        for service in Service::all() {
            all.give(granting, service);
        }
        all.since(&none, operation)
    }

    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.partners.is_empty() && self.holders.is_empty()
    }

    /// Whether a partner gets anything by it.
    #[must_use]
    pub fn grants_to(&self, partner: TenantId) -> bool {
        let of_partner =
            |change: &&PrivilegesChange| change.parties().is_some_and(|(whose, _)| whose == partner);
        self.partners.iter().filter(of_partner).any(|change| !change.granted().is_empty())
    }

    /// The privileges of a partner as they are to be, if the change is about it.
    #[must_use]
    pub fn of(&self, partner: TenantId) -> Option<&PrivilegesChange> {
        self.partners.iter().find(|change| change.parties().is_some_and(|(whose, _)| whose == partner))
    }
}

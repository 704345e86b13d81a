//! Changed privileges, in a transaction: each item under the condition that it is as it was read.

use tandem_domain::delegated_admin::{Basis, DelegatedAdmin, PrivilegesChange, PrivilegesChanged, Service};
use tandem_domain::{CustomerId, Fault, Rejection, TenantId};

use crate::expression::{always, expression};
use crate::item::{Item, indexed, item, value};
use crate::keys::{self, Key, index};
use crate::moved::Moved;
use crate::transaction::{Transaction, same};

impl<R: 'static> Transaction<'_, R> {
    /// Carries changed privileges over. `moved` is what it means that they are no longer as they were
    /// read: of two changes of one partner's privileges, and of two grants of one service that has one
    /// holder (A2), the first wins.
    pub(crate) fn change_privileges(
        &mut self,
        tenant: TenantId,
        changed: &PrivilegesChanged,
        moved: impl Fn() -> Result<R, Fault> + Clone + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        for change in &changed.partners {
            self.change_of_partner(change, moved.clone())?;
        }
        if changed.holders.is_empty() { Ok(()) } else { self.change_holders(tenant, changed, moved) }
    }

    fn change_of_partner(
        &mut self,
        change: &PrivilegesChange,
        moved: impl Fn() -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let as_read = match &change.before {
            None => expression("attribute_not_exists(PK)"),
            Some(before) => expression("#writtenBy = :before").with(":before", same(&before.written_by)),
        };
        match (&change.after, &change.before) {
            (Some(after), _) => self.put(privileges_item(after)?, as_read, move |_| moved()),
            (None, Some(before)) => self.delete(&key_of(before), as_read, move |_| moved()),
            (None, None) => Ok(()),
        }
    }

    fn change_holders(
        &mut self,
        customer: CustomerId,
        changed: &PrivilegesChanged,
        moved: impl Fn() -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let (mut set, mut remove, mut conditions) = (Vec::new(), Vec::new(), Vec::new());
        let mut values = Vec::new();
        for change in &changed.holders {
            let service = change.service.as_str();
            match &change.to {
                Some(holder) => {
                    set.push(format!("#{service} = :{service}"));
                    values.push((format!(":{service}"), value(holder)?));
                }
                None => remove.push(format!("#{service}")),
            }
            match &change.from {
                Some(from) => conditions.push((
                    format!("#{service}.#tenantId = :{service}From"),
                    Some((format!(":{service}From"), same(from))),
                )),
                None => conditions.push((format!("attribute_not_exists(#{service})"), None)),
            }
        }
        let clause = |word: &str, parts: Vec<String>| {
            if parts.is_empty() { String::new() } else { format!("{word} {} ", parts.join(", ")) }
        };
        let change = expression(clause("SET", set) + &clause("REMOVE", remove));
        let change = values.into_iter().fold(change, |change, (name, value)| change.with(name, value));
        let texts: Vec<_> = conditions.iter().map(|(text, _)| text.as_str()).collect();
        let as_read = expression(texts.join(" AND "));
        let as_read = conditions
            .into_iter()
            .filter_map(|(_, value)| value)
            .fold(as_read, |condition, (name, value)| condition.with(name, value));
        self.update(&keys::holders(customer), change, as_read, move |_| moved())
    }

    /// Gives privileges whatever the partner had there (P4).
    pub(crate) fn grant(&mut self, privileges: &DelegatedAdmin) -> Result<(), Fault> {
        self.put(privileges_item(privileges)?, always(), |_| {
            Err(Fault::Corrupt("a condition that always holds failed".to_owned()))
        })
    }
}

impl Transaction<'_, Moved> {
    /// Whoever gets privileges is still a partner: against an end of what makes it one, at the same time,
    /// one of the two wins.
    pub(super) fn require_own_partner(
        &mut self,
        tenant: TenantId,
        partner: TenantId,
        basis: Basis,
    ) -> Result<(), Fault> {
        match basis {
            Basis::Partnership => self.require_partnership(partner, tenant, Moved),
            Basis::Customer => {
                let there = expression("attribute_exists(PK)");
                self.require(&keys::customer_partner(tenant, partner), there, |_| Ok(Moved))
            }
        }
    }
}

impl Transaction<'_, Rejection> {
    /// T6: whoever administers still holds the service's privileges: against a taking back at the same
    /// time one of the two wins.
    pub(crate) fn require_privilege(
        &mut self,
        tenant: TenantId,
        partner: TenantId,
        service: Service,
    ) -> Result<(), Fault> {
        let held = expression(format!("attribute_exists(#services.#{service})"));
        self.require(&keys::delegated_admin(tenant, partner), held, move |_| {
            Ok(Rejection::DelegatedAdminMissing { service })
        })
    }
}

fn key_of(privileges: &DelegatedAdmin) -> Key {
    let (tenant, partner) = (privileges.tenant_id, privileges.partner);
    match privileges.basis {
        Basis::Customer => keys::delegated_admin(tenant, partner),
        Basis::Partnership => keys::admin_access(tenant, partner),
    }
}

fn privileges_item(privileges: &DelegatedAdmin) -> Result<Item, Fault> {
    let (tenant, partner) = (privileges.tenant_id, privileges.partner);
    let item = item(key_of(privileges), "delegated_admin", privileges)?;
    Ok(match privileges.via {
        Some(provider) => indexed(item, 1, index::privilege_via(provider, partner, tenant)),
        None => item,
    })
}

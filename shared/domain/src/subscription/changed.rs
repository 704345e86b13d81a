//! What changes on a subscription, and the record of it (N3).
//!
//! Every change of a subscription is one version step, whatever it consists of, with one record for
//! each party that lists what was and what is. The record is made by holding the two against each
//! other, so that it can't leave out what was changed.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{RecordLedgerEntry, Subscription};
use crate::TenantId;
use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::CustomerPartner;
use crate::text::Reason;
use crate::write::Write;

/// A subscription as it is to be. Commit it under the condition that it is still as it was read.
#[derive(Clone, Debug)]
pub struct Changed {
    /// As it was read.
    pub before: Subscription,
    pub subscription: Subscription,
    /// The ledger's next line, if there is another reseller of record.
    pub entry: Option<RecordLedgerEntry>,
    pub audit: Vec<AuditRecord>,
}

impl Changed {
    /// `subscription` one version on; `None` if it is as it was. `relation` is the caller's.
    pub(super) fn between(
        write: &Write,
        before: &Subscription,
        mut subscription: Subscription,
        relation: Option<&CustomerPartner>,
        reason: Option<Reason>,
    ) -> Option<Self> {
        let Difference { old, mut new } = Difference::between(before, &subscription);
        if new.is_empty() {
            return None;
        }
        let entry = RecordLedgerEntry::between(write, before, &subscription, reason.as_ref());
        if let Some(reason) = reason {
            new.insert("reason".to_owned(), json!(reason));
        }
        subscription.version += 1;
        let audit = records(before.record(write, relation, old, new), before, &subscription);
        Some(Self { before: before.clone(), subscription, entry, audit })
    }

    /// How the number of the provider's active subscriptions changes: by -1, 0 or 1.
    #[must_use]
    pub fn active_by(&self) -> i8 {
        let active = |subscription: &Subscription| i8::from(subscription.status.is_active());
        active(&self.subscription) - active(&self.before)
    }
}

/// `record` on the side of everybody whom it concerns. Those who may read the subscription see all of
/// it; a reseller of record and a support contact, who may have no relationship with the customer, see
/// no more than that they were named or replaced (Z12).
fn records(record: AuditRecord, before: &Subscription, after: &Subscription) -> Vec<AuditRecord> {
    let whole = before.readers(record.organisation);
    let named = |name: &str, of: &dyn Fn(&Subscription) -> Option<TenantId>| {
        let concerned = each_once([before, after].into_iter().filter_map(of));
        let concerned: Vec<_> = concerned.into_iter().filter(|tenant| !whole.contains(tenant)).collect();
        record.only(&[name, "reason"]).map(|only| only.for_each(concerned))
    };
    let of_record =
        |of: &Subscription| of.reseller_of_record.as_ref().map(|record| record.reseller.tenant_id);
    let parts = [named("partnerId", &of_record), named("supportContact", &|of| of.support_contact)];
    let parts: Vec<_> = parts.into_iter().flatten().flatten().collect();
    record.for_each(whole).into_iter().chain(parts).collect()
}

pub(super) fn each_once(tenants: impl Iterator<Item = TenantId>) -> Vec<TenantId> {
    let mut tenants: Vec<_> = tenants.collect();
    tenants.sort_unstable();
    tenants.dedup();
    tenants
}

impl Subscription {
    /// Who may read the subscription for sure: whoever changes it, the customer, and the provider that
    /// ordered it while it is active, since only then its relationship can't have ended (C9).
    pub(super) fn readers(&self, caller: TenantId) -> Vec<TenantId> {
        let provider = self.status.is_active().then_some(self.ordered_by);
        each_once([Some(caller), Some(self.customer_id), provider].into_iter().flatten())
    }

    /// The record of a change, on the caller's side.
    pub(super) fn record(
        &self,
        write: &Write,
        relation: Option<&CustomerPartner>,
        old: Map<String, Value>,
        new: Map<String, Value>,
    ) -> AuditRecord {
        AuditRecord {
            organisation: write.person.tenant_id,
            customer_id: Some(self.customer_id),
            customer_name: relation.map(|relation| relation.company_name.clone()),
            operation: Operation::UpdateSubscription,
            resource: Resource::Subscription,
            resource_id: self.id.to_string(),
            old: Some(Value::Object(old)),
            new: Some(Value::Object(new)),
        }
    }
}

/// What differs, by the names that it has on the wire.
#[derive(Default)]
struct Difference {
    old: Map<String, Value>,
    new: Map<String, Value>,
}

impl Difference {
    fn between(old: &Subscription, new: &Subscription) -> Self {
        let mpn_id = |of: &Subscription| of.reseller_of_record.as_ref().map(|record| record.reseller.mpn_id);
        let mut difference = Self::default();
        difference.note("quantity", &old.quantity, &new.quantity);
        difference.note("friendlyName", &old.friendly_name, &new.friendly_name);
        difference.note("status", &old.status, &new.status);
        difference.note("autoRenewEnabled", &old.auto_renew, &new.auto_renew);
        difference.note("partnerId", &mpn_id(old), &mpn_id(new));
        difference.note("supportContact", &old.support_contact, &new.support_contact);
        difference
    }

    fn note<T: PartialEq + Serialize>(&mut self, name: &str, old: &T, new: &T) {
        if old != new {
            self.old.insert(name.to_owned(), json!(old));
            self.new.insert(name.to_owned(), json!(new));
        }
    }
}

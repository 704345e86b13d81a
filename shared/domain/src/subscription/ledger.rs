//! The ledger of a subscription's resellers of record: who, from, to, since when, by whom, and why.
//!
//! A line is written with the change that it tells of, and never again. It goes on where a subscription
//! is upgraded: the new one writes into the ledger of the old one.

use serde::{Deserialize, Serialize};

use super::Subscription;
use crate::text::{Name, Reason};
use crate::write::Write;
use crate::{PartnerId, SubscriptionId, TenantId, Timestamp};

/// A line of the ledger. It counts from `since` until the next line does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordLedgerEntry {
    /// The subscription that it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<SubscriptionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_name: Option<Name>,
    pub to: PartnerId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<Name>,
    pub since: Timestamp,
    /// The organisation and the subject of the one who changed it.
    pub changed_by: TenantId,
    pub user_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

impl RecordLedgerEntry {
    /// The line of a change, if it is one of the reseller of record.
    pub(super) fn between(
        write: &Write,
        before: &Subscription,
        after: &Subscription,
        reason: Option<&Reason>,
    ) -> Option<Self> {
        let (old, new) = (before.reseller_of_record.as_ref(), after.reseller_of_record.as_ref()?);
        if old.is_some_and(|old| old.reseller.mpn_id == new.reseller.mpn_id) {
            return None;
        }
        Some(Self {
            subscription_id: Some(after.id),
            from: old.map(|old| old.reseller.mpn_id),
            from_name: old.map(|old| old.reseller.name.clone()),
            to: new.reseller.mpn_id,
            to_name: Some(new.reseller.name.clone()),
            since: new.since,
            changed_by: write.person.tenant_id,
            user_id: write.person.subject.clone(),
            reason: reason.cloned(),
        })
    }
}

impl Subscription {
    /// The ledger's first line, if the subscription was ordered with a reseller of record.
    #[must_use]
    pub fn first_of_record(&self, write: &Write) -> Option<RecordLedgerEntry> {
        let nobody = Self { reseller_of_record: None, ..self.clone() };
        RecordLedgerEntry::between(write, &nobody, self, None)
    }

    /// Whose ledger this subscription writes into: its own, or that of the one it was upgraded from.
    #[must_use]
    pub fn ledger(&self) -> SubscriptionId {
        self.record_ledger.unwrap_or(self.id)
    }
}

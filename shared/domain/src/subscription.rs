//! Subscriptions and their reseller of record (S).
//!
//! S1: a subscription has an offer, a licence count, a status, the provider that ordered it, and
//! optionally a reseller of record and a support contact. S3: the reseller of record is named by its
//! partner ID, which is verified first; no partnership is needed for that. S4: setting it makes
//! incentives due to that reseller. S6: only the provider that ordered may change it.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::{CustomerPartner, standing_with};
use crate::organisation::Organisation;
use crate::partner_id::{RegisteredPartnerId, VerifiedReseller, verify};
use crate::policy::{Action, Standing, permit};
use crate::text::{Line, Reason};
use crate::write::Write;
use crate::{
    CustomerId, OfferId, OrderId, PartnerId, Quantity, Rejection, SubscriptionId, TenantId, Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    pub id: SubscriptionId,
    pub customer_id: CustomerId,
    pub order_id: OrderId,
    pub offer_id: OfferId,
    pub offer_name: Line,
    pub unit_type: Line,
    pub friendly_name: Line,
    pub quantity: Quantity,
    pub status: SubscriptionStatus,
    pub billing_cycle: BillingCycle,
    pub auto_renew: bool,
    /// The provider that ordered it and is billed.
    pub ordered_by: TenantId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reseller_of_record: Option<ResellerOfRecord>,
    /// The partner who answers support requests; the provider if absent (S5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_contact: Option<TenantId>,
    pub created: Timestamp,
    pub version: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionStatus {
    Active,
    Suspended,
    Deleted,
}

impl SubscriptionStatus {
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Deleted];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Deleted => "deleted",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingCycle {
    #[default]
    Monthly,
    Annual,
}

impl BillingCycle {
    pub const ALL: [Self; 2] = [Self::Monthly, Self::Annual];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Annual => "annual",
        }
    }
}

/// Who gets the incentive credit, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResellerOfRecord {
    #[serde(flatten)]
    pub reseller: VerifiedReseller,
    pub since: Timestamp,
}

/// A subscription with a new reseller of record. Commit it under the conditions that it is as it was
/// read and that the partner ID is still usable.
#[derive(Clone, Debug)]
pub struct Associated {
    pub subscription: Subscription,
    /// The version that was read.
    pub expected_version: u32,
    pub entry: RecordLedgerEntry,
    pub audit: Vec<AuditRecord>,
}

/// A line of the ledger of a subscription's resellers of record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordLedgerEntry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartnerId>,
    pub to: PartnerId,
    pub since: Timestamp,
    /// The organisation and the subject of the one who changed it.
    pub changed_by: TenantId,
    pub user_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// What the rule on the reseller of record looks at.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    pub subscription: Option<&'a Subscription>,
    /// The caller's relationship with the customer.
    pub relation: Option<&'a CustomerPartner>,
    pub caller: Option<&'a Organisation>,
    pub registered: Option<&'a RegisteredPartnerId>,
    /// The etag's version, if the caller sent one.
    pub expected_version: Option<u32>,
}

impl Subscription {
    /// The ledger's first line, if the subscription was ordered with a reseller of record.
    #[must_use]
    pub fn first_of_record(&self, write: &Write) -> Option<RecordLedgerEntry> {
        let record = self.reseller_of_record.as_ref()?;
        Some(RecordLedgerEntry {
            from: None,
            to: record.reseller.mpn_id,
            since: record.since,
            changed_by: self.ordered_by,
            user_id: write.person.subject.clone(),
            reason: None,
        })
    }

    /// What an organisation is to this subscription. Who has no relationship with the customer sees
    /// nothing of it (Z12).
    #[must_use]
    pub fn standing_of(&self, tenant: TenantId, relation: Option<&CustomerPartner>) -> Standing {
        let of_record = self.reseller_of_record.as_ref().map(|record| record.reseller.tenant_id);
        match standing_with(self.customer_id, tenant, relation) {
            Standing::CustomerProvider if tenant == self.ordered_by => Standing::OrderingProvider,
            Standing::CustomerReseller if Some(tenant) == of_record => Standing::ResellerOfRecord,
            other => other,
        }
    }
}

/// Sets or changes the reseller of record (Z5, S3). `Ok(None)`: it is that reseller already.
///
/// # Errors
/// Z12, Z5, S6: not the ordering provider's admin or sales agent. S3: the partner ID can't be used,
/// and why. A stale etag. A subscription that is deleted.
pub fn associate(
    write: &Write,
    present: Present<'_>,
    mpn_id: PartnerId,
    reason: Option<Reason>,
) -> Result<Option<Associated>, Rejection> {
    let old = present.subscription.ok_or(Rejection::NotFound)?;
    let caller = write.person.tenant_id;
    permit(Action::SetResellerOfRecord, old.standing_of(caller, present.relation), &write.person.roles)?;
    if present.expected_version.is_some_and(|version| version != old.version) {
        return Err(Rejection::StaleEtag);
    }
    if old.status == SubscriptionStatus::Deleted {
        return Err(Rejection::SubscriptionNotActive);
    }
    let provider = present.caller.ok_or(Rejection::NotFound)?;
    let reseller = verify(mpn_id, present.registered, provider.cloud, provider.country)?;
    let from = old.reseller_of_record.as_ref().map(|record| record.reseller.mpn_id);
    if from == Some(mpn_id) {
        return Ok(None);
    }
    let mut parties = vec![caller, reseller.tenant_id, old.customer_id];
    parties.extend(old.reseller_of_record.as_ref().map(|record| record.reseller.tenant_id));
    parties.sort_unstable();
    parties.dedup();
    let mut subscription = old.clone();
    subscription.reseller_of_record = Some(ResellerOfRecord { reseller, since: write.now });
    subscription.version += 1;
    let audit = AuditRecord {
        organisation: caller,
        customer_id: Some(old.customer_id),
        customer_name: present.relation.map(|relation| relation.company_name.clone()),
        operation: Operation::UpdateSubscription,
        resource: Resource::Subscription,
        resource_id: old.id.to_string(),
        old: Some(json!({"partnerId": from})),
        new: Some(json!({"partnerId": mpn_id, "reason": reason.as_ref().map(Reason::as_str)})),
    };
    Ok(Some(Associated {
        expected_version: old.version,
        subscription,
        entry: RecordLedgerEntry {
            from,
            to: mpn_id,
            since: write.now,
            changed_by: caller,
            user_id: write.person.subject.clone(),
            reason,
        },
        audit: audit.for_each(parties),
    }))
}

#[cfg(test)]
mod tests {
    use super::{Associated, BillingCycle, Present, Subscription, SubscriptionStatus, associate};
    use crate::customer::CustomerPartner;
    use crate::examples::{organisation, parsed, provider, registered, relation, reseller, tenant, write_by};
    use crate::organisation::{Organisation, OrganisationKind};
    use crate::policy::Role;
    use crate::{OrderId, Quantity, Rejection, SubscriptionId, Timestamp};

    fn subscription() -> Subscription {
        Subscription {
            id: SubscriptionId::new(uuid::Uuid::from_u128(50)),
            customer_id: tenant(60),
            order_id: OrderId::new(uuid::Uuid::from_u128(70)),
            offer_id: parsed("business-basic"),
            offer_name: parsed("Business Basic"),
            unit_type: parsed("Licenses"),
            friendly_name: parsed("Business Basic"),
            quantity: Quantity::new(5).expect("a count"),
            status: SubscriptionStatus::Active,
            billing_cycle: BillingCycle::Monthly,
            auto_renew: true,
            ordered_by: provider().tenant_id,
            reseller_of_record: None,
            support_contact: None,
            created: Timestamp::from_millis(0),
            version: 1,
        }
    }

    fn associate_by(
        who: &Organisation,
        relation: Option<&CustomerPartner>,
        subscription: &Subscription,
        expected_version: Option<u32>,
    ) -> Result<Option<Associated>, Rejection> {
        let entry = registered(&reseller());
        let present = Present {
            subscription: Some(subscription),
            relation,
            caller: Some(who),
            registered: Some(&entry),
            expected_version,
        };
        associate(&write_by(who, &[Role::SalesAgent]), present, entry.mpn_id, None)
    }

    #[test]
    fn the_ordering_provider_sets_the_reseller_of_record_z5_s4() {
        let ours = relation(&provider(), tenant(60));
        let associated = associate_by(&provider(), Some(&ours), &subscription(), Some(1));
        let associated = associated.expect("permitted").expect("a change");
        let record = associated.subscription.reseller_of_record.clone().expect("a reseller of record");
        assert_eq!(record.reseller.tenant_id, reseller().tenant_id);
        assert_eq!(associated.subscription.version, 2);
        assert_eq!((associated.entry.from, associated.entry.to), (None, record.reseller.mpn_id));
        let again = associate_by(&provider(), Some(&ours), &associated.subscription, None);
        assert!(matches!(again, Ok(None)), "the same reseller is no change");
    }

    #[test]
    fn who_did_not_order_it_cannot_change_it_s6() {
        let other = organisation(4, OrganisationKind::IndirectProvider, "DE");
        let related = relation(&other, tenant(60));
        let by_other = |relation| associate_by(&other, relation, &subscription(), None).err();
        assert_eq!(by_other(Some(&related)), Some(Rejection::WrongPartnerKind));
        assert_eq!(by_other(None), Some(Rejection::NotFound), "without a relationship it isn't there (Z12)");
    }

    #[test]
    fn a_stale_etag_and_a_deleted_subscription_are_refused() {
        let ours = relation(&provider(), tenant(60));
        let stale = associate_by(&provider(), Some(&ours), &subscription(), Some(7)).err();
        assert_eq!(stale, Some(Rejection::StaleEtag));
        let deleted = Subscription { status: SubscriptionStatus::Deleted, ..subscription() };
        let refused = associate_by(&provider(), Some(&ours), &deleted, None).err();
        assert_eq!(refused, Some(Rejection::SubscriptionNotActive));
    }
}

//! Subscriptions and their reseller of record (S).
//!
//! S1: a subscription has an offer, a licence count, a status, the provider that ordered it, and
//! optionally a reseller of record and a support contact. S3: the reseller of record is named by its
//! partner ID, which is verified first; no partnership is needed for that. S4: setting it makes
//! incentives due to that reseller. S6: only the provider that ordered may change it, or anything that
//! it is billed for.

mod associate;
mod change;
mod changed;
mod ledger;
mod support_contact;
#[cfg(test)]
mod tests;
pub mod upgrade;

pub use associate::{AssociationOutcome, associate, associate_verified, may_associate_many, verified_for};
pub use change::{ChangeSubscription, change};
pub use changed::Changed;
pub use ledger::RecordLedgerEntry;
pub use support_contact::{AssignSupportContact, assign_support_contact};

use serde::{Deserialize, Serialize};

use crate::customer::{CustomerPartner, standing_with};
use crate::organisation::Organisation;
use crate::partner_id::{RegisteredPartnerId, VerifiedReseller, verify};
use crate::policy::Standing;
use crate::text::Line;
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
    /// Whose ledger of resellers of record goes on here, if it isn't its own: an upgrade carries it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_ledger: Option<SubscriptionId>,
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

    #[must_use]
    pub fn is_active(self) -> bool {
        self == Self::Active
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

/// What the rules on a subscription look at.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    /// Whose subscription it is said to be.
    pub customer_id: CustomerId,
    pub subscription: Option<&'a Subscription>,
    /// The caller's relationship with the customer.
    pub relation: Option<&'a CustomerPartner>,
    /// The caller, needed where a partner ID is verified.
    pub caller: Option<&'a Organisation>,
    /// What the registry says of the partner ID.
    pub registered: Option<&'a RegisteredPartnerId>,
    /// The etag's version, if the caller sent one.
    pub expected_version: Option<u32>,
}

impl Present<'_> {
    /// S3: the reseller with that partner ID.
    fn verified(&self, mpn_id: PartnerId) -> Result<VerifiedReseller, Rejection> {
        let provider = self.caller.ok_or(Rejection::NotFound)?;
        verify(mpn_id, self.registered, provider.cloud, provider.country)
    }
}

/// A subscription for a party of its customer, who may be told that there is none. Anybody else isn't
/// even told that there is the customer (Z12).
///
/// # Errors
/// Either.
pub fn existing<'a>(
    subscription: Option<&'a Subscription>,
    customer_id: CustomerId,
    caller: TenantId,
    relation: Option<&CustomerPartner>,
) -> Result<&'a Subscription, Rejection> {
    match standing_with(customer_id, caller, relation) {
        Standing::Stranger => Err(Rejection::NotFound),
        _ => subscription.ok_or(Rejection::SubscriptionNotFound),
    }
}

impl Subscription {
    /// Whether the incentives go to the reseller with this partner ID (S4).
    #[must_use]
    pub fn is_credited_to(&self, mpn_id: PartnerId) -> bool {
        self.reseller_of_record.as_ref().is_some_and(|record| record.reseller.mpn_id == mpn_id)
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

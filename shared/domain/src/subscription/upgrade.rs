//! Upgrading a subscription to another offer (S2, Z15, S6).
//!
//! An upgrade is one change of two subscriptions: one of the target offer takes the place of the old
//! one, with its seats, its friendly name, its support contact, its reseller of record and the ledger of
//! that; the old one is deleted. X4: the reseller of record stays, whatever became of it since, so its
//! partner ID isn't verified again. How many subscriptions the provider has active doesn't change.

use serde_json::{Map, Value, json};

use super::changed::each_once;
use super::{Present, Subscription, SubscriptionStatus};
use crate::audit::{AuditRecord, Operation};
use crate::offer::Offer;
use crate::policy::Action;
use crate::write::Write;
use crate::{Country, OfferId, Quantity, Rejection, SubscriptionId};

/// Whether the users' licences go along. Tandem moves all seats at once, so they always do; clients
/// name either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpgradeType {
    UpgradeOnly,
    #[default]
    UpgradeWithLicenseTransfer,
}

impl UpgradeType {
    pub const ALL: [Self; 2] = [Self::UpgradeOnly, Self::UpgradeWithLicenseTransfer];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UpgradeOnly => "upgrade_only",
            Self::UpgradeWithLicenseTransfer => "upgrade_with_license_transfer",
        }
    }
}

/// Why a subscription can't be upgraded to an offer. The names are Partner Center's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpgradeProblem {
    /// It is suspended or deleted.
    NotActive,
    /// Its offer names no such target, or there is no such offer any more.
    NotATarget,
    NotSoldInCountry,
    /// The target isn't billed as the subscription is.
    OtherBillingCycle,
    /// The seats are outside the target's limits: the rule.
    Seats(String),
}

impl UpgradeProblem {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotActive => "subscription_status_not_active",
            Self::NotATarget => "subscription_target_offer_not_found",
            Self::NotSoldInCountry | Self::OtherBillingCycle | Self::Seats(_) => "other",
        }
    }

    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::NotActive => "The subscription isn't active; activate it first.".to_owned(),
            Self::Seats(rule) => format!("The licence count {rule}."),
            _ => format!("The target offer {}.", self.rule()),
        }
    }

    /// Completes the sentence "`targetOffer.id` …".
    fn rule(&self) -> &'static str {
        match self {
            Self::NotSoldInCountry => "must be an offer that is sold in the customer's country",
            Self::OtherBillingCycle => "must be an offer with the subscription's billing cycle",
            _ => "must be one of the offers that the subscription's upgrades name",
        }
    }
}

impl From<UpgradeProblem> for Rejection {
    fn from(problem: UpgradeProblem) -> Self {
        match problem {
            UpgradeProblem::NotActive => Self::UpgradeNotPossible(problem),
            UpgradeProblem::Seats(rule) => Self::field("quantity", rule),
            _ => Self::field("targetOffer.id", problem.rule()),
        }
    }
}

/// What is wanted instead of a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgrade {
    pub target_offer: OfferId,
    /// The subscription's own if absent; no fewer.
    pub quantity: Option<Quantity>,
}

/// What an upgrade is decided on, beside [`Present`].
#[derive(Clone, Copy, Debug)]
pub struct PresentOffers<'a> {
    /// The customer's, which the target must be sold in.
    pub country: Option<Country>,
    /// The subscription's offer.
    pub source: Option<&'a Offer>,
    pub target: Option<&'a Offer>,
}

/// An upgrade to commit, under the condition that the old subscription is still as it was read.
#[derive(Clone, Debug)]
pub struct Upgraded {
    /// As it was read.
    pub before: Subscription,
    /// Deleted.
    pub old: Subscription,
    pub new: Subscription,
    pub audit: Vec<AuditRecord>,
}

/// Upgrades a subscription.
///
/// # Errors
/// Z12, Z15, S6: not the ordering provider's admin or sales agent. A stale etag, a deleted subscription,
/// and every [`UpgradeProblem`].
pub fn upgrade(
    write: &Write,
    present: Present<'_>,
    offers: PresentOffers<'_>,
    command: &Upgrade,
    new_id: uuid::Uuid,
) -> Result<Upgraded, Rejection> {
    let before = present.existing(write)?;
    present.permit(write, Action::ChangeSubscription, before)?;
    present.must_be_current(before)?;
    if before.status == SubscriptionStatus::Deleted {
        return Err(Rejection::SubscriptionNotActive);
    }
    let country = offers.country.ok_or(Rejection::NotFound)?;
    let target = offers.target.filter(|target| is_named(offers.source, target)).filter(|t| t.is_available);
    let target = target.ok_or(UpgradeProblem::NotATarget)?;
    let quantity = command.quantity.unwrap_or(before.quantity);
    // All seats go along; who wants fewer takes them back where that can be seen.
    if quantity < before.quantity {
        let rule = format!("must be at least {}, the seats that go along", before.quantity.get());
        return Err(Rejection::field("quantity", rule));
    }
    check(before, target, quantity, country)?;
    let new = Subscription {
        id: SubscriptionId::new(new_id),
        offer_id: target.id.clone(),
        offer_name: target.name.clone(),
        unit_type: target.unit_type.clone(),
        friendly_name: before.friendly_name_with(target),
        quantity,
        record_ledger: Some(before.ledger()),
        created: write.now,
        version: 1,
        ..before.clone()
    };
    let version = before.version + 1;
    let old = Subscription { status: SubscriptionStatus::Deleted, version, ..before.clone() };
    let audit = records(write, present, before, &new);
    Ok(Upgraded { before: before.clone(), old, new, audit })
}

/// What stands in the way of upgrading `subscription` to `target`, which its offer names.
///
/// # Errors
/// The first that does.
pub fn check(
    subscription: &Subscription,
    target: &Offer,
    quantity: Quantity,
    country: Country,
) -> Result<(), UpgradeProblem> {
    if !subscription.status.is_active() {
        return Err(UpgradeProblem::NotActive);
    }
    if !target.is_available {
        return Err(UpgradeProblem::NotATarget);
    }
    if !target.is_sold_in(country) {
        return Err(UpgradeProblem::NotSoldInCountry);
    }
    if !target.is_billed(subscription.billing_cycle) {
        return Err(UpgradeProblem::OtherBillingCycle);
    }
    target.check(quantity).map_err(UpgradeProblem::Seats)
}

fn is_named(source: Option<&Offer>, target: &Offer) -> bool {
    source.is_some_and(|source| source.upgrade_targets.contains(&target.id))
}

fn records(write: &Write, present: Present<'_>, old: &Subscription, new: &Subscription) -> Vec<AuditRecord> {
    let facts = |of: &Subscription| json!({"offerId": of.offer_id, "quantity": of.quantity});
    let object = |value: Value| match value {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    let mut becomes = object(facts(new));
    becomes.insert("upgradedTo".to_owned(), json!(new.id));
    becomes.insert("status".to_owned(), json!(SubscriptionStatus::Deleted));
    let mut was = object(facts(old));
    was.insert("status".to_owned(), json!(old.status));
    let record = old.record(write, present.relation, was, becomes);
    let record = AuditRecord { operation: Operation::UpgradeSubscription, ..record };
    let readers = old.readers(write.person.tenant_id);
    // A reseller of record and a support contact are told where their name stands now, and no more.
    let of_record = old.reseller_of_record.as_ref().map(|record| record.reseller.tenant_id);
    let named = [of_record, old.support_contact].into_iter().flatten();
    let named = each_once(named.filter(|tenant| !readers.contains(tenant)));
    let moved = record.only(&["upgradedTo"]).map(|moved| moved.for_each(named)).unwrap_or_default();
    record.for_each(readers).into_iter().chain(moved).collect()
}

impl Subscription {
    /// A friendly name that nobody chose is the offer's, so it goes with the offer.
    fn friendly_name_with(&self, target: &Offer) -> crate::text::Line {
        if self.friendly_name == self.offer_name { target.name.clone() } else { self.friendly_name.clone() }
    }
}

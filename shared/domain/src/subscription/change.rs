//! Changing a subscription as Partner Center's clients do: they read it, change some of it and send
//! all of it back (Z15, Z16, Z5, S6).
//!
//! What is absent stays as it is, with one exception that those clients count on: an absent
//! `autoRenewEnabled` is taken as *false*. It holds for whoever may switch it, the provider that
//! ordered; a reseller of record who gives a subscription another name doesn't switch anything.

use super::{BillingCycle, Changed, Present, ResellerOfRecord, Subscription, SubscriptionStatus};
use crate::offer::Offer;
use crate::policy::{Action, Standing, permit};
use crate::text::Line;
use crate::write::Write;
use crate::{OfferId, PartnerId, Quantity, Rejection};

/// What a subscription is to be like. What is `None` wasn't sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeSubscription {
    pub quantity: Option<Quantity>,
    pub friendly_name: Option<Line>,
    pub status: Option<SubscriptionStatus>,
    pub auto_renew: Option<bool>,
    /// The reseller of record's.
    pub partner_id: Option<PartnerId>,
    /// Sent back with the full resource; it can't be changed here.
    pub billing_cycle: Option<BillingCycle>,
    /// Likewise.
    pub offer_id: Option<OfferId>,
}

/// Changes a subscription. `Ok(None)`: it is like that already. `offer` is the subscription's, needed
/// where the licence count changes.
///
/// # Errors
/// Z12, Z15, Z16, Z5, S6: somebody who may not, for the least of the changes. A stale etag, a deleted
/// subscription, a licence count outside the offer's limits (S1), a partner ID that can't be used (S3),
/// what can't be changed at all.
pub fn change(
    write: &Write,
    present: Present<'_>,
    offer: Option<&Offer>,
    command: &ChangeSubscription,
) -> Result<Option<Changed>, Rejection> {
    let old = present.existing(write)?;
    present.permit(write, Action::RenameSubscription, old)?;
    let mut subscription = wanted(write, present, old, command);
    let credited = command.partner_id.filter(|mpn_id| !old.is_credited_to(*mpn_id));
    if subscription.seats_status_and_renewal() != old.seats_status_and_renewal() {
        present.permit(write, Action::ChangeSubscription, old)?;
    }
    if credited.is_some() {
        present.permit(write, Action::SetResellerOfRecord, old)?;
    }
    present.must_be_current(old)?;
    must_stay(old, command)?;
    if old.status == SubscriptionStatus::Deleted {
        // An absent autoRenewEnabled asks for nothing here.
        subscription.auto_renew = command.auto_renew.unwrap_or(old.auto_renew);
        let record_only = subscription == *old && credited.is_some();
        let rejection =
            if record_only { Rejection::PartnerOnRecordFixed } else { Rejection::SubscriptionNotActive };
        return Err(rejection);
    }
    if subscription.quantity != old.quantity {
        let offer =
            offer.ok_or_else(|| Rejection::field("quantity", "can't be changed: the offer is gone"))?;
        offer.check(subscription.quantity).map_err(|rule| Rejection::field("quantity", rule))?;
    }
    if let Some(mpn_id) = credited {
        let reseller = present.verified(mpn_id)?;
        subscription.reseller_of_record = Some(ResellerOfRecord { reseller, since: write.now });
    }
    Ok(Changed::between(write, old, subscription, present.relation, None))
}

/// The subscription as it is asked for, but for its reseller of record.
fn wanted(
    write: &Write,
    present: Present<'_>,
    old: &Subscription,
    command: &ChangeSubscription,
) -> Subscription {
    let mut subscription = old.clone();
    let standing = old.standing_of(write.person.tenant_id, present.relation);
    let if_absent = standing != Standing::OrderingProvider && old.auto_renew;
    subscription.auto_renew = command.auto_renew.unwrap_or(if_absent);
    subscription.quantity = command.quantity.unwrap_or(old.quantity);
    subscription.status = command.status.unwrap_or(old.status);
    if let Some(name) = &command.friendly_name {
        subscription.friendly_name.clone_from(name);
    }
    subscription
}

/// What can't be changed here, and what to do instead.
fn must_stay(old: &Subscription, command: &ChangeSubscription) -> Result<(), Rejection> {
    if command.billing_cycle.is_some_and(|cycle| cycle != old.billing_cycle) {
        return Err(Rejection::field("billingCycle", "can't be changed; order anew with the other cycle"));
    }
    if command.offer_id.as_ref().is_some_and(|offer| *offer != old.offer_id) {
        return Err(Rejection::field("offerId", "can't be changed; upgrade the subscription instead"));
    }
    let deletes = command.status == Some(SubscriptionStatus::Deleted);
    if deletes && old.status != SubscriptionStatus::Deleted {
        let rule = "can't be set to deleted; suspend the subscription, or send autoRenewEnabled: false";
        return Err(Rejection::field("status", rule));
    }
    Ok(())
}

impl Subscription {
    /// What only the provider that ordered may change, beside the reseller of record (Z15).
    fn seats_status_and_renewal(&self) -> (Quantity, SubscriptionStatus, bool) {
        (self.quantity, self.status, self.auto_renew)
    }
}

impl<'a> Present<'a> {
    pub(super) fn permit(&self, write: &Write, action: Action, old: &Subscription) -> Result<(), Rejection> {
        let standing = old.standing_of(write.person.tenant_id, self.relation);
        permit(action, standing, &write.person.roles)
    }

    pub(super) fn existing(&self, write: &Write) -> Result<&'a Subscription, Rejection> {
        super::existing(self.subscription, self.customer_id, write.person.tenant_id, self.relation)
    }

    pub(super) fn must_be_current(&self, old: &Subscription) -> Result<(), Rejection> {
        match self.expected_version {
            Some(version) if version != old.version => Err(Rejection::StaleEtag),
            _ => Ok(()),
        }
    }
}

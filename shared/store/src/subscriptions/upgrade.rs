//! Upgrading a subscription to another offer.

use tandem_domain::customer::Customer;
use tandem_domain::offer::Offer;
use tandem_domain::subscription::upgrade::{PresentOffers, Upgraded};
use tandem_domain::{CustomerId, Halt, OfferId, Rejection, SavedAnswer, SubscriptionId, Write};

use super::{SeenSubscription, subscription_item};
use crate::keys;
use crate::{NotCommitted, Store};

/// What an upgrade is decided on.
#[derive(Debug)]
pub struct ForUpgrade {
    pub seen: SeenSubscription,
    customer: Option<Customer>,
    source: Option<Offer>,
    target: Option<Offer>,
}

impl ForUpgrade {
    /// The offers for the rule.
    #[must_use]
    pub fn offers(&self) -> PresentOffers<'_> {
        PresentOffers {
            country: self.customer.as_ref().map(|customer| customer.country),
            source: self.source.as_ref(),
            target: self.target.as_ref(),
        }
    }
}

impl Store {
    /// Two reads for [`tandem_domain::subscription::upgrade::upgrade`]: only the subscription says what
    /// its own offer is. (A condition on that offer's item would save the second; but all upgrades from
    /// one offer, and there are days of many, would get in each other's way on it.)
    pub async fn for_upgrade(
        &self,
        write: &Write,
        customer: CustomerId,
        id: SubscriptionId,
        target: &OfferId,
    ) -> Result<ForUpgrade, Halt> {
        let [of_customer, target] = [keys::customer(customer), keys::offer(target)];
        let more = [of_customer.clone(), target.clone()];
        let (seen, mut found) = self.seen(write, customer, id, None, more).await?;
        let source = match &seen.subscription {
            Some(subscription) => self.offer(&subscription.offer_id).await?,
            None => None,
        };
        Ok(ForUpgrade { seen, customer: found.take(&of_customer)?, source, target: found.take(&target)? })
    }

    /// Commits an upgrade: the new subscription and the end of the old one, or neither.
    pub async fn upgrade_subscription(
        &self,
        write: &Write,
        upgraded: &Upgraded,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        // Of two upgrades at once the first wins: the second finds another version.
        change.replace(&upgraded.before, &upgraded.old)?;
        change.put_new(subscription_item(&upgraded.new)?)?;
        change.require_partner(upgraded.before.customer_id, write.person.tenant_id)?;
        change.record(write, &upgraded.audit)?;
        change.commit(answer).await
    }
}

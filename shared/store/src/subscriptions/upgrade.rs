//! Upgrading a subscription to another offer.

use tandem_domain::customer::Customer;
use tandem_domain::offer::Offer;
use tandem_domain::paging::PageRequest;
use tandem_domain::subscription::upgrade::{PresentOffers, Upgraded};
use tandem_domain::{CustomerId, Fault, Halt, OfferId, Rejection, SavedAnswer, SubscriptionId, Write};

use super::{SeenSubscription, subscription_item};
use crate::item::record;
use crate::keys::{self, index};
use crate::list::{List, Source};
use crate::{NotCommitted, Store};

/// How many offers are asked for at a time: more than a catalogue holds, unless they are large.
const MOST_OFFERS: usize = 5000;
/// How often at most.
const MOST_PAGES: usize = 4;

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

    /// The offers that a subscription's offer can be upgraded to. Which they are is in that offer, so one
    /// after the other would be two reads; the whole catalogue is one, and no large one. One that is too
    /// large to be read is a fault: no target is left out silently.
    pub async fn upgrade_targets(&self, source: &OfferId) -> Result<Vec<Offer>, Fault> {
        let list = List::of(Source::Index(1), vec![index::OFFERS.to_owned()]);
        let mut request = PageRequest { size: MOST_OFFERS, after: None };
        let mut offers: Vec<Offer> = Vec::new();
        for _ in 0..MOST_PAGES {
            let found = self.page(&list, &request).await?.try_map(record)?;
            offers.extend(found.items);
            request.after = found.next;
            if request.after.is_none() {
                break;
            }
        }
        if request.after.is_some() {
            return Err(Fault::Corrupt("the catalogue is too large to look for targets in".to_owned()));
        }
        let source = offers.iter().find(|offer| offer.id == *source);
        let targets = source.map_or(&[][..], |source| &source.upgrade_targets).iter();
        let found = targets.filter_map(|target| offers.iter().find(|offer| offer.id == *target));
        Ok(found.cloned().collect())
    }
}

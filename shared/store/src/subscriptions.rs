//! Subscriptions and the ledger of their resellers of record.
//!
//! Whatever changes on a subscription replaces its item as a whole, under the condition that its version
//! is still the one that was read: of two changes at once the first wins, and the other is told that it
//! was decided on what is no longer so.

mod change;
mod many;
mod read;
mod support_contact;
mod upgrade;

use tandem_domain::customer::CustomerPartner;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::subscription::{Present, RecordLedgerEntry, Subscription};
use tandem_domain::{CustomerId, Fault, Rejection};

pub use many::{Claim, ForMany, Lines, Selection};
pub use read::{LedgerLine, SubscriptionFilter};
pub use support_contact::ForSupportContact;
pub use upgrade::ForUpgrade;

use crate::expression::expression;
use crate::item::{Item, indexed, item, number};
use crate::keys::{self, index};
use crate::transaction::Transaction;

/// What a change of a subscription is decided on.
#[derive(Debug)]
pub struct SeenSubscription {
    pub customer_id: CustomerId,
    pub subscription: Option<Subscription>,
    /// The caller's relationship with the customer.
    pub relation: Option<CustomerPartner>,
    /// Read where a partner ID is to be verified, as is the next.
    pub caller: Option<Organisation>,
    pub registered: Option<RegisteredPartnerId>,
}

impl SeenSubscription {
    /// The same for a rule, with the version of the etag that the caller sent.
    #[must_use]
    pub fn present(&self, expected_version: Option<u32>) -> Present<'_> {
        Present {
            customer_id: self.customer_id,
            subscription: self.subscription.as_ref(),
            relation: self.relation.as_ref(),
            caller: self.caller.as_ref(),
            registered: self.registered.as_ref(),
            expected_version,
        }
    }
}

impl Transaction<'_, Rejection> {
    /// Replaces a subscription that is still as it was read.
    fn replace(&mut self, before: &Subscription, after: &Subscription) -> Result<(), Fault> {
        let unchanged = expression("#version = :old").with(":old", number(before.version));
        self.put(subscription_item(after)?, unchanged, |_| Ok(Rejection::StaleEtag))
    }
}

/// A line of the ledger of a subscription's resellers of record.
pub(crate) fn ledger_item(
    subscription: &Subscription,
    entry: &RecordLedgerEntry,
    operation: &str,
) -> Result<Item, Fault> {
    let ledger = subscription.ledger();
    item(keys::record_of(subscription.customer_id, ledger, entry.since, operation), "record_of", entry)
}

/// A subscription's item; in the indexes of its reseller of record and its support contact, unless it is
/// deleted.
pub(crate) fn subscription_item(subscription: &Subscription) -> Result<Item, Fault> {
    use tandem_domain::subscription::SubscriptionStatus::Deleted;
    let (provider, id) = (subscription.ordered_by, subscription.id);
    let mut item = item(keys::subscription(subscription.customer_id, id), "subscription", subscription)?;
    if subscription.status == Deleted {
        return Ok(item);
    }
    if let Some(record) = &subscription.reseller_of_record {
        item = indexed(item, 1, index::subscription_of_record(provider, record.reseller.tenant_id, id));
    }
    if let Some(partner) = subscription.support_contact {
        item = indexed(item, 2, index::subscription_supported_by(provider, partner, id));
    }
    Ok(item)
}

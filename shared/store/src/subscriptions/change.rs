//! Changing a subscription, and its reseller of record.

use tandem_domain::offer::Offer;
use tandem_domain::subscription::{ChangeSubscription, Changed};
use tandem_domain::{CustomerId, Fault, Halt, PartnerId, Rejection, SavedAnswer, SubscriptionId, Write};

use super::{SeenSubscription, ledger_item};
use crate::Store;
use crate::expression::expression;
use crate::fetch::Fetched;
use crate::item::number;
use crate::keys::{self, Key};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

impl Store {
    /// One read for [`tandem_domain::subscription::associate`].
    pub async fn for_association(
        &self,
        write: &Write,
        customer: CustomerId,
        id: SubscriptionId,
        mpn_id: PartnerId,
    ) -> Result<SeenSubscription, Halt> {
        Ok(self.seen(write, customer, id, Some(mpn_id), None).await?.0)
    }

    /// One read for [`tandem_domain::subscription::change`], if the caller sends the offer's id back, as
    /// those do who send all of the resource. Where the licence count changes and it isn't there, the
    /// offer is read after its subscription.
    pub async fn for_subscription_change(
        &self,
        write: &Write,
        customer: CustomerId,
        id: SubscriptionId,
        command: &ChangeSubscription,
    ) -> Result<(SeenSubscription, Option<Offer>), Halt> {
        let counted = command.quantity.and(command.offer_id.as_ref());
        let offer = counted.map(keys::offer);
        let (seen, mut found) = self.seen(write, customer, id, command.partner_id, offer.clone()).await?;
        let Some(subscription) = &seen.subscription else { return Ok((seen, None)) };
        if command.quantity.is_none_or(|quantity| quantity == subscription.quantity) {
            return Ok((seen, None));
        }
        let offer: Option<Offer> = match offer {
            Some(key) if command.offer_id.as_ref() == Some(&subscription.offer_id) => found.take(&key)?,
            _ => self.offer(&subscription.offer_id).await?,
        };
        Ok((seen, offer))
    }

    /// The subscription and what everything about it is decided on, with what else is asked for.
    pub(super) async fn seen(
        &self,
        write: &Write,
        customer: CustomerId,
        id: SubscriptionId,
        mpn_id: Option<PartnerId>,
        more: impl IntoIterator<Item = Key>,
    ) -> Result<(SeenSubscription, Fetched), Halt> {
        let tenant = write.person.tenant_id;
        let [done, subscription, relation] = [
            keys::write(&write.replay_key),
            keys::subscription(customer, id),
            keys::customer_partner(customer, tenant),
        ];
        let verifying = mpn_id.map(|mpn_id| [keys::organisation(tenant), keys::partner_id(mpn_id)]);
        let wanted = [done.clone(), subscription.clone(), relation.clone()].into_iter();
        let mut found = self.fetch(wanted.chain(verifying.clone().into_iter().flatten()).chain(more)).await?;
        not_done(found.take(&done)?, write)?;
        let (caller, registered) = match &verifying {
            Some([caller, registered]) => (found.take(caller)?, found.take(registered)?),
            None => (None, None),
        };
        let seen = SeenSubscription {
            customer_id: customer,
            subscription: found.take(&subscription)?,
            relation: found.take(&relation)?,
            caller,
            registered,
        };
        Ok((seen, found))
    }

    /// Commits what changed on a subscription.
    pub async fn change_subscription(
        &self,
        write: &Write,
        changed: &Changed,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.changing(write, changed)?;
        if let (Some(_), Some(record)) = (&changed.entry, &changed.subscription.reseller_of_record) {
            change.require_usable(&record.reseller)?;
        }
        change.commit(answer).await
    }

    /// All of a change but what it has to rely on besides.
    pub(super) fn changing<'a>(
        &'a self,
        write: &'a Write,
        changed: &Changed,
    ) -> Result<Transaction<'a, Rejection>, Fault> {
        let subscription = &changed.subscription;
        let mut change = self.transaction(write);
        change.replace(&changed.before, subscription)?;
        change.count_active(write, changed)?;
        if let Some(entry) = &changed.entry {
            change.put_new(ledger_item(subscription, entry, &write.operation)?)?;
        }
        change.record(write, &changed.audit)?;
        Ok(change)
    }
}

impl Transaction<'_, Rejection> {
    /// Keeps the number of the caller's active subscriptions, on the very item that says that it is a
    /// partner: an end of the relationship can't miss a subscription that becomes active, nor the other
    /// way round (C9).
    fn count_active(&mut self, write: &Write, changed: &Changed) -> Result<(), Fault> {
        let (customer, caller) = (changed.before.customer_id, write.person.tenant_id);
        let by = changed.active_by();
        if by == 0 {
            return self.require_partner(customer, caller);
        }
        let add = expression("ADD #activeSubscriptions :by").with(":by", number(by));
        let there = if by > 0 {
            expression("attribute_exists(PK)")
        } else {
            expression("#activeSubscriptions >= :one").with(":one", number(1))
        };
        self.update(&keys::customer_partner(customer, caller), add, there, |old| match old {
            None => Ok(Rejection::NotFound),
            Some(_) => Err(Fault::Corrupt("more subscriptions were active than are counted".to_owned())),
        })
    }
}

//! Another reseller of record on many subscriptions: one transaction for each of them.
//!
//! # What goes wrong, and why that does no harm
//!
//! The call isn't atomic, so its request id can't be settled by the one transaction that everything else
//! is settled by (N2). It is settled in two steps instead:
//!
//! - Before anything is changed, the call *claims* its request id: the item `WRITE#` of the call says
//!   which body it came with. A call with another body is refused from then on, by the condition of that
//!   put, also if the two come at once. Where the subscriptions are found by a filter, the claim holds
//!   which they were: a repeat goes over the same ones, not over those that the filter finds by then.
//! - Each subscription is changed under a `WRITE#` item of its own, named by the call's and the
//!   subscription. It is put in the transaction that changes the subscription, so there is one if and
//!   only if the change was made.
//!
//! A call that is stopped in the middle (a time-out, a crash, an answer that was lost) is repeated with
//! the same id. What was changed is known by its own item and answered as it was, even if somebody has
//! changed it again since: that is not undone. What wasn't is done now. A twin that runs at the same
//! time meets the same items in its own transactions, and answers what the first one did. Under another
//! id, what was changed is found to be as wanted, and nothing is done.
//!
//! The partner ID is verified once, before the first change, and not in each transaction: five hundred
//! of them would get in each other's way on the registry's one item. If it loses its standing in the few
//! seconds that the call takes, subscriptions of that call may still name it, as those do that named it
//! a moment before (X4).

mod claim;
mod selection;

use std::collections::{HashMap, HashSet};

use futures_util::future::try_join_all;
use tandem_domain::customer::CustomerPartner;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::subscription::{Changed, Subscription};
use tandem_domain::{CustomerId, Fault, Halt, PartnerId, Rejection, SavedAnswer, SubscriptionId, Write};

pub use claim::Claim;
pub use selection::Selection;

use super::SeenSubscription;
use crate::Store;
use crate::fetch::MOST_KEYS;
use crate::keys::{self, Key};
use crate::transaction::{Done, NotCommitted};

/// A subscription of a customer, as a line of the call names it.
type Line = (CustomerId, SubscriptionId);

/// What the call as a whole is decided on.
#[derive(Debug)]
pub struct ForMany {
    pub caller: Option<Organisation>,
    pub registered: Option<RegisteredPartnerId>,
    /// Who has the partner ID that is to be replaced, where the call names one.
    pub replaced: Option<RegisteredPartnerId>,
    /// What this very call has claimed before.
    pub claim: Option<Claim>,
}

/// What each line is decided on.
#[derive(Debug, Default)]
pub struct Lines {
    subscriptions: HashMap<SubscriptionId, Subscription>,
    relations: HashMap<CustomerId, CustomerPartner>,
    done: HashMap<SubscriptionId, SavedAnswer>,
}

impl Lines {
    /// What this very call answered for a line before.
    #[must_use]
    pub fn done(&self, id: SubscriptionId) -> Option<&SavedAnswer> {
        self.done.get(&id)
    }

    /// What a line is decided on.
    #[must_use]
    pub fn seen(&self, (customer_id, id): Line) -> SeenSubscription {
        let of_customer = |subscription: &&Subscription| subscription.customer_id == customer_id;
        SeenSubscription {
            customer_id,
            subscription: self.subscriptions.get(&id).filter(of_customer).cloned(),
            relation: self.relations.get(&customer_id).cloned(),
            caller: None,
            registered: None,
        }
    }
}

impl Store {
    /// One read for the call as a whole. A call that only validates does nothing, so there is nothing to
    /// repeat.
    pub async fn for_many(
        &self,
        write: &Write,
        mpn_id: PartnerId,
        replaced: Option<PartnerId>,
        validate_only: bool,
    ) -> Result<ForMany, Halt> {
        let [done, caller, registered] = [
            keys::write(&write.replay_key),
            keys::organisation(write.person.tenant_id),
            keys::partner_id(mpn_id),
        ];
        let replaced = replaced.map(keys::partner_id);
        let wanted = [done.clone(), caller.clone(), registered.clone()].into_iter();
        let mut found = self.fetch(wanted.chain(replaced.clone())).await?;
        let claim = found.take::<Claim>(&done)?.filter(|_| !validate_only);
        Ok(ForMany {
            claim: claim
                .filter(|claim| claim.expires > write.now)
                .map(|claim| claim.of(write))
                .transpose()?,
            caller: found.take(&caller)?,
            replaced: replaced.map_or(Ok(None), |key| found.take(&key))?,
            registered: found.take(&registered)?,
        })
    }

    /// Reads what each line is decided on, 100 items a batch and all batches at once. `again`: also what
    /// this very call has done before.
    pub async fn for_lines(&self, write: &Write, lines: &[Line], again: bool) -> Result<Lines, Fault> {
        let customers: HashSet<_> = lines.iter().map(|(customer, _)| *customer).collect();
        let caller = write.person.tenant_id;
        let mut keys: Vec<(Kind, Key)> = Vec::new();
        for customer in customers {
            keys.push((Kind::Relation(customer), keys::customer_partner(customer, caller)));
        }
        for (customer, id) in lines {
            keys.push((Kind::Subscription(*id), keys::subscription(*customer, *id)));
            if again {
                keys.push((Kind::Done(*id), keys::write(&key_of_line(write, *id))));
            }
        }
        let batches = keys.chunks(MOST_KEYS).map(|batch| async move {
            let found = self.fetch(batch.iter().map(|(_, key)| key.clone())).await?;
            Ok::<_, Fault>((batch, found))
        });
        let mut lines = Lines::default();
        for (batch, mut found) in try_join_all(batches).await? {
            for (kind, key) in batch {
                match kind {
                    Kind::Relation(id) => lines.relations.extend(found.take(key)?.map(|of| (*id, of))),
                    Kind::Subscription(id) => {
                        lines.subscriptions.extend(found.take(key)?.map(|of| (*id, of)));
                    }
                    Kind::Done(id) => {
                        let answer = found.take::<Done>(key)?.and_then(|done| done.answered(write));
                        lines.done.extend(answer.map(|answer| (*id, answer)));
                    }
                }
            }
        }
        Ok(lines)
    }

    /// Commits one line, under a request id of its own.
    pub async fn associate_one_of_many(
        &self,
        write: &Write,
        changed: &Changed,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let write = Write {
            replay_key: key_of_line(write, changed.subscription.id),
            // The operation's id also makes the keys of what is written.
            operation: uuid::Uuid::new_v4().to_string(),
            ..write.clone()
        };
        self.changing(&write, changed)?.commit(answer).await
    }
}

enum Kind {
    Relation(CustomerId),
    Subscription(SubscriptionId),
    Done(SubscriptionId),
}

fn key_of_line(write: &Write, id: SubscriptionId) -> String {
    format!("{}#{id}", write.replay_key)
}

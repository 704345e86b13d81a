//! The unit of writing: one `TransactWriteItems` with everything that a change consists of.
//!
//! Each step carries its condition and, beside it, what it means when that condition fails; a
//! refusal returns the old item, from which the meaning is made without a second read. Every
//! transaction puts the item `WRITE#…` of its request id, with the answer (N2). That item also
//! settles what became of a commit whose response was lost: its condition fails on a repeat, and if
//! the old item carries this commit's own operation id, the commit was ours and went through.
//!
//! The store repeats what passes under one token ([`crate::transact`]); a failed condition is final.

use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, TransactWriteItem};
use serde::{Deserialize, Serialize};
use tandem_domain::write::REPLAY_HOURS;
use tandem_domain::{Fault, Halt, Rejection, SavedAnswer, Timestamp, Write};

use crate::expression::{Expression, expression};
use crate::item::{Item, item, number, record, text, text_of};
use crate::keys::{self, Key};
use crate::transact::Stopped;
use crate::{Store, action};

/// What a failed condition means, made from the old item.
type Meaning<R> = Box<dyn Fn(Option<Item>) -> Result<R, Fault> + Send + Sync>;

/// A change on its way. `R` is what a failed condition turns into.
pub(crate) struct Transaction<'a, R = Rejection> {
    store: &'a Store,
    write: &'a Write,
    actions: Vec<TransactWriteItem>,
    meanings: Vec<Meaning<R>>,
}

/// Why a commit didn't happen.
#[derive(Debug)]
pub enum NotCommitted<R> {
    /// A condition failed.
    Refused(R),
    /// It was done before, the request id is used up, or the storage failed.
    Halted(Halt),
}

impl From<NotCommitted<Rejection>> for Halt {
    fn from(reason: NotCommitted<Rejection>) -> Self {
        match reason {
            NotCommitted::Refused(rejection) => Self::Rejected(rejection),
            NotCommitted::Halted(halt) => halt,
        }
    }
}

impl<R> From<Halt> for NotCommitted<R> {
    fn from(halt: Halt) -> Self {
        Self::Halted(halt)
    }
}

impl<R> From<Fault> for NotCommitted<R> {
    fn from(fault: Fault) -> Self {
        Self::Halted(Halt::Fault(fault))
    }
}

/// What a request id did.
#[derive(Serialize, Deserialize)]
pub(crate) struct Done {
    operation: String,
    fingerprint: String,
    answer: SavedAnswer,
    expires: Timestamp,
    /// When the table may forget it, in seconds; housekeeping only.
    ttl: i64,
}

impl Done {
    /// What the very same write was answered.
    pub(crate) fn answered(self, write: &Write) -> Option<SavedAnswer> {
        match self.meets(write) {
            Some(Halt::Replay(answer)) => Some(answer),
            _ => None,
        }
    }

    /// What the request id means to a write that finds it.
    pub(crate) fn meets(self, write: &Write) -> Option<Halt> {
        if self.expires <= write.now {
            None
        } else if self.fingerprint == write.fingerprint {
            Some(Halt::Replay(self.answer))
        } else {
            Some(Halt::Rejected(Rejection::RequestIdReused))
        }
    }
}

impl Store {
    pub(crate) fn transaction<'a, R>(&'a self, write: &'a Write) -> Transaction<'a, R> {
        Transaction { store: self, write, actions: Vec::new(), meanings: Vec::new() }
    }
}

impl<R> Transaction<'_, R> {
    pub(crate) fn store(&self) -> &Store {
        self.store
    }

    /// Puts an item under a condition.
    pub(crate) fn put(
        &mut self,
        item: Item,
        condition: Expression,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        self.push(action::put(&self.store.table, item, condition)?, refused);
        Ok(())
    }

    /// Puts an item whose key is new by its making: a random id, a time, the change's own operation.
    /// It refuses to overwrite; a clash is a fault, not a rule's refusal.
    pub(crate) fn put_new(&mut self, item: Item) -> Result<(), Fault> {
        self.put(item, expression("attribute_not_exists(PK)"), |old| {
            let kind = old.as_ref().map(|old| text_of(old, "kind").to_owned()).unwrap_or_default();
            Err(Fault::Corrupt(format!("an item of kind {kind} was there already")))
        })
    }

    /// Changes attributes of an item under a condition.
    pub(crate) fn update(
        &mut self,
        key: &Key,
        change: Expression,
        condition: Expression,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        self.push(action::update(&self.store.table, key, change, condition)?, refused);
        Ok(())
    }

    /// Deletes an item, if it is there, under a condition.
    pub(crate) fn delete(
        &mut self,
        key: &Key,
        condition: Expression,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        self.push(action::delete(&self.store.table, key, condition)?, refused);
        Ok(())
    }

    /// Requires something of an item that the change doesn't touch.
    pub(crate) fn require(
        &mut self,
        key: &Key,
        condition: Expression,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        self.push(action::check(&self.store.table, key, condition)?, refused);
        Ok(())
    }

    fn push(
        &mut self,
        action: TransactWriteItem,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) {
        self.actions.push(action);
        self.meanings.push(Box::new(refused));
    }

    /// Commits everything or nothing, with `answer` kept for replays.
    pub(crate) async fn commit(mut self, answer: &SavedAnswer) -> Result<(), NotCommitted<R>> {
        // Last, so that the positions of the other actions and their meanings agree.
        self.put_done(answer)?;
        match self.store.transact(std::mem::take(&mut self.actions)).await {
            Ok(()) => Ok(()),
            Err(Stopped::Conditions(reasons)) => self.refusal(&reasons),
            Err(Stopped::Fault(fault)) => Err(fault.into()),
        }
    }

    /// What failed conditions mean.
    fn refusal(&self, reasons: &[CancellationReason]) -> Result<(), NotCommitted<R>> {
        let old = |reason: &CancellationReason| reason.item.clone().filter(|item| !item.is_empty());
        // Our own commit before: whatever else fails now fails because of it.
        if let Some(reason) = reasons.last().filter(|reason| action::failed(reason)) {
            return self.met(old(reason));
        }
        let refused = reasons.iter().zip(&self.meanings).find(|(reason, _)| action::failed(reason));
        let Some((reason, meaning)) = refused else {
            return Err(Fault::Corrupt("no condition failed".to_owned()).into());
        };
        Err(NotCommitted::Refused(meaning(old(reason))?))
    }

    /// The request id has done something already: this very commit, the same before, or another.
    fn met(&self, old: Option<Item>) -> Result<(), NotCommitted<R>> {
        let done: Done = record(old.unwrap_or_default())?;
        if done.operation == self.write.operation {
            return Ok(());
        }
        let halt = done.meets(self.write).unwrap_or(Halt::Rejected(Rejection::RequestIdReused));
        Err(NotCommitted::Halted(halt))
    }

    fn put_done(&mut self, answer: &SavedAnswer) -> Result<(), NotCommitted<R>> {
        let expires = self.write.now.plus_hours(REPLAY_HOURS);
        let done = Done {
            operation: self.write.operation.clone(),
            fingerprint: self.write.fingerprint.clone(),
            answer: answer.clone(),
            expires,
            ttl: expires.seconds_up(),
        };
        let done = item(keys::write(&self.write.replay_key), "write", &done)?;
        // Of two writes under one request id the first wins; the other answers what it answered.
        let unused = expression("attribute_not_exists(PK) OR #expires <= :now")
            .with(":now", number(self.write.now.millis()));
        self.put(done, unused, |_| Err(Fault::Corrupt("the request id's item decides first".to_owned())))?;
        Ok(())
    }
}

/// A value as a condition compares it with a text attribute.
pub(crate) fn same(value: &impl ToString) -> AttributeValue {
    text(value.to_string())
}

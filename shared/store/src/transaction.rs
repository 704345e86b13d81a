//! The unit of writing: one `TransactWriteItems` with everything that a change consists of.
//!
//! Each step carries its condition and, beside it, what it means when that condition fails; a
//! refusal returns the old item, from which the meaning is made without a second read. Every
//! transaction puts the item `WRITE#…` of its request id, with the answer (N2). That item also
//! settles what became of a commit whose response was lost: its condition fails on a repeat, and if
//! the old item carries this commit's own operation id, the commit was ours and went through.
//!
//! Conflicts and throttling are repeated with jitter while there is time, under one
//! `ClientRequestToken`, so that a repeat is never a second effect. A failed condition is final.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem, Update,
};
use serde::{Deserialize, Serialize};
use tandem_domain::write::REPLAY_HOURS;
use tandem_domain::{Fault, Halt, Rejection, SavedAnswer, Timestamp, Write};

use crate::item::{Item, item, key_attributes, number, record, text};
use crate::keys::{self, Key};
use crate::{Store, fault};

/// How long conflicts and throttling are repeated.
const PATIENCE: Duration = Duration::from_secs(5);

/// A condition, or what an update sets. `#name` in the expression stands for the attribute `name`.
pub(crate) struct Expression {
    pub(crate) text: String,
    values: Vec<(&'static str, AttributeValue)>,
}

/// An expression without values so far.
pub(crate) fn expression(text: impl Into<String>) -> Expression {
    Expression { text: text.into(), values: Vec::new() }
}

impl Expression {
    pub(crate) fn with(mut self, name: &'static str, value: AttributeValue) -> Self {
        self.values.push((name, value));
        self
    }

    /// As the filter of a query.
    pub(crate) fn apply_to(&self, query: QueryFluentBuilder) -> QueryFluentBuilder {
        let query = Self::names([self.text.as_str()])
            .unwrap_or_default()
            .into_iter()
            .fold(query, |query, (name, attribute)| query.expression_attribute_names(name, attribute));
        self.values
            .iter()
            .fold(query, |query, (name, value)| query.expression_attribute_values(*name, value.clone()))
            .filter_expression(&self.text)
    }

    pub(crate) fn names<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<HashMap<String, String>> {
        let names: HashMap<_, _> = texts
            .into_iter()
            .flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || c == '#')))
            .filter_map(|word| word.strip_prefix('#').map(|name| (word.to_owned(), name.to_owned())))
            .collect();
        (!names.is_empty()).then_some(names)
    }

    pub(crate) fn all_values(expressions: impl IntoIterator<Item = Self>) -> Option<Item> {
        let values: Item = expressions
            .into_iter()
            .flat_map(|e| e.values)
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        (!values.is_empty()).then_some(values)
    }
}

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
    /// Puts an item under a condition.
    pub(crate) fn put(
        &mut self,
        item: Item,
        condition: Expression,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let put = Put::builder()
            .table_name(&self.store.table)
            .set_item(Some(item))
            .condition_expression(&condition.text)
            .set_expression_attribute_names(Expression::names([condition.text.as_str()]))
            .set_expression_attribute_values(Expression::all_values([condition]))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|error| Fault::Corrupt(error.to_string()))?;
        self.push(TransactWriteItem::builder().put(put).build(), Box::new(refused));
        Ok(())
    }

    /// Puts an item whose key is new by its making: a random id, a time, the change's own operation.
    /// It refuses to overwrite; a clash is a fault, not a rule's refusal.
    pub(crate) fn put_new(&mut self, item: Item) -> Result<(), Fault> {
        self.put(item, expression("attribute_not_exists(PK)"), |old| {
            let kind = old.map(|old| format!("{:?}", old.get("kind"))).unwrap_or_default();
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
        let update = Update::builder()
            .table_name(&self.store.table)
            .set_key(Some(key_attributes(key)))
            .update_expression(&change.text)
            .condition_expression(&condition.text)
            .set_expression_attribute_names(Expression::names([
                change.text.as_str(),
                condition.text.as_str(),
            ]))
            .set_expression_attribute_values(Expression::all_values([change, condition]))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|error| Fault::Corrupt(error.to_string()))?;
        self.push(TransactWriteItem::builder().update(update).build(), Box::new(refused));
        Ok(())
    }

    /// Deletes an item, if it is there, under a condition.
    pub(crate) fn delete(
        &mut self,
        key: &Key,
        condition: Expression,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let delete = Delete::builder()
            .table_name(&self.store.table)
            .set_key(Some(key_attributes(key)))
            .condition_expression(&condition.text)
            .set_expression_attribute_names(Expression::names([condition.text.as_str()]))
            .set_expression_attribute_values(Expression::all_values([condition]))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|error| Fault::Corrupt(error.to_string()))?;
        self.push(TransactWriteItem::builder().delete(delete).build(), Box::new(refused));
        Ok(())
    }

    /// Requires something of an item that the change doesn't touch.
    pub(crate) fn require(
        &mut self,
        key: &Key,
        condition: Expression,
        refused: impl Fn(Option<Item>) -> Result<R, Fault> + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let check = ConditionCheck::builder()
            .table_name(&self.store.table)
            .set_key(Some(key_attributes(key)))
            .condition_expression(&condition.text)
            .set_expression_attribute_names(Expression::names([condition.text.as_str()]))
            .set_expression_attribute_values(Expression::all_values([condition]))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(|error| Fault::Corrupt(error.to_string()))?;
        self.push(TransactWriteItem::builder().condition_check(check).build(), Box::new(refused));
        Ok(())
    }

    fn push(&mut self, action: TransactWriteItem, meaning: Meaning<R>) {
        self.actions.push(action);
        self.meanings.push(meaning);
    }

    /// Commits everything or nothing, with `answer` kept for replays.
    pub(crate) async fn commit(mut self, answer: &SavedAnswer) -> Result<(), NotCommitted<R>> {
        // Last, so that the positions of the other actions and their meanings agree.
        self.put_done(answer)?;
        let token = uuid::Uuid::new_v4().to_string();
        let deadline = Instant::now() + PATIENCE;
        for round in 1.. {
            let sent = self
                .store
                .client
                .transact_write_items()
                .set_transact_items(Some(self.actions.clone()))
                .client_request_token(&token)
                .send()
                .await;
            let Err(error) = sent else { return Ok(()) };
            let again = match &error {
                SdkError::ServiceError(service) => match service.err() {
                    TransactWriteItemsError::TransactionCanceledException(cancelled) => {
                        if let Some(outcome) = self.refusal(cancelled.cancellation_reasons()) {
                            return outcome;
                        }
                        true
                    }
                    other => is_passing(other),
                },
                SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => true,
                _ => false,
            };
            if !again || Instant::now() >= deadline {
                return Err(fault(&error).into());
            }
            pause(round).await;
        }
        unreachable!("the rounds end at the deadline")
    }

    /// What failed conditions mean; none if the transaction was cancelled for another reason.
    fn refusal(&self, reasons: &[CancellationReason]) -> Option<Result<(), NotCommitted<R>>> {
        let failed = |reason: &CancellationReason| reason.code() == Some("ConditionalCheckFailed");
        // Our own commit before: whatever else fails now fails because of it.
        if let Some(reason) = reasons.last().filter(|reason| failed(reason)) {
            return Some(self.met(reason.item.clone()));
        }
        let (reason, meaning) = reasons.iter().zip(&self.meanings).find(|(reason, _)| failed(reason))?;
        Some(Err(match meaning(reason.item.clone().filter(|item| !item.is_empty())) {
            Ok(refused) => NotCommitted::Refused(refused),
            Err(fault) => fault.into(),
        }))
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

/// Errors of the service that pass, besides a cancelled transaction.
fn is_passing(error: &TransactWriteItemsError) -> bool {
    use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
    matches!(
        error.code(),
        Some(
            "TransactionInProgressException"
                | "ThrottlingException"
                | "ProvisionedThroughputExceededException"
                | "RequestLimitExceeded"
                | "InternalServerError"
                | "ServiceUnavailable"
        )
    )
}

/// Waits before the next round: 20 ms doubled each time up to 640 ms, of which a random part.
pub(crate) async fn pause(round: u32) {
    let most = 20 << round.min(5);
    tokio::time::sleep(Duration::from_millis(fastrand::u64(most / 4..=most))).await;
}

/// The text attribute of that name, as conditions compare it.
pub(crate) fn same(value: &impl ToString) -> AttributeValue {
    text(value.to_string())
}

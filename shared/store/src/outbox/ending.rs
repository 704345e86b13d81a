//! Saying what became of a mail, on the mail and on its request, in one transaction.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use tandem_domain::relationship_request::DeliveryState;
use tandem_domain::{Fault, Timestamp};

use super::{Hold, MailState};
use crate::item::{key_attributes, number, text, value};
use crate::keys::{self, Key, index};
use crate::transaction::{Expression, expression, pause};
use crate::{Store, fault};

/// How long conflicts with a change of the request are repeated.
const PATIENCE: Duration = Duration::from_secs(5);

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// SES has it, under this id.
    Sent { message_id: String },
    /// It will never be sent. The reason is a code.
    Failed { reason: String },
    /// It is still owed, and to be sent again when it is due.
    Later { reason: String, due: Timestamp },
}

impl Store {
    /// Ends a claim. False if the claim had lapsed and somebody else has the mail; then nothing is
    /// changed.
    ///
    /// The request's `delivery` moves with the mail, unless it tells of another mail by now.
    pub async fn end_mail(&self, hold: &Hold, ending: &Ending, now: Timestamp) -> Result<bool, Fault> {
        let mail = self.mark_mail(hold, ending)?;
        let delivery = self.move_delivery(hold, ending, now)?;
        let deadline = Instant::now() + PATIENCE;
        let mut actions = vec![mail, delivery];
        let mut token = uuid::Uuid::new_v4();
        for round in 1.. {
            let sent = self
                .client
                .transact_write_items()
                .set_transact_items(Some(actions.clone()))
                .client_request_token(token.to_string())
                .send()
                .await;
            let Err(error) = sent else { return Ok(true) };
            match failed_conditions(&error)[..] {
                [true, ..] => return Ok(false),
                [false, true] => {
                    // The delivery tells of another mail. Another transaction: another token.
                    actions.truncate(1);
                    token = uuid::Uuid::new_v4();
                    continue;
                }
                _ => {}
            }
            // A repeat under one token is never a second effect.
            let fault = fault(&error);
            let passing = matches!(fault, Fault::Busy(_)) || error.as_service_error().is_none();
            if !passing || Instant::now() >= deadline {
                return Err(fault);
            }
            pause(round).await;
        }
        unreachable!("the rounds end at the deadline")
    }

    fn mark_mail(&self, hold: &Hold, ending: &Ending) -> Result<TransactWriteItem, Fault> {
        let change = match ending {
            Ending::Sent { message_id } => {
                expression("SET #state = :state, #messageId = :id REMOVE #GSI1PK, #GSI1SK, #claim, #reason")
                    .with(":state", value(&MailState::Sent)?)
                    .with(":id", text(message_id))
            }
            Ending::Failed { reason } => {
                expression("SET #state = :state, #reason = :reason REMOVE #GSI1PK, #GSI1SK, #claim")
                    .with(":state", value(&MailState::Failed)?)
                    .with(":reason", text(reason))
            }
            Ending::Later { reason, due } => {
                let at = index::mail_due(*due, &hold.key.mail_id);
                expression(
                    "SET #state = :state, #reason = :reason, #due = :due, #GSI1PK = :partition, \
                     #GSI1SK = :position REMOVE #claim",
                )
                .with(":state", value(&MailState::Pending)?)
                .with(":reason", text(reason))
                .with(":due", number(due.millis()))
                .with(":partition", text(at.pk))
                .with(":position", text(at.sk))
            }
        };
        // Only whoever took it last may say; a claim that lapsed and was taken again is nobody's.
        let mine = expression("#claim = :claim").with(":claim", text(&hold.claim));
        self.update_of(&hold.key.key(), change, mine)
    }

    fn move_delivery(
        &self,
        hold: &Hold,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<TransactWriteItem, Fault> {
        let (state, reason) = match ending {
            Ending::Sent { .. } => (DeliveryState::Sent, None),
            Ending::Failed { reason } => (DeliveryState::Failed, Some(reason)),
            Ending::Later { reason, .. } => (DeliveryState::Queued, Some(reason)),
        };
        let always = "SET #delivery.#state = :state, #delivery.#attempts = :attempts, \
                      #delivery.#lastChanged = :now";
        let change = match reason {
            Some(reason) => {
                expression(format!("{always}, #delivery.#reason = :reason")).with(":reason", text(reason))
            }
            None => expression(format!("{always} REMOVE #delivery.#reason")),
        }
        .with(":state", value(&state)?)
        .with(":attempts", number(hold.attempts))
        .with(":now", number(now.millis()));
        // A resending has put a later mail in its place: that one tells then.
        let tells_of_it = expression("#delivery.#mailId = :mail").with(":mail", text(&hold.key.mail_id));
        self.update_of(&keys::request(hold.key.request_id), change, tells_of_it)
    }

    fn update_of(
        &self,
        key: &Key,
        change: Expression,
        condition: Expression,
    ) -> Result<TransactWriteItem, Fault> {
        let update = Update::builder()
            .table_name(&self.table)
            .set_key(Some(key_attributes(key)))
            .update_expression(&change.text)
            .condition_expression(&condition.text)
            .set_expression_attribute_names(Expression::names([
                change.text.as_str(),
                condition.text.as_str(),
            ]))
            .set_expression_attribute_values(Expression::all_values([change, condition]))
            .build()
            .map_err(|error| Fault::Corrupt(error.to_string()))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

/// Which conditions failed; empty if the transaction failed for another reason.
fn failed_conditions(error: &SdkError<TransactWriteItemsError>) -> Vec<bool> {
    match error.as_service_error() {
        Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => cancelled
            .cancellation_reasons()
            .iter()
            .map(|reason| reason.code() == Some("ConditionalCheckFailed"))
            .collect(),
        _ => Vec::new(),
    }
}

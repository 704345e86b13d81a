//! Saying what became of a mail, on the mail and on its request, in one transaction.

use aws_sdk_dynamodb::types::TransactWriteItem;
use tandem_domain::relationship_request::DeliveryState;
use tandem_domain::{Fault, Timestamp};

use super::{Hold, MailState};
use crate::expression::expression;
use crate::item::{number, text, value};
use crate::keys::{self, index};
use crate::transact::Stopped;
use crate::{Store, action};

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
        match self.transact(vec![mail.clone(), delivery]).await {
            Ok(()) => Ok(true),
            Err(Stopped::Conditions(reasons)) if reasons.first().is_some_and(action::failed) => Ok(false),
            // The delivery tells of another mail by now: this one is marked by itself.
            Err(Stopped::Conditions(_)) => match self.transact(vec![mail]).await {
                Ok(()) => Ok(true),
                Err(Stopped::Conditions(_)) => Ok(false),
                Err(Stopped::Fault(fault)) => Err(fault),
            },
            Err(Stopped::Fault(fault)) => Err(fault),
        }
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
        action::update(&self.table, &hold.key.key(), change, mine)
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
        action::update(&self.table, &keys::request(hold.key.request_id), change, tells_of_it)
    }
}

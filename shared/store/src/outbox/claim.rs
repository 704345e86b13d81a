//! Taking a mail for the time that sending it may need.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, ReturnValuesOnConditionCheckFailure};
use serde::Deserialize;
use tandem_domain::outbox::OwedMail;
use tandem_domain::{Fault, Timestamp};

use super::{MailKey, MailState, OwedItem};
use crate::expression::{Expression, expression};
use crate::item::{Item, key_attributes, number, record, text, value};
use crate::keys::index;
use crate::{Store, fault};

/// What came of trying to take a mail.
#[derive(Debug)]
pub enum Claim {
    /// It is the caller's to send until the claim lapses.
    Won(Box<Claimed>),
    /// Somebody else has it, it is sent or failed, not due again yet, or not there.
    Lost,
    /// It is the caller's, but what it says can't be read.
    Unreadable(Hold, Fault),
}

/// A mail that is the caller's to send.
#[derive(Debug)]
pub struct Claimed {
    pub mail: OwedMail,
    pub hold: Hold,
}

/// The right to say what became of a mail.
#[derive(Clone, Debug)]
pub struct Hold {
    pub key: MailKey,
    /// How often it was taken, this time included.
    pub attempts: u32,
    pub(super) claim: String,
}

/// What tells whose claim it is, whatever else the item holds.
#[derive(Deserialize)]
struct Taken {
    attempts: u32,
    #[serde(default)]
    claim: String,
}

impl Store {
    /// Takes a mail until `lapses`.
    ///
    /// Of several senders at once the first wins. A first attempt doesn't look at the time: it is due
    /// since its change was committed, whatever the clocks of two machines make of that.
    pub async fn claim_mail(&self, key: &MailKey, now: Timestamp, lapses: Timestamp) -> Result<Claim, Fault> {
        let claim = uuid::Uuid::new_v4().to_string();
        let at = index::mail_due(lapses, &key.mail_id);
        let change = expression(
            "SET #state = :sending, #attempts = #attempts + :one, #due = :lapses, #claim = :claim, \
             #GSI1PK = :partition, #GSI1SK = :position",
        )
        .with(":sending", value(&MailState::Sending)?)
        .with(":one", number(1))
        .with(":lapses", number(lapses.millis()))
        .with(":claim", text(&claim))
        .with(":partition", text(at.pk))
        .with(":position", text(at.sk));
        let free = expression(
            "(#state = :pending AND #attempts = :none) OR (#state IN (:pending, :sending) AND #due <= :now)",
        )
        .with(":pending", value(&MailState::Pending)?)
        .with(":none", number(0))
        .with(":now", number(now.millis()));
        match self.take(key, change, free).await? {
            Taking::Now(item) => won(key, item),
            // Our own claim, whose response was lost before the SDK repeated it.
            Taking::Refused(Some(old)) if is_of(&old, &claim) => won(key, old),
            Taking::Refused(_) => Ok(Claim::Lost),
        }
    }

    async fn take(&self, key: &MailKey, change: Expression, free: Expression) -> Result<Taking, Fault> {
        let sent = self
            .client()
            .await
            .update_item()
            .table_name(&self.table)
            .set_key(Some(key_attributes(&key.key())))
            .update_expression(&change.text)
            .condition_expression(&free.text)
            .set_expression_attribute_names(Expression::names([change.text.as_str(), free.text.as_str()]))
            .set_expression_attribute_values(Expression::all_values([change, free]))
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        match sent {
            Ok(answer) => Ok(Taking::Now(answer.attributes.unwrap_or_default())),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                    Ok(Taking::Refused(failed.item.clone()))
                }
                _ => Err(fault(&error)),
            },
        }
    }
}

enum Taking {
    Now(Item),
    Refused(Option<Item>),
}

fn is_of(item: &Item, claim: &str) -> bool {
    item.get("claim").and_then(|value| value.as_s().ok()).is_some_and(|old| old == claim)
}

fn won(key: &MailKey, item: Item) -> Result<Claim, Fault> {
    let Taken { attempts, claim } = record(item.clone())?;
    let hold = Hold { key: key.clone(), attempts, claim };
    Ok(match record::<OwedItem>(item) {
        Ok(owed) => Claim::Won(Box::new(Claimed { mail: owed.mail, hold })),
        Err(fault) => Claim::Unreadable(hold, fault),
    })
}

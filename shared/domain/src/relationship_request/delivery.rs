//! The mail that carries the link: what the sender wrote, and what became of it.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::text::{EditedText, Message};

/// What the sender wrote itself (P1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// Put above the fixed text.
    Message(Message),
    /// Instead of the fixed text.
    Text(EditedText),
}

/// What became of the latest mail. It never decides whether a request can be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// The mail that it tells of; an older mail doesn't move it.
    pub mail_id: String,
    pub state: DeliveryState,
    pub attempts: u32,
    pub last_changed: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    Queued,
    Sent,
    Delivered,
    Bounced,
    Complained,
    Failed,
}

impl Delivery {
    #[must_use]
    pub fn queued(mail_id: String, now: Timestamp) -> Self {
        Self { mail_id, state: DeliveryState::Queued, attempts: 0, last_changed: now, reason: None }
    }
}

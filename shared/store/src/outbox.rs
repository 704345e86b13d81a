//! Mails that are owed (N4): put with their change, claimed, sent and marked.
//!
//! ```text
//! pending ──claim──▶ sending ──sent──▶ sent      in the index of owed mails, by the time at
//!    ▲                  │ └───refused──▶ failed   which somebody may take it (again), until it
//!    └─────later────────┘                         is sent or failed
//! ```
//!
//! Whoever sends claims first, by a condition, for a time: the stream, a stream that repeats itself
//! and the sweep may all come for one mail, and one of them gets it. A sender that dies leaves a claim
//! that lapses, and the mail is taken again; that is the one way to a duplicate (M2). Every claim has
//! its own id. It tells a claim whose response was lost from somebody else's, and it keeps a sender
//! that was too slow from marking a mail that another has taken since.

mod claim;
mod ending;

pub use claim::{Claim, Claimed, Hold};
pub use ending::Ending;

use serde::{Deserialize, Serialize};
use tandem_domain::outbox::OwedMail;
use tandem_domain::paging::PageRequest;
use tandem_domain::{Fault, RequestId, Timestamp};

use crate::Store;
use crate::item::{Item, indexed, item, text_of};
use crate::keys::{self, index};
use crate::list::{List, Source, Trips};

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    Pending,
    Sending,
    Sent,
    Failed,
}

/// A mail with where it stands, as it lies in the table and comes through the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwedItem {
    #[serde(flatten)]
    pub mail: OwedMail,
    pub state: MailState,
    pub attempts: u32,
    /// When somebody may take it: when it is to be sent, sent again, or when its claim lapses.
    pub due: Timestamp,
    /// SES's id of it, once it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Why the last attempt, or the mail, failed: a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl OwedItem {
    pub(crate) fn new(mail: OwedMail, now: Timestamp) -> Self {
        Self { mail, state: MailState::Pending, attempts: 0, due: now, message_id: None, reason: None }
    }

    /// The item, in the index of owed mails from the moment it is due.
    pub(crate) fn item(&self) -> Result<Item, Fault> {
        let item = item(keys::mail(self.mail.request_id, &self.mail.id), "outbox", self)?;
        Ok(indexed(item, 1, index::mail_due(self.due, &self.mail.id)))
    }
}

/// Which mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailKey {
    pub request_id: RequestId,
    pub mail_id: String,
}

impl MailKey {
    /// The mail whose item has this key.
    #[must_use]
    pub fn of_item(pk: &str, sk: &str) -> Option<Self> {
        let (request_id, mail_id) = keys::named_by_mail(pk, sk)?;
        Some(Self { request_id, mail_id: mail_id.to_owned() })
    }

    fn key(&self) -> keys::Key {
        keys::mail(self.request_id, &self.mail_id)
    }
}

impl Store {
    /// A mail and where it stands.
    pub async fn mail(&self, mail: &MailKey) -> Result<Option<OwedItem>, Fault> {
        let key = mail.key();
        self.fetch([key.clone()]).await?.take(&key)
    }

    /// Up to `most` mails that somebody may take at `now`, the longest waiting first: those that the
    /// stream lost, those to be sent again, and those whose sender died. The index may lag; the
    /// claim decides.
    pub async fn mails_due(&self, now: Timestamp, most: usize) -> Result<Vec<MailKey>, Fault> {
        let list = List::of(Source::Index(1), index::shards(index::due));
        let page = self.page(&list, &PageRequest { size: most, after: None }, Trips::Two).await?;
        let now = index::mail_due_by(now);
        let due = page.items.iter().take_while(|item| text_of(item, "GSI1SK") < now.as_str());
        Ok(due.filter_map(|item| MailKey::of_item(text_of(item, "PK"), text_of(item, "SK"))).collect())
    }
}

//! The life of a request for a partnership, from asking to its end.
//!
//! P1: a provider asks by e-mail; the address finds the enrolled reseller. P2: the link carries no
//! authority, it only finds the request; only the addressed organisation can accept, once, before
//! the request expires: after 7 days unless the sender says 1 hour to 30 days. P10: a pending or
//! expired request can be resent: the same link, the expiry starts anew.
//!
//! ```text
//! pending ──accept──▶ accepted        expired is not stored: it is a pending
//!    ├─────decline──▶ declined        request whose time has passed, and resending
//!    ├─────cancel───▶ cancelled       makes it pending again
//!    └─────(time)───▶ expired
//! ```

mod answer;
mod ask;
mod change;
#[cfg(test)]
mod tests;

pub use answer::{Accept, Accepted, Declined, accept, decline};
pub use ask::{Ask, Asked, Candidate, ask};
pub use change::{Cancelled, Resent, cancel, resend};

use serde::{Deserialize, Serialize};

use crate::organisation::Partner;
use crate::policy::{Action, Standing, permit};
use crate::terms::{Grant, TermsDigest};
use crate::text::{EditedText, Message, Name, Reason, Reference};
use crate::write::{Person, Write};
use crate::{EmailAddress, Language, LinkKey, PartnerId, Rejection, RequestId, TenantId, Timestamp};

/// Hours that a request stays open unless its sender says otherwise (P2).
pub const DEFAULT_HOURS: u32 = 7 * 24;
/// The most hours that a sender may say (P2).
pub const MOST_HOURS: u32 = 30 * 24;

/// A provider's request for a partnership with a reseller.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RelationshipRequest {
    pub id: RequestId,
    pub key: LinkKey,
    #[serde(rename = "requestKind")]
    pub kind: RequestKind,
    pub state: RequestState,
    pub sender: Partner,
    pub recipient: Recipient,
    pub grants: Vec<Grant>,
    /// The digest under which the item was written; the condition of an acceptance compares it (L4).
    pub terms_digest: TermsDigest,
    /// Who gets the outcome (P9).
    pub asked_by: Person,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording>,
    pub language: Language,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// How long it stays open after each sending.
    pub open_hours: u32,
    pub created: Timestamp,
    pub expires: Timestamp,
    pub changed: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decline_reason: Option<Reason>,
    pub delivery: Delivery,
    /// Rises with every change but those of `delivery`; the etag is made of it.
    pub version: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    IndirectPartnership,
}

impl RequestKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IndirectPartnership => "indirect_partnership",
        }
    }
}

/// The state as stored. [`RelationshipRequest::state_at`] adds expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    Pending,
    Accepted,
    Declined,
    Cancelled,
}

/// The state at a point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateNow {
    Pending,
    Accepted,
    Declined,
    Cancelled,
    Expired,
}

impl StateNow {
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Accepted, Self::Declined, Self::Cancelled, Self::Expired];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }
}

/// Why an invitation can't be answered any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverReason {
    Accepted,
    Declined,
    Cancelled,
    Expired,
}

/// The reseller that a request is addressed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    pub tenant_id: TenantId,
    pub name: Name,
    pub mpn_id: PartnerId,
    pub email: EmailAddress,
}

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

impl RelationshipRequest {
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> StateNow {
        match self.state {
            RequestState::Pending if self.expires <= now => StateNow::Expired,
            RequestState::Pending => StateNow::Pending,
            RequestState::Accepted => StateNow::Accepted,
            RequestState::Declined => StateNow::Declined,
            RequestState::Cancelled => StateNow::Cancelled,
        }
    }

    /// Why it is over at `now`, if it is.
    #[must_use]
    pub fn over_at(&self, now: Timestamp) -> Option<OverReason> {
        match self.state_at(now) {
            StateNow::Pending => None,
            StateNow::Accepted => Some(OverReason::Accepted),
            StateNow::Declined => Some(OverReason::Declined),
            StateNow::Cancelled => Some(OverReason::Cancelled),
            StateNow::Expired => Some(OverReason::Expired),
        }
    }

    /// What the organisation is to this request.
    #[must_use]
    pub fn standing_of(&self, tenant: TenantId) -> Standing {
        if tenant == self.sender.tenant_id {
            Standing::Sender
        } else if tenant == self.recipient.tenant_id {
            Standing::Recipient
        } else {
            Standing::Stranger
        }
    }

    /// The request, if whoever writes may do `action` to it. One that isn't there and one that the
    /// organisation is no party to look the same (Z12).
    pub(crate) fn permit<'a>(
        action: Action,
        request: Option<&'a Self>,
        write: &Write,
    ) -> Result<&'a Self, Rejection> {
        let request = request.ok_or(Rejection::NotFound)?;
        permit(action, request.standing_of(write.person.tenant_id), &write.person.roles)?;
        Ok(request)
    }

    /// The digest of the terms that an acceptance today would accept (L4).
    #[must_use]
    pub fn terms_today(&self) -> TermsDigest {
        TermsDigest::of(self.kind.as_str(), &self.sender, &self.grants)
    }
}

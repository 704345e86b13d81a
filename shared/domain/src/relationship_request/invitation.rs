//! What the key of a link leads to: a request, or an open link.

use super::{OpenLink, OverReason, RelationshipRequest};
use crate::Timestamp;
use crate::policy::Standing;
use crate::terms::{Terms, TermsDigest};
use crate::write::Person;

/// What a key leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Invitation {
    /// To one recipient, once.
    Addressed(Box<RelationshipRequest>),
    /// To whoever has it.
    Open(Box<OpenLink>),
}

impl Invitation {
    #[must_use]
    pub fn terms(&self) -> Terms<'_> {
        match self {
            Self::Addressed(request) => request.terms(),
            Self::Open(link) => link.terms(),
        }
    }

    /// The digest under which it was written; the condition of an acceptance compares it (L4).
    #[must_use]
    pub fn expected_digest(&self) -> &TermsDigest {
        match self {
            Self::Addressed(request) => &request.terms_digest,
            Self::Open(link) => &link.terms_digest,
        }
    }

    /// Why it is over at `now`, if it is.
    #[must_use]
    pub fn over_at(&self, now: Timestamp) -> Option<OverReason> {
        match self {
            Self::Addressed(request) => request.over_at(now),
            Self::Open(link) => link.over_at(now),
        }
    }

    #[must_use]
    pub fn expires(&self) -> Timestamp {
        match self {
            Self::Addressed(request) => request.expires,
            Self::Open(link) => link.expires,
        }
    }

    /// What the person's organisation is to it: anybody but the sender may answer an open link.
    #[must_use]
    pub fn standing_of(&self, person: &Person) -> Standing {
        match self {
            Self::Addressed(request) => request.standing_of(person),
            Self::Open(link) if link.sender.tenant_id == person.tenant_id => Standing::Sender,
            Self::Open(_) => Standing::Recipient,
        }
    }
}

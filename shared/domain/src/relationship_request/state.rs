//! What a request is of, and where it stands.

use serde::{Deserialize, Serialize};

use crate::audit::Resource;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// Of a provider with a reseller.
    IndirectPartnership,
    /// Of a partner, or a reseller with its provider, with a customer.
    CustomerRelationship,
}

impl RequestKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IndirectPartnership => "indirect_partnership",
            Self::CustomerRelationship => "customer_relationship",
        }
    }

    /// What the audit trail calls such a request.
    pub(crate) fn resource(self) -> Resource {
        match self {
            Self::IndirectPartnership => Resource::PartnerRelationshipRequest,
            Self::CustomerRelationship => Resource::CustomerRelationshipRequest,
        }
    }
}

/// The state as stored. [`super::RelationshipRequest::state_at`] adds expiry.
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
    /// An open link that another has taken the place of.
    Rotated,
    /// An open link that was used as often as its owner allows.
    UsedUp,
    /// The one who invited is no partner any more, or those who invited together (I10).
    NoLongerPartners,
}

impl OverReason {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Rotated => "rotated",
            Self::UsedUp => "used_up",
            Self::NoLongerPartners => "no_longer_partners",
        }
    }
}

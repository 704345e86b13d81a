//! What every write carries besides its command (N1–N3).
//!
//! N2: every write has a request id. The same id with the same body gives the same answer and one
//! effect; with another body it is an error. The id counts for one person, method and path. Only
//! committed changes are replayed; a refusal is decided anew.

use serde::{Deserialize, Serialize};

use crate::policy::Roles;
use crate::{EmailAddress, TenantId, Timestamp};

/// How long a request id is remembered.
pub const REPLAY_HOURS: u32 = 24;

/// The signed-in person. The identity is (issuer, tenant, subject); the e-mail address is for
/// records only (T3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub issuer: String,
    pub tenant_id: TenantId,
    pub subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Whether the issuer verified the address.
    #[serde(default)]
    pub email_verified: bool,
    pub roles: Roles,
}

impl Person {
    /// Whoever holds the link that was sent to an address of the tenant (E9). It has no role anywhere.
    #[must_use]
    pub fn by_mailbox(tenant_id: TenantId, email: &EmailAddress) -> Self {
        Self {
            issuer: "mailto".to_owned(),
            tenant_id,
            subject: email.to_string(),
            email: Some(email.clone()),
            email_verified: true,
            roles: Vec::new(),
        }
    }
}

/// One write on its way: who, when, and under which request id.
#[derive(Clone, Debug)]
pub struct Write {
    pub person: Person,
    pub now: Timestamp,
    /// Digest of person, method, path and request id: the name under which the answer is kept.
    pub replay_key: String,
    /// Digest of the body as parsed.
    pub fingerprint: String,
    /// Marks this attempt's own commit, so that after a lost response it is recognised as ours.
    pub operation: String,
    pub request_id: String,
    pub correlation_id: String,
}

/// An answer as it is kept for replays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAnswer {
    pub status: u16,
    /// The JSON text of the body.
    pub body: String,
}

impl SavedAnswer {
    /// Of what nobody repeats under its request id, so that nobody reads it.
    #[must_use]
    pub fn unread() -> Self {
        Self { status: 200, body: "{}".to_owned() }
    }
}

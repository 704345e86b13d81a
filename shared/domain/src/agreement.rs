//! The customer agreement: a customer's acceptance of the vendor's terms.
//!
//! Z8: a provider's admin or sales agent may attest an agreement that the customer accepted
//! elsewhere. Nothing can be ordered for a customer without it.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::address::Contact;

/// The template of the agreement that customers accept.
pub const TEMPLATE_ID: &str = "117a77b0-9360-443b-8795-c6dedc750cf9";

/// An attested acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    pub template_id: String,
    /// The person at the customer who accepted it.
    pub primary_contact: Contact,
    pub date_agreed: Timestamp,
    /// The subject of the partner's person who attests it.
    pub user_id: String,
}

//! Partnerships: provider ↔ reseller, many to many.
//!
//! P5: from the acceptance on, the reseller is in the provider's list and the provider in the
//! reseller's; both at once, or neither. P6: a partnership exists once per pair; after a removal it
//! can be asked for again. P7: both are in the same cloud and in the same country or region group.
//! P8: an active partnership lets the provider add customers for the reseller, place orders on
//! behalf of their customers, and associate the reseller with subscriptions.

use serde::{Deserialize, Serialize};

use crate::organisation::Partner;
use crate::{RequestId, Timestamp};

/// A partnership of one pair. It is kept after its removal, so that the pair's history is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Partnership {
    pub provider: Partner,
    pub reseller: Partner,
    pub state: PartnershipState,
    /// The accepted request that it comes from.
    pub request_id: RequestId,
    pub since: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnershipState {
    Active,
    Removed,
}

impl Partnership {
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == PartnershipState::Active
    }
}

//! What says that a request id belongs to a call of many changes.

use serde::{Deserialize, Serialize};
use tandem_domain::write::REPLAY_HOURS;
use tandem_domain::{Halt, Rejection, Timestamp, Write};

use super::Line;
use crate::expression::expression;
use crate::item::{item, number, record};
use crate::transact::Stopped;
use crate::{Store, action, keys};

/// That a request id belongs to this call, and to which subscriptions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    operation: String,
    fingerprint: String,
    pub lines: Vec<Line>,
    /// Whether the filter would find further ones.
    pub more: bool,
    pub(super) expires: Timestamp,
    ttl: i64,
    /// Whether the claim is older than this call.
    #[serde(skip, default = "yes")]
    pub is_repeat: bool,
}

fn yes() -> bool {
    true
}

impl Claim {
    /// The claim, if it is this call's.
    pub(super) fn of(self, write: &Write) -> Result<Self, Halt> {
        if self.fingerprint == write.fingerprint { Ok(self) } else { Err(Rejection::RequestIdReused.into()) }
    }
}

impl Store {
    /// Claims the request id for this call and these subscriptions. Of two calls at once the first wins;
    /// the other, if it is the same call, goes on with the first one's claim.
    pub async fn claim(&self, write: &Write, lines: Vec<Line>, more: bool) -> Result<Claim, Halt> {
        let expires = write.now.plus_hours(REPLAY_HOURS);
        let claim = Claim {
            operation: write.operation.clone(),
            fingerprint: write.fingerprint.clone(),
            lines,
            more,
            expires,
            ttl: expires.seconds_up(),
            is_repeat: false,
        };
        let unused = expression("attribute_not_exists(PK) OR #expires <= :now")
            .with(":now", number(write.now.millis()));
        let claimed = item(keys::write(&write.replay_key), "write", &claim)?;
        let put = action::put(&self.table, claimed, unused)?;
        match self.transact(vec![put]).await {
            Ok(()) => Ok(claim),
            Err(Stopped::Fault(fault)) => Err(fault.into()),
            Err(Stopped::Conditions(reasons)) => {
                let old = reasons.into_iter().find_map(|reason| reason.item).unwrap_or_default();
                record::<Claim>(old)?.of(write)
            }
        }
    }
}

//! What ends a command before, or instead of, doing it.

use crate::{Rejection, SavedAnswer};

/// A failure of the storage, not of the command. Its message is for the log, never for a caller:
/// it has no `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Conflicts or throttling outlasted the time there was; safe to repeat.
    Busy(String),
    /// The storage can't be reached or failed; safe to repeat.
    Unavailable(String),
    /// An item isn't what this version of Tandem writes.
    Corrupt(String),
}

/// Why a command stops. A handler returns it with `?` and the edge answers it.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// It was done before under the same request id: the same answer again (N2).
    Replay(SavedAnswer),
    /// A rule refuses it.
    Rejected(Rejection),
    /// The storage failed.
    Fault(Fault),
}

impl From<Rejection> for Halt {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

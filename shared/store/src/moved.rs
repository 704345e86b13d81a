//! Commands that are decided anew where what they were decided on has changed before they were committed.

use tandem_domain::{Fault, Halt, Rejection};

use crate::transaction::NotCommitted;

/// How often a command is decided on what moves under it.
const ATTEMPTS: u32 = 4;

/// What was read is no longer so: the same command is decided anew, on what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved;

impl Moved {
    /// Decides a command, and decides it anew as long as it moves under it.
    ///
    /// # Errors
    /// The attempt's own, and a busy table where it moved under all of them.
    pub async fn decided_anew<T, F>(attempt: impl Fn() -> F) -> Result<T, Halt>
    where
        F: Future<Output = Result<T, NotCommitted<Self>>>,
    {
        for _ in 0..ATTEMPTS {
            match attempt().await {
                Ok(done) => return Ok(done),
                Err(NotCommitted::Halted(halt)) => return Err(halt),
                Err(NotCommitted::Refused(Self)) => {}
            }
        }
        Err(Fault::from(Self).into())
    }
}

impl From<Moved> for Fault {
    fn from(_: Moved) -> Self {
        Self::Busy("it changed at the same time, again and again".to_owned())
    }
}

impl NotCommitted<Rejection> {
    /// Whoever named the version to change is told that it is stale; for whoever named none it has moved.
    #[must_use]
    pub fn stale_to(self, expected_version: Option<u32>) -> NotCommitted<Moved> {
        match self {
            Self::Refused(Rejection::StaleEtag) if expected_version.is_none() => NotCommitted::Refused(Moved),
            other => NotCommitted::Halted(other.into()),
        }
    }
}

//! Repeats under one request id (N2).

use tandem_domain::{Fault, Halt, Rejection, Write};

use crate::transaction::Done;
use crate::{Store, keys};

/// Stops a write whose request id has done something already.
pub(crate) fn not_done(done: Option<Done>, write: &Write) -> Result<(), Halt> {
    done.and_then(|done| done.meets(write)).map_or(Ok(()), Err)
}

impl Store {
    /// What a rule decided, unless it refuses what this very request id has done in the meantime: the
    /// items of a read are read one by one, and a twin of the write may commit between two of them.
    /// Every refusal is checked alike, so that it doesn't show which it is (L5).
    pub async fn decided<T>(&self, write: &Write, decided: Result<T, Rejection>) -> Result<T, Halt> {
        match decided {
            Ok(change) => Ok(change),
            Err(rejection) => {
                not_done(self.done(write).await?, write)?;
                Err(rejection.into())
            }
        }
    }

    async fn done(&self, write: &Write) -> Result<Option<Done>, Fault> {
        let key = keys::write(&write.replay_key);
        self.fetch([key.clone()]).await?.take(&key)
    }
}

//! Some lines of a file on their way to the table, several such parts at once.

use std::time::Duration;

use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::Registration;
use tandem_domain::{Fault, Write};
use tandem_store::{Imported, Store};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::desk::Desk;
use crate::outcome::Failure;

/// How many parts of a file are on their way to the table at once.
const AT_ONCE: usize = 4;
/// How many seconds a busy table is waited for each time before a part is tried again.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 16, 16];

/// Lines with their numbers.
#[derive(Default)]
pub struct Part {
    pub numbers: Vec<u64>,
    pub lines: Vec<Registration>,
}

impl Part {
    pub fn is_full(&self) -> bool {
        self.lines.len() >= Store::MOST_REGISTRATIONS
    }
}

/// What became of a part: of each of its lines, unless the table failed.
pub struct Arrived {
    pub numbers: Vec<u64>,
    pub imported: Result<Vec<Imported>, Fault>,
}

/// The parts on their way.
pub struct Parts {
    running: JoinSet<Arrived>,
    /// Whether whoever sits at the command line has stopped it.
    stopped: watch::Receiver<bool>,
}

impl Parts {
    /// From now on Ctrl-C stops the import instead of the program.
    pub fn begin() -> Self {
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(async move {
            // Where it can't be heard, nothing stops the import.
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.send_replace(true);
            }
            stop.closed().await;
        });
        Self { running: JoinSet::new(), stopped }
    }

    /// Those that wait for a busy table give up then; what the table has in hand arrives.
    pub fn are_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    pub fn have_room(&self) -> bool {
        self.running.len() < AT_ONCE
    }

    /// Sends a part on its way.
    pub fn send(&mut self, desk: &Desk<'_>, part: Part, dry_run: bool) {
        let (store, operator, write) = (desk.store.clone(), desk.operator.clone(), desk.write());
        let stopped = self.stopped.clone();
        self.running.spawn(async move {
            let imported = imported(&store, &operator, &write, &part.lines, dry_run, stopped).await;
            Arrived { numbers: part.numbers, imported }
        });
    }

    /// Waits for the next one to arrive, in any order; none if none is on its way.
    pub async fn next(&mut self) -> Result<Option<Arrived>, Failure> {
        let arrived = self.running.join_next().await.transpose();
        arrived.map_err(|error| Failure::Unreachable(error.to_string()))
    }
}

/// Imports a part, and tries it again while the table is busy: a table that has just been made takes some
/// minutes until it writes as fast as a file is read. What a lost answer was about is then found unchanged.
async fn imported(
    store: &Store,
    operator: &Organisation,
    write: &Write,
    lines: &[Registration],
    dry_run: bool,
    mut stopped: watch::Receiver<bool>,
) -> Result<Vec<Imported>, Fault> {
    let mut pauses = PAUSES.iter();
    loop {
        match (store.import_partner_ids(write, operator, lines, dry_run).await, pauses.next()) {
            (Err(fault @ (Fault::Busy(_) | Fault::Unavailable(_))), Some(pause)) => {
                let pause = Duration::from_secs(*pause);
                if tokio::time::timeout(pause, stopped.wait_for(|stopped| *stopped)).await.is_ok() {
                    return Err(fault);
                }
            }
            (ended, _) => return ended,
        }
    }
}

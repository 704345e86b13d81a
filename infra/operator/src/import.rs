//! Importing partner IDs: read line by line, written some at a time, several of them at once.
//!
//! What is in memory does not grow with the file, but for the numbers of the lines by their partner IDs, of
//! which two that differ can't both be meant. Whoever stops it in the middle runs it again: what is in the
//! registry already is passed over.

mod count;
mod seen;

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::{Registration, import_record};
use tandem_domain::{Fault, Write};
use tandem_store::{Imported, Store};
use tokio::task::JoinSet;

use count::Count;
use seen::{MOST_LINES, Met, Seen};

use crate::desk::Desk;
use crate::lines::{Line, Lines, Refusal};
use crate::outcome::{Failure, Outcome, reason};
use crate::report::Report;

/// How many parts of a file are on their way to the table at once.
const AT_ONCE: usize = 4;
/// How many seconds a busy table is waited for each time before a part is tried again.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 16, 16];

/// Makes the registry say what the file says.
pub async fn partner_ids(
    desk: &Desk<'_>,
    file: &Path,
    report: Option<&Path>,
    dry_run: bool,
) -> Result<Outcome, Failure> {
    let unusable = |of: &Path, why: String| Failure::Unusable(format!("{}: {why}", of.display()));
    let (digest, length) = digest(file).map_err(|error| unusable(file, error.to_string()))?;
    let lines = Lines::open(file).map_err(|why| unusable(file, why))?;
    if !lines.passed_over.is_empty() {
        eprintln!("passed over, since the registry has no such column: {}", lines.passed_over.join(", "));
    }
    let mut import = Import {
        desk,
        report: Report::to(report).map_err(|why| unusable(report.unwrap_or(file), why))?,
        progress: progress(length),
        dry_run,
        seen: Seen::default(),
        count: Count::default(),
        running: JoinSet::new(),
    };
    let began = Instant::now();
    import.record(&digest, "started").await?;
    let ended = import.read(lines).await;
    // Whatever became of it, the trail says how far it came.
    let state = if matches!(ended, Ok(End::Whole)) { "finished" } else { "stopped" };
    import.progress.finish_and_clear();
    let recorded = import.record(&digest, state).await;
    import.report.finish().map_err(|why| unusable(report.unwrap_or(file), why))?;
    println!("{}", import.count.summary(began.elapsed().as_secs_f64(), dry_run));
    let end = ended?;
    recorded?;
    match end {
        End::Whole if import.count.refused == 0 => Ok(Outcome::Done),
        End::Whole => Ok(Outcome::Refused),
        End::Stopped(why) => Err(Failure::Refused(format!("{why}; run it again once that is mended"))),
    }
}

/// How reading a file ends, where nothing is wrong with the table.
enum End {
    Whole,
    /// Before its end, and why.
    Stopped(String),
}

struct Import<'a> {
    desk: &'a Desk<'a>,
    report: Report,
    progress: ProgressBar,
    dry_run: bool,
    seen: Seen,
    count: Count,
    running: JoinSet<(Part, Result<Vec<Imported>, Fault>)>,
}

/// Lines on their way to the table.
#[derive(Default)]
struct Part {
    numbers: Vec<u64>,
    lines: Vec<Registration>,
}

impl Import<'_> {
    async fn read(&mut self, mut lines: Lines) -> Result<End, Failure> {
        let mut part = Part::default();
        let mut told_to_stop = std::pin::pin!(tokio::signal::ctrl_c());
        let end = loop {
            let next = match lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => break End::Whole,
                Err((number, why)) => break End::Stopped(format!("from line {number} on: {why}")),
            };
            self.count.read += 1;
            if let Some(line) = self.taken(next)? {
                part.numbers.push(line.0);
                part.lines.push(line.1);
            }
            if self.seen.is_full() {
                break End::Stopped(format!("the file has more than {MOST_LINES} lines: split it"));
            }
            if part.lines.len() < Store::MOST_LINES {
                continue;
            }
            self.send(std::mem::take(&mut part)).await?;
            self.progress.set_position(lines.bytes_read());
            tokio::select! {
                biased;
                _ = &mut told_to_stop => break End::Stopped("it was stopped".to_owned()),
                () = std::future::ready(()) => {}
            }
        };
        if !part.lines.is_empty() {
            self.send(part).await?;
        }
        while !self.running.is_empty() {
            self.one_ends().await?;
        }
        Ok(end)
    }

    /// A line that can be registered; another is reported. One that says again what an earlier line says is
    /// passed over.
    fn taken(&mut self, line: Line) -> Result<Option<(u64, Registration)>, Failure> {
        let number = line.number;
        let registration = match line.said {
            Ok(registration) => registration,
            Err(refusals) => {
                self.refuse(number, &refusals)?;
                return Ok(None);
            }
        };
        match self.seen.meet(number, &registration) {
            Met::First => Ok(Some((number, registration))),
            Met::Again => {
                self.count.unchanged += 1;
                Ok(None)
            }
            Met::Otherwise(line) => {
                let refusal = Refusal {
                    field: "mpnId".to_owned(),
                    rule: format!("stands in line {line} already, with other values"),
                    value: registration.mpn_id.to_string(),
                };
                self.refuse(number, &[refusal])?;
                Ok(None)
            }
        }
    }

    fn refuse(&mut self, line: u64, refusals: &[Refusal]) -> Result<(), Failure> {
        self.count.refused += 1;
        for refusal in refusals {
            self.report.refuse(line, refusal, &self.progress).map_err(Failure::Unusable)?;
        }
        Ok(())
    }

    /// Sends lines on their way, once there is room for them.
    async fn send(&mut self, part: Part) -> Result<(), Failure> {
        while self.running.len() >= AT_ONCE {
            self.one_ends().await?;
        }
        let (store, operator, write) =
            (self.desk.store.clone(), self.desk.operator.clone(), self.desk.write());
        let dry_run = self.dry_run;
        self.running.spawn(async move {
            let imported = imported(&store, &operator, &write, &part, dry_run).await;
            (part, imported)
        });
        Ok(())
    }

    async fn one_ends(&mut self) -> Result<(), Failure> {
        let Some(ended) = self.running.join_next().await else { return Ok(()) };
        let (part, imported) = ended.map_err(|error| Failure::Unreachable(error.to_string()))?;
        for (number, imported) in part.numbers.into_iter().zip(imported?) {
            match imported {
                Imported::New => self.count.new += 1,
                Imported::Changed => self.count.changed += 1,
                Imported::Unchanged => self.count.unchanged += 1,
                Imported::Refused(rejection) => {
                    self.refuse(number, &[Refusal::of_line(reason(&rejection))])?;
                }
            }
        }
        Ok(())
    }

    /// Puts the import into the operator's trail (N3): at its start, so that it is there whatever happens, and
    /// at its end with what it came to.
    async fn record(&self, digest: &str, state: &str) -> Result<(), Failure> {
        if self.dry_run {
            return Ok(());
        }
        let Count { read, new, changed, unchanged, refused } = self.count;
        let what = json!({
            "state": state, "read": read, "new": new, "changed": changed, "unchanged": unchanged,
            "refused": refused,
        });
        let record = import_record(self.desk.operator.tenant_id, digest, what);
        Ok(self.desk.store.put_record(&self.desk.write(), record).await?)
    }
}

/// Imports a part, and tries it again while the table is busy: a table that has just been made takes some
/// minutes until it writes as fast as a file is read. What a lost answer was about is then found unchanged.
async fn imported(
    store: &Store,
    operator: &Organisation,
    write: &Write,
    part: &Part,
    dry_run: bool,
) -> Result<Vec<Imported>, Fault> {
    let mut pauses = PAUSES.iter();
    loop {
        match (store.import_partner_ids(write, operator, &part.lines, dry_run).await, pauses.next()) {
            (Err(Fault::Busy(_) | Fault::Unavailable(_)), Some(pause)) => {
                tokio::time::sleep(Duration::from_secs(*pause)).await;
            }
            (ended, _) => return ended,
        }
    }
}

/// SHA-256 of a file and its length, whatever its size.
fn digest(file: &Path) -> std::io::Result<(String, u64)> {
    let mut file = File::open(file)?;
    let (mut hash, mut length, mut buffer) = (Sha256::new(), 0, vec![0; 64 * 1024]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        length += read as u64;
    }
    let hex = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    Ok((hex, length))
}

/// On a terminal only.
fn progress(length: u64) -> ProgressBar {
    let bar = ProgressBar::new(length);
    let style = ProgressStyle::with_template("{bar:40} {percent}% of {total_bytes}, {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

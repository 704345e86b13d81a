//! Importing partner IDs: read line by line, written some at a time, several of them at once.
//!
//! What is in memory does not grow with the file, but for the numbers of the lines by their partner IDs, of
//! which two that differ can't both be meant. Whoever stops it in the middle runs it again: what is in the
//! registry already is passed over.

mod count;
mod file;
mod part;
mod seen;

use std::path::Path;
use std::time::Instant;

use indicatif::ProgressBar;
use serde_json::json;
use tandem_domain::partner_id::{Registration, import_record};
use tandem_store::Imported;

use count::Count;
use file::{digest, is_same, progress};
use part::{Arrived, Part, Parts};
use seen::{MOST_PARTNER_IDS, Met, Seen};

use crate::desk::Desk;
use crate::lines::{Line, Lines, Refusal};
use crate::outcome::{Failure, Outcome, reason};
use crate::report::Report;

/// Makes the registry say what the file says.
pub async fn partner_ids(
    desk: &Desk<'_>,
    file: &Path,
    report: Option<&Path>,
    dry_run: bool,
) -> Result<Outcome, Failure> {
    let unusable = |of: &Path, why: String| Failure::Unusable(format!("{}: {why}", of.display()));
    if report.is_some_and(|report| is_same(report, file)) {
        return Err(unusable(file, "can't be its own report".to_owned()));
    }
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
        parts: Parts::begin(),
    };
    let began = Instant::now();
    import.record(&digest, "started").await?;
    let ended = import.read(lines).await;
    // Whatever became of it, the trail says how far it came.
    let state = if matches!(ended, Ok(End::Whole)) { "finished" } else { "stopped" };
    import.progress.finish_and_clear();
    let recorded = import.record(&digest, state).await;
    let reported = import.report.finish();
    println!("{}", import.count.summary(began.elapsed().as_secs_f64(), dry_run));
    let end = ended?;
    recorded?;
    reported.map_err(Failure::Refused)?;
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
    parts: Parts,
}

impl Import<'_> {
    /// Reads the file and waits for all that was sent: whatever ends it, what has arrived is counted.
    async fn read(&mut self, lines: Lines) -> Result<End, Failure> {
        let sent = self.send_all(lines).await;
        let arrived = self.rest_arrives().await;
        if self.parts.are_stopped() {
            return Ok(End::Stopped("it was stopped".to_owned()));
        }
        let end = sent?;
        arrived?;
        Ok(end)
    }

    async fn send_all(&mut self, mut lines: Lines) -> Result<End, Failure> {
        let mut part = Part::default();
        let end = loop {
            let next = match lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => break End::Whole,
                Err((number, why)) => break End::Stopped(format!("from line {number} on: {why}")),
            };
            self.count.read += 1;
            if let Some((number, line)) = self.taken(next)? {
                part.numbers.push(number);
                part.lines.push(line);
            }
            if self.seen.is_full() {
                let why = format!("the file has more than {MOST_PARTNER_IDS} partner IDs: split it");
                break End::Stopped(why);
            }
            if part.is_full() {
                self.send(std::mem::take(&mut part)).await?;
                self.progress.set_position(lines.bytes_read());
            }
            if self.parts.are_stopped() {
                return Ok(End::Whole);
            }
        };
        if !part.lines.is_empty() {
            self.send(part).await?;
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
            self.report.refuse(line, refusal, &self.progress).map_err(Failure::Refused)?;
        }
        Ok(())
    }

    /// Sends a part on its way, once there is room for it.
    async fn send(&mut self, part: Part) -> Result<(), Failure> {
        while !self.parts.have_room() {
            let Some(arrived) = self.parts.next().await? else { break };
            self.count(arrived)?;
        }
        self.parts.send(self.desk, part, self.dry_run);
        Ok(())
    }

    /// Waits for everything that is on its way; gives the first failure.
    async fn rest_arrives(&mut self) -> Result<(), Failure> {
        let mut all = Ok(());
        loop {
            let one = match self.parts.next().await {
                Ok(None) => return all,
                Ok(Some(arrived)) => self.count(arrived),
                Err(failure) => Err(failure),
            };
            all = all.and(one);
        }
    }

    /// Counts every line of a part, also where a refusal can't be reported.
    fn count(&mut self, arrived: Arrived) -> Result<(), Failure> {
        let mut reported = Ok(());
        for (number, imported) in arrived.numbers.into_iter().zip(arrived.imported?) {
            match imported {
                Imported::New => self.count.new += 1,
                Imported::Changed => self.count.changed += 1,
                Imported::Unchanged => self.count.unchanged += 1,
                Imported::Refused(rejection) => {
                    let refused = self.refuse(number, &[Refusal::of_line(reason(&rejection))]);
                    reported = reported.and(refused);
                }
            }
        }
        reported
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

//! Refused lines, each with its number, field and reason: to a file, or the first of them to the error
//! stream.

use std::fmt::Display;
use std::fs::File;
use std::path::Path;

use csv::{Terminator, Writer, WriterBuilder};
use indicatif::ProgressBar;
use tandem_domain::spreadsheet::harmless;

use crate::lines::Refusal;

/// How many refusals the error stream gets.
const MOST_PRINTED: u64 = 100;
/// How much of a value is repeated.
const MOST_CHARACTERS: usize = 200;

/// Where refusals go.
pub struct Report {
    file: Option<Writer<File>>,
    /// What the file is called.
    name: String,
    printed: u64,
    left_out: u64,
}

impl Report {
    /// A report to a file, which is made anew, or to the error stream.
    ///
    /// # Errors
    /// A file that can't be written.
    pub fn to(file: Option<&Path>) -> Result<Self, String> {
        let name = file.map(|file| file.display().to_string()).unwrap_or_default();
        let file = file.map(|file| -> Result<_, String> {
            let file = File::create(file).map_err(|error| error.to_string())?;
            let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(file);
            writer.write_record(["line", "field", "reason", "value"]).map_err(|error| error.to_string())?;
            Ok(writer)
        });
        Ok(Self { file: file.transpose()?, name, printed: 0, left_out: 0 })
    }

    /// Reports a refusal. What stands in the file goes to a report only, never to a terminal.
    ///
    /// # Errors
    /// The report can't be written.
    pub fn refuse(&mut self, line: u64, refusal: &Refusal, progress: &ProgressBar) -> Result<(), String> {
        if let Some(file) = &mut self.file {
            let value: String = refusal.value.chars().take(MOST_CHARACTERS).collect();
            let line = line.to_string();
            let cells = [&line, &refusal.field, &refusal.rule, &value].map(|cell| harmless(cell));
            return file
                .write_record(cells.iter().map(|cell| cell.as_bytes()))
                .map_err(|error| unwritten(&self.name, &error));
        }
        if self.printed == MOST_PRINTED {
            self.left_out += 1;
            return Ok(());
        }
        self.printed += 1;
        let Refusal { field, rule, .. } = refusal;
        let of = if field.is_empty() { String::new() } else { format!("{field} ") };
        progress.suspend(|| eprintln!("line {line}: {of}{rule}"));
        Ok(())
    }

    /// Ends the report.
    ///
    /// # Errors
    /// The report can't be written to its end.
    pub fn finish(mut self) -> Result<(), String> {
        if self.left_out > 0 {
            eprintln!("and {} refusals more; --report FILE has them all", self.left_out);
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        file.flush().map_err(|error| unwritten(&self.name, &error))
    }
}

fn unwritten(name: &str, error: &impl Display) -> String {
    format!("not all refusals are in the report {name}: {error}")
}

//! A file of partner IDs, line by line: whatever its size, one line is in memory at a time.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use tandem_domain::FieldError;
use tandem_domain::partner_id::{COLUMNS, Registration};

/// The most bytes of a line, and what the reader takes in advance.
const MOST_BYTES: u64 = 64 * 1024;

/// One line of the file behind its first.
pub struct Line {
    /// Its number in the file, where the first is 1.
    pub number: u64,
    pub said: Result<Registration, Vec<Refusal>>,
}

/// Why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The column; empty if it is about the line as a whole.
    pub field: String,
    pub rule: String,
    /// What stands there.
    pub value: String,
}

impl Refusal {
    pub fn of_line(rule: impl Into<String>) -> Self {
        Self { field: String::new(), rule: rule.into(), value: String::new() }
    }
}

/// The open file.
pub struct Lines {
    reader: Reader<Counted<File>>,
    record: ByteRecord,
    /// Where in a line each of [`COLUMNS`] stands.
    places: [usize; COLUMNS.len()],
    width: usize,
    count: Rc<Count>,
    /// Columns that nobody asks for.
    pub passed_over: Vec<String>,
}

impl Lines {
    /// Opens a file and reads its first line.
    ///
    /// # Errors
    /// A file that can't be read, or whose first line doesn't name the columns.
    pub fn open(file: &Path) -> Result<Self, String> {
        let opened = File::open(file).map_err(|error| error.to_string())?;
        let count = Rc::new(Count { read: Cell::new(0), most: Cell::new(MOST_BYTES) });
        let counted = Counted { file: opened, count: Rc::clone(&count) };
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(counted);
        let header = reader.byte_headers().map_err(|error| said(&error))?;
        let names: Vec<String> =
            header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let places = places(&names)?;
        let asked = |at: usize| places.contains(&at);
        let passed_over =
            names.iter().enumerate().filter(|(at, _)| !asked(*at)).map(|(_, name)| name.clone()).collect();
        let (record, width) = (ByteRecord::new(), names.len());
        Ok(Self { reader, record, places, width, count, passed_over })
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.count.read.get()
    }

    /// The next line; none behind the last.
    ///
    /// # Errors
    /// What is in the way of reading on, with the number of the line that it begins in.
    pub fn next(&mut self) -> Result<Option<Line>, (u64, String)> {
        self.count.most.set(self.count.read.get() + MOST_BYTES);
        let began = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let number = self.record.position().map_or(began, csv::Position::line);
                Ok(Some(Line { number, said: self.registration() }))
            }
            Err(error) => Err((began, said(&error))),
        }
    }

    fn registration(&self) -> Result<Registration, Vec<Refusal>> {
        if self.record.len() != self.width {
            let rule = format!("has {} values; the first line has {}", self.record.len(), self.width);
            return Err(vec![Refusal::of_line(rule)]);
        }
        if std::str::from_utf8(self.record.as_slice()).is_err() {
            return Err(vec![Refusal::of_line("is not UTF-8")]);
        }
        let value = |name: &str| {
            let place = COLUMNS.iter().position(|column| *column == name).map(|column| self.places[column]);
            let bytes = place.and_then(|place| self.record.get(place)).unwrap_or_default();
            // The line is UTF-8, so each value between its commas is.
            std::str::from_utf8(bytes).unwrap_or_default()
        };
        Registration::from_columns(value).map_err(|problems| {
            let refusal =
                |FieldError { field, rule }| Refusal { value: value(&field).to_owned(), field, rule };
            problems.into_iter().map(refusal).collect()
        })
    }
}

/// Where each column stands.
fn places(names: &[String]) -> Result<[usize; COLUMNS.len()], String> {
    let mut missing = Vec::new();
    let places = COLUMNS.map(|column| {
        let mut found = names.iter().enumerate().filter(|(_, name)| name.eq_ignore_ascii_case(column));
        match (found.next(), found.next()) {
            (Some((at, _)), None) => at,
            (None, _) => {
                missing.push(format!("{column} is missing"));
                0
            }
            (Some(_), Some(_)) => {
                missing.push(format!("{column} is there twice"));
                0
            }
        }
    });
    if missing.is_empty() {
        return Ok(places);
    }
    let columns = COLUMNS.join(",");
    Err(format!(
        "its first line must name the columns {columns}, separated by commas: {}",
        missing.join(", ")
    ))
}

fn said(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

/// How much was read, and how much may be before the line must have ended.
struct Count {
    read: Cell<u64>,
    most: Cell<u64>,
}

/// A quote that is never closed makes one line of all the rest of a file: that isn't taken into memory.
struct Counted<R> {
    file: R,
    count: Rc<Count>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.count.read.get() > self.count.most.get() {
            let rule = format!("a line has more than {MOST_BYTES} bytes; is a quote not closed?");
            return Err(io::Error::new(io::ErrorKind::InvalidData, rule));
        }
        let read = self.file.read(buffer)?;
        self.count.read.set(self.count.read.get() + read as u64);
        Ok(read)
    }
}

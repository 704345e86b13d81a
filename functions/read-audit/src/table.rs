//! The trail as CSV (RFC 4180), for spreadsheets.
//!
//! A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
//! return) gets an apostrophe in front, which spreadsheets show as text: what tenants wrote is never run.

use csv::{Terminator, WriterBuilder};
use serde_json::Value;
use tandem_domain::audit::AuditEntry;
use tandem_domain::paging::{Page, Position};
use tandem_edge::resource::audit_record;
use tandem_store::audit_position;

/// The most records of one answer, and about the most bytes: a function's answer has at most 6 MB.
pub(crate) const MOST_ROWS: usize = 2000;
const MOST_BYTES: usize = 4 * 1024 * 1024;

const COLUMNS: [&str; 13] = [
    "operationDate",
    "operationType",
    "operationStatus",
    "resourceType",
    "resourceId",
    "customerId",
    "customerName",
    "partnerId",
    "userPrincipalName",
    "resourceOldValue",
    "resourceNewValue",
    "originalCorrelationId",
    "id",
];

/// A table of a page, and where the next one begins.
pub(crate) fn of(page: &Page<AuditEntry>) -> (String, Option<Position>) {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let mut written = 0;
    let mut next = page.next.clone();
    // Writing to memory doesn't fail.
    let _ = writer.write_record(COLUMNS);
    for entry in &page.items {
        let record = audit_record(entry);
        let cells = COLUMNS.map(|column| harmless(text(&record, column)));
        written += cells.iter().map(|cell| cell.len() + 3).sum::<usize>();
        let _ = writer.write_record(&cells);
        if written > MOST_BYTES {
            next = Some(audit_position(entry));
            break;
        }
    }
    (String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default(), next)
}

fn text<'a>(record: &'a Value, column: &str) -> &'a str {
    let value = match column {
        "resourceId" => &record["customizedData"][0]["value"],
        column => &record[column],
    };
    value.as_str().unwrap_or_default()
}

fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("Alpine Ski House - Wien"), "Alpine Ski House - Wien");
    }
}

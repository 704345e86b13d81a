//! The trail as CSV (RFC 4180), for spreadsheets. What a spreadsheet would run is text there.

use csv::{Terminator, WriterBuilder};
use tandem_domain::audit::AuditEntry;
use tandem_domain::paging::{Page, Position};
use tandem_domain::spreadsheet::harmless;
use tandem_edge::resource::audit_record;
use tandem_store::audit_position;

/// The most records of one answer, and about the most bytes: a function's answer has at most 6 MB, in
/// JSON, where the table is one string.
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
        let cells = COLUMNS.map(|column| match column {
            "resourceId" => harmless(&entry.record.resource_id),
            column => harmless(record[column].as_str().unwrap_or_default()),
        });
        written += cells.iter().map(|cell| bytes_of(cell)).sum::<usize>();
        let _ = writer.write_record(cells.iter().map(|cell| cell.as_bytes()));
        if written > MOST_BYTES {
            next = Some(audit_position(entry));
            break;
        }
    }
    (String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default(), next)
}

/// How many bytes a cell takes in the answer at most: CSV doubles a quote and JSON escapes each of both;
/// the cell's own quotes and its comma come on top.
fn bytes_of(cell: &str) -> usize {
    let in_json = |byte| match byte {
        b'"' => 4,
        b'\\' => 2,
        0..b' ' => 6,
        _ => 1,
    };
    cell.bytes().map(in_json).sum::<usize>() + 5
}

#[cfg(test)]
mod tests {
    use super::bytes_of;

    #[test]
    fn a_cell_is_counted_as_the_answer_carries_it() {
        for cell in ["plain", "\"\"\"\"", "{\"Name\":\"a \\ b\"}", "a\nb\u{1}", "Łódź"] {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record([cell, ""]).expect("written");
            let table = String::from_utf8(writer.into_inner().expect("in memory")).expect("UTF-8");
            let carried = serde_json::to_string(&table).expect("JSON").len();
            // Less the JSON string's own quotes, and the second cell with the end of the row.
            assert!(carried - 2 <= bytes_of(cell) + bytes_of(""), "{cell}: {carried}");
        }
    }
}

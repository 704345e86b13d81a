//! What calls this function, read no further than needed: which mails, and under which numbers the
//! stream knows their records.
//!
//! Records are read one by one, so that one that can't be read doesn't take the batch with it.

use serde_json::Value;
use tandem_store::outbox::MailKey;

pub(crate) enum Event<'a> {
    /// A batch of the table's stream.
    Stream(Vec<Record<'a>>),
    /// The schedule, whatever it says.
    Schedule,
}

pub(crate) enum Record<'a> {
    /// A mail that a change owes since just now.
    Owed { number: &'a str, mail: MailKey },
    /// Another item, or another thing that happened to one. The stream's filter holds these back on
    /// AWS; elsewhere everything may come.
    Other,
    /// Not a record of our table.
    Malformed { number: &'a str },
}

pub(crate) fn read(event: &Value) -> Event<'_> {
    match event.get("Records").and_then(Value::as_array) {
        Some(records) => Event::Stream(records.iter().map(record).collect()),
        None => Event::Schedule,
    }
}

fn record(record: &Value) -> Record<'_> {
    let text = |pointer: &str| record.pointer(pointer).and_then(Value::as_str);
    // Without a number nothing but the whole batch can be reported, which is what an empty one means.
    let number = text("/dynamodb/SequenceNumber").unwrap_or_default();
    let key = text("/dynamodb/Keys/PK/S").zip(text("/dynamodb/Keys/SK/S"));
    match (text("/eventName"), text("/dynamodb/NewImage/kind/S"), key) {
        (Some("MODIFY" | "REMOVE"), ..) => Record::Other,
        (Some("INSERT"), Some("outbox"), Some((pk, sk))) => match MailKey::of_item(pk, sk) {
            Some(mail) => Record::Owed { number, mail },
            None => Record::Malformed { number },
        },
        (Some("INSERT"), Some(kind), Some(_)) if kind != "outbox" => Record::Other,
        _ => Record::Malformed { number },
    }
}

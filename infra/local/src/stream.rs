//! The table's stream, handed to the function that it feeds as Lambda does (D5).
//!
//! Records that the mapping's filter lets through go in batches; of a batch that failed in part, the
//! records from the first failed one on come again, until the retries are used up. Then that record
//! is put aside (the dead-letter queue of this place) and the rest goes on: it delays nobody else.
//! The sweep that a schedule calls finds what the stream lost.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use dynoxide::Database;
use dynoxide::actions::get_records::GetRecordsRequest;
use serde_json::{Value, json};

use crate::template::StreamMapping;

/// How often the stream is looked at.
pub(crate) const POLL_EVERY: Duration = Duration::from_millis(100);

type Answer = Pin<Box<dyn Future<Output = Result<Value, String>> + Send>>;

/// A function that takes events which aren't HTTP requests.
pub type EventHandler = Arc<dyn Fn(Value) -> Answer + Send + Sync>;

/// Reads the stream for one function.
pub(crate) struct Pump {
    database: Database,
    handler: EventHandler,
    mapping: StreamMapping,
    /// Where the stream was read up to. Held while a batch is out, so that two readers never hand
    /// on the same record.
    place: tokio::sync::Mutex<String>,
    put_aside: Mutex<Vec<Value>>,
}

impl Pump {
    pub(crate) fn new(
        database: Database,
        handler: EventHandler,
        mapping: StreamMapping,
        place: String,
    ) -> Self {
        Self {
            database,
            handler,
            mapping,
            place: tokio::sync::Mutex::new(place),
            put_aside: Mutex::default(),
        }
    }

    /// Hands on everything that is in the stream, and what that adds to it.
    pub(crate) async fn drain(&self) -> Result<(), String> {
        let mut place = self.place.lock().await;
        loop {
            let request =
                GetRecordsRequest { shard_iterator: place.clone(), limit: Some(self.mapping.batch_size) };
            let read = self.database.get_records(request).map_err(|error| error.to_string())?;
            if let Some(next) = read.next_shard_iterator {
                *place = next;
            }
            if read.records.is_empty() {
                return Ok(());
            }
            let records = read.records.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>();
            let wanted = records.map_err(|error| error.to_string())?.into_iter().filter(|r| self.wants(r));
            self.hand_on(wanted.collect()).await;
        }
    }

    /// Calls the function as the schedule does.
    pub(crate) async fn sweep(&self) {
        let event = json!({
            "version": "0", "id": uuid::Uuid::new_v4(), "source": "aws.events",
            "detail-type": "Scheduled Event", "time": jiff::Timestamp::now().to_string(), "detail": {},
        });
        if let Err(error) = (self.handler)(event).await {
            tracing::warn!("the sweep failed: {error}");
        }
    }

    /// The records that were given up on.
    pub(crate) fn put_aside(&self) -> Vec<Value> {
        self.put_aside.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn wants(&self, record: &Value) -> bool {
        self.mapping.patterns.is_empty()
            || self.mapping.patterns.iter().any(|pattern| matches(pattern, record))
    }

    async fn hand_on(&self, mut records: Vec<Value>) {
        let mut tries = 0;
        while !records.is_empty() {
            tries += 1;
            let answer = (self.handler)(json!({"Records": records})).await;
            let Some(failed) = first_failed(&records, &answer) else { return };
            if failed > 0 {
                // Something went through, so the rest begins anew.
                tries = 0;
            }
            records.drain(..failed);
            if tries > self.mapping.retries {
                let given_up = records.remove(0);
                tracing::warn!("a record was given up on: {}", given_up["eventID"]);
                self.put_aside.lock().unwrap_or_else(PoisonError::into_inner).push(given_up);
                tries = 0;
            }
        }
    }
}

/// The position of the first record that has to come again; none if all went well.
fn first_failed(records: &[Value], answer: &Result<Value, String>) -> Option<usize> {
    let Ok(answer) = answer else { return Some(0) };
    let failures = answer["batchItemFailures"].as_array()?;
    let position = |failure: &Value| {
        let failed = &failure["itemIdentifier"];
        records.iter().position(|record| &record["dynamodb"]["SequenceNumber"] == failed)
    };
    // An identifier that isn't in the batch fails the batch, as in Lambda.
    failures.iter().map(|failure| position(failure).unwrap_or(0)).min()
}

/// Whether a record fits a pattern: every key of it is there, with one of the listed values.
fn matches(pattern: &Value, record: &Value) -> bool {
    match pattern {
        Value::Object(keys) => keys.iter().all(|(key, pattern)| matches(pattern, &record[key])),
        Value::Array(allowed) => allowed.contains(record),
        other => other == record,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{first_failed, matches};

    #[test]
    fn a_filter_lets_through_what_has_every_value() {
        let pattern = json!({"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["outbox"]}}}});
        let record = |event: &str, kind: &str| json!({"eventName": event, "dynamodb": {"NewImage": {"kind": {"S": kind}}}});
        assert!(matches(&pattern, &record("INSERT", "outbox")));
        assert!(!matches(&pattern, &record("MODIFY", "outbox")));
        assert!(!matches(&pattern, &record("INSERT", "audit")));
        assert!(!matches(&pattern, &json!({"eventName": "INSERT", "dynamodb": {}})));
    }

    #[test]
    fn a_batch_comes_again_from_its_first_failed_record_on() {
        let records = ["1", "2", "3"].map(|number| json!({"dynamodb": {"SequenceNumber": number}}));
        let failures = |ids: &[&str]| {
            let failures: Vec<_> = ids.iter().map(|id| json!({"itemIdentifier": id})).collect();
            Ok(json!({"batchItemFailures": failures}))
        };
        assert_eq!(first_failed(&records, &failures(&[])), None);
        assert_eq!(first_failed(&records, &failures(&["3", "2"])), Some(1));
        assert_eq!(first_failed(&records, &failures(&["9"])), Some(0));
        assert_eq!(first_failed(&records, &Ok(json!(null))), None);
        assert_eq!(first_failed(&records, &Err("crashed".to_owned())), Some(0));
    }
}

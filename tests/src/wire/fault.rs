//! What can go wrong with a call.

use std::collections::HashMap;
use std::io;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;

use super::call::{Call, Kind};
use super::message::{Message, Table};

/// What goes wrong with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing does; it takes a place in a plan.
    None,
    /// The connection breaks before the table hears of it.
    RequestLost,
    /// The connection breaks after the table has done it.
    ResponseLost,
    /// 500, and nothing was done.
    FailsBefore,
    /// 500, though it was done.
    FailsAfter,
    /// Another transaction has one of the items in hand.
    Conflict,
    Throttled,
    /// It reaches the table this much later.
    Late(Duration),
    /// It reaches the table when it is released.
    Held,
    /// Of the keys of a batch only the first is looked at; the others are to be asked for again.
    Partly,
}

impl Fault {
    /// The answer that comes of it; without one the connection breaks.
    pub(super) async fn strike(
        self,
        call: &Call,
        request: Message,
        table: &mut Table,
    ) -> io::Result<Message> {
        let lost = || Err(io::ErrorKind::ConnectionReset.into());
        match self {
            Self::None | Self::Held => table.ask(&request).await,
            Self::RequestLost => lost(),
            Self::ResponseLost => {
                table.ask(&request).await?;
                lost()
            }
            Self::FailsBefore => Ok(internal_error()),
            Self::FailsAfter => {
                table.ask(&request).await?;
                Ok(internal_error())
            }
            Self::Conflict => Ok(conflict(call)),
            Self::Throttled => Ok(bad_request("ThrottlingException", json!({}))),
            Self::Late(delay) => {
                sleep(delay).await;
                table.ask(&request).await
            }
            Self::Partly => partly(request, table).await,
        }
    }
}

fn internal_error() -> Message {
    let body =
        json!({"__type": "com.amazonaws.dynamodb.v20120810#InternalServerError", "message": "planned"});
    Message::answer("500 Internal Server Error", &body)
}

fn bad_request(name: &str, more: Value) -> Message {
    let mut body = more;
    body["__type"] = json!(format!("com.amazonaws.dynamodb.v20120810#{name}"));
    body["message"] = json!("planned");
    Message::answer("400 Bad Request", &body)
}

/// A transaction tells of each of its parts; a single write has an exception of its own.
fn conflict(call: &Call) -> Message {
    if call.operation != "TransactWriteItems" {
        return bad_request("TransactionConflictException", json!({}));
    }
    let mut reasons = vec![json!({"Code": "None"}); call.touches.len()];
    reasons[0] = json!({"Code": "TransactionConflict", "Message": "planned"});
    bad_request("TransactionCanceledException", json!({"CancellationReasons": reasons}))
}

/// What the table may do with any batch: answer a part of it. Between that and the rest the world
/// moves on.
async fn partly(request: Message, table: &mut Table) -> io::Result<Message> {
    let mut asked: Value = serde_json::from_slice(&request.body)?;
    let Some(tables) = asked["RequestItems"].as_object_mut() else { return table.ask(&request).await };
    let mut rest = tables.clone();
    for (name, wanted) in tables.iter_mut() {
        let keys = wanted["Keys"].as_array().cloned().unwrap_or_default();
        let (first, others) = keys.split_at(keys.len().min(1));
        wanted["Keys"] = json!(first);
        rest[name]["Keys"] = json!(others);
    }
    rest.retain(|_, wanted| wanted["Keys"].as_array().is_some_and(|keys| !keys.is_empty()));
    let mut answer = table.ask(&request.with(&asked)).await?;
    let mut answered: Value = serde_json::from_slice(&answer.body)?;
    answered["UnprocessedKeys"] = json!(rest);
    answer.body = answered.to_string().into_bytes();
    Ok(answer)
}

/// What may come by itself of a read, and of a write.
const OF_READS: [Fault; 5] = [
    Fault::RequestLost,
    Fault::FailsBefore,
    Fault::Throttled,
    Fault::Late(Duration::from_millis(40)),
    Fault::Partly,
];
const OF_WRITES: [Fault; 7] = [
    Fault::RequestLost,
    Fault::ResponseLost,
    Fault::FailsBefore,
    Fault::FailsAfter,
    Fault::Conflict,
    Fault::Throttled,
    Fault::Late(Duration::from_millis(40)),
];

/// Faults that come by themselves: the same for the same seed and the same calls of each function.
pub(super) struct Weather {
    seed: u64,
    one_in: u64,
    calls: HashMap<(String, Kind), u64>,
}

impl Weather {
    pub(super) fn new(seed: u64, one_in: u64) -> Self {
        Self { seed, one_in, calls: HashMap::new() }
    }

    pub(super) fn fault(&mut self, call: &Call) -> Option<Fault> {
        let (faults, salt) = match call.kind() {
            Kind::Read => (&OF_READS[..], 1),
            Kind::Write => (&OF_WRITES[..], 2),
        };
        let count = self.calls.entry((call.function.clone(), call.kind())).or_default();
        *count += 1;
        let drawn = call.function.bytes().fold(self.seed, |drawn, byte| scattered(drawn ^ u64::from(byte)));
        let drawn = scattered(scattered(drawn ^ salt) ^ *count);
        let chosen = scattered(drawn) % faults.len() as u64;
        drawn.is_multiple_of(self.one_in).then(|| faults[usize::try_from(chosen).unwrap_or_default()])
    }
}

/// A number that looks nothing like the given one (the finaliser of splitmix64).
fn scattered(number: u64) -> u64 {
    let mut number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

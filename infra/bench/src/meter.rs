//! A way station between the functions and the table, which counts.
//!
//! The store asks for no consumed capacity, so the meter asks for it on each call's way through. And
//! it holds each call for a moment, so that calls that are sent at once overlap, and those that wait
//! for one another don't: that tells round trips from calls.

use std::fmt::Write as _;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Much longer than sending several calls at once takes.
const HOLD: Duration = Duration::from_millis(40);

/// One call to the table.
struct Call {
    writes: bool,
    began: Instant,
    ended: Instant,
    units: f64,
}

/// What a workflow asked of the table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub calls: u32,
    /// Round trips that wait for one another: of reads, of writes.
    pub trips: [u32; 2],
    /// Capacity units: of reading, of writing.
    pub units: [f64; 2],
}

/// The way station.
#[derive(Clone)]
pub struct Meter {
    table: SocketAddr,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl Meter {
    /// A meter in front of the table, and its endpoint.
    pub async fn start(table: SocketAddr) -> io::Result<(Self, String)> {
        let meter = Self { table, calls: Arc::default() };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let router = Router::new().fallback(pass).with_state(meter.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok((meter, endpoint))
    }

    /// Waits until this many calls were answered, and forgets them.
    pub async fn forget(&self, calls: usize) {
        while self.calls.lock().unwrap_or_else(PoisonError::into_inner).len() < calls {
            tokio::time::sleep(HOLD).await;
        }
        self.count();
    }

    /// What was asked since the last count.
    pub fn count(&self) -> Count {
        let mut calls = std::mem::take(&mut *self.calls.lock().unwrap_or_else(PoisonError::into_inner));
        // Round trips are the longest row of calls of which each began when the one before had ended.
        calls.sort_by_key(|call| call.ended);
        let mut count = Count::default();
        let mut trip_ended = None;
        for call in calls {
            let kind = usize::from(call.writes);
            count.calls += 1;
            count.units[kind] += call.units;
            if trip_ended.is_none_or(|ended| call.began > ended) {
                count.trips[kind] += 1;
                trip_ended = Some(call.ended);
            }
        }
        count
    }
}

async fn pass(State(meter): State<Meter>, headers: HeaderMap, body: String) -> (StatusCode, String) {
    let began = Instant::now();
    tokio::time::sleep(HOLD).await;
    match forward(meter.table, &headers, &asking_for_units(&body)).await {
        Ok((status, answer)) => {
            let operation = headers.get("x-amz-target").and_then(|target| target.to_str().ok());
            let operation = operation.and_then(|target| target.rsplit('.').next()).unwrap_or_default();
            let writes = !["GetItem", "BatchGetItem", "Query"].contains(&operation);
            let call = Call { writes, began, ended: Instant::now(), units: units(&answer) };
            meter.calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
            (status, answer)
        }
        Err(error) => (StatusCode::BAD_GATEWAY, error.to_string()),
    }
}

fn asking_for_units(body: &str) -> String {
    let mut request: Value = serde_json::from_str(body).unwrap_or_default();
    request["ReturnConsumedCapacity"] = json!("TOTAL");
    request.to_string()
}

/// The units that the table says it took: for one table, or for each of several.
fn units(answer: &str) -> f64 {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let of = |consumed: &Value| consumed["CapacityUnits"].as_f64().unwrap_or_default();
    match &answer["ConsumedCapacity"] {
        Value::Array(tables) => tables.iter().map(of).sum(),
        table => of(table),
    }
}

async fn forward(table: SocketAddr, headers: &HeaderMap, body: &str) -> io::Result<(StatusCode, String)> {
    let mut request = String::from("POST / HTTP/1.1\r\nconnection: close\r\n");
    for (name, value) in headers.iter().filter(|(name, _)| *name != "content-length") {
        let _ = write!(request, "{name}: {}\r\n", value.to_str().unwrap_or_default());
    }
    let _ = write!(request, "content-length: {}\r\n\r\n{body}", body.len());
    let mut stream = TcpStream::connect(table).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::InvalidData)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    Ok((status, body.to_owned()))
}

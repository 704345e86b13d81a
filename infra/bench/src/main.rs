//! What the functions cost, as ratios within one run: `cargo run --release -p tandem-bench`.
//!
//! Four tables. *Calls* are the round trips to the table and the units that each workflow takes,
//! beside what the store promises; they are the same on every machine. *Lists* are
//! pages of a provider with 100,000 customers beside those of one with 100. *Size* is each function's
//! release binary, beside the limit and a function that says hello. *Start* is the time from a
//! process's start to its first poll of the runtime API, beside the same of the hello function, in
//! turns; only the ratio means something. No time passes or fails: a test on a shared machine must not
//! time anything. What fails is a read that takes more than two round trips, or that isn't measured.
//!
//! `calls`, `lists`, `size` and `start` as arguments print those tables alone, names of functions look at those
//! alone: building one takes a minute.

mod binary;
mod calls;
mod deployment;
mod functions;
mod lists;
mod meter;
mod print;
mod runtime_api;
mod start;
mod table_front;
mod workflows;

use std::error::Error;
use std::process::ExitCode;

const TABLES: [&str; 4] = ["calls", "lists", "size", "start"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let (tables, functions): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| TABLES.contains(&argument.as_str()));
    let wants = |table: &str| tables.is_empty() || tables.iter().any(|name| name == table);
    let mut problems = Vec::new();
    if wants("calls") {
        let (table, of_reads) = calls::measure().await?;
        print::table(&table);
        problems = of_reads;
    }
    if wants("lists") {
        print::table(&Box::pin(lists::measure()).await?);
    }
    if wants("size") || wants("start") {
        let binaries = binary::build(&functions)?;
        if wants("size") {
            print::table(&binary::sizes(&binaries)?);
        }
        if wants("start") {
            print::table(&start::measure(&binaries)?);
        }
    }
    for problem in &problems {
        eprintln!("{problem}");
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

//! The program operator's command line: `cargo run -p operator -- --help`.
//!
//! It decides by the domain's rules and writes through the store, as the functions do, to a table on AWS or
//! to that of the local stack.

mod arguments;
mod desk;
mod enrollments;
mod import;
mod lines;
mod offers;
mod organisations;
mod outcome;
mod report;
mod table;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser as _;
use desk::Desk;
use outcome::{Failure, Outcome};
use table::Table;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Failure::Unusable(error.to_string()).tell(),
    };
    match runtime.block_on(run(&arguments)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(outcome::REFUSED),
        Err(failure) => failure.tell(),
    }
}

async fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    // First, since reaching the table of a new program makes it.
    let who = desk::who(arguments)?;
    let table = Table::reach(arguments).await?;
    let (store, dry_run) = (&table.store, arguments.dry_run);
    match &arguments.command {
        Command::CreateOperator { organisation } => {
            organisations::create_operator(store, &who, organisation, dry_run).await
        }
        Command::CreateProvider(provider) => {
            let desk = Desk::open(store, who).await?;
            organisations::create_provider(&desk, provider, dry_run).await
        }
        Command::ImportPartnerIds { file, report } => {
            let desk = Desk::open(store, who).await?;
            table.without_stream(dry_run)?;
            import::partner_ids(&desk, file, report.as_deref(), dry_run).await
        }
        Command::ImportOffers { file } => {
            let desk = Desk::open(store, who).await?;
            offers::import(&desk, file, dry_run, arguments.data.is_some()).await
        }
        Command::ListEnrollments { state, before } => {
            let desk = Desk::open(store, who).await?;
            enrollments::list(&desk, *state, *before).await
        }
    }
}

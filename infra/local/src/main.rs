//! `cargo run`: the whole of Tandem on this computer.

mod arguments;

use std::error::Error;
use std::process::ExitCode;

use arguments::{Arguments, Asked, HELP};
use tandem_domain::people::RolesFrom;
use tandem_local::{MailPump, Options, Place, Stack, StandIns, StartError, World};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tandem: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let asked = arguments::parse(lexopt::Parser::from_env());
    let arguments = match asked.map_err(|error| format!("{error}\nSee tandem --help."))? {
        Asked::Help => {
            print!("{HELP}");
            return Ok(());
        }
        Asked::Version => {
            println!("tandem {}", env!("CARGO_PKG_VERSION"));
            return Ok(());
        }
        Asked::Run(arguments) => arguments,
    };
    log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        if arguments.engine_only { serve_stand_ins(arguments).await } else { serve(arguments).await }
    })?;
    Ok(())
}

/// Logs for people, on the error stream.
fn log() {
    let level = std::env::var("LOG_LEVEL").ok().and_then(|level| level.parse().ok());
    let level = level.unwrap_or(LevelFilter::WARN);
    // To the engine a failed condition is an error; to the store it is an answer.
    let engine = level.min(LevelFilter::ERROR);
    let wanted = Targets::new().with_default(level).with_target("dynoxide", engine);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    tracing_subscriber::registry().with(lines).with(wanted).init();
}

async fn serve(arguments: Arguments) -> Result<(), StartError> {
    let kept_in = arguments.data.clone();
    let options = Options {
        host: arguments.host,
        port: arguments.port.unwrap_or(3000),
        data: arguments.data,
        offers: arguments.offers,
        mail: MailPump::InBackground,
        detour: None,
        variables: match arguments.roles_from {
            RolesFrom::Token => Vec::new(),
            RolesFrom::List => vec![("ROLES_FROM", "list")],
        },
    };
    // Boxed: the whole start inside would make this future a large one.
    let stack = Box::pin(Stack::start(options)).await?;
    let origin = stack.origin();
    println!("Tandem is running on this computer. Open");
    println!("  {origin}/         what there is, and who can sign in");
    println!("  {origin}/outbox   every e-mail that was sent");
    match kept_in {
        Some(folder) => println!("Everything is kept in {}.", folder.display()),
        None => println!("Everything is in memory; --data DIR keeps it."),
    }
    println!("Stop it with Ctrl-C.");
    told_to_stop().await;
    stack.stop().await;
    println!("Stopped.");
    Ok(())
}

async fn serve_stand_ins(arguments: Arguments) -> Result<(), StartError> {
    let port = arguments.port.unwrap_or(0);
    let place = Place {
        host: arguments.host,
        ports: [port, if port == 0 { 0 } else { port.saturating_add(1) }],
        data: arguments.data,
        offers: arguments.offers,
        gateway: "http://127.0.0.1:3000".to_owned(),
    };
    let stand_ins = StandIns::start(&place).await?;
    println!("DynamoDB: {}", stand_ins.table_endpoint());
    println!("SES: {}", stand_ins.ses_endpoint());
    println!("table: {}", stand_ins.table_name());
    println!(
        "{} people live in its demo world. Stop it with Ctrl-C.",
        World::of_the_repository().people().len()
    );
    told_to_stop().await;
    Ok(())
}

/// Ctrl-C, or what a process manager sends instead.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            println!();
            return;
        }
    }
    let _ = interrupted.await;
    println!();
}

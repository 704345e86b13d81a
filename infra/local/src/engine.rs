//! The stand-ins for AWS: the embedded DynamoDB-compatible engine and the SES endpoint, on loopback
//! ports of their own.
//!
//! They run on a thread of their own. The engine does its work on the thread that serves it, under
//! one lock; beside the functions on one thread, every write would hold up everything else. The
//! functions reach both through the AWS SDK only, as they reach AWS.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use dynoxide::Database;
use tokio::sync::oneshot;

use crate::ses::Ses;

/// The file in a folder that holds the data.
pub(crate) const FILE: &str = "tandem.sqlite";
/// Expired items go this often, unless looking for them takes long.
const SWEEP_EVERY: Duration = Duration::from_secs(10);
/// Between two sweeps so much longer than the last one took: of a large table, one reads every item.
const REST_TO_SWEEP: u32 = 19;

/// The running stand-ins. They stop when this is dropped.
pub(crate) struct Engine {
    pub(crate) database: Database,
    pub(crate) table_address: SocketAddr,
    pub(crate) ses_address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Opens the engine's data: in `folder`, or in memory.
pub(crate) fn open(folder: Option<&Path>) -> Result<Database, String> {
    let opened = match folder {
        None => Database::memory(),
        Some(folder) => {
            let file = folder.join(FILE);
            Database::new(file.to_str().ok_or("the folder's name isn't UTF-8")?)
        }
    };
    opened.map_err(|error| error.to_string())
}

impl Engine {
    /// Serves `database` and `ses` at `host`, on the given ports or free ones.
    pub(crate) fn start(
        database: Database,
        ses: &Arc<Ses>,
        host: IpAddr,
        [table_port, ses_port]: [u16; 2],
    ) -> io::Result<Self> {
        let listen = |port| {
            let listener = TcpListener::bind((host, port))?;
            listener.set_nonblocking(true)?;
            Ok::<_, io::Error>((listener.local_addr()?, listener))
        };
        let (table_address, table) = listen(table_port)?;
        let (ses_address, mails) = listen(ses_port)?;
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (engine, ses) = (database.clone(), ses.router());
        let thread = std::thread::Builder::new().name("stand-ins".to_owned()).spawn(move || {
            runtime.block_on(serve(engine, table, ses, mails, stopped));
        })?;
        Ok(Self { database, table_address, ses_address, stop: Some(stop), thread: Some(thread) })
    }
}

async fn serve(
    database: Database,
    table: TcpListener,
    ses: axum::Router,
    mails: TcpListener,
    stopped: oneshot::Receiver<()>,
) {
    let (Ok(table), Ok(mails)) =
        (tokio::net::TcpListener::from_std(table), tokio::net::TcpListener::from_std(mails))
    else {
        tracing::error!("a listener could not be taken over");
        return;
    };
    tokio::spawn(sweep(database.clone()));
    tokio::select! {
        ended = dynoxide::server::serve_with_shutdown(table, database, std::future::pending()) => {
            tracing::error!("the engine stopped: {ended:?}");
        }
        ended = axum::serve(mails, ses) => tracing::error!("the SES endpoint stopped: {ended:?}"),
        // Whoever holds the other end is gone, on purpose or not.
        _ = stopped => {}
    }
}

/// Sweeps on a thread of its own: the engine lets requests in between two pages of a sweep, but on
/// the thread that serves them they would wait for all of it.
async fn sweep(database: Database) {
    let mut pause = SWEEP_EVERY;
    loop {
        tokio::time::sleep(pause).await;
        let (began, database) = (Instant::now(), database.clone());
        match tokio::task::spawn_blocking(move || database.sweep_ttl()).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!("expired items could not be swept: {error}"),
            Err(error) => tracing::warn!("the sweep stopped: {error}"),
        }
        pause = SWEEP_EVERY.max(began.elapsed() * REST_TO_SWEEP);
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        drop(self.stop.take());
        // The thread holds the data open; after this a folder can be opened again.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

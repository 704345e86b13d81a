//! How a stack is started.

use std::fmt::{Debug, Formatter};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;

/// How a stack is started.
#[derive(Clone, Debug)]
pub struct Options {
    pub host: IpAddr,
    /// 0 is any free one.
    pub port: u16,
    /// The folder that keeps everything across restarts; in memory if there is none.
    pub data: Option<PathBuf>,
    /// The file with the offers of the catalogue; those of the repository if there is none.
    pub offers: Option<PathBuf>,
    pub mail: MailPump,
    /// Another way from the functions to the table than straight to the engine.
    pub detour: Option<Detour>,
    /// What an operator sets otherwise than a laptop does: variables of the functions that have them.
    pub variables: Vec<(&'static str, &'static str)>,
}

/// Gives the endpoint at which a function finds the table, from the function's name and the engine's
/// endpoint: for whoever wants to watch the calls on their way, or to disturb them.
#[derive(Clone)]
pub struct Detour(Arc<Way>);

/// From a function's name and the engine's address to the address that the function is given.
type Way = dyn Fn(&str, &str) -> String + Send + Sync;

impl Detour {
    pub fn new(endpoint: impl Fn(&str, &str) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(endpoint))
    }

    pub(crate) fn endpoint(&self, function: &str, engine: &str) -> String {
        (self.0)(function, engine)
    }
}

impl Debug for Detour {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("Detour")
    }
}

/// When the table's stream is handed to `deliver-mail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailPump {
    /// All the time, and the sweep by its schedule.
    InBackground,
    /// Only by [`Stack::settle`](crate::Stack::settle) and [`Stack::sweep`](crate::Stack::sweep): a test then decides when mail goes out.
    WhenAsked,
}

impl Default for Options {
    /// A free port of the loopback address, in memory, mail when asked for: what a test wants.
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            data: None,
            offers: None,
            mail: MailPump::WhenAsked,
            detour: None,
            variables: Vec::new(),
        }
    }
}

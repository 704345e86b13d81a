//! How a stack is started.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// How a stack is started.
#[derive(Clone, Debug)]
pub struct Options {
    pub host: IpAddr,
    /// 0 is any free one.
    pub port: u16,
    /// The folder that keeps everything across restarts; in memory if there is none.
    pub data: Option<PathBuf>,
    pub mail: MailPump,
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
        Self { host: Ipv4Addr::LOCALHOST.into(), port: 0, data: None, mail: MailPump::WhenAsked }
    }
}

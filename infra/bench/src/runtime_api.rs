//! Lambda's runtime API, as far as a start goes: it notices when a function asks for its first event,
//! and never has one.

use std::io::{self, Read as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

const NEXT: &[u8] = b"GET /2018-06-01/runtime/invocation/next";
/// A function that hasn't asked by then has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// The runtime API.
pub struct RuntimeApi {
    pub address: SocketAddr,
    polls: Receiver<Instant>,
}

impl RuntimeApi {
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let (sender, polls) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let sender = sender.clone();
                thread::spawn(move || watch(stream, &sender));
            }
        });
        Ok(Self { address, polls })
    }

    /// When the next first poll came.
    pub fn first_poll(&self) -> Option<Instant> {
        self.polls.recv_timeout(PATIENCE).ok()
    }
}

fn watch(mut stream: TcpStream, polls: &Sender<Instant>) {
    let mut head = vec![0; 4096];
    match stream.read(&mut head) {
        Ok(length) if head[..length].starts_with(NEXT) => {
            let _ = polls.send(Instant::now());
            // It waits for its event until it is stopped.
            let _ = stream.read(&mut head);
        }
        _ => {}
    }
}

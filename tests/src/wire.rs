//! The wire between the functions and the table, for watching it and for cutting it (D2, T7).
//!
//! The embedded engine never loses an answer, never conflicts and never throttles; the table on AWS
//! does all three. So this proxy stands between the SDK and the engine, notes what every function
//! asks of the table, and lets go wrong what a test has planned. Each function has an address of its
//! own there, so that it is known who asks.

mod call;
mod fault;
mod message;

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tandem_local::Detour;
use tokio::io::BufStream;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

pub use call::{Call, Kind, Touch};
pub use fault::Fault;
use fault::Weather;
use message::{Message, Table};

/// A wire with nobody on it yet. Clones are the same wire.
#[derive(Clone)]
pub struct Wire {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    gate: Arc<Gate>,
}

/// Where calls wait that are held.
struct Gate {
    arrived: Semaphore,
    released: Semaphore,
}

#[derive(Default)]
struct State {
    /// The engine's address, once the functions were told theirs.
    table: String,
    calls: Vec<Call>,
    planned: HashMap<(String, Kind), VecDeque<Fault>>,
    weather: Option<Weather>,
    struck: usize,
}

impl Wire {
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let gate = Gate { arrived: Semaphore::new(0), released: Semaphore::new(0) };
        let wire = Self { address, state: Arc::default(), gate: Arc::new(gate) };
        let attending = wire.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let wire = attending.clone();
                // A connection that breaks is what tests are about.
                tokio::spawn(async move { drop(wire.attend(client).await) });
            }
        });
        wire
    }

    /// The functions' way to the table.
    #[must_use]
    pub fn detour(&self) -> Detour {
        let wire = self.clone();
        Detour::new(move |function, engine| {
            engine.trim_start_matches("http://").clone_into(&mut wire.state().table);
            wire.way_of(function)
        })
    }

    /// The way of another program, by whatever name, to the table that the functions use.
    #[must_use]
    pub fn way_of(&self, program: &str) -> String {
        format!("http://{}/{program}", self.address)
    }

    /// Lets the next calls of a kind go wrong, one after the other.
    pub fn plan(&self, function: &str, kind: Kind, faults: &[Fault]) {
        self.state().planned.entry((function.to_owned(), kind)).or_default().extend(faults);
    }

    /// Lets one in `one_in` of all calls go wrong, in ways that the seed decides.
    pub fn storm(&self, seed: u64, one_in: u64) {
        self.state().weather = Some(Weather::new(seed, one_in));
    }

    /// Lets everything go well from now on; gives how many calls went wrong so far.
    pub fn mend(&self) -> usize {
        let mut state = self.state();
        state.planned.clear();
        state.weather = None;
        state.struck
    }

    /// Lets something happen between what a function reads and what it then commits.
    pub async fn between<T, U>(
        &self,
        function: &str,
        call: impl Future<Output = T>,
        happens: impl Future<Output = U>,
    ) -> (T, U) {
        self.plan(function, Kind::Write, &[Fault::Held]);
        let happens = async {
            self.gate.arrived.acquire().await.expect("an open gate").forget();
            let happened = happens.await;
            self.gate.released.add_permits(1);
            happened
        };
        let mut happens = std::pin::pin!(happens);
        let mut call = std::pin::pin!(call);
        tokio::select! {
            happened = &mut happens => (call.await, happened),
            _ = &mut call => panic!("{function} answered without having committed anything"),
        }
    }

    /// What was asked of the table so far, in order.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a call, and says what goes wrong with it.
    fn note(&self, call: Call) -> Fault {
        let mut state = self.state();
        let planned = state.planned.get_mut(&(call.function.clone(), call.kind()));
        let fault = planned.and_then(VecDeque::pop_front);
        let fault = fault.or_else(|| state.weather.as_mut().and_then(|weather| weather.fault(&call)));
        let fault = fault.unwrap_or(Fault::None);
        state.struck += usize::from(fault != Fault::None);
        state.calls.push(call);
        fault
    }

    /// Serves a connection of a function, until either side or a fault ends it.
    async fn attend(&self, client: TcpStream) -> io::Result<()> {
        let mut client = BufStream::new(client);
        let mut table = Table::at(self.state().table.clone());
        while let Some(mut request) = Message::read(&mut client).await? {
            let function = request.take_path();
            let call = Call::of(&function, &request);
            let fault = self.note(call.clone());
            if fault == Fault::Held {
                self.gate.arrived.add_permits(1);
                self.gate.released.acquire().await.expect("an open gate").forget();
            }
            fault.strike(&call, request, &mut table).await?.write(&mut client).await?;
        }
        Ok(())
    }
}

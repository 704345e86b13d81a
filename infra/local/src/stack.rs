//! The whole of Tandem in one process: stand-ins, functions, gateway, sign-in, outbox.
//!
//! `cargo run` starts one; tests start as many as they like, side by side.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use dynoxide::Database;
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::front::Front;
use crate::functions::{self, Functions};
use crate::gateway::{Gateway, split_function_url};
use crate::idp::Provider;
use crate::options::{MailPump, Options};
use crate::outbox::Mail;
use crate::ses::Ses;
use crate::stand_ins::{AUDIENCE, Place, StandIns, page_origins};
use crate::start_error::StartError;
use crate::stream::{POLL_EVERY, Pump};
use crate::template::{Deployment, TemplateError};
use crate::token::TokenCheck;
use crate::{contract, front, outbox};

/// A running stack. It stops when it is dropped.
pub struct Stack {
    address: SocketAddr,
    origin: String,
    router: Router,
    provider: Arc<Provider>,
    pump: Arc<Pump>,
    functions: Functions,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
    background: Vec<JoinHandle<()>>,
    stand_ins: StandIns,
}

impl Stack {
    /// Starts everything, and serves it.
    ///
    /// # Errors
    /// What is in the way, and what to do about it.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let (address, listener) = listen(options.host, options.port)?;
        let origin = format!("http://{}", reachable(address));
        let place = Place {
            host: Ipv4Addr::LOCALHOST.into(),
            ports: [0, 0],
            data: options.data.clone(),
            offers: options.offers.clone(),
            gateway: origin.clone(),
        };
        let stand_ins = StandIns::start(&place).await?;
        let issuer = stand_ins.deployment.authorizer.issuer.clone();
        let returns_to =
            page_origins(&origin).into_iter().map(|pages| format!("{pages}/signed-in")).collect();
        let people = if stand_ins.has_demo_world { stand_ins.world.people() } else { Vec::new() };
        let provider = Arc::new(Provider::new(issuer, AUDIENCE.to_owned(), returns_to, people));
        let functions =
            functions::start(&stand_ins.deployment, options.detour.as_ref(), &options.variables).await?;
        let tokens = TokenCheck::new(&stand_ins.deployment.authorizer, &provider.public_key());
        let authority = reachable(address).to_string();
        let gateway = Gateway::new(&stand_ins.deployment, functions.http.clone(), tokens, &authority)?;
        let router = router(gateway, &provider, &stand_ins, &options, &origin);
        let pump = Arc::new(pump(&stand_ins, functions.deliver_mail.clone())?);
        let background = match options.mail {
            MailPump::InBackground => in_background(&stand_ins, &pump),
            MailPump::WhenAsked => Vec::new(),
        };
        let (stop, stopped) = oneshot::channel();
        let server = serve(listener, router.clone(), stopped);
        let stop = Some(stop);
        Ok(Self { address, origin, router, provider, pump, functions, stop, server, background, stand_ins })
    }

    /// Where the gateway listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base address that links and tokens name, such as `http://127.0.0.1:3000`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The functions of the template, by name.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        self.stand_ins.deployment.functions.iter().map(|function| function.name.as_str())
    }

    /// Hands an event to a function, past the gateway, as an invocation does.
    ///
    /// # Errors
    /// What the function failed with, or why the event couldn't be handed to it.
    pub async fn invoke(&self, function: &str, event: Value) -> Result<Value, String> {
        self.functions.invoke(function, event).await
    }

    /// Everything that is served, to be called without a socket.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// An access token of one of the demo people.
    #[must_use]
    pub fn token(&self, email: &str) -> Option<String> {
        self.provider.access_token(email)
    }

    /// The engine, beside the SDK.
    #[must_use]
    pub fn database(&self) -> &Database {
        self.stand_ins.database()
    }

    /// A client of the table, as the functions have it.
    #[must_use]
    pub fn client(&self) -> Client {
        self.stand_ins.client()
    }

    /// The template as it is played here: its functions and their routes.
    #[must_use]
    pub fn deployment(&self) -> &Deployment {
        &self.stand_ins.deployment
    }

    /// What stands in for AWS: endpoints and the table's name.
    #[must_use]
    pub fn stand_ins(&self) -> &StandIns {
        &self.stand_ins
    }

    /// Every mail that was sent, newest first.
    #[must_use]
    pub fn outbox(&self) -> Vec<Mail> {
        self.stand_ins.outbox.mails()
    }

    /// The SES endpoint, to choose what it answers next.
    #[must_use]
    pub fn ses(&self) -> &Ses {
        &self.stand_ins.ses
    }

    /// Hands on all that is in the table's stream, until nothing more comes: every mail that is owed
    /// was tried.
    pub async fn settle(&self) {
        if let Err(error) = self.pump.drain().await {
            tracing::error!("the stream can't be read: {error}");
        }
    }

    /// Calls the sweep, as the schedule does.
    pub async fn sweep(&self) {
        self.pump.sweep().await;
    }

    /// Records of the stream that were given up on.
    #[must_use]
    pub fn put_aside(&self) -> Vec<Value> {
        self.pump.put_aside()
    }

    /// Stops taking requests and lets those under way finish, for a moment.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        let _ = tokio::time::timeout(Duration::from_secs(2), &mut self.server).await;
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.server.abort();
        self.background.iter().for_each(JoinHandle::abort);
    }
}

fn listen(host: IpAddr, port: u16) -> Result<(SocketAddr, TcpListener), StartError> {
    let listen = || {
        let listener = TcpListener::bind((host, port))?;
        listener.set_nonblocking(true)?;
        Ok((listener.local_addr()?, listener))
    };
    listen().map_err(|error| StartError::listening(host, port, error))
}

/// The address under which this computer itself reaches what listens there.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        ip if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port()),
        _ => address,
    }
}

fn router(
    gateway: Gateway,
    provider: &Arc<Provider>,
    stand_ins: &StandIns,
    options: &Options,
    origin: &str,
) -> Router {
    let front = Front {
        origin: origin.to_owned(),
        table: stand_ins.table_name().to_owned(),
        table_endpoint: stand_ins.table_endpoint(),
        kept_in: options.data.as_ref().map(|folder| folder.display().to_string()),
        deployment: stand_ins.deployment.clone(),
        world: stand_ins.has_demo_world.then(|| stand_ins.world.clone()),
    };
    let gateway = Router::new().fallback(behind_the_gateway).with_state(Arc::new(gateway));
    front::router(front)
        .merge(contract::router())
        .merge(outbox::router(Arc::clone(&stand_ins.outbox)))
        .nest("/idp", provider.router())
        .fallback_service(gateway)
}

async fn behind_the_gateway(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    match split_function_url(request.uri().path()) {
        Some((function, path)) => gateway.function_url(&function, path, request).await,
        None => gateway.api(request).await,
    }
}

fn pump(stand_ins: &StandIns, handler: crate::stream::EventHandler) -> Result<Pump, StartError> {
    let mapping = stand_ins.deployment.functions.iter().find_map(|function| function.stream.clone());
    let mapping =
        mapping.ok_or_else(|| TemplateError("no function is fed by the table's stream".to_owned()))?;
    Ok(Pump::new(stand_ins.database().clone(), handler, mapping, stand_ins.stream_place.clone()))
}

fn in_background(stand_ins: &StandIns, pump: &Arc<Pump>) -> Vec<JoinHandle<()>> {
    let stream = Arc::clone(pump);
    let mut tasks = vec![tokio::spawn(async move {
        loop {
            if let Err(error) = stream.drain().await {
                tracing::error!("the stream can't be read: {error}");
            }
            tokio::time::sleep(POLL_EVERY).await;
        }
    })];
    for every in stand_ins.deployment.functions.iter().filter_map(|function| function.schedule) {
        let pump = Arc::clone(pump);
        tasks.push(tokio::spawn(async move {
            // At once, too: mails may have been owed when an earlier run ended.
            loop {
                pump.sweep().await;
                tokio::time::sleep(every).await;
            }
        }));
    }
    tasks
}

fn serve(listener: TcpListener, router: Router, stopped: oneshot::Receiver<()>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let served = async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let stopped = async { drop(stopped.await) };
            axum::serve(listener, router).with_graceful_shutdown(stopped).await
        };
        if let Err(error) = served.await {
            tracing::error!("the gateway stopped: {error}");
        }
    })
}

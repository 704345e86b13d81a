//! A whole stack of its own for every test, and people who use it.
//!
//! A [`World`] is what `cargo run` starts, in memory and without a port: the functions behind the
//! gateway, the embedded engine, the sign-in, the outbox and the demo world. [`World::sign_in`] gives
//! a person of the demo world, who then calls the API as any client does.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use serde_json::Value;
use tandem_local::{Options, Stack};
use tower::ServiceExt as _;

mod contents;
pub mod contract;
pub mod tokens;
pub mod wire;

pub use contents::{Item, comparable, text};
use contract::Exchange;
use wire::Wire;

/// The demo world's people, by what they are in the tests' stories.
pub mod people {
    /// Contoso Distribution, a provider in Germany.
    pub const PROVIDER: &str = "ana@contoso.example";
    /// Northwind Cloud, another provider.
    pub const OTHER_PROVIDER: &str = "nora@northwind.example";
    /// Fabrikam IT, a reseller that is Contoso's partner already.
    pub const PARTNER: &str = "felix@fabrikam.example";
    /// Litware Conseil, a reseller that nobody has asked yet.
    pub const RESELLER: &str = "lea@litware.example";
    /// Southridge, another reseller.
    pub const OTHER_RESELLER: &str = "sara@southridge.example";
    /// Woodgrove Bank, a customer.
    pub const CUSTOMER: &str = "gina@woodgrove.example";
    /// The program operator.
    pub const OPERATOR: &str = "olga@program.example";
}

/// A stack with its demo world.
pub struct World {
    pub stack: Stack,
    router: Router,
}

/// A person who calls the API, or nobody.
pub struct Caller {
    router: Router,
    token: Option<String>,
    headers: Vec<(String, String)>,
    /// How often a call is repeated that may be.
    repeats: u32,
}

/// An answer of the stack.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl World {
    pub async fn start() -> Self {
        Self::with(Options::default()).await
    }

    /// A world whose functions reach the table over a wire.
    pub async fn over(wire: &Wire) -> Self {
        Self::with(Options { detour: Some(wire.detour()), ..Options::default() }).await
    }

    /// The same where the operator has set variables of the functions otherwise.
    pub async fn over_with(wire: &Wire, variables: &[(&'static str, &'static str)]) -> Self {
        let variables = variables.to_vec();
        Self::with(Options { detour: Some(wire.detour()), variables, ..Options::default() }).await
    }

    /// A world whose operator has set variables of the functions otherwise.
    pub async fn set(variables: &[(&'static str, &'static str)]) -> Self {
        Self::with(Options { variables: variables.to_vec(), ..Options::default() }).await
    }

    async fn with(options: Options) -> Self {
        // Boxed: with all that it waits for inside, a story's future is too deep for the compiler.
        let stack = Box::pin(Stack::start(options)).await.expect("the stack starts");
        let router = stack.router();
        Self { stack, router }
    }

    /// A person of the demo world, signed in.
    pub async fn sign_in(&self, email: &str) -> Caller {
        let tokens = self.tokens_of(email).await;
        self.with_token(tokens["access_token"].as_str().expect("a token"))
    }

    /// What the sign-in gives a person of the demo world.
    pub async fn tokens_of(&self, email: &str) -> Value {
        let form = format!("grant_type=password&username={email}&password=demo");
        let request = Request::post("/idp/token")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .expect("a request");
        let reply = reply(&self.router, request).await;
        assert_eq!(reply.status, 200, "{email} can't sign in: {}", reply.text());
        reply.json()
    }

    pub fn with_token(&self, token: &str) -> Caller {
        Caller { router: self.router.clone(), token: Some(token.to_owned()), headers: Vec::new(), repeats: 0 }
    }

    /// Somebody without a token.
    pub fn nobody(&self) -> Caller {
        Caller { router: self.router.clone(), token: None, headers: Vec::new(), repeats: 0 }
    }

    /// The demo world as it is published.
    pub async fn demo(&self) -> Value {
        self.nobody().get("/demo.json").await.json()
    }

    /// The tenant of a person.
    pub async fn tenant_of(&self, email: &str) -> String {
        let demo = self.demo().await;
        let people = demo["people"].as_array().expect("people");
        let person =
            people.iter().find(|person| person["email"] == email).expect("a person of the demo world");
        person["tenantId"].as_str().expect("a tenant").to_owned()
    }

    /// Every mail, newest first, after all that was owed was sent.
    pub async fn mails(&self) -> Vec<Value> {
        self.stack.settle().await;
        let mails = self.nobody().get("/outbox.json").await.json();
        mails.as_array().expect("a list of mails").clone()
    }
}

impl Caller {
    /// The same caller, sending one more header.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut headers = self.headers.clone();
        headers.push((name.to_owned(), value.to_owned()));
        Self { router: self.router.clone(), token: self.token.clone(), headers, repeats: self.repeats }
    }

    /// The same caller, as a good client is: every call has an id, and a call that is said to be
    /// repeatable is repeated under it.
    #[must_use]
    pub fn patient(self) -> Self {
        Self { repeats: 8, ..self }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Body::from(body.to_string())).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PUT, path, Body::from(body.to_string())).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, Body::from(body.to_string())).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Body) -> Reply {
        if self.repeats == 0 {
            return self.once(method, path, body).await;
        }
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let named = self.with("ms-requestid", &uuid::Uuid::new_v4().to_string());
        let mut reply = named.once(method.clone(), path, Body::from(body.clone())).await;
        for _ in 0..self.repeats {
            if !reply.is_retryable() {
                break;
            }
            reply = named.once(method.clone(), path, Body::from(body.clone())).await;
        }
        reply
    }

    /// Sends a request, and holds it and its answer against the contract.
    async fn once(&self, method: Method, path: &str, body: Body) -> Reply {
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let mut request =
            Request::builder().method(&method).uri(path).header("content-type", "application/json");
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body.clone())).expect("a request");
        let headers = request.headers().clone();
        let reply = reply(&self.router, request).await;
        let exchange =
            Exchange { method: method.as_str(), path, headers: &headers, body: &body, reply: &reply };
        exchange.check().unwrap_or_else(|problem| panic!("against openapi.yaml: {problem}"));
        reply
    }
}

async fn reply(router: &Router, request: Request<Body>) -> Reply {
    let response = router.clone().oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
    Reply { status: parts.status.as_u16(), headers: parts.headers, bytes }
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// Whether it says that the same call may be made again.
    pub fn is_retryable(&self) -> bool {
        self.status == 503 && self.headers.contains_key("retry-after") && self.json()["isRetryable"] == true
    }

    /// The body, if the status is as expected.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }

    /// Checks the status and the name of an error, and gives its body.
    #[track_caller]
    pub fn refused(self, status: u16, name: &str) -> Value {
        let body = self.json();
        assert_eq!((self.status, body["errorName"].as_str()), (status, Some(name)), "{body}");
        assert!(body["code"].is_number() && body["source"] == "tandem", "the shape of an error: {body}");
        body
    }
}

//! What the logs tell, and what they must not (L3, P1, P2): a whole story, every line at info level.

mod program;

use std::io;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};
use tracing::Dispatch;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing_subscriber::fmt::MakeWriter;

use crate::invitations::{GLOBAL, INVITATIONS, consent};
use crate::steps::{customer_with_order, key, user};
use program::{enrolled, profile_changed};

/// With only one subscriber in the process, the thread that first comes to a place in the code settles
/// for all of them whether anybody listens there, and the other tests' threads don't. So there are two.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::default()));

/// The lines that are logged while it is listened.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// Listens on this thread, on which everything of a test runs.
    fn listen(&self) -> DefaultGuard {
        LazyLock::force(&SECOND);
        let subscriber = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_max_level(LevelFilter::INFO)
            .with_writer(self.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        String::from_utf8(bytes).expect("text")
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Everything that a line must not hold.
#[derive(Default)]
struct Secrets(Vec<String>);

impl Secrets {
    /// The demo world's people and organisations, and who else comes up in the story.
    async fn of(world: &World) -> Self {
        let demo = world.demo().await;
        let mut secrets = Self::default();
        for (list, members) in [("people", ["email", "name"]), ("organisations", ["name", "domain"])] {
            for entry in demo[list].as_array().expect("a list") {
                for member in members {
                    secrets.keep(&entry[member]);
                }
            }
        }
        for told in [
            "Seestrasse",
            "Wide World",
            "wideworld",
            "Speicherstadt",
            "Huber",
            "Our warmest",
            "T-4711",
            "Moved on",
        ] {
            secrets.keep(&json!(told));
        }
        secrets
    }

    fn keep(&mut self, secret: &Value) {
        self.0.push(secret.as_str().expect("a text").to_lowercase());
    }

    fn in_line(&self, line: &str) -> Option<&String> {
        let line = line.to_lowercase();
        self.0.iter().find(|secret| line.contains(secret.as_str()))
    }
}

/// Somebody signed in, whose token is a secret from then on, with the ids of every answer.
struct Person {
    caller: Caller,
    answered: Vec<String>,
}

impl Person {
    async fn of(world: &World, email: &str, secrets: &mut Secrets) -> Self {
        let tokens = world.tokens_of(email).await;
        secrets.keep(&tokens["access_token"]);
        secrets.keep(&tokens["id_token"]);
        let token = tokens["access_token"].as_str().expect("a token");
        Self { caller: world.with_token(token), answered: Vec::new() }
    }

    async fn post(&mut self, path: &str, body: Value) -> Value {
        let reply = self.caller.post(path, body).await;
        self.noted(&reply).json()
    }

    async fn put(&mut self, path: &str, body: Value) -> Value {
        let reply = self.caller.put(path, body).await;
        self.noted(&reply).json()
    }

    async fn get(&mut self, path: &str) -> Value {
        let reply = self.caller.get(path).await;
        self.noted(&reply).json()
    }

    async fn delete(&mut self, path: &str) {
        let reply = self.caller.send(Method::DELETE, path, Body::empty()).await;
        self.noted(&reply);
    }

    fn noted<'a>(&mut self, reply: &'a Reply) -> &'a Reply {
        self.answered.push(reply.headers["ms-requestid"].to_str().expect("an id").to_owned());
        reply
    }
}

/// Asking, opening the page, accepting, adding a customer, removing; and what goes wrong on the way.
/// Gives the ids of all answers.
async fn whole_story(world: &World, secrets: &mut Secrets) -> Vec<String> {
    let mut provider = Person::of(world, people::PROVIDER, secrets).await;
    let mut reseller = Person::of(world, people::RESELLER, secrets).await;
    let (requests, reseller_id) = ("/v1/relationships/requests", world.tenant_of(people::RESELLER).await);
    provider.post(requests, json!({"email": "nobody@nowhere.example"})).await;
    provider.post(requests, json!({"email": "not an address of Wide World"})).await;
    let body = json!({"email": people::RESELLER, "message": "Our warmest regards", "reference": "T-4711"});
    let request = provider.post(requests, body).await;
    secrets.keep(&json!(key(&request)));
    world.stack.ses().fail_next(tandem_local::SesError::THROTTLED);
    assert_eq!(world.mails().await.len(), 0, "it waits");
    let page =
        world.nobody().get(&format!("/lambda-url/invitation-page/invitations/{}", key(&request))).await;
    assert_eq!(page.status, 200);
    // The page names the request by the link's key.
    let by_key = format!("{requests}/{}", key(&request));
    reseller.get(&by_key).await;
    let accepted = json!({"termsDigest": request["termsDigest"], "confirmed": true});
    assert_eq!(reseller.post(&format!("{by_key}/accept"), accepted).await["state"], "accepted");
    assert_eq!(world.mails().await.len(), 1, "the outcome is mailed");
    let created = provider.post("/v1/customers", customer_with_order("wideworld", &reseller_id)).await;
    secrets.keep(&created["userCredentials"]["password"]);
    provider.post("/v1/customers", customer_with_order("wideworld", &reseller_id)).await;
    let users = format!("/v1/customers/{}/users", created["id"].as_str().expect("an id"));
    let added = reseller.post(&users, user("mia@wideworld.onmicrosoft.com")).await;
    secrets.keep(&added["passwordProfile"]["password"]);
    secrets.keep(&added["displayName"]);
    let reset = format!("{users}/{}/resetpassword", added["id"].as_str().expect("an id"));
    secrets.keep(&reseller.post(&reset, json!({})).await["passwordProfile"]["password"]);
    reseller.get("/v1/customers?filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22Wide%20World%22%2C%22Operator%22%3A%22starts_with%22%7D").await;
    let removal = format!("/v1/relationships/{reseller_id}/removal");
    provider.post(&removal, json!({"attestationAccepted": true, "reason": "Moved on"})).await;
    let customer = invited(world, &mut provider, secrets).await;
    let answered = enrolled(world, secrets).await;
    let changed = profile_changed(world, &mut reseller, secrets).await;
    [provider.answered, reseller.answered, customer.answered, answered, changed].concat()
}

/// A customer by e-mail, and the provider's open link.
async fn invited(world: &World, provider: &mut Person, secrets: &mut Secrets) -> Person {
    let mut customer = Person::of(world, GLOBAL.customer, secrets).await;
    let draft = provider.get(&format!("{INVITATIONS}/draft")).await;
    secrets.keep(&json!(key(&draft)));
    customer.get(&format!("{INVITATIONS}/{}", key(&draft))).await;
    let body = json!({"email": GLOBAL.customer, "message": "Our warmest regards", "reference": "T-4711"});
    let invitation = provider.post(INVITATIONS, body).await;
    secrets.keep(&json!(key(&invitation)));
    let by_key = format!("{INVITATIONS}/{}", key(&invitation));
    customer.get(&by_key).await;
    let body = consent(&invitation, GLOBAL, "seestrasse");
    assert_eq!(customer.post(&format!("{by_key}/accept"), body).await["state"], "accepted");
    customer
}

#[tokio::test]
async fn no_line_holds_a_name_an_address_a_link_a_token_or_a_password_l3_p1_p2() {
    let lines = Lines::default();
    let _listening = lines.listen();
    let world = World::start().await;
    let mut secrets = Secrets::of(&world).await;
    whole_story(&world, &mut secrets).await;
    let text = lines.text();
    assert!(text.contains("\"mail sent\"") && text.contains("\"mail waits\""), "mails were told of: {text}");
    for line in text.lines() {
        serde_json::from_str::<Value>(line).expect("every line is a JSON object");
        assert_eq!(secrets.in_line(line), None, "{line}");
        assert!(!line.contains('@') && !line.contains("eyJ"), "{line}");
    }
}

#[tokio::test]
async fn every_answer_is_logged_once_under_its_request_id_p2() {
    let lines = Lines::default();
    let _listening = lines.listen();
    let world = World::start().await;
    let mut answered = whole_story(&world, &mut Secrets::default()).await;
    let text = lines.text();
    let told = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let told = told.filter(|line| line["message"] == "answered");
    let mut told: Vec<_> = told.map(|line| line["requestId"].as_str().unwrap_or("").to_owned()).collect();
    answered.sort();
    told.sort();
    assert!(answered.len() >= 9);
    assert_eq!(told, answered);
}

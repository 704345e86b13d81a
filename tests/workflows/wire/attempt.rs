//! A request for every route, on a story that has something for it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use futures_util::{StreamExt as _, stream};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tandem_tests::contract::{Operation, contract};
use tandem_tests::{Caller, Reply};

use crate::policy::oracle::{Relation, Who};
use crate::policy::routes::{OPEN, ROUTES};
use crate::policy::story::Story;
use crate::steps::{customer_with_order, without_password};

/// How many worlds there are at a time: each has an engine, and all of them two processors.
const SIDE_BY_SIDE: usize = 3;

/// Rules by which Litware may, and Contoso may not.
const LITWARES: [&str; 5] = ["answer request", "users", "add user", "take back", "hand over"];

/// Rules by which nobody but a global admin may.
const GLOBAL_ADMINS: [&str; 5] =
    ["take back", "hand over", "answer invitation", "enroll", "change enrollment"];

/// Rules by which the program operator may, and sees more than anybody else.
const OPERATORS: [&str; 6] =
    ["own enrollment", "read enrollment", "review", "change listing", "registry", "inactive partner IDs"];

/// A route with something to work on, and somebody who may.
pub struct Try {
    pub route: &'static Operation,
    pub story: Story,
    pub caller: Caller,
    pub method: Method,
    pub path: String,
    pub body: Value,
}

impl Try {
    fn of(route: &'static Operation, name: &'static str, rule: &str, story: Story) -> Self {
        let who = match rule {
            "answer invitation" => Who::TheCustomer,
            "enroll" | "change enrollment" => Who::Nobody,
            _ if OPERATORS.contains(&rule) => Who::Operator,
            _ if LITWARES.contains(&rule) => Who::Litware,
            _ => Who::Contoso,
        };
        let (method, path, body) = story.request(name, who);
        let (method, body) = (method.parse().expect("a method"), fuller(route, body));
        let admin = match who {
            Who::Operator => "operator",
            _ if GLOBAL_ADMINS.contains(&rule) => "global_admin",
            _ => "admin_agent",
        };
        let caller = if route.is_open { story.world.nobody() } else { story.member(who, &[admin]) };
        Self { route, story, caller, method, path, body }
    }

    pub async fn send(&self, caller: &Caller, path: &str, body: &Value) -> Reply {
        let has_body = self.route.body.is_some();
        let body = if has_body { Body::from(body.to_string()) } else { Body::empty() };
        caller.send(self.method.clone(), path, body).await
    }

    pub fn name(&self) -> String {
        format!("{} {}", self.route.method, self.route.path)
    }

    /// The example of a query parameter.
    pub fn example(&self, name: &str) -> Option<String> {
        let entry = &contract().paths()[&self.route.path][self.route.method.to_lowercase()];
        let mut given = entry["parameters"].as_array()?.iter().map(|given| contract().resolved(given));
        let example = given.find(|given| given["name"] == name)?.get("example")?;
        Some(example.as_str().map_or_else(|| example.to_string(), ToOwned::to_owned))
    }

    pub fn with_query(&self, name: &str, value: &str) -> String {
        let mark = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{mark}{name}={}", self.path, utf8_percent_encode(value, NON_ALPHANUMERIC))
    }
}

pub fn has(route: &Operation, place: &str, name: &str) -> bool {
    route.parameters.iter().any(|given| given.place == place && given.name == name)
}

#[track_caller]
pub fn done(reply: &Reply, what: &str) {
    assert!((200..300).contains(&reply.status), "{what}: {} {}", reply.status, reply.text());
}

/// What the policy's tests leave out, so that words of enums and inner objects are there as well.
fn fuller(route: &Operation, body: Value) -> Value {
    match route.id.as_str() {
        "addCustomer" => customer_with_order("fuller", "20000000-0000-4000-8000-000000000001"),
        "placeOrder" => {
            let line = json!({"lineItemNumber": 0, "offerId": "office-basic", "quantity": 2, "partnerIdOnRecord": "2000002"});
            json!({"billingCycle": "monthly", "lineItems": [line]})
        }
        "inviteCustomer" => json!({
            "email": body["email"], "delegatedAdmin": ["exchange", "azure"], "language": "zh-CN",
            "message": "Good day", "reference": "CRM-4712", "expiresInHours": 48,
        }),
        "acceptInvitation" => {
            let mut body = body;
            body["services"] = json!(["azure"]);
            body
        }
        "addCustomerUser" => {
            let mut body = body;
            body["passwordProfile"] = json!({"forceChangePassword": true});
            body["usageLocation"] = json!("AT");
            body
        }
        _ => body,
    }
}

/// Tries the routes that are chosen, a few rules at a time. What only reads shares a story.
pub async fn on_every_route(chosen: impl Fn(&Operation) -> bool, attempt: impl AsyncFn(&Try)) {
    let rules: BTreeSet<_> = ROUTES.iter().chain(&OPEN).map(|(_, rule)| *rule).collect();
    let tried = stream::iter(rules).map(|rule| Box::pin(of_a_rule(rule, &chosen, &attempt)));
    let tried: usize = tried.buffer_unordered(SIDE_BY_SIDE).collect::<Vec<_>>().await.iter().sum();
    assert!(tried > 0, "no route is like that any more");
}

async fn of_a_rule(rule: &str, chosen: &impl Fn(&Operation) -> bool, attempt: &impl AsyncFn(&Try)) -> usize {
    let (mut tried, mut story) = (0, None);
    for (name, _) in ROUTES.into_iter().chain(OPEN).filter(|(_, of)| *of == rule) {
        let (method, path) = name.split_once(' ').expect("a method and a path");
        let found = contract().operations.iter().find(|it| it.method == method && it.path == path);
        let route = found.unwrap_or_else(|| panic!("{name} is not in openapi.yaml"));
        if chosen(route) {
            let begun = match story.take() {
                Some(begun) => begun,
                None => Story::begin(rule, Relation::Lasting).await,
            };
            let attempted = Try::of(route, name, rule, begun);
            attempt(&attempted).await;
            tried += 1;
            story = ["GET", "HEAD"].contains(&method).then_some(attempted.story);
        }
    }
    tried
}

/// The body, less what is in the first answer only (C4).
pub fn without_secret(reply: &Reply) -> Option<Value> {
    serde_json::from_slice(&reply.bytes).ok().map(without_password)
}

//! Every route × every role × every relation, against an oracle of its own (Z, T1).
//!
//! The oracle below is written from the rules' words, not from the policy table: for each route it
//! says which person may, and what the others are told.

use serde_json::{Value, json};
use tandem_tests::{Reply, World};

use crate::steps::{asked, customer, customer_of_litware, partners};

/// Organisations by what they are to the things of the story: Contoso asks Litware, is its partner,
/// and added a customer for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Contoso,
    Litware,
    OtherProvider,
    OtherReseller,
    OtherCustomer,
    Operator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Done,
    WrongRole,
    WrongKind,
    Hidden,
}

use Verdict::{Done, Hidden, WrongKind, WrongRole};
use Who::{Contoso, Litware, Operator, OtherCustomer, OtherProvider, OtherReseller};

fn who(organisation: &str) -> Option<Who> {
    Some(match organisation {
        "Contoso Distribution" => Contoso,
        "Litware Conseil" => Litware,
        "Northwind Cloud" => OtherProvider,
        "Southridge" => OtherReseller,
        "Fourth Coffee" => OtherCustomer,
        "Tandem Program Office" => Operator,
        _ => return None,
    })
}

/// "Done if one of these roles, else the role is named as the reason."
fn if_role(roles: &[String], allowed: &[&str]) -> Verdict {
    if roles.iter().any(|role| allowed.contains(&role.as_str())) { Done } else { WrongRole }
}

const SALES: &[&str] = &["admin_agent", "sales_agent"];

/// Every route of the template that takes a token, with a short name for the rules below.
const ROUTES: [(&str, &str); 18] = [
    ("POST /v1/relationships/requests", "ask"),
    ("POST /v1/relationships/requests/{id}/resend", "change request"),
    ("POST /v1/relationships/requests/{id}/cancel", "change request"),
    ("POST /v1/relationships/requests/{id}/accept", "answer request"),
    ("POST /v1/relationships/requests/{id}/decline", "answer request"),
    ("GET /v1/relationships/requests/{id}", "read request"),
    ("GET /v1/relationships/requests", "own lists"),
    ("GET /v1/relationships", "own lists"),
    ("GET /v1/relationships/{tenantId}/removal", "remove"),
    ("POST /v1/relationships/{tenantId}/removal", "remove"),
    ("POST /v1/customers", "add customer"),
    ("GET /v1/customers", "own lists"),
    ("GET /v1/customers/{id}", "read customer"),
    ("GET /v1/customers/{id}/relationships", "read customer"),
    ("GET /v1/customers/{id}/subscriptions", "read customer"),
    ("GET /v1/customers/{id}/subscriptions/{sid}", "read customer"),
    ("PUT /v1/customers/{id}/subscriptions/{sid}/resellerofrecord", "set record"),
    ("PATCH /v1/customers/{id}/subscriptions/{sid}", "set record"),
];

fn oracle(rule: &str, who: Who, roles: &[String]) -> Verdict {
    match (rule, who) {
        // Z1: a provider's admin agent; other kinds of organisation may not ask at all.
        ("ask", Contoso | OtherProvider) => if_role(roles, &["admin_agent"]),
        // Z4: a provider's admin or sales agent.
        ("add customer", Contoso | OtherProvider) => if_role(roles, SALES),
        ("ask" | "add customer", _) => WrongKind,
        // Z17: whoever may send it.
        ("change request", Contoso) => if_role(roles, &["admin_agent"]),
        ("change request", Litware) => WrongKind,
        // Z2: the invited reseller's admin agent or global admin.
        ("answer request", Litware) => if_role(roles, &["admin_agent", "global_admin"]),
        ("answer request", Contoso) => WrongKind,
        // Z3: the provider's admin or sales agent.
        ("remove", Contoso) => if_role(roles, SALES),
        // Z5: the admin or sales agent of the provider that ordered.
        ("set record", Contoso) => if_role(roles, SALES),
        ("set record", Litware) => WrongKind,
        // Z12: any role of a party.
        ("read request" | "read customer", Contoso | Litware) => Done,
        // One's own lists, where one's organisation has them.
        ("own lists", Contoso | Litware | OtherProvider | OtherReseller) => Done,
        ("own lists", OtherCustomer | Operator) => WrongKind,
        _ => Hidden,
    }
}

#[tokio::test]
async fn every_route_of_the_template_has_a_row_t2() {
    let world = World::start().await;
    let deployed = world.stack.deployment().functions.iter().flat_map(|function| &function.routes);
    let mut deployed: Vec<_> = deployed.map(|route| format!("{} {}", route.method, route.path)).collect();
    let mut rows: Vec<_> = ROUTES.iter().map(|(route, _)| (*route).to_owned()).collect();
    deployed.sort();
    rows.sort();
    assert_eq!(deployed, rows);
}

fn verdict(status: u16, body: &Value) -> Verdict {
    match (status, body["errorName"].as_str()) {
        (200 | 201, _) => Done,
        (403, Some("role_insufficient")) => WrongRole,
        (403, Some("authorization_failed")) => WrongKind,
        (404, Some("not_found")) => Hidden,
        other => panic!("{other:?} {body}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_role_and_relation_is_as_the_rules_say_t1() {
    let demo = World::start().await.demo().await;
    let mut tried = 0;
    for (route, rule) in ROUTES {
        // What is refused changes nothing, so one story serves until something is done in it.
        let mut story = Story::begin(rule).await;
        for person in demo["people"].as_array().expect("people") {
            let Some(who) = who(person["organisation"].as_str().unwrap_or_default()) else { continue };
            let roles: Vec<String> = serde_json::from_value(person["roles"].clone()).expect("roles");
            let email = person["email"].as_str().expect("an address");
            let reply = story.attempt(route, email).await;
            let (status, body) = (reply.status, reply.json());
            let found = verdict(status, &body);
            assert_eq!(found, oracle(rule, who, &roles), "{route} by {email} {roles:?}: {status} {body}");
            tried += 1;
            if found == Done {
                story = Story::begin(rule).await;
            }
        }
    }
    assert!(tried >= ROUTES.len() * 10, "every route was tried by every kind of person: {tried}");
}

/// A world in which a route has something to work on.
struct Story {
    world: World,
    request: Value,
    customer: String,
    subscription: String,
}

impl Story {
    async fn begin(rule: &str) -> Self {
        let world = World::start().await;
        let mut story =
            Self { request: Value::Null, customer: String::new(), subscription: String::new(), world };
        match rule {
            "change request" | "answer request" | "read request" => story.request = asked(&story.world).await,
            "remove" => drop(partners(&story.world).await),
            "read customer" | "set record" => {
                partners(&story.world).await;
                (story.customer, story.subscription) = customer_of_litware(&story.world, "policy").await;
            }
            _ => {}
        }
        story
    }

    /// Lets a person try the route on what the story has.
    async fn attempt(&self, route: &str, email: &str) -> Reply {
        let caller = self.world.sign_in(email).await;
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let id = self.request["id"].as_str().unwrap_or(&self.customer);
        let path = path
            .replace("{id}", id)
            .replace("{sid}", &self.subscription)
            .replace("{tenantId}", "20000000-0000-4000-8000-000000000002");
        let body = match path.rsplit('/').next() {
            Some("requests") => json!({"email": "lea@litware.example"}),
            Some("accept") => json!({"termsDigest": self.request["termsDigest"], "confirmed": true}),
            Some("removal") => json!({"attestationAccepted": true}),
            Some("customers") => customer("policy"),
            Some("resellerofrecord") => json!({"mpnId": "2000002"}),
            _ if method == "PATCH" => json!({"partnerId": "2000002"}),
            _ => json!({}),
        };
        match method {
            "GET" => caller.get(&path).await,
            "PUT" => caller.put(&path, body).await,
            "PATCH" => caller.patch(&path, body).await,
            _ => caller.post(&path, body).await,
        }
    }
}

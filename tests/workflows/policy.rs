//! Every route × every role × every relation, against an oracle of its own (Z, T1).
//!
//! The oracle below is written from the rules' words, not from the policy table: for each route it
//! says which person may, and what the others are told.

use serde_json::{Value, json};
use tandem_tests::{Reply, World};

use crate::steps::{act, asked, customer, customer_of_litware, partners};

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

fn oracle(route: &str, who: Who, roles: &[String]) -> Verdict {
    match (route, who) {
        // Z1: a provider's admin agent; other kinds of organisation may not ask at all.
        ("ask", Contoso | OtherProvider) => if_role(roles, &["admin_agent"]),
        // Z4: a provider's admin or sales agent.
        ("add customer", Contoso | OtherProvider) => if_role(roles, SALES),
        ("ask" | "add customer", _) => WrongKind,
        // Z17: whoever may send it.
        ("resend" | "cancel", Contoso) => if_role(roles, &["admin_agent"]),
        ("resend" | "cancel", Litware) => WrongKind,
        // Z2: the invited reseller's admin agent or global admin.
        ("accept" | "decline", Litware) => if_role(roles, &["admin_agent", "global_admin"]),
        ("accept" | "decline", Contoso) => WrongKind,
        // Z3: the provider's admin or sales agent.
        ("preview removal" | "remove", Contoso) => if_role(roles, SALES),
        // Z5: the admin or sales agent of the provider that ordered.
        ("set record", Contoso) => if_role(roles, SALES),
        ("set record", Litware) => WrongKind,
        // Z12: any role of a party.
        ("read request" | "read customer" | "read subscriptions", Contoso | Litware) => Done,
        // One's own lists, where one's organisation has them.
        ("list partners" | "list customers", Contoso | Litware | OtherProvider | OtherReseller) => Done,
        ("list partners" | "list customers", OtherCustomer | Operator) => WrongKind,
        _ => Hidden,
    }
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

const ROUTES: [&str; 13] = [
    "ask",
    "resend",
    "cancel",
    "accept",
    "decline",
    "read request",
    "list partners",
    "preview removal",
    "remove",
    "add customer",
    "list customers",
    "read customer",
    "set record",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_role_and_relation_is_as_the_rules_say_t1() {
    let demo = World::start().await.demo().await;
    let mut tried = 0;
    for route in ROUTES {
        // What is refused changes nothing, so one story serves until something is done in it.
        let mut story = Story::begin(route).await;
        for person in demo["people"].as_array().expect("people") {
            let Some(who) = who(person["organisation"].as_str().unwrap_or_default()) else { continue };
            let roles: Vec<String> = serde_json::from_value(person["roles"].clone()).expect("roles");
            let email = person["email"].as_str().expect("an address");
            let reply = story.attempt(route, email).await;
            let (status, body) = (reply.status, reply.json());
            let found = verdict(status, &body);
            assert_eq!(found, oracle(route, who, &roles), "{route} by {email} {roles:?}: {status} {body}");
            tried += 1;
            if found == Done {
                story = Story::begin(route).await;
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
    async fn begin(route: &str) -> Self {
        let world = World::start().await;
        let mut story =
            Self { request: Value::Null, customer: String::new(), subscription: String::new(), world };
        match route {
            "resend" | "cancel" | "accept" | "decline" | "read request" => {
                story.request = asked(&story.world).await;
            }
            "preview removal" | "remove" => drop(partners(&story.world).await),
            "read customer" | "set record" => {
                partners(&story.world).await;
                (story.customer, story.subscription) = customer_of_litware(&story.world, "policy").await;
            }
            _ => {}
        }
        story
    }

    /// Lets a person try the route.
    async fn attempt(&self, route: &str, email: &str) -> Reply {
        let caller = self.world.sign_in(email).await;
        let removal = "/v1/relationships/20000000-0000-4000-8000-000000000002/removal";
        let customer_path = format!("/v1/customers/{}", self.customer);
        match route {
            "ask" => caller.post("/v1/relationships/requests", json!({"email": "lea@litware.example"})).await,
            "resend" | "cancel" | "decline" => act(&caller, &self.request, route).await,
            "accept" => crate::steps::accept(&caller, &self.request).await,
            "read request" => {
                let id = self.request["id"].as_str().expect("an id");
                caller.get(&format!("/v1/relationships/requests/{id}")).await
            }
            "list partners" => caller.get("/v1/relationships").await,
            "list customers" => caller.get("/v1/customers").await,
            "preview removal" => caller.get(removal).await,
            "remove" => caller.post(removal, json!({"attestationAccepted": true})).await,
            "add customer" => caller.post("/v1/customers", customer("policy")).await,
            "read customer" => caller.get(&customer_path).await,
            "set record" => {
                let path = format!("{customer_path}/subscriptions/{}/resellerofrecord", self.subscription);
                caller.put(&path, json!({"mpnId": "2000002"})).await
            }
            other => panic!("no such route: {other}"),
        }
    }
}

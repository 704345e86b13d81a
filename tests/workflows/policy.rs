//! Every route × every role × every relation, against an oracle of its own (Z, T1, T2).

pub mod oracle;
pub mod routes;
pub mod story;

use std::collections::BTreeSet;

use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use tandem_tests::World;

use oracle::{ROLES, Relation, Verdict, Who, oracle};
use routes::{OPEN, ROUTES, is_about_a_relation};
use story::Story;
pub use story::call;

/// How many worlds there are at a time: each has an engine.
const SIDE_BY_SIDE: usize = 6;

#[tokio::test]
async fn every_route_of_the_template_has_a_row_t2() {
    let world = World::start().await;
    let deployed = world.stack.deployment().functions.iter().flat_map(|function| &function.routes);
    let deployed: BTreeSet<_> =
        deployed.map(|route| (format!("{} {}", route.method, route.path), route.needs_token)).collect();
    let rows = [(&ROUTES[..], true), (&OPEN, false)];
    let rows = rows.into_iter().flat_map(|(rows, token)| rows.iter().map(move |(route, _)| (*route, token)));
    let rows: Vec<_> = rows.map(|(route, token)| (route.to_owned(), token)).collect();
    assert_eq!(rows.len(), ROUTES.len() + OPEN.len());
    assert_eq!(deployed, rows.into_iter().collect());
}

/// The gateway asks for a token everywhere but where the rules say that none is needed; there it makes no
/// difference, whatever it says.
#[tokio::test]
async fn two_routes_take_no_token_and_every_other_is_refused_without_t2_d1_e9() {
    let story = Story::begin("confirm address", Relation::Lasting).await;
    for (route, _) in ROUTES {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let some = |segment: &'static str| if segment.starts_with('{') { "x" } else { segment };
        let path = path.split('/').map(some).collect::<Vec<_>>().join("/");
        for caller in [story.world.nobody(), story.world.with_token("not.a.token")] {
            let reply = story.world.unchanged(call(&caller, method, &path, json!({}))).await;
            assert_eq!(reply.status, 401, "{route}");
        }
    }
    for (route, _) in OPEN {
        let mut answers = BTreeSet::new();
        for caller in [
            story.world.nobody(),
            story.world.with_token("not.a.token"),
            story.member(Who::OtherCustomer, &[]),
            story.member(Who::Operator, &["operator"]),
        ] {
            let (method, path, body) = story.request(route, Who::Nobody);
            let reply = call(&caller, method, &path, body).await;
            assert_eq!(reply.status, 200, "{route}: {}", reply.text());
            answers.insert(reply.bytes);
        }
        assert_eq!(answers.len(), 1, "{route}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_role_and_relation_is_as_the_rules_say_t1() {
    every_route(Relation::Lasting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_and_role_is_as_the_rules_say_after_the_relation_ended_t2_x4() {
    every_route(Relation::Ended).await;
}

async fn every_route(relation: Relation) {
    let routes = ROUTES.iter().filter(|(_, rule)| relation == Relation::Lasting || is_about_a_relation(rule));
    let rules: BTreeSet<_> = routes.clone().map(|(_, rule)| *rule).collect();
    let tried = stream::iter(rules).map(|rule| Box::pin(everybody(rule, relation)));
    let tried: usize = tried.buffer_unordered(SIDE_BY_SIDE).collect::<Vec<_>>().await.iter().sum();
    assert_eq!(tried, routes.count() * Who::ALL.len() * ROLES.len());
}

/// Lets everybody try the routes of a rule; gives how often somebody did.
async fn everybody(rule: &str, relation: Relation) -> usize {
    let mut story = None;
    let mut tried = 0;
    for (route, _) in ROUTES.into_iter().filter(|(_, of)| *of == rule) {
        for (who, roles) in Who::ALL.into_iter().flat_map(|who| ROLES.map(|roles| (who, roles))) {
            // One story serves until somebody ends what it is about.
            let mut begun = match story.take() {
                Some(begun) => begun,
                None => Story::begin(rule, relation).await,
            };
            let reply = begun.attempt(route, who, roles).await;
            let body = if reply.bytes.is_empty() { Value::Null } else { reply.json() };
            let status = reply.status;
            let (found, expected) = (verdict(status, &body), oracle(rule, relation, who, roles));
            assert_eq!(found, expected, "{route} ({relation:?}) by {who:?} {roles:?}: {status} {body}");
            tried += 1;
            story = (found != Verdict::Done || !ends_its_story(route)).then_some(begun);
        }
    }
    tried
}

/// Whether nobody can do the same again afterwards.
fn ends_its_story(route: &str) -> bool {
    let last = route.rsplit('/').next();
    let over = [
        "requests",
        "cancel",
        "accept",
        "decline",
        "removal",
        "checkout",
        "agreements",
        "upgrades",
        "enrollments",
        "submit",
        "approve",
        "reject",
    ];
    route == "PATCH /v1/customers/{id}"
        || route.starts_with("DELETE ")
        || (route.starts_with("POST ") && last.is_some_and(|act| over.contains(&act)))
}

fn verdict(status: u16, body: &Value) -> Verdict {
    match (status, body["errorName"].as_str()) {
        (200 | 201 | 204, _) => Verdict::Done,
        (403, None) => Verdict::Refused,
        (403, Some("role_insufficient")) => Verdict::WrongRole,
        (403, Some("authorization_failed")) => Verdict::WrongKind,
        (403, Some("delegated_admin_missing")) => Verdict::NoPrivileges,
        (400, Some("invalid_input")) => Verdict::NotOnesPartner,
        (404, Some("not_found")) => Verdict::Hidden,
        (409, Some("not_partners")) => Verdict::NotPartners,
        (409, Some("already_enrolled")) => Verdict::AlreadyEnrolled,
        (410, Some("invitation_over")) => Verdict::Over,
        other => panic!("{other:?} {body}"),
    }
}

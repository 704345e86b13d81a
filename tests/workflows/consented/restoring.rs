//! Restoring privileges on a relationship that is there: nothing else moves (I8).

use std::collections::BTreeSet;

use serde_json::json;
use tandem_tests::{Item, World, people, text};

use crate::invitations::{GLOBAL, act_on, consent_of_known, held_in, invited, mailbox};
use crate::steps::{agreement, customer_with_order};

#[tokio::test]
async fn restoring_adds_the_privileges_and_moves_nothing_else_i8() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    let mut body = customer_with_order("restored", GLOBAL.reseller_tenant);
    body["order"]["lineItems"][0]["partnerIdOnRecord"] = json!("2000001");
    body["agreement"] = agreement();
    let added = provider.post("/v1/customers", body).await.expect(201);
    let tenant = added["id"].as_str().expect("an id");
    let customer = mailbox(&world, tenant, "eva@wideworld.example", &["global_admin"]);
    let path = format!("/v1/delegatedaccess/{}", GLOBAL.reseller_tenant);
    customer.send(axum::http::Method::DELETE, &path, axum::body::Body::empty()).await.expect(200);
    assert_eq!(held_in(&customer).await, []);
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let invitation =
        invited(&reseller, "eva@wideworld.example", json!(["directory", "exchange"]), json!({})).await;
    world.mails().await;
    let before = world.items().await;
    act_on(&customer, &invitation, "accept", consent_of_known(&invitation)).await.expect(200);
    let after = world.items().await;
    assert_eq!(held_in(&customer).await.len(), 2);
    let mut new: Vec<_> =
        after.iter().filter(|item| !before.iter().any(|old| key(old) == key(item))).map(kind).collect();
    new.sort_unstable();
    new.dedup();
    assert_eq!(new, ["audit", "delegated_admin", "outbox", "write"]);
    let changed = before.iter().filter(|item| !after.contains(item) && kind(item) != "write");
    let changed: BTreeSet<_> = changed.map(|old| (kind(old), differences(old, &after))).collect();
    let of = |names: &[&'static str]| names.iter().copied().map(ToOwned::to_owned).collect::<BTreeSet<_>>();
    let of_request = of(&["state", "changed", "version", "recipient", "granted", "GSI2PK", "GSI2SK"]);
    let expected = BTreeSet::from([("customer", of(&["version"])), ("relationship_request", of_request)]);
    assert_eq!(changed, expected, "billing, seats and reseller of record stay (S6, X2)");
}

fn kind(item: &Item) -> &str {
    text(item, "kind")
}

fn key(item: &Item) -> (&str, &str) {
    (text(item, "PK"), text(item, "SK"))
}

/// The attributes in which an item is another one now.
fn differences(old: &Item, after: &[Item]) -> BTreeSet<String> {
    let now = after.iter().find(|item| key(item) == key(old)).expect("nothing is taken away");
    let names: BTreeSet<_> = old.keys().chain(now.keys()).collect();
    names.into_iter().filter(|name| old.get(*name) != now.get(*name)).cloned().collect()
}

#[tokio::test]
async fn a_provider_that_never_had_privileges_gets_them_by_an_invitation_i2_c2() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let added = customer_with_order("others", GLOBAL.reseller_tenant);
    let added = provider.post("/v1/customers", added).await.expect(201);
    let tenant = added["id"].as_str().expect("an id");
    assert_eq!(added["allowDelegatedAccess"], false, "the reseller has them (C2)");
    let customer = mailbox(&world, tenant, "eva@wideworld.example", &["global_admin"]);
    let invitation = invited(&provider, "eva@wideworld.example", json!(["azure"]), json!({})).await;
    act_on(&customer, &invitation, "accept", consent_of_known(&invitation)).await.expect(200);
    let held = held_in(&customer).await;
    assert!(held.contains(&(GLOBAL.provider_tenant.to_owned(), "azure".to_owned())), "{held:?}");
    assert_eq!(held.len(), 5 + 1, "where several may hold a service, nobody loses it: {held:?}");
    let seen = provider.get(&format!("/v1/customers/{tenant}")).await.expect(200);
    assert_eq!(seen["allowDelegatedAccess"], true);
}

//! A provider changes what it ordered, and everybody who has to do with it reads it (S1, S2, S6, Z15, Z16).

mod privileges_only;
mod reads;

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people, text};

use crate::replays::replayed;
use crate::steps::{count, customer_of_litware, partners};

/// Contoso's customer for Litware, and the path of its one subscription.
async fn subscription(world: &World) -> (String, String) {
    partners(world).await;
    let (customer, subscription) = customer_of_litware(world, "wideworld").await;
    let path = format!("/v1/customers/{customer}/subscriptions/{subscription}");
    (format!("/v1/customers/{customer}"), path)
}

async fn contoso(world: &World) -> Caller {
    world.sign_in(people::PROVIDER).await
}

/// As the .NET SDK sends it: every key in Pascal case, and everything that isn't there as null.
fn in_net_shape(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut pascal = json!({"ParentSubscriptionId": null, "SuspensionReasons": null});
            for (key, value) in members {
                pascal[format!("{}{}", key[..1].to_uppercase(), &key[1..])] = in_net_shape(value);
            }
            pascal
        }
        Value::Array(values) => values.iter().map(in_net_shape).collect(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn several_changes_are_one_version_and_one_record_a_party_z15_n3() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let provider = contoso(&world).await;
    let (audits, lines) = (count(&world, "audit").await, count(&world, "record_of").await);
    let mut body = provider.get(&path).await.expect(200);
    for (field, value) in [
        ("quantity", json!(20)),
        ("friendlyName", json!("Head office")),
        ("status", json!("suspended")),
        ("autoRenewEnabled", json!(false)),
        ("partnerId", json!("2000002")),
    ] {
        body[field] = value;
    }
    let changed = provider.patch(&path, body.clone()).await.expect(200);
    for field in ["quantity", "friendlyName", "status", "autoRenewEnabled", "partnerId"] {
        assert_eq!(changed[field], body[field], "{field}");
    }
    assert_ne!(changed["attributes"]["etag"], body["attributes"]["etag"]);
    assert_eq!(provider.get(&path).await.expect(200), changed);
    assert_eq!(count(&world, "audit").await - audits, 3, "provider, customer, reseller of record");
    assert_eq!(count(&world, "record_of").await - lines, 1);
    let again = world.unchanged(provider.patch(&path, changed.clone())).await.expect(200);
    assert_eq!(again, changed, "like that already: no write");
}

#[tokio::test]
async fn the_shapes_of_net_and_java_are_read() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let provider = contoso(&world).await;
    let mut full = in_net_shape(&provider.get(&path).await.expect(200));
    full["Quantity"] = json!(7);
    full["Status"] = json!("Suspended");
    full["PartnerId"] = json!("2000002");
    let changed = provider.patch(&path, full).await.expect(200);
    assert_eq!((&changed["quantity"], &changed["status"]), (&json!(7), &json!("suspended")));
    assert_eq!((&changed["partnerId"], &changed["autoRenewEnabled"]), (&json!("2000002"), &json!(true)));
    let mut full = changed;
    full["status"] = json!("active");
    full["hasPurchasableAddOns"] = json!(false);
    let doubled = format!("{}/", path.replace("/v1/", "/v1//"));
    let java = provider.with("ms-requestid", "7d7a5b5e-0000-4000-8000-0123456789ab");
    for _ in 0..5 {
        assert_eq!(java.patch(&doubled, full.clone()).await.expect(200)["status"], "active");
    }
}

#[tokio::test]
async fn an_absent_auto_renew_is_taken_as_off_from_the_provider_only() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let [provider, reseller] = [contoso(&world).await, world.sign_in(people::RESELLER).await];
    let keep = json!({"partnerId": "2000002", "autoRenewEnabled": true});
    assert_eq!(provider.patch(&path, keep).await.expect(200)["autoRenewEnabled"], true);
    let renamed = reseller.patch(&path, json!({"friendlyName": "Ours"})).await.expect(200);
    assert_eq!(renamed["autoRenewEnabled"], true, "not by a reseller, who can't switch it");
    let renamed = provider.patch(&path, json!({"friendlyName": "Ours too"})).await.expect(200);
    assert_eq!(renamed["autoRenewEnabled"], false);
    assert_eq!(renamed["partnerId"], "2000002", "the reseller of record stays");
}

#[tokio::test]
async fn the_reseller_of_record_renames_and_changes_nothing_else_z16_s6() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let [provider, reseller] = [contoso(&world).await, world.sign_in(people::RESELLER).await];
    let rename = json!({"friendlyName": "Ours"});
    let refused = world.unchanged(reseller.patch(&path, rename.clone())).await;
    assert_eq!(refused.refused(403, "authorization_failed")["code"], 1002, "not of record yet");
    provider.patch(&path, json!({"partnerId": "2000002", "autoRenewEnabled": true})).await.expect(200);
    let mut full = reseller.get(&path).await.expect(200);
    full["friendlyName"] = json!("Ours");
    assert_eq!(reseller.patch(&path, full.clone()).await.expect(200)["friendlyName"], "Ours");
    for (field, value) in [
        ("quantity", json!(1)),
        ("status", json!("suspended")),
        ("autoRenewEnabled", json!(false)),
        ("partnerId", json!("2000001")),
    ] {
        let body = json!({"friendlyName": "Ours again", field: value});
        let refused = world.unchanged(reseller.patch(&path, body)).await;
        refused.refused(403, "authorization_failed");
    }
    let helpdesk = world.member(&world.tenant_of(people::RESELLER).await, &["helpdesk_agent"]);
    world.unchanged(helpdesk.patch(&path, rename.clone())).await.refused(403, "role_insufficient");
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    world.unchanged(stranger.patch(&path, rename)).await.refused(404, "not_found");
}

#[tokio::test]
async fn every_bad_field_is_named_and_changes_nothing_n6() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let provider = contoso(&world).await;
    for (field, value) in [
        ("quantity", json!(0)),
        ("quantity", json!(301)),
        ("quantity", json!("5")),
        ("quantity", json!(1.5)),
        ("friendlyName", json!("two\nlines")),
        ("friendlyName", json!("x".repeat(201))),
        ("status", json!("deleted")),
        ("status", json!("expired")),
        ("autoRenewEnabled", json!("yes")),
        ("billingCycle", json!("annual")),
        ("billingCycle", json!("weekly")),
        ("offerId", json!("office-standard")),
        ("partnerId", json!("12a")),
    ] {
        let mut body = json!({"autoRenewEnabled": true});
        body[field] = value.clone();
        let refused = world.unchanged(provider.patch(&path, body)).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{value}: {error}");
    }
    let unusable = json!({"partnerId": "2000007", "quantity": 6, "autoRenewEnabled": true});
    let refused = world.unchanged(provider.patch(&path, unusable)).await;
    assert_eq!(refused.refused(403, "partner_agreement_missing")["code"], 900_123);
}

#[tokio::test]
async fn the_limits_are_the_offers_with_or_without_its_id_s1() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let provider = contoso(&world).await;
    let seats = |quantity: u32| json!({"quantity": quantity, "autoRenewEnabled": true});
    assert_eq!(provider.patch(&path, seats(300)).await.expect(200)["quantity"], 300);
    let mut with_id = seats(301);
    with_id["offerId"] = json!("Office-Basic");
    world.unchanged(provider.patch(&path, with_id.clone())).await.refused(400, "invalid_input");
    with_id["quantity"] = json!(299);
    assert_eq!(provider.patch(&path, with_id).await.expect(200)["quantity"], 299);
}

/// How many active subscriptions the provider is counted to have with the customer of a path.
fn active(world: &World, customer: &str) -> String {
    let customer = customer.rsplit('/').next().expect("an id");
    let partner = |item: &tandem_tests::Item| {
        text(item, "PK") == format!("CUSTOMER#{customer}") && text(item, "SK").starts_with("PARTNER#1")
    };
    let items = world.outlines(&["PK", "SK", "activeSubscriptions"]);
    let item = items.into_iter().find(partner).expect("the provider's relationship");
    item["activeSubscriptions"].as_n().expect("a number").clone()
}

#[tokio::test]
async fn suspending_and_activating_are_counted_on_the_relationship_c9() {
    let world = World::start().await;
    let (customer, path) = subscription(&world).await;
    let provider = contoso(&world).await;
    let set = |status: &str| provider.patch(&path, json!({"status": status, "autoRenewEnabled": true}));
    assert_eq!(active(&world, &customer), "1");
    for (status, counted) in [("suspended", "0"), ("suspended", "0"), ("active", "1"), ("active", "1")] {
        assert_eq!(set(status).await.expect(200)["status"], status);
        assert_eq!(active(&world, &customer), counted);
    }
    let end = json!({"relationshipToPartner": "none"});
    world.unchanged(provider.patch(&customer, end.clone())).await.refused(409, "subscriptions_active");
    set("suspended").await.expect(200);
    provider.patch(&customer, end).await.expect(200);
    world.unchanged(set("active")).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_stale_etag_is_refused_in_the_body_and_in_the_header() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let provider = contoso(&world).await;
    let read = provider.get(&path).await.expect(200);
    let etag = read["attributes"]["etag"].as_str().expect("an etag").to_owned();
    let seats = |quantity: u32| json!({"quantity": quantity, "autoRenewEnabled": true});
    provider.with("if-match", &format!("\"{etag}\"")).patch(&path, seats(6)).await.expect(200);
    let stale = provider.with("if-match", &etag);
    let error = world.unchanged(stale.patch(&path, seats(7))).await.refused(400, "etag_stale");
    assert_eq!(error["code"], 2055);
    let mut body = read;
    body["quantity"] = json!(7);
    world.unchanged(provider.patch(&path, body)).await.refused(400, "etag_stale");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_changes_at_once_one_wins_n1() {
    for _ in 0..6 {
        let world = World::start().await;
        let (customer, path) = subscription(&world).await;
        let provider = contoso(&world).await;
        let mut body = provider.get(&path).await.expect(200);
        body["status"] = json!("suspended");
        let mut other = body.clone();
        other["quantity"] = json!(9);
        let (first, second) = tokio::join!(provider.patch(&path, body), provider.patch(&path, other));
        let (won, lost) = if first.status == 200 { (first, second) } else { (second, first) };
        let won = won.expect(200);
        assert_eq!(lost.refused(400, "etag_stale")["code"], 2055);
        assert_eq!(provider.get(&path).await.expect(200), won);
        assert_eq!(active(&world, &customer), "0", "counted once");
    }
}

#[tokio::test]
async fn a_change_is_replayed_n2() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let seats = |quantity: u32| json!({"quantity": quantity, "status": "suspended"});
    replayed(&world, people::PROVIDER, "PATCH", &path, seats(8), seats(9)).await;
}

//! Carts: filled, reviewed, submitted or cancelled (C3, Z15).

use aws_sdk_dynamodb::types::AttributeValue;
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, comparable, people, text};

use crate::steps::{cart, idle_customer_of_litware, listed, partners};

/// A customer of Contoso and Fabrikam in Germany, with the agreement.
const WOODGROVE: &str = "/v1/customers/30000000-0000-4000-8000-000000000001";

async fn made(by: &Caller, body: Value) -> (String, Value) {
    let made = by.post(&format!("{WOODGROVE}/carts"), body).await.expect(201);
    (format!("{WOODGROVE}/carts/{}", made["id"].as_str().expect("an id")), made)
}

async fn delete(by: &Caller, path: &str) -> Reply {
    by.send(Method::DELETE, path, Body::empty()).await
}

async fn check_out(by: &Caller, path: &str) -> Reply {
    by.post(&format!("{path}/checkout"), json!({})).await
}

/// Changes an attribute of an item behind the product's back.
async fn set(world: &World, pk: &str, sk: &str, attribute: &str, value: AttributeValue) {
    let update = world.stack.client().update_item().table_name(world.table());
    let update =
        update.key("PK", AttributeValue::S(pk.to_owned())).key("SK", AttributeValue::S(sk.to_owned()));
    let update = update.update_expression("SET #it = :it").expression_attribute_names("#it", attribute);
    update.expression_attribute_values(":it", value).send().await.expect("an update");
}

async fn expire(world: &World, path: &str) {
    let id = path.rsplit('/').next().expect("an id");
    let pk = WOODGROVE.replace("/v1/customers/", "CUSTOMER#");
    set(world, &pk, &format!("CART#{id}"), "expires", AttributeValue::N("1".to_owned())).await;
}

#[tokio::test]
async fn a_cart_is_filled_changed_reviewed_and_submitted_c3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let (path, first) = made(&provider, cart(&["office-basic"])).await;
    assert_eq!((&first["status"], &first["lineItems"][0]["id"]), (&json!("Active"), &json!(0)));
    let minute = |name: &str| {
        let [hour, minute] =
            [11..13, 14..16].map(|place| first[name].as_str().expect("a time")[place].parse::<i32>());
        hour.expect("hours") * 60 + minute.expect("minutes")
    };
    assert_eq!((minute("expirationTimestamp") - minute("creationTimestamp")).rem_euclid(24 * 60), 15);
    let mut change = provider.get(&path).await.expect(200);
    assert_eq!(change, first);
    change["lineItems"] = json!([
        {"id": 0, "catalogItemId": "office-basic", "quantity": 7, "billingCycle": "monthly",
         "participants": [{"key": "transaction_reseller", "value": "2000001"}]},
        {"id": 1, "catalogItemId": "cloud-backup", "quantity": 7, "billingCycle": "annual", "friendlyName": "Vault"},
        {"id": 2, "catalogItemId": "mail-plan-1", "quantity": 7, "billingCycle": "monthly",
         "participants": [{"key": "transaction_reseller", "value": "2000001"}]},
    ]);
    let changed = provider.put(&path, change.clone()).await.expect(200);
    assert_eq!(changed["lineItems"][1]["friendlyName"], "Vault");
    assert_eq!(world.unchanged(provider.put(&path, change)).await.refused(400, "etag_stale")["code"], 2055);

    let before = listed(&provider, &format!("{WOODGROVE}/orders"), "/id").await.len();
    let done = check_out(&provider, &path).await.expect(201);
    let orders = done["orders"].as_array().expect("orders");
    let cycles: Vec<_> =
        orders.iter().map(|order| order["billingCycle"].as_str().expect("a cycle")).collect();
    assert_eq!(cycles, ["monthly", "annual"], "an order per billing cycle");
    assert_eq!(orders[0]["lineItems"].as_array().map(Vec::len), Some(2));
    assert_eq!(orders[0]["lineItems"][0]["partnerIdOnRecord"], "2000001");
    assert_eq!(listed(&provider, &format!("{WOODGROVE}/orders"), "/id").await.len(), before + 2);
    assert_eq!(provider.get(&path).await.expect(200)["status"], "Ordered");
    world.unchanged(check_out(&provider, &path)).await.refused(409, "cart_ordered");
    world.unchanged(provider.put(&path, cart(&["office-basic"]))).await.refused(409, "cart_ordered");
    world.unchanged(delete(&provider, &path)).await.refused(409, "cart_ordered");
}

#[tokio::test]
async fn nothing_remains_of_a_cancelled_cart_but_the_trail_c3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let lasting = async || {
        let items = world.items().await.into_iter();
        comparable(items.filter(|item| !["write", "audit"].contains(&text(item, "kind"))))
    };
    let before = lasting().await;
    let (path, _) = made(&provider, cart(&["office-basic", "mail-plan-1"])).await;
    assert_ne!(lasting().await, before);
    let cancelled = delete(&provider, &path).await;
    assert_eq!((cancelled.status, cancelled.bytes.is_empty()), (204, true));
    assert_eq!(lasting().await, before);
    provider.get(&path).await.refused(404, "not_found");
    world.unchanged(delete(&provider, &path)).await.refused(404, "not_found");
    world.unchanged(check_out(&provider, &path)).await.refused(404, "not_found");
    let told = world.items().await.into_iter().filter(|item| text(item, "resource") == "cart").count();
    assert_eq!(told, 2, "made and cancelled");
}

#[tokio::test]
async fn nobody_else_sees_a_cart_not_even_the_customer_z12() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let (path, _) = made(&provider, cart(&["office-basic"])).await;
    for who in [people::PARTNER, people::CUSTOMER, people::OTHER_PROVIDER, people::RESELLER] {
        let other = world.sign_in(who).await;
        let unknown = other.get(&format!("{WOODGROVE}/carts/50000000-0000-4000-8000-0000000000ff")).await;
        assert_eq!(other.get(&path).await.refused(404, "not_found"), unknown.refused(404, "not_found"));
        world.unchanged(other.put(&path, cart(&["mail-plan-1"]))).await.refused(404, "not_found");
        world.unchanged(check_out(&other, &path)).await.refused(404, "not_found");
        world.unchanged(delete(&other, &path)).await.refused(404, "not_found");
    }
    let helpdesk = world.sign_in("carla@contoso.example").await;
    helpdesk.get(&path).await.expect(200);
    world.unchanged(check_out(&helpdesk, &path)).await.refused(403, "role_insufficient");
}

#[tokio::test]
async fn after_fifteen_minutes_a_cart_is_over_and_says_so() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let (path, _) = made(&provider, cart(&["office-basic"])).await;
    expire(&world, &path).await;
    let error = provider.get(&path).await.refused(410, "cart_expired");
    assert_eq!(error["code"], 910_031);
    world.unchanged(provider.put(&path, cart(&["mail-plan-1"]))).await.refused(410, "cart_expired");
    world.unchanged(check_out(&provider, &path)).await.refused(410, "cart_expired");
    assert_eq!(delete(&provider, &path).await.status, 204, "it may still be taken away");
}

#[tokio::test]
async fn a_review_shows_which_lines_went_bad_and_a_checkout_checks_anew_s1_s3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut body = cart(&["office-basic", "mail-plan-1"]);
    body["lineItems"][0]["participants"] = json!([{"key": "transaction_reseller", "value": "2000001"}]);
    let (path, _) = made(&provider, body).await;
    set(&world, "MPN#2000001", "MPN", "active", AttributeValue::Bool(false)).await;
    let seen = provider.get(&path).await.expect(200);
    assert_eq!(seen["lineItems"][0]["error"]["errorCode"], 10_004, "{seen}");
    assert!(seen["lineItems"][1].get("error").is_none());
    world.unchanged(check_out(&provider, &path)).await.refused(400, "partner_id_inactive");
    set(&world, "OFFER#mail-plan-1", "OFFER", "maximumQuantity", AttributeValue::N("4".to_owned())).await;
    let seen = provider.get(&path).await.expect(200);
    assert_eq!(seen["lineItems"][1]["error"]["errorCode"], 10_015, "{seen}");
    let error = world.unchanged(check_out(&provider, &path)).await.refused(400, "invalid_input");
    assert_eq!(error["data"].as_array().map(Vec::len), Some(2), "every problem at once: {error}");
    set(&world, "OFFER#mail-plan-1", "OFFER", "isAvailableForPurchase", AttributeValue::Bool(false)).await;
    let seen = provider.get(&path).await.expect(200);
    assert_eq!(seen["lineItems"][1]["error"]["errorCode"], 10_001, "{seen}");
}

#[tokio::test]
async fn a_checkout_waits_for_the_agreement_z8() {
    let world = World::start().await;
    partners(&world).await;
    let customer = format!("/v1/customers/{}", idle_customer_of_litware(&world, "cart").await);
    let provider = world.sign_in(people::PROVIDER).await;
    let made = provider.post(&format!("{customer}/carts"), cart(&["office-basic"])).await.expect(201);
    let path = format!("{customer}/carts/{}", made["id"].as_str().expect("an id"));
    let refused = world.unchanged(check_out(&provider, &path)).await.refused(403, "agreement_missing");
    assert_eq!(refused["code"], 13_605);
    provider.post(&format!("{customer}/agreements"), crate::steps::agreement()).await.expect(201);
    check_out(&provider, &path).await.expect(201);
}

#[tokio::test]
async fn only_what_was_reviewed_is_submitted_if_the_caller_says_so() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let (path, reviewed) = made(&provider, cart(&["office-basic"])).await;
    provider.put(&path, cart(&["mail-plan-1"])).await.expect(200);
    let careful = provider.with("if-match", reviewed["attributes"]["etag"].as_str().expect("an etag"));
    world.unchanged(check_out(&careful, &path)).await.refused(400, "etag_stale");
    world.unchanged(delete(&careful, &path)).await.refused(400, "etag_stale");
    check_out(&provider, &path).await.expect(201);
}

#[tokio::test]
async fn the_mere_string_that_partner_centers_libraries_send_checks_a_cart_out() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for body in [json!("success"), Value::Null] {
        let (path, _) = made(&provider, cart(&["office-basic"])).await;
        provider.post(&format!("{path}/checkout"), body).await.expect(201);
    }
}

#[tokio::test]
async fn carts_are_read_in_dotnets_shape_and_replayed_n2() {
    let world = World::start().await;
    let provider =
        world.sign_in(people::PROVIDER).await.with("ms-requestid", "2e1d2c3e-0000-4000-8000-0123456789ab");
    let body = json!({
        "Id": null, "CreationTimestamp": null, "LastModifiedTimestamp": null, "ExpirationTimestamp": null,
        "LastModifiedUser": null, "Status": null, "Links": null, "Attributes": {"ObjectType": "Cart"},
        "LineItems": [{
            "Id": 0, "CatalogItemId": "OFFICE-BASIC", "FriendlyName": null, "Quantity": 3, "CurrencyCode": "EUR",
            "BillingCycle": "Monthly", "TermDuration": null, "OrderGroup": "0", "AddonItems": null, "Error": null,
            "Participants": [{"Key": "TransactionReseller", "Value": "2000001"}], "ProvisioningContext": null,
        }],
    });
    let (path, first) = made(&provider, body.clone()).await;
    assert_eq!(
        first["lineItems"][0]["participants"],
        json!([{"key": "transaction_reseller", "value": "2000001"}])
    );
    let again = world.unchanged(provider.post(&format!("{WOODGROVE}/carts"), body)).await;
    assert_eq!(again.expect(201), first);
    let changed = provider.put(&path, cart(&["mail-plan-1"])).await.expect(200);
    assert_eq!(world.unchanged(provider.put(&path, cart(&["mail-plan-1"]))).await.expect(200), changed);
    let done = check_out(&provider, &path).await.expect(201);
    assert_eq!(world.unchanged(check_out(&provider, &path)).await.expect(201), done);
    let (other, _) = made(&world.sign_in(people::PROVIDER).await, cart(&["office-basic"])).await;
    for _ in 0..2 {
        let gone = delete(&provider, &other).await;
        assert_eq!((gone.status, gone.bytes.len()), (204, 0), "the same answer again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_checkouts_a_change_and_a_cancellation_exactly_one_ends_it() {
    for _ in 0..12 {
        let world = World::start().await;
        let provider = world.sign_in(people::PROVIDER).await;
        let orders = format!("{WOODGROVE}/orders");
        let before = listed(&provider, &orders, "/id").await.len();
        let (path, read) = made(&provider, cart(&["office-basic"])).await;
        let etag = read["attributes"]["etag"].as_str().expect("an etag");
        let careful = provider.with("if-match", etag);
        let (one, other, changed, cancelled) = tokio::join!(
            check_out(&careful, &path),
            check_out(&careful, &path),
            careful.put(&path, cart(&["mail-plan-1"])),
            delete(&careful, &path),
        );
        let won: Vec<_> =
            [&one, &other, &changed, &cancelled].map(|reply| u32::from(reply.status < 300)).into();
        assert_eq!(won.iter().sum::<u32>(), 1, "{won:?}");
        let submitted = one.status == 201 || other.status == 201;
        assert_eq!(listed(&provider, &orders, "/id").await.len(), before + usize::from(submitted));
        for lost in [one, other, changed, cancelled].into_iter().filter(|reply| reply.status >= 300) {
            let name = lost.json()["errorName"].clone();
            let told = ["cart_ordered", "etag_stale", "not_found"];
            assert!(told.iter().any(|told| name == *told), "{} {name}", lost.status);
        }
    }
}

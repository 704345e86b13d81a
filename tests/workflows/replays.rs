//! The same request id and body: the same answer and one effect (N2).

use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use crate::steps::{asked, customer_of_litware, customer_with_order, partners, without_password};

const ID: &str = "0f2d9a3e-5b44-4c1c-9d0e-2a8f1b6c7d5e";

/// Sends a write twice under one id, then with another body; gives the first answer.
pub async fn replayed(
    world: &World,
    who: &str,
    method: &str,
    path: &str,
    body: Value,
    other: Value,
) -> Value {
    let caller = world.sign_in(who).await.with("ms-requestid", ID);
    let send = |body: Value| send(&caller, method, path, body);
    let first = send(body.clone()).await;
    assert!((200..300).contains(&first.status), "{}", first.text());
    let before = world.items().await.len();
    let second = send(body).await;
    assert_eq!(first.status, second.status);
    let (first, second) = (first.json(), second.json());
    assert_eq!(without_password(first.clone()), second);
    let error = send(other).await.refused(409, "request_id_reused");
    assert_eq!(error["code"], 910_009);
    assert_eq!(world.items().await.len(), before, "one effect");
    first
}

async fn send(caller: &Caller, method: &str, path: &str, body: Value) -> Reply {
    match method {
        "PUT" => caller.put(path, body).await,
        "PATCH" => caller.patch(path, body).await,
        _ => caller.post(path, body).await,
    }
}

#[tokio::test]
async fn asking_is_replayed() {
    let world = World::start().await;
    let (body, other) = (json!({"email": people::RESELLER}), json!({"email": people::OTHER_RESELLER}));
    replayed(&world, people::PROVIDER, "POST", "/v1/relationships/requests", body, other).await;
    assert_eq!(world.mails().await.len(), 1);
}

#[tokio::test]
async fn resending_and_cancelling_are_replayed() {
    for act in ["resend", "cancel"] {
        let world = World::start().await;
        let request = asked(&world).await;
        let path = format!("/v1/relationships/requests/{}/{act}", request["id"].as_str().expect("an id"));
        let other = json!({"attributes": {"etag": "other"}});
        replayed(&world, people::PROVIDER, "POST", &path, json!({}), other).await;
        assert_eq!(world.mails().await.len(), if act == "resend" { 2 } else { 1 });
    }
}

#[tokio::test]
async fn accepting_and_declining_are_replayed() {
    for act in ["accept", "decline"] {
        let world = World::start().await;
        let request = asked(&world).await;
        let path = format!("/v1/relationships/requests/{}/{act}", request["id"].as_str().expect("an id"));
        let (body, other) = if act == "accept" {
            let digest = &request["termsDigest"];
            (
                json!({"termsDigest": digest, "confirmed": true}),
                json!({"termsDigest": digest, "confirmed": false}),
            )
        } else {
            (json!({"reason": "No"}), json!({"reason": "Yes"}))
        };
        // An acceptance under the same id with another body is read before the state is: it is refused
        // for its id once the first was committed.
        let answer = replayed(&world, people::RESELLER, "POST", &path, body, other).await;
        assert!(["accepted", "declined"].contains(&answer["state"].as_str().unwrap_or_default()));
    }
}

#[tokio::test]
async fn removing_is_replayed() {
    let world = World::start().await;
    partners(&world).await;
    let path = format!("/v1/relationships/{}/removal", world.tenant_of(people::RESELLER).await);
    let (body, other) =
        (json!({"attestationAccepted": true}), json!({"attestationAccepted": true, "reason": "x"}));
    replayed(&world, people::PROVIDER, "POST", &path, body, other).await;
}

#[tokio::test]
async fn adding_a_customer_is_replayed_without_its_password_c4() {
    let world = World::start().await;
    partners(&world).await;
    let reseller = world.tenant_of(people::RESELLER).await;
    let body = customer_with_order("once", &reseller);
    let other = customer_with_order("twice", &reseller);
    let created = replayed(&world, people::PROVIDER, "POST", "/v1/customers", body, other).await;
    assert!(created["userCredentials"]["password"].is_string());
}

#[tokio::test]
async fn setting_the_reseller_of_record_is_replayed() {
    for (method, field) in [("PUT", "mpnId"), ("PATCH", "partnerId")] {
        let world = World::start().await;
        partners(&world).await;
        let (customer, subscription) = customer_of_litware(&world, "once").await;
        let mut path = format!("/v1/customers/{customer}/subscriptions/{subscription}");
        if method == "PUT" {
            path.push_str("/resellerofrecord");
        }
        let (body, other) = (json!({field: "2000002"}), json!({field: "2000001"}));
        replayed(&world, people::PROVIDER, method, &path, body, other).await;
    }
}

#[tokio::test]
async fn a_request_id_counts_for_one_person_method_and_path() {
    let world = World::start().await;
    let ana = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let nora = world.sign_in(people::OTHER_PROVIDER).await.with("ms-requestid", ID);
    let body = json!({"email": people::RESELLER});
    let path = "/v1/relationships/requests";
    let first = ana.post(path, body.clone()).await.expect(201);
    let second = nora.post(path, body).await.expect(201);
    assert_ne!(first["id"], second["id"]);
    // The body is compared as parsed, and Idempotency-Key goes before MS-RequestId.
    let same =
        ana.post("/v1/relationships/requests/", json!({"EMAIL": people::RESELLER, "mpnId": null})).await;
    assert_eq!(same.expect(201)["id"], first["id"]);
    let keyed = ana.with("idempotency-key", "another-key-0123456789");
    keyed.post(path, json!({"email": people::RESELLER})).await.refused(409, "request_pending");
    let short = ana.with("idempotency-key", "short");
    short.post(path, json!({"email": people::RESELLER})).await.refused(400, "invalid_input");
    let bad = world.sign_in(people::PROVIDER).await.with("ms-requestid", "not-a-guid");
    bad.post(path, json!({"email": people::RESELLER})).await.refused(400, "invalid_input");
}

#[tokio::test]
async fn a_refusal_is_decided_anew() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let body = json!({"email": people::RESELLER});
    let first = world.sign_in(people::PROVIDER).await;
    let pending = first.post("/v1/relationships/requests", body.clone()).await.expect(201);
    provider.post("/v1/relationships/requests", body.clone()).await.refused(409, "request_pending");
    crate::steps::act(&first, &pending, "cancel").await.expect(200);
    provider.post("/v1/relationships/requests", body).await.expect(201);
}

#[tokio::test]
async fn a_guid_in_the_path_is_the_same_in_capital_letters_n2() {
    let world = World::start().await;
    partners(&world).await;
    let (customer, _) = customer_of_litware(&world, "wideworld").await;
    let caller = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let body = json!({"lineItems": [{"offerId": "office-basic", "quantity": 1}]});
    let [small, capital] =
        [customer.to_lowercase(), customer.to_uppercase()].map(|id| format!("/v1/customers/{id}/orders"));
    let first = caller.post(&small, body.clone()).await.expect(201);
    assert_eq!(first["id"], caller.post(&capital, body).await.expect(201)["id"]);
}

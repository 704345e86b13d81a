//! A provider asks a reseller for a partnership (Z1, P1, P2, P10).

use serde_json::json;
use tandem_tests::{World, people, text};

use crate::steps::{act, ask, asked, key, partners};

#[tokio::test]
async fn a_request_is_made_mailed_and_listed_on_both_sides() {
    let world = World::start().await;
    let request = asked(&world).await;
    assert_eq!(request["state"], "pending");
    assert_eq!(request["kind"], "indirect_partnership");
    assert_eq!(request["recipient"]["name"], "Litware Conseil");
    assert_eq!(request["grants"], json!(["place_orders", "add_subscriptions", "admin_access"]));
    let mails = world.mails().await;
    assert!(mails[0]["to"].to_string().contains(people::RESELLER));
    assert!(
        mails[0]["text"].as_str().is_some_and(|text| text.contains(request["url"].as_str().unwrap_or("?")))
    );
    for (who, direction) in [(people::PROVIDER, "sent"), (people::RESELLER, "received")] {
        let caller = world.sign_in(who).await;
        let path = format!("/v1/relationships/requests?direction={direction}&state=pending");
        let list = caller.get(&path).await.expect(200);
        assert_eq!(list["items"][0]["id"], request["id"], "{direction}");
    }
}

#[tokio::test]
async fn the_sender_sees_the_link_and_the_delivery_and_the_recipient_sees_neither_link_nor_reference() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let body = json!({"email": people::RESELLER, "reference": "T-4711", "expiresInHours": 48, "message": "Hello Léa!"});
    let request = provider.post("/v1/relationships/requests", body).await.expect(201);
    assert_eq!(request["reference"], "T-4711");
    world.stack.settle().await;
    let path = format!("/v1/relationships/requests/{}", request["id"].as_str().expect("an id"));
    let sent = provider.get(&path).await.expect(200);
    assert_eq!(sent["delivery"]["state"], "sent");
    assert_eq!(sent["delivery"]["attempts"], 1);
    let received = world.sign_in(people::RESELLER).await.get(&path).await.expect(200);
    assert!(received.get("url").is_none() && received.get("reference").is_none(), "{received}");
}

#[tokio::test]
async fn the_link_is_long_random_and_on_the_configured_host_l3_l8() {
    let world = World::start().await;
    let provider = world
        .sign_in(people::PROVIDER)
        .await
        .with("host", "evil.example")
        .with("x-forwarded-host", "evil.example");
    let request = ask(&provider, people::RESELLER).await.expect(201);
    let url = request["url"].as_str().expect("a link");
    assert!(!url.contains("evil") && url.len() < 200, "{url}");
    assert_eq!(key(&request).len(), 27, "160 bits in base64url");
    let mail = &world.mails().await[0];
    assert!(!mail.to_string().contains("evil"));
}

#[tokio::test]
async fn a_second_request_to_the_same_reseller_says_since_when_one_is_pending() {
    let world = World::start().await;
    let first = asked(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let again = world.unchanged(ask(&provider, people::RESELLER)).await;
    let error = again.refused(409, "request_pending");
    assert_eq!(error["code"], 910_003);
    assert_eq!(error["parameters"]["since"], first["createdDate"]);
    assert_eq!(world.mails().await.len(), 1, "nobody is mailed twice");
}

#[tokio::test]
async fn an_active_partner_cannot_be_asked_p6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    world.unchanged(ask(&provider, people::PARTNER)).await.refused(409, "already_partners");
}

#[tokio::test]
async fn unknown_and_not_enrolled_are_one_and_the_same_error_with_the_enrollment_link_e5() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let refused = async |email| {
        let reply = world.unchanged(ask(&provider, email)).await;
        reply.refused(409, "reseller_not_enrolled")
    };
    let unknown = refused("nobody@nowhere.example").await;
    assert_eq!(unknown, refused("paula@proseware.example").await, "in review");
    assert!(unknown["data"][0].as_str().is_some_and(|link| link.starts_with("http")), "{unknown}");
}

#[tokio::test]
async fn resellers_of_another_cloud_or_region_cannot_be_asked_p7() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for other in ["wei@lucerne.example", "tom@tailspin.example"] {
        let refused = world.unchanged(ask(&provider, other)).await;
        let error = refused.refused(400, "different_cloud_or_region");
        assert_eq!(error["code"], 2201);
    }
}

#[tokio::test]
async fn a_partner_id_that_cannot_be_used_says_why_s3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (mpn_id, status, name) in [
        ("9999999", 404, "partner_id_not_found"),
        ("1000002", 404, "partner_id_indirect_provider"),
        ("2000005", 400, "partner_id_inactive"),
        ("3000001", 400, "partner_id_not_location"),
        ("3000002", 409, "reseller_not_enrolled"),
        ("2000001", 400, "invalid_input"),
    ] {
        let body = json!({"email": people::RESELLER, "mpnId": mpn_id});
        world.unchanged(provider.post("/v1/relationships/requests", body)).await.refused(status, name);
    }
    let body = json!({"email": people::RESELLER, "mpnId": "2000002"});
    provider.post("/v1/relationships/requests", body).await.expect(201);
}

#[tokio::test]
async fn resending_keeps_the_link_and_starts_the_expiry_anew_p10() {
    let world = World::start().await;
    let request = asked(&world).await;
    world.mails().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let resent = act(&provider, &request, "resend").await.expect(200);
    assert_eq!(resent["url"], request["url"]);
    assert!(resent["expirationDate"].as_str() > request["expirationDate"].as_str());
    assert_eq!(resent["delivery"]["state"], "queued");
    assert_eq!(world.mails().await.len(), 2);
}

#[tokio::test]
async fn a_cancelled_request_is_over_and_the_reseller_can_be_asked_again() {
    let world = World::start().await;
    let request = asked(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let cancelled = act(&provider, &request, "cancel").await.expect(200);
    assert_eq!(cancelled["state"], "cancelled");
    let error = world.unchanged(act(&provider, &request, "resend")).await.refused(410, "invitation_over");
    assert_eq!(error["parameters"]["state"], "cancelled");
    ask(&provider, people::RESELLER).await.expect(201);
}

#[tokio::test]
async fn a_stale_etag_stops_a_resending() {
    let world = World::start().await;
    let request = asked(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let etag = request["attributes"]["etag"].as_str().expect("an etag");
    let guarded = provider.with("if-match", &format!("\"{etag}\""));
    act(&guarded, &request, "resend").await.expect(200);
    let error = world.unchanged(act(&guarded, &request, "resend")).await.refused(400, "etag_stale");
    assert_eq!(error["code"], 2055);
}

#[tokio::test]
async fn an_expired_request_shows_as_expired_and_gives_way_to_another_p2() {
    let world = World::start().await;
    let request = asked(&world).await;
    expire(&world, &request["id"]).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = format!("/v1/relationships/requests/{}", request["id"].as_str().expect("an id"));
    assert_eq!(provider.get(&path).await.expect(200)["state"], "expired");
    let expired = provider.get("/v1/relationships/requests?state=expired").await.expect(200);
    assert_eq!(expired["totalCount"], 1);
    let second = ask(&provider, people::RESELLER).await.expect(201);
    // The first can't be sent again while the second is pending, but it can be cancelled.
    world.unchanged(act(&provider, &request, "resend")).await.refused(409, "request_pending");
    act(&provider, &request, "cancel").await.expect(200);
    assert_eq!(act(&provider, &second, "resend").await.status, 200);
}

#[tokio::test]
async fn a_partner_of_before_can_be_asked_again_p6() {
    let world = World::start().await;
    partners(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let reseller = world.tenant_of(people::RESELLER).await;
    let path = format!("/v1/relationships/{reseller}/removal");
    provider.post(&path, json!({"attestationAccepted": true})).await.expect(200);
    let again = ask(&provider, people::RESELLER).await.expect(201);
    crate::steps::accept(&world.sign_in(people::RESELLER).await, &again).await.expect(200);
}

/// Lets a request's time pass: in the table its expiry and its pair's lock move into the past.
pub async fn expire(world: &World, id: &serde_json::Value) {
    use aws_sdk_dynamodb::types::AttributeValue as V;
    let request = format!("REQUEST#{}", id.as_str().expect("an id"));
    let locks = world.items().await.into_iter().filter(|item| {
        let lock = text(item, "kind") == "pending" && request.ends_with(text(item, "requestId"));
        lock || (text(item, "PK") == request && text(item, "SK") == "REQUEST")
    });
    for item in locks {
        world
            .stack
            .client()
            .update_item()
            .table_name(world.table())
            .key("PK", item["PK"].clone())
            .key("SK", item["SK"].clone())
            .update_expression("SET expires = :past")
            .expression_attribute_values(":past", V::N("1000".to_owned()))
            .send()
            .await
            .expect("the item is changed");
    }
}

//! Bad input gets one clear error that names field and rule, and changes nothing (N6, T8).

use axum::body::Body;
use axum::http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::steps::{asked, partners};

const REQUESTS: &str = "/v1/relationships/requests";

#[tokio::test]
async fn every_bad_field_of_an_ask_is_named() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (field, value) in [
        ("email", json!("lea")),
        ("email", json!("lea@litware.example\r\nBcc: x@evil.example")),
        ("email", json!(7)),
        ("mpnId", json!("12a")),
        ("message", json!("see https://evil.example")),
        ("message", json!("x".repeat(2001))),
        ("message", json!("\u{202e}gnirts")),
        ("text", json!("no place for it")),
        ("text", json!("{link} {link}")),
        ("language", json!("fr")),
        ("reference", json!("a\nb")),
        ("reference", json!("x".repeat(65))),
        ("expiresInHours", json!(0)),
        ("expiresInHours", json!(721)),
        ("expiresInHours", json!("7")),
        ("tenantId", json!("20000000-0000-4000-8000-000000000002")),
    ] {
        let mut body = json!({"email": people::RESELLER});
        body[field] = value.clone();
        let error = world.unchanged(provider.post(REQUESTS, body)).await.refused(400, "invalid_input");
        assert_eq!(error["code"], 2000);
        let named = error["parameters"]["field"].as_str().unwrap_or_default();
        assert!(named.eq_ignore_ascii_case(field), "{field}={value}: {error}");
    }
    let both = json!({"email": "x", "expiresInHours": 1000, "language": "xx"});
    let error = world.unchanged(provider.post(REQUESTS, both)).await.refused(400, "invalid_input");
    assert_eq!(error["data"].as_array().map(Vec::len), Some(3), "all of them: {error}");
}

#[tokio::test]
async fn a_body_that_is_not_json_too_large_or_too_deep_is_refused() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (body, name) in [
        ("{\"email\":".to_owned(), "malformed_body"),
        ("[]".to_owned(), "malformed_body"),
        (format!("{{\"a\":{}{}}}", "[".repeat(20), "]".repeat(20)), "malformed_body"),
        (format!("{{\"email\": \"{}\"}}", "x".repeat(70_000)), "body_too_large"),
        ("{\"email\": \"a@b.example\", \"EMAIL\": \"c@d.example\"}".to_owned(), "invalid_input"),
    ] {
        let sent = provider.send(Method::POST, REQUESTS, Body::from(body));
        world.unchanged(sent).await.refused(400, name);
    }
}

#[tokio::test]
async fn ids_that_are_no_ids_find_nothing() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for id in ["x", "..%2f..", "00000000-0000-0000-0000-000000000000", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        provider.get(&format!("{REQUESTS}/{id}")).await.refused(404, "not_found");
        provider.get(&format!("/v1/customers/{id}")).await.refused(404, "not_found");
        provider.get(&format!("/v1/relationships/{id}/removal")).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn counts_outside_an_offers_limits_are_refused_s1() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for quantity in [json!(0), json!(-1), json!(301), json!(1.5), json!("5"), Value::Null] {
        let mut body = crate::steps::customer("counts");
        body["agreement"] = crate::steps::agreement();
        body["order"] = json!({"lineItems": [{"offerId": "office-basic", "quantity": quantity}]});
        let refused = world.unchanged(provider.post("/v1/customers", body)).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], "order.lineItems[0].quantity", "{error}");
    }
    let mut many = crate::steps::customer("counts");
    many["agreement"] = crate::steps::agreement();
    many["order"] = json!({"lineItems": vec![json!({"offerId": "office-basic", "quantity": 1}); 21]});
    world.unchanged(provider.post("/v1/customers", many)).await.refused(400, "invalid_input");
}

#[tokio::test]
async fn the_reason_of_a_removal_is_checked_and_unknown_fields_are_refused() {
    let world = World::start().await;
    partners(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = format!("/v1/relationships/{}/removal", world.tenant_of(people::RESELLER).await);
    for body in [
        json!({"attestationAccepted": "yes"}),
        json!({"attestationAccepted": true, "reason": "x".repeat(257)}),
        json!({"attestationAccepted": true, "force": true}),
    ] {
        world.unchanged(provider.post(&path, body)).await.refused(400, "invalid_input");
    }
}

#[tokio::test]
async fn bad_paging_and_filters_are_refused() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for query in [
        "/v1/customers?size=501",
        "/v1/customers?size=x",
        "/v1/customers?seekOperation=Next",
        "/v1/customers?seekOperation=Last",
        "/v1/customers?offset=1",
        "/v1/relationships/requests?offset=100&size=100",
        "/v1/offers?country=DE&offset=-1",
        "/v1/customers?filter=x",
        "/v1/customers?filter=%7B%22Field%22%3A%22Size%22%2C%22Value%22%3A%22x%22%2C%22Operator%22%3A%22starts_with%22%7D",
        "/v1/relationships?relationship_type=none",
        "/v1/relationships/requests?state=open",
        "/v1/relationships/requests?direction=up",
    ] {
        provider.get(query).await.refused(400, "invalid_input");
    }
    for value in ["\"Value\":5,", "\"Value\":true,", "\"Value\":[\"x\"],", "\"Value\":null,", ""] {
        let filter = format!("{{{value}\"Field\":\"CompanyName\",\"Operator\":\"starts_with\"}}");
        let filter = utf8_percent_encode(&filter, NON_ALPHANUMERIC);
        let refused =
            provider.get(&format!("/v1/customers?filter={filter}")).await.refused(400, "invalid_input");
        assert_eq!(refused["description"], "filter must have a Value that is a string.");
    }
}

#[tokio::test]
async fn every_answer_echoes_its_ids_errors_included() {
    let world = World::start().await;
    asked(&world).await;
    let id = "6f0b0a51-7a2e-4c8e-a7c5-3a1f6f0b0a51";
    let provider =
        world.sign_in(people::PROVIDER).await.with("ms-requestid", id).with("ms-correlationid", id);
    for reply in [provider.get("/v1/relationships").await, provider.get("/v1/customers/x").await] {
        assert_eq!(reply.headers["ms-requestid"], id);
        assert_eq!(reply.headers["ms-correlationid"], id);
        assert_eq!(reply.headers["content-type"], "application/json; charset=utf-8");
    }
    let made = world.sign_in(people::PROVIDER).await.get("/v1/relationships").await;
    assert_eq!(made.headers["ms-requestid"].len(), 36, "the server makes one");
}

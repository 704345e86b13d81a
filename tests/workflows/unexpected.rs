//! What nobody has thought of answers a request id and nothing of the inside (P3).
//!
//! It is brought about by spoiling items as no function of Tandem writes them.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::json;
use tandem_tests::{Reply, World, people, text};

use crate::policy::call;
use crate::steps::{asked, key};

const ID: &str = "6f0b0a51-7a2e-4c8e-a7c5-3a1f6f0b0a51";
const SPOILT: &str = "spoilt-by-hand";

/// Puts a value of the wrong type into an attribute of every item of a kind.
async fn spoil(world: &World, kind: &str, attribute: &str) {
    let spoilt = AttributeValue::L(vec![AttributeValue::S(SPOILT.to_owned())]);
    let items = world.items().await.into_iter().filter(|item| text(item, "kind") == kind);
    for mut item in items {
        item.insert(attribute.to_owned(), spoilt.clone());
        let put = world.stack.client().put_item().table_name(world.table()).set_item(Some(item));
        put.send().await.expect("the item is spoilt");
    }
}

fn tells_nothing_of_the_inside(answer: &str, what: &str) {
    let inside = [
        SPOILT,
        ", expected",
        "invalid type",
        "missing field",
        "serde",
        "ORG#",
        "REQUEST#",
        "CUSTOMER#",
        "panic",
    ];
    for word in inside {
        assert!(!answer.contains(word), "{what}: {answer}");
    }
}

#[track_caller]
fn is_unexpected(reply: &Reply, route: &str) {
    assert_eq!(reply.status, 500, "{route}: {}", reply.text());
    assert_eq!(reply.headers["ms-requestid"], ID, "{route}");
    assert_eq!(reply.headers["content-type"], "application/json; charset=utf-8", "{route}");
    let body = reply.json();
    assert_eq!((&body["errorName"], &body["isRetryable"]), (&json!("unexpected"), &json!(false)), "{route}");
    assert_eq!((&body["data"], &body["parameters"]), (&json!([]), &json!({})), "{route}");
    tells_nothing_of_the_inside(&reply.text(), route);
}

#[tokio::test]
async fn an_item_that_cannot_be_read_answers_500_with_the_request_id_and_nothing_of_the_inside_p3() {
    let world = World::start().await;
    let request = asked(&world).await;
    let id = request["id"].as_str().expect("an id");
    let [fabrikam, woodgrove] =
        [world.tenant_of(people::PARTNER).await, world.tenant_of(people::CUSTOMER).await];
    let provider = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let subscription =
        format!("/v1/customers/{woodgrove}/subscriptions/40000000-0000-4000-8000-000000000101");
    for (kind, attribute, route, body) in [
        ("relationship_request", "version", format!("GET /v1/relationships/requests/{id}"), json!({})),
        ("relationship_request", "version", "GET /v1/relationships/requests".to_owned(), json!({})),
        (
            "relationship_request",
            "version",
            format!("POST /v1/relationships/requests/{id}/resend"),
            json!({}),
        ),
        ("partnership", "state", format!("GET /v1/relationships/{fabrikam}/removal"), json!({})),
        ("customer", "domain", format!("GET /v1/customers/{woodgrove}"), json!({})),
        ("subscription", "quantity", format!("GET {subscription}"), json!({})),
        (
            "subscription",
            "quantity",
            format!("PUT {subscription}/resellerofrecord"),
            json!({"mpnId": "2000002"}),
        ),
        ("organisation", "name", "GET /v1/relationships".to_owned(), json!({})),
        ("organisation", "name", "GET /v1/customers".to_owned(), json!({})),
        ("organisation", "name", "POST /v1/customers".to_owned(), crate::steps::customer("spoilt")),
    ] {
        spoil(&world, kind, attribute).await;
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let reply = world.unchanged(call(&provider, method, path, body)).await;
        is_unexpected(&reply, &route);
    }
}

#[tokio::test]
async fn a_page_whose_request_cannot_be_read_says_so_and_nothing_of_the_inside_p3() {
    let world = World::start().await;
    let request = asked(&world).await;
    spoil(&world, "relationship_request", "version").await;
    let page =
        world.nobody().get(&format!("/lambda-url/invitation-page/invitations/{}", key(&request))).await;
    assert!([500, 503].contains(&page.status), "{}", page.status);
    tells_nothing_of_the_inside(&page.text(), "the page");
    assert!(page.text().contains("<html"), "a page to read: {}", page.text());
}

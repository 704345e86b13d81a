//! A provider changes the reseller of record of many subscriptions in one call (Z5, S3, N1, N2).

mod repeats;

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

use crate::steps::{count, customer_of_litware, partners};

pub const MANY: &str = "/v1/subscriptions/resellerofrecord";
pub const ID: &str = "3b0f7f6e-0000-4000-8000-0123456789ab";
/// Of the demo world: Contoso ordered the first four, Fabrikam has the first and the third.
const WOODGROVE: &str = "30000000-0000-4000-8000-000000000001";
pub const LINES: [(&str, &str); 4] = [
    (WOODGROVE, "40000000-0000-4000-8000-000000000101"),
    (WOODGROVE, "40000000-0000-4000-8000-000000000102"),
    ("30000000-0000-4000-8000-000000000002", "40000000-0000-4000-8000-000000000201"),
    ("30000000-0000-4000-8000-000000000003", "40000000-0000-4000-8000-000000000301"),
];
/// Northwind's.
const STRANGE: (&str, &str) =
    ("30000000-0000-4000-8000-000000000004", "40000000-0000-4000-8000-000000000401");

fn line((customer, subscription): (&str, &str)) -> Value {
    json!({"customerId": customer, "subscriptionId": subscription})
}

pub fn listed(mpn_id: &str, lines: &[(&str, &str)]) -> Value {
    json!({"mpnId": mpn_id, "subscriptions": lines.iter().copied().map(line).collect::<Vec<_>>()})
}

pub fn results(answer: &Value) -> Vec<&str> {
    let items = answer["items"].as_array().expect("items");
    items.iter().map(|item| item["result"].as_str().unwrap_or_default()).collect()
}

pub async fn of_record(by: &Caller, (customer, subscription): (&str, &str)) -> Value {
    let path = format!("/v1/customers/{customer}/subscriptions/{subscription}");
    by.get(&path).await.expect(200)["partnerId"].clone()
}

#[tokio::test]
async fn each_line_says_what_came_of_it_in_the_order_of_the_call() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let unknown = (WOODGROVE, "40000000-0000-4000-8000-00000000ffff");
    let nowhere = ("30000000-0000-4000-8000-00000000ffff", "40000000-0000-4000-8000-00000000ffff");
    // Written as another customer's, it isn't there.
    let misplaced = (LINES[3].0, LINES[2].1);
    let mut body = listed("2000001", &[STRANGE, LINES[0], LINES[1], misplaced, unknown]);
    body["reason"] = json!("Spring campaign");
    let lines = count(&world, "record_of").await;
    let answer = provider.post(MANY, body).await.expect(200);
    assert_eq!(results(&answer), ["refused", "unchanged", "changed", "refused", "refused"]);
    for (name, number) in [("changed", 1), ("unchanged", 1), ("refused", 3), ("left", 0), ("totalCount", 5)] {
        assert_eq!(answer[name], number, "{name}");
    }
    let error = |number: usize| answer["items"][number]["error"]["errorName"].clone();
    assert_eq!((error(0), error(3)), (json!("not_found"), json!("subscription_not_found")));
    let strangers = provider.post(MANY, listed("2000001", &[nowhere])).await.expect(200);
    assert_eq!(strangers["items"][0]["error"], answer["items"][0]["error"], "Z12");
    assert_eq!(count(&world, "record_of").await - lines, 1);
    let ledger = format!("/v1/customers/{}/subscriptions/{}/resellersofrecord", LINES[1].0, LINES[1].1);
    assert_eq!(provider.get(&ledger).await.expect(200)["items"][0]["reason"], "Spring campaign");
    let again = provider.post(MANY, listed("2000002", &LINES[..2])).await.expect(200);
    assert_eq!(again["items"][1]["previousMpnId"], "2000001");
    assert_eq!(of_record(&provider, LINES[0]).await, "2000002");
}

#[tokio::test]
async fn validating_says_what_would_happen_and_changes_nothing() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let path = format!("{MANY}?ValidateOnly=True");
    let body = listed("2000001", &[LINES[0], LINES[1], STRANGE]);
    let answer = world.unchanged(provider.post(&path, body.clone())).await.expect(200);
    assert_eq!(results(&answer), ["unchanged", "would_change", "refused"]);
    assert_eq!((&answer["validateOnly"], &answer["wouldChange"]), (&json!(true), &json!(1)));
    let filtered = json!({"mpnId": "2000002", "filter": {"mpnId": "2000001"}});
    let answer = world.unchanged(provider.post(&path, filtered)).await.expect(200);
    assert_eq!(results(&answer), ["would_change", "would_change"]);
    // It used up nothing: the same id can do it now.
    assert_eq!(provider.post(MANY, body).await.expect(200)["changed"], 1);
}

#[tokio::test]
async fn the_partner_id_is_verified_first_and_nothing_is_done_if_it_cannot_be_used_s3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (mpn_id, status, name) in [
        ("9999999", 404, "partner_id_not_found"),
        ("3000001", 400, "partner_id_not_location"),
        ("2000005", 400, "partner_id_inactive"),
        ("3000002", 400, "partner_id_not_enrolled"),
        ("1000002", 404, "partner_id_indirect_provider"),
        ("2000006", 400, "partner_id_other_cloud_or_region"),
        ("2000007", 403, "partner_agreement_missing"),
    ] {
        world.unchanged(provider.post(MANY, listed(mpn_id, &LINES))).await.refused(status, name);
    }
    let reseller = world.sign_in(people::PARTNER).await;
    let refused = world.unchanged(reseller.post(MANY, listed("2000001", &LINES))).await;
    refused.refused(403, "authorization_failed");
}

#[tokio::test]
async fn a_filter_finds_what_is_to_be_changed_and_then_nothing_more() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let by_reseller = json!({"mpnId": "2000002", "filter": {"mpnId": "2000001"}});
    let answer = provider.post(MANY, by_reseller.clone()).await.expect(200);
    assert_eq!(results(&answer), ["changed", "changed"]);
    assert_eq!(answer["more"], false);
    let again = provider.post(MANY, by_reseller).await.expect(200);
    assert_eq!(again["totalCount"], 0, "nothing is left to do");
    let both = json!({"mpnId": "2000001", "filter": {"customerId": WOODGROVE, "mpnId": "2000002"}});
    assert_eq!(provider.post(MANY, both).await.expect(200)["items"][0]["subscriptionId"], LINES[0].1);
    let by_customer = json!({"MpnId": "2000001", "Reason": null, "Filter": {"CustomerId": WOODGROVE}});
    let answer = provider.post(MANY, by_customer).await.expect(200);
    assert_eq!(
        (results(&answer), &answer["items"][0]["subscriptionId"]),
        (vec!["changed"], &json!(LINES[1].1))
    );
    let strange = json!({"mpnId": "2000001", "filter": {"customerId": STRANGE.0}});
    assert_eq!(provider.post(MANY, strange).await.expect(200)["totalCount"], 0, "Z12");
}

#[tokio::test]
async fn bad_input_is_named_and_changes_nothing_n6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let twice = listed("2000001", &[LINES[0], LINES[1], LINES[0]]);
    let many: Vec<_> = (0..501).map(|_| line(LINES[0])).collect();
    for (body, field) in [
        (json!({"subscriptions": [line(LINES[0])]}), "mpnId"),
        (json!({"mpnId": "2000001"}), "subscriptions"),
        (json!({"mpnId": "2000001", "subscriptions": []}), "subscriptions"),
        (
            json!({"mpnId": "2000001", "subscriptions": [line(LINES[0])], "filter": {"customerId": WOODGROVE}}),
            "subscriptions",
        ),
        (json!({"mpnId": "2000001", "subscriptions": [{"customerId": "x"}]}), "subscriptions[0].customerId"),
        (
            json!({"mpnId": "2000001", "subscriptions": [{"customerId": WOODGROVE}]}),
            "subscriptions[0].subscriptionId",
        ),
        (twice, "subscriptions[2].subscriptionId"),
        (json!({"mpnId": "2000001", "filter": {}}), "filter"),
        (json!({"mpnId": "2000001", "filter": {"name": "Woodgrove"}}), "filter"),
        (json!({"mpnId": "2000001", "filter": {"mpnId": "2000001"}}), "filter.mpnId"),
        (json!({"mpnId": "2000001", "filter": {"mpnId": "3000002"}}), "filter.mpnId"),
        (json!({"mpnId": "2000001", "filter": {"customerId": WOODGROVE}, "reason": "a\nb"}), "reason"),
        (
            json!({"mpnId": "2000001", "filter": {"customerId": WOODGROVE}, "validateOnly": true}),
            "validateonly",
        ),
    ] {
        let refused = world.unchanged(provider.post(MANY, body.clone())).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{body}: {error}");
    }
    let refused = provider.post(MANY, json!({"mpnId": "2000001", "subscriptions": many})).await;
    refused.refused(400, "malformed_body");
    let body = listed("2000001", &LINES);
    provider.post(&format!("{MANY}?validateOnly=maybe"), body).await.refused(400, "invalid_input");
}

#[tokio::test]
async fn five_hundred_lines_fit_into_one_call() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let id = |number: usize| format!("40000000-0000-4000-8000-{number:012}");
    let lines = (0..500).map(|number| json!({"customerId": WOODGROVE, "subscriptionId": id(number)}));
    let lines: Vec<_> = lines.collect();
    let answer = provider.post(MANY, json!({"mpnId": "2000002", "subscriptions": lines})).await.expect(200);
    // Two of the numbers are Woodgrove's.
    assert_eq!(
        (&answer["totalCount"], &answer["refused"], &answer["changed"]),
        (&json!(500), &json!(498), &json!(2))
    );
}

#[tokio::test]
async fn of_a_customer_that_a_provider_left_a_filter_finds_nothing_z12_c9() {
    let world = World::start().await;
    partners(&world).await;
    let (customer, id) = customer_of_litware(&world, "wideworld").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = format!("/v1/customers/{customer}");
    provider.patch(&format!("{path}/subscriptions/{id}"), json!({"status": "suspended"})).await.expect(200);
    let of = |customer: &str| json!({"mpnId": "2000001", "filter": {"customerId": customer}});
    let validated = format!("{MANY}?validateOnly=true");
    assert_eq!(results(&provider.post(&validated, of(&customer)).await.expect(200)), ["would_change"]);
    provider.patch(&path, json!({"relationshipToPartner": "none"})).await.expect(200);
    let left = provider.post(&validated, of(&customer)).await.text();
    let unknown = provider.post(&validated, of("77777777-7777-4777-8777-777777777777")).await.text();
    assert_eq!(left, unknown);
}

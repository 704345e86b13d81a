//! Bad orders and bad carts: every field is named, and nothing is ordered (N6, S1).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::steps::cart;

/// A customer of Contoso and Fabrikam in Germany, with the agreement.
const WOODGROVE: &str = "/v1/customers/30000000-0000-4000-8000-000000000001";

fn order(lines: Value) -> Value {
    json!({"billingCycle": "monthly", "lineItems": lines})
}

#[tokio::test]
async fn every_bad_field_of_an_order_is_named_and_nothing_is_ordered_n6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let orders = format!("{WOODGROVE}/orders");
    let line = |field: &str, value: Value| {
        let mut line = json!({"offerId": "office-basic", "quantity": 1});
        line[field] = value;
        order(json!([line]))
    };
    let with = |field: &str, value: Value| {
        let mut body = line("lineItemNumber", json!(0));
        body[field] = value;
        body
    };
    for (field, body) in [
        ("lineItems[0].offerId", line("offerId", json!("no-such-offer"))),
        ("lineItems[0].offerId", line("offerId", json!("no such"))),
        ("lineItems[0].offerId", line("offerId", Value::Null)),
        ("lineItems[0].offerId", line("offerId", json!("office-classic"))),
        ("lineItems[0].quantity", line("quantity", json!(301))),
        ("lineItems[0].quantity", line("quantity", json!(0))),
        ("lineItems[0].quantity", line("quantity", json!("1"))),
        ("lineItems[0].lineItemNumber", line("lineItemNumber", json!(1))),
        ("lineItems[0].friendlyName", line("friendlyName", json!("a\nb"))),
        ("lineItems[0].partnerIdOnRecord", line("partnerIdOnRecord", json!("12a"))),
        ("lineItems[0].parentSubscriptionId", line("parentSubscriptionId", json!("40000000"))),
        (
            "lineItems[0].additionalPartnerIdsOnRecord",
            line("additionalPartnerIdsOnRecord", json!(["2000002"])),
        ),
        ("lineItems[0].promotionId", line("promotionId", json!("39NFJQT20W0S"))),
        ("lineItems", with("lineItems", json!([]))),
        ("lineItems", with("lineItems", Value::Null)),
        ("lineItems", with("lineItems", json!(vec![json!({"offerId": "office-basic", "quantity": 1}); 21]))),
        ("billingCycle", with("billingCycle", json!("triennial"))),
        ("billingCycle", with("lineItems", json!([{"offerId": "cloud-backup", "quantity": 1}]))),
        ("referenceCustomerId", with("referenceCustomerId", json!("10000000-0000-4000-8000-000000000001"))),
        (
            "agreement.primaryContact",
            with(
                "agreement",
                json!({"templateId": "117a77b0-9360-443b-8795-c6dedc750cf9", "dateAgreed": "2026-11-01"}),
            ),
        ),
    ] {
        let refused = world.unchanged(provider.post(&orders, body)).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{error}");
    }
    let fourth_coffee = "/v1/customers/30000000-0000-4000-8000-000000000004/orders";
    let nora = world.sign_in(people::OTHER_PROVIDER).await;
    let body = line("offerId", json!("tax-archive-dach"));
    let abroad = world.unchanged(nora.post(fourth_coffee, body)).await.refused(400, "invalid_input");
    assert_eq!(abroad["parameters"]["field"], "lineItems[0].offerId", "not sold in the Netherlands");
    let lines = json!([{"offerId": "office-basic", "quantity": 999, "partnerIdOnRecord": "9999999"},
                       {"offerId": "x", "quantity": 1}]);
    let all = world.unchanged(provider.post(&orders, order(lines))).await.refused(400, "invalid_input");
    assert_eq!(all["data"].as_array().map(Vec::len), Some(3), "every one of them: {all}");
}

#[tokio::test]
async fn every_bad_field_of_a_cart_is_named_n6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let carts = format!("{WOODGROVE}/carts");
    let made = provider.post(&carts, cart(&["office-basic"])).await.expect(201);
    let existing = format!("{carts}/{}", made["id"].as_str().expect("an id"));
    let line = |field: &str, value: Value| {
        let mut body = cart(&["office-basic"]);
        body["lineItems"][0][field] = value;
        body
    };
    let one = json!({"key": "transaction_reseller", "value": "2000001"});
    let participant = |key: &str, value: &str| json!([{"key": key, "value": value}]);
    for (field, body) in [
        ("lineItems[0].catalogItemId", line("catalogItemId", json!("nothing"))),
        ("lineItems[0].catalogItemId", line("catalogItemId", Value::Null)),
        ("lineItems[0].quantity", line("quantity", json!(301))),
        ("lineItems[0].quantity", line("quantity", json!(0))),
        ("lineItems[0].billingCycle", line("billingCycle", json!("biennial"))),
        ("lineItems[0].billingCycle", line("catalogItemId", json!("cloud-backup"))),
        (
            "lineItems[0].participants[0].key",
            line("participants", participant("consumption_reseller", "2000001")),
        ),
        (
            "lineItems[0].participants[0].value",
            line("participants", participant("transaction_reseller", "x")),
        ),
        ("lineItems[0].participants", line("participants", json!([one.clone(), one]))),
        ("lineItems[0].addonItems", line("addonItems", json!([{"catalogItemId": "mail-plan-1"}]))),
        ("lineItems", json!({"lineItems": []})),
        (
            "lineItems",
            json!({"lineItems": vec![json!({"catalogItemId": "office-basic", "quantity": 1}); 21]}),
        ),
        ("lineItems", json!({})),
    ] {
        for refused in [
            world.unchanged(provider.post(&carts, body.clone())).await,
            world.unchanged(provider.put(&existing, body.clone())).await,
        ] {
            let error = refused.refused(400, "invalid_input");
            assert_eq!(error["parameters"]["field"], field, "{error}");
        }
    }
    let body = line("participants", participant("transaction_reseller", "2000005"));
    world.unchanged(provider.put(&existing, body)).await.refused(400, "partner_id_inactive");
    let mut other = cart(&["mail-plan-1"]);
    other["id"] = json!("50000000-0000-4000-8000-0000000000ff");
    let error = world.unchanged(provider.put(&existing, other)).await.refused(400, "invalid_input");
    assert_eq!(error["parameters"]["field"], "id");
}

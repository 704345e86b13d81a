//! Agreements, orders and carts.

use std::error::Error;

use serde_json::{Value, json};

use super::customers::{agreement, customer};
use super::{ONE_READ, ONE_WRITE, PARTNER_IDS, PROVIDER, RESELLER, TWO_READS, customer_of, step, text};
use crate::calls::Bench;

pub(super) async fn orders(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let own = bench.take(step("add-customer", PROVIDER, "POST /v1/customers", customer("agrees"))).await?;
    let attest = format!("POST /v1/customers/{}/agreements", text(&own, "/id")?);
    bench
        .measure("attest an agreement", ONE_WRITE, step("attest-agreement", PROVIDER, &attest, agreement()))
        .await?;
    let [orders, agreements] =
        ["orders", "agreements"].map(|what| format!("{}/{what}", customer_of(subscription)));
    let place = format!("POST {orders}");
    let line = |offer: &str| json!({"offerId": offer, "quantity": 5});
    let of_record =
        |offer: &str, mpn_id: &str| json!({"offerId": offer, "quantity": 5, "partnerIdOnRecord": mpn_id});
    let three = [
        of_record("office-basic", PARTNER_IDS[0]),
        of_record("office-standard", PARTNER_IDS[1]),
        of_record("mail-plan-1", PARTNER_IDS[0]),
    ];
    let whats = [
        ("place an order of 1 line", json!([line("office-basic")])),
        ("… of 3 lines with 2 resellers of record", json!(three)),
    ];
    for (what, lines) in whats {
        let order = step("place-order", PROVIDER, &place, json!({"lineItems": lines}));
        bench.measure(what, ONE_WRITE, order).await?;
    }
    let reads = [
        ("orders of a customer", "place-order", format!("GET {orders}")),
        ("agreements of a customer", "attest-agreement", format!("GET {agreements}")),
        (
            "whether it signed itself",
            "attest-agreement",
            format!("GET {}/directSignedMicrosoftCustomerAgreementStatus", customer_of(subscription)),
        ),
        ("what can be agreed to", "attest-agreement", "GET /v1/agreements".to_owned()),
        ("offers of a country", "read-catalogue", "GET /v1/offers?country=DE".to_owned()),
        ("… after an offset", "read-catalogue", "GET /v1/offers?country=DE&offset=3&size=2".to_owned()),
        ("an offer", "read-catalogue", "GET /v1/offers/office-basic?country=DE".to_owned()),
    ];
    for (what, function, route) in &reads {
        bench.measure(what, ONE_READ, step(function, RESELLER, route, Value::Null)).await?;
    }
    let all = bench.take(step("place-order", PROVIDER, reads[0].2.as_str(), Value::Null)).await?;
    let one = format!("{}/{}", reads[0].2, text(&all, "/items/0/id")?);
    bench.measure("an order", ONE_READ, step("place-order", PROVIDER, &one, Value::Null)).await?;
    Ok(())
}

/// What a cart names is known only when it was read, so looking at one reads twice.
pub(super) async fn carts(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let make = format!("POST {}/carts", customer_of(subscription));
    let line = |offer: &str| json!({"catalogItemId": offer, "quantity": 5, "billingCycle": "monthly"});
    let body = json!({"lineItems": [line("office-basic"), line("mail-plan-1"), line("office-standard")]});
    let filled = step("submit-cart", PROVIDER, &make, body.clone());
    let cart = bench.measure("make a cart of 3 lines", ONE_WRITE, filled).await?;
    let path = format!("{}/{}", make.trim_start_matches("POST "), text(&cart, "/id")?);
    let acts = [
        ("change it", ONE_WRITE, format!("PUT {path}"), body.clone()),
        ("review it", TWO_READS, format!("GET {path}"), Value::Null),
        ("submit it", [2, 1], format!("POST {path}/checkout"), json!({})),
    ];
    for (what, may, route, body) in acts {
        bench.measure(what, may, step("submit-cart", PROVIDER, &route, body)).await?;
    }
    let other = bench.take(step("submit-cart", PROVIDER, &make, body)).await?;
    let cancel = format!("DELETE {}/{}", make.trim_start_matches("POST "), text(&other, "/id")?);
    bench.measure("cancel a cart", ONE_WRITE, step("submit-cart", PROVIDER, &cancel, json!({}))).await?;
    Ok(())
}

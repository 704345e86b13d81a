//! Resellers of record, of one subscription and of many, and every other change.

use std::error::Error;

use serde_json::{Value, json};

use super::{ONE_READ, ONE_WRITE, PARTNER_IDS, PROVIDER, RESELLER, TWO_READS, customer_of, step};
use crate::calls::Bench;

pub(super) async fn reseller_of_record(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let put = format!("PUT {subscription}/resellerofrecord");
    let whats = ["set the reseller of record", "change it"];
    for (what, mpn_id) in whats.into_iter().zip(PARTNER_IDS) {
        let body = json!({"mpnId": mpn_id});
        bench.measure(what, ONE_WRITE, step("associate-subscription", PROVIDER, &put, body)).await?;
    }
    let patch = format!("PATCH {subscription}");
    let body = json!({"partnerId": PARTNER_IDS[0]});
    bench.measure("… by PATCH", ONE_WRITE, step("change-subscription", PROVIDER, &patch, body)).await?;
    Ok(())
}

/// One customer's: the call, its claim, the filter, what each is decided on, and each.
pub(super) async fn reseller_of_many(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let customer = customer_of(subscription).rsplit('/').next().unwrap_or_default();
    let body = json!({"mpnId": PARTNER_IDS[1], "filter": {"customerId": customer}});
    let all = |route| step("associate-subscription", PROVIDER, route, body.clone());
    let route = "POST /v1/subscriptions/resellerofrecord?validateOnly=true";
    let planned = bench.measure("validate the reseller of record of many", [3, 0], all(route)).await?;
    let many = planned["wouldChange"].as_u64().and_then(|many| u32::try_from(many).ok()).unwrap_or_default();
    let what = format!("change it, of {many} of one customer");
    bench.measure(&what, [3, 1 + many], all("POST /v1/subscriptions/resellerofrecord")).await?;
    Ok(())
}

/// What is changed on a subscription in the end is another offer, which takes its place.
pub(super) async fn changes(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let patch = format!("PATCH {subscription}");
    let seats = |offer: Option<&str>, quantity: u32| json!({"offerId": offer, "quantity": quantity});
    let changes = [
        ("rename a subscription", ONE_WRITE, json!({"friendlyName": "Head office"})),
        ("change its seats, sent back in full", ONE_WRITE, seats(Some("office-basic"), 6)),
        ("… without the offer's id", [2, 1], seats(None, 7)),
        ("suspend it", ONE_WRITE, json!({"status": "suspended"})),
        ("activate it", ONE_WRITE, json!({"status": "active"})),
    ];
    for (what, may, body) in changes {
        bench.measure(what, may, step("change-subscription", PROVIDER, &patch, body)).await?;
    }
    let contact = format!("PUT {subscription}/supportcontact");
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id.to_string();
    let body = json!({"supportTenantId": reseller});
    let assign = step("assign-support-contact", PROVIDER, &contact, body);
    bench.measure("choose its support contact", ONE_WRITE, assign).await?;
    for (what, may, part) in [
        ("its add-ons", ONE_READ, "/addons"),
        ("what it can be upgraded to", TWO_READS, "/upgrades"),
        ("its resellers of record", TWO_READS, "/resellersofrecord"),
        ("its support contact", TWO_READS, "/supportcontact"),
        ("who may be that", TWO_READS, "/supportcontacts"),
    ] {
        let route = format!("GET {subscription}{part}");
        bench.measure(what, may, step("read-subscriptions", RESELLER, &route, Value::Null)).await?;
    }
    let upgrade = format!("POST {subscription}/upgrades");
    let body = json!({"targetOffer": {"id": "office-standard"}});
    bench.measure("upgrade it", [2, 1], step("change-subscription", PROVIDER, &upgrade, body)).await?;
    Ok(())
}

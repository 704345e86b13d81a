//! A provider sets the reseller of record (Z5, S3, S4, S6).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::steps::{count, customer_of_litware, partners};

async fn subscription(world: &World) -> String {
    partners(world).await;
    let (customer, subscription) = customer_of_litware(world, "wideworld").await;
    format!("/v1/customers/{customer}/subscriptions/{subscription}")
}

#[tokio::test]
async fn it_is_set_changed_and_kept_in_a_ledger() {
    let world = World::start().await;
    let path = subscription(&world).await;
    let ledger = count(&world, "record_of").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let of_record = format!("{path}/resellerofrecord");
    let set = provider.put(&of_record, json!({"mpnId": "2000002", "reason": "Their deal"})).await;
    assert_eq!(set.expect(200)["partnerId"], "2000002");
    let full = provider.get(&path).await.expect(200);
    let mut changed = full.clone();
    changed["partnerId"] = json!("2000001");
    assert_eq!(provider.patch(&format!("{path}/"), changed).await.expect(200)["partnerId"], "2000001");
    assert_eq!(count(&world, "record_of").await, ledger + 2);
}

#[tokio::test]
async fn the_same_reseller_again_is_no_change() {
    let world = World::start().await;
    let path = subscription(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = format!("{path}/resellerofrecord");
    let set = || provider.put(&path, json!({"mpnId": "2000002"}));
    let (first, second) = (set().await.expect(200), set().await.expect(200));
    assert_eq!(first, second);
}

#[tokio::test]
async fn each_partner_id_that_cannot_be_used_says_why_s3() {
    let world = World::start().await;
    let path = format!("{}/resellerofrecord", subscription(&world).await);
    let provider = world.sign_in(people::PROVIDER).await;
    for (mpn_id, status, name, code) in [
        ("9999999", 404, "partner_id_not_found", 800_015),
        ("3000001", 400, "partner_id_not_location", 2200),
        ("2000005", 400, "partner_id_inactive", 910_015),
        ("3000002", 400, "partner_id_not_enrolled", 900_154),
        ("2000003", 400, "partner_id_not_enrolled", 900_154),
        ("1000002", 404, "partner_id_indirect_provider", 2072),
        ("2000006", 400, "partner_id_other_cloud_or_region", 2201),
        ("2000004", 400, "partner_id_other_cloud_or_region", 2201),
        ("2000007", 403, "partner_agreement_missing", 900_123),
    ] {
        let refused = world.unchanged(provider.put(&path, json!({"mpnId": mpn_id}))).await;
        let error = refused.refused(status, name);
        assert_eq!(error["code"], code, "{mpn_id}");
    }
}

#[tokio::test]
async fn a_stale_etag_in_the_body_is_refused() {
    let world = World::start().await;
    let path = subscription(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut read = provider.get(&path).await.expect(200);
    read["partnerId"] = json!("2000002");
    provider.patch(&path, read.clone()).await.expect(200);
    read["partnerId"] = json!("2000001");
    let error = world.unchanged(provider.patch(&path, read)).await.refused(400, "etag_stale");
    assert_eq!(error["code"], 2055);
}

#[tokio::test]
async fn the_ledger_says_who_from_to_since_when_by_whom_and_why() {
    let world = World::start().await;
    let path = subscription(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let [of_record, ledger] = ["resellerofrecord", "resellersofrecord"].map(|part| format!("{path}/{part}"));
    assert_eq!(provider.get(&ledger).await.expect(200)["totalCount"], 0);
    provider.put(&of_record, json!({"mpnId": "2000002", "reason": "Their deal"})).await.expect(200);
    let record = provider.put(&of_record, json!({"mpnId": "2000001"})).await.expect(200);
    let told = reseller.get(&ledger).await.expect(200);
    let [first, second] = [&told["items"][0], &told["items"][1]];
    assert_eq!(first["to"], json!({"mpnId": "2000002", "name": "Litware Conseil"}));
    assert_eq!((&first["from"], &first["reason"]), (&Value::Null, &json!("Their deal")));
    assert_eq!(first["until"], second["since"]);
    assert_eq!(second["from"], first["to"]);
    assert_eq!(second["to"]["name"], "Fabrikam IT");
    assert_eq!(second["since"], record["resellerOfRecord"]["since"]);
    assert_eq!(second["changedBy"], json!(world.tenant_of(people::PROVIDER).await));
    assert!(second["userId"].is_string() && second.get("until").is_none());
    // Page by page, the end of a line is told even where the next one is on the next page.
    let page = reseller.get(&format!("{ledger}?size=1")).await.expect(200);
    assert_eq!((&page["items"][0], page["totalCount"].as_u64()), (first, Some(1)));
    let token = page["links"]["next"]["headers"][0]["value"].as_str().expect("a token");
    let next = reseller.with("ms-continuationtoken", token);
    let page = next.get(&format!("{ledger}?size=1&seekOperation=next")).await.expect(200);
    assert_eq!((&page["items"][0], page["links"].get("next")), (second, None));
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    stranger.get(&ledger).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_reseller_from_the_order_on_is_the_ledgers_first_line() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let woodgrove = "/v1/customers/30000000-0000-4000-8000-000000000001/subscriptions";
    let path = format!("{woodgrove}/40000000-0000-4000-8000-000000000101/resellersofrecord");
    let ledger = provider.get(&path).await.expect(200);
    assert_eq!(ledger["items"][0]["to"]["mpnId"], "2000001");
}

#[tokio::test]
async fn the_reseller_reads_but_does_not_set_it_s6() {
    let world = World::start().await;
    let path = subscription(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    reseller.get(&path).await.expect(200);
    let body = json!({"mpnId": "2000002"});
    let path = format!("{path}/resellerofrecord");
    world.unchanged(reseller.put(&path, body.clone())).await.refused(403, "authorization_failed");
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    world.unchanged(stranger.put(&path, body)).await.refused(404, "not_found");
}

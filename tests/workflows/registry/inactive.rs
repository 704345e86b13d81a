//! What comes of a partner ID that becomes inactive: what is refused (S3), and who is told of it (Z11).

use serde_json::json;
use tandem_store::Imported;
use tandem_tests::{World, people};

use super::{INACTIVE, LITWARE, imported, line, litware, path, told};
use crate::steps::{agreement, customer, customer_of_litware, listed, partners};

/// The bodies by which a provider puts Litware on subscriptions.
fn order() -> serde_json::Value {
    json!({"lineItems": [{"lineItemNumber": 0, "offerId": "mail-plan-1", "quantity": 1, "partnerIdOnRecord": LITWARE}]})
}

/// Everything that verifies a partner ID is refused as inactive: an order, a new customer with one, an
/// association of one subscription and of many.
async fn refused_everywhere(world: &World, customer_id: &str, subscription: &str) {
    let provider = world.sign_in(people::PROVIDER).await;
    let of_customer = format!("/v1/customers/{customer_id}");
    let placed = world.unchanged(provider.post(&format!("{of_customer}/orders"), order())).await;
    assert_eq!(placed.refused(400, "partner_id_inactive")["parameters"]["mpnId"], LITWARE);
    let of_record = format!("{of_customer}/subscriptions/{subscription}/resellerofrecord");
    let set = world.unchanged(provider.put(&of_record, json!({"mpnId": LITWARE}))).await;
    set.refused(400, "partner_id_inactive");
    let mut added = customer("adatum");
    (added["agreement"], added["order"]) = (agreement(), order());
    world.unchanged(provider.post("/v1/customers", added)).await.refused(400, "partner_id_inactive");
    let validated = provider.post("/v1/partners/validateresellers", json!({"partnerIds": [LITWARE]})).await;
    assert_eq!(validated.expect(200)["validationResults"][0]["errorCode"], 910_015);
}

#[tokio::test]
async fn one_that_becomes_inactive_is_refused_at_the_next_order_or_association_and_no_longer_once_it_is_active_s3()
 {
    let world = World::start().await;
    partners(&world).await;
    let (id, subscription) = customer_of_litware(&world, "wideworld").await;
    let operator = world.sign_in(people::OPERATOR).await;
    operator.put(&path(LITWARE), litware("inactive")).await.expect(200);
    refused_everywhere(&world, &id, &subscription).await;
    operator.put(&path(LITWARE), litware("active")).await.expect(200);
    let provider = world.sign_in(people::PROVIDER).await;
    provider.post(&format!("/v1/customers/{id}/orders"), order()).await.expect(201);
}

#[tokio::test]
async fn one_that_an_import_makes_inactive_is_refused_likewise_and_its_holder_stays_s3() {
    let world = World::start().await;
    partners(&world).await;
    let (id, subscription) = customer_of_litware(&world, "wideworld").await;
    let operator = world.sign_in(people::OPERATOR).await;
    let before = operator.get(&path(LITWARE)).await.expect(200);
    let lines = [line(LITWARE, false), line("5000001", true)];
    assert_eq!(imported(&world, &lines, true).await, [Imported::Changed, Imported::New]);
    assert_eq!(operator.get(&path(LITWARE)).await.expect(200), before, "a dry run");
    assert_eq!(imported(&world, &lines, false).await, [Imported::Changed, Imported::New]);
    assert_eq!(
        world.unchanged(imported(&world, &lines, false)).await,
        [Imported::Unchanged, Imported::Unchanged]
    );
    refused_everywhere(&world, &id, &subscription).await;
    let after = operator.get(&path(LITWARE)).await.expect(200);
    assert_eq!((&after["status"], &after["holder"]), (&json!("inactive"), &before["holder"]));
    let reseller = world.tenant_of(people::RESELLER).await;
    let own = world.tenant_of(people::OPERATOR).await;
    for side in [own, reseller] {
        let told = told(&operator, &side).await;
        assert!(
            told.contains(&"update_partner_id".to_owned()),
            "what is held has records of its own: {told:?}"
        );
    }
    assert_eq!(listed(&operator, INACTIVE, "/mpnId").await, [LITWARE, "2000005"]);
}

#[tokio::test]
async fn providers_see_the_inactive_ones_of_their_present_partners_and_the_operator_all_that_are_held() {
    let world = World::start().await;
    partners(&world).await;
    let [operator, provider, other] =
        [people::OPERATOR, people::PROVIDER, people::OTHER_PROVIDER].map(|email| world.sign_in(email));
    let (operator, provider, other) = (operator.await, provider.await, other.await);
    operator.put(&path(LITWARE), litware("inactive")).await.expect(200);
    let unheld =
        json!({"name": "Proseware", "accountType": "location", "country": "CH", "status": "inactive"});
    operator.put(&path("5000001"), unheld).await.expect(201);
    assert_eq!(listed(&operator, INACTIVE, "/mpnId").await, [LITWARE, "2000005"]);
    let seen = provider.get(INACTIVE).await.expect(200);
    assert_eq!((&seen["totalCount"], &seen["items"][0]["mpnId"]), (&json!(1), &json!(LITWARE)));
    assert_eq!(seen["items"][0]["holder"]["name"], "Litware Conseil");
    assert_eq!(listed(&other, INACTIVE, "/mpnId").await, [""; 0], "another's partners");
    let reseller = world.tenant_of(people::RESELLER).await;
    let removal = json!({"attestationAccepted": true, "reason": "They closed"});
    provider.post(&format!("/v1/relationships/{reseller}/removal"), removal).await.expect(200);
    assert_eq!(listed(&provider, INACTIVE, "/mpnId").await, [""; 0], "no partner any more");
    operator.put(&path(LITWARE), litware("active")).await.expect(200);
    assert_eq!(listed(&operator, INACTIVE, "/mpnId").await, ["2000005"], "active again");
}

#[tokio::test]
async fn the_inactive_ones_come_page_by_page_in_the_order_of_their_numbers() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    operator.put(&path(LITWARE), litware("inactive")).await.expect(200);
    let mut seen = Vec::new();
    let mut page = operator.get(&format!("{INACTIVE}&size=1")).await.expect(200);
    loop {
        let items = page["items"].as_array().expect("items");
        seen.extend(items.iter().map(|item| item["mpnId"].as_str().expect("an id").to_owned()));
        let next = &page["links"]["next"];
        let Some(uri) = next["uri"].as_str() else { break };
        let token = next["headers"][0]["value"].as_str().expect("a token");
        let by = operator.with("ms-continuationtoken", token);
        page = by.get(&format!("/v1{uri}")).await.expect(200);
    }
    assert_eq!(seen, [LITWARE, "2000005"]);
}

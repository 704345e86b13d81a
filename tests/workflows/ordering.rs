//! A provider orders for a customer that is there (Z4, I9, S1–S3, C3), and its parties read the orders.

use futures_util::future::join_all;
use serde_json::{Value, json};
use tandem_tests::{Caller, World, people, text};

use crate::steps::{agreement, count, customer_of_litware, idle_customer_of_litware, listed, partners};

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";
/// A customer of Contoso and Fabrikam in Germany, with the agreement.
const WOODGROVE: &str = "/v1/customers/30000000-0000-4000-8000-000000000001/orders";

fn order(lines: Value) -> Value {
    json!({"billingCycle": "monthly", "lineItems": lines})
}

/// Contoso's new customer with Litware, with the agreement and one subscription: the path of its orders.
async fn orders_of_litwares_customer(world: &World) -> (String, String) {
    partners(world).await;
    let (customer, _) = customer_of_litware(world, "orders").await;
    let path = format!("/v1/customers/{customer}/orders");
    (customer, path)
}

/// How many active subscriptions of a customer Contoso's relationship counts.
async fn counted(world: &World, customer: &str) -> String {
    let items = world.items().await;
    let relation = items.into_iter().find(|item| {
        text(item, "PK") == format!("CUSTOMER#{customer}") && text(item, "SK") == format!("PARTNER#{CONTOSO}")
    });
    relation.expect("the relationship")["activeSubscriptions"].as_n().expect("a number").clone()
}

#[tokio::test]
async fn an_order_becomes_a_subscription_a_line_and_every_party_reads_it_z12() {
    let world = World::start().await;
    let (customer, path) = orders_of_litwares_customer(&world).await;
    let ledger = count(&world, "record_of").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let lines = json!([
        {"lineItemNumber": 0, "offerId": "office-basic", "quantity": 5, "friendlyName": "Branches", "partnerIdOnRecord": "2000002"},
        {"lineItemNumber": 1, "offerId": "mail-plan-1", "quantity": 70},
    ]);
    let placed = provider.post(&path, order(lines)).await.expect(201);
    assert_eq!((&placed["status"], &placed["referenceCustomerId"]), (&json!("completed"), &json!(customer)));
    let subscription = placed["lineItems"][0]["subscriptionId"].as_str().expect("a subscription");
    let subscription =
        provider.get(&format!("/v1/customers/{customer}/subscriptions/{subscription}")).await.expect(200);
    assert_eq!(subscription["friendlyName"], "Branches");
    assert_eq!((&subscription["partnerId"], &subscription["orderId"]), (&json!("2000002"), &placed["id"]));
    assert_eq!(count(&world, "record_of").await, ledger + 1);
    assert_eq!(counted(&world, &customer).await, "3", "what decides whether the relationship may end (C9)");

    let one = format!("{path}/{}", placed["id"].as_str().expect("an id"));
    let its_own = world.member(&customer, &["global_admin"]);
    for reader in [&provider, &world.sign_in(people::RESELLER).await, &its_own] {
        assert_eq!(reader.get(&one).await.expect(200), placed);
        assert_eq!(listed(reader, &path, "/id").await.len(), 2);
    }
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    let hidden = stranger.get(&one).await;
    let unknown = stranger.get(&one.replace(&customer, "30000000-0000-4000-8000-0000000000ff")).await;
    assert_eq!(hidden.refused(404, "not_found"), unknown.refused(404, "not_found"));
}

#[tokio::test]
async fn orders_come_page_by_page() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for _ in 0..4 {
        provider
            .post(WOODGROVE, order(json!([{"offerId": "office-basic", "quantity": 1}])))
            .await
            .expect(201);
    }
    let first = provider.get(&format!("{WOODGROVE}?size=3")).await.expect(200);
    let next = &first["links"]["next"];
    let token = next["headers"][0]["value"].as_str().expect("a token");
    let uri = format!("/v1{}", next["uri"].as_str().expect("an address"));
    let second = provider.with("ms-continuationtoken", token).get(&uri).await.expect(200);
    assert_eq!((&first["totalCount"], &second["totalCount"]), (&json!(3), &json!(2)));
}

#[tokio::test]
async fn provider_customer_and_reseller_of_record_find_it_in_their_trail_n3() {
    let world = World::start().await;
    let (customer, path) = orders_of_litwares_customer(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let lines = json!([{"offerId": "office-basic", "quantity": 5, "partnerIdOnRecord": "2000002"},
                       {"offerId": "mail-plan-1", "quantity": 6, "partnerIdOnRecord": "2000001"}]);
    let placed = provider.post(&path, order(lines)).await.expect(201);
    let items = world.items().await;
    let told = |organisation: &str| {
        items.iter().any(|item| {
            text(item, "PK").starts_with(&format!("AUDIT#{organisation}#"))
                && text(item, "operation") == "create_order"
                && text(item, "resourceId") == placed["id"]
                && text(item, "customerName") == "Wide World Importers"
        })
    };
    for organisation in [CONTOSO, LITWARE, &customer, "20000000-0000-4000-8000-000000000001"] {
        assert!(told(organisation), "{organisation}");
    }
    assert!(!told("10000000-0000-4000-8000-000000000002"));
}

#[tokio::test]
async fn the_agreement_was_accepted_before_or_comes_with_the_order() {
    let world = World::start().await;
    partners(&world).await;
    let customer = idle_customer_of_litware(&world, "agree").await;
    let path = format!("/v1/customers/{customer}/orders");
    let provider = world.sign_in(people::PROVIDER).await;
    let mut body = order(json!([{"offerId": "office-basic", "quantity": 1}]));
    let refused = world.unchanged(provider.post(&path, body.clone())).await;
    assert_eq!(refused.refused(403, "agreement_missing")["code"], 13_605);
    body["agreement"] = agreement();
    provider.post(&path, body.clone()).await.expect(201);
    let accepted = provider.get(&format!("/v1/customers/{customer}/agreements")).await.expect(200);
    assert_eq!(accepted["totalCount"], 1);
    let twice = world.unchanged(provider.post(&path, body)).await.refused(409, "agreement_exists");
    assert_eq!(twice["code"], 600_061);
}

#[tokio::test]
async fn each_partner_id_that_cannot_be_on_record_says_why_s3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (mpn_id, status, name, code) in [
        ("9999999", 404, "partner_id_not_found", 800_015),
        ("3000001", 400, "partner_id_not_location", 2200),
        ("2000005", 400, "partner_id_inactive", 910_015),
        ("3000002", 400, "partner_id_not_enrolled", 900_154),
        ("1000001", 404, "partner_id_indirect_provider", 2072),
        ("2000006", 400, "partner_id_other_cloud_or_region", 2201),
        ("2000007", 403, "partner_agreement_missing", 900_123),
    ] {
        let lines = json!([{"offerId": "office-basic", "quantity": 1},
                           {"offerId": "mail-plan-1", "quantity": 1, "partnerIdOnRecord": mpn_id}]);
        let refused = world.unchanged(provider.post(WOODGROVE, order(lines))).await;
        assert_eq!(refused.refused(status, name)["code"], code, "{mpn_id}");
    }
}

#[tokio::test]
async fn the_largest_order_with_a_reseller_on_every_line_is_one_change() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let line = |number: usize| {
        let mpn_id = if number.is_multiple_of(2) { "2000001" } else { "2000002" };
        json!({"offerId": "mail-plan-1", "quantity": number + 1, "partnerIdOnRecord": mpn_id})
    };
    let lines: Vec<_> = (0..20).map(line).collect();
    let placed = provider.post(WOODGROVE, order(json!(lines))).await.expect(201);
    assert_eq!(placed["lineItems"].as_array().map(Vec::len), Some(20));
}

#[tokio::test]
async fn orders_are_read_in_the_shapes_of_dotnet_and_java() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let dotnet = json!({
        "Id": null, "AlternateId": null, "ReferenceCustomerId": "30000000-0000-4000-8000-000000000001",
        "BillingCycle": "unknown", "CurrencyCode": null, "CreationDate": null, "Status": null,
        "PartnerOnRecordAttestationAccepted": true, "TransactionType": null, "Links": null,
        "LineItems": [{
            "LineItemNumber": 0, "OfferId": "OFFICE-BASIC", "SubscriptionId": null, "ParentSubscriptionId": null,
            "PromotionId": null, "TermDuration": "P1Y", "FriendlyName": null, "Quantity": 2,
            "PartnerIdOnRecord": "2000001", "AdditionalPartnerIdsOnRecord": null, "ProvisioningContext": null,
            "RenewsTo": null, "Links": null, "Attributes": {"ObjectType": "OrderLineItem"},
        }],
        "Attributes": {"Etag": null, "ObjectType": "Order"},
    });
    let placed = provider.post(WOODGROVE, dotnet).await.expect(201);
    assert_eq!(
        (&placed["billingCycle"], &placed["lineItems"][0]["offerId"]),
        (&json!("monthly"), &json!("office-basic"))
    );
    let java = json!({"referenceCustomerId": "30000000-0000-4000-8000-000000000001", "billingCycle": "Annual",
                      "lineItems": [{"lineItemNumber": 0, "offerId": "cloud-backup", "quantity": 2}]});
    let doubled = WOODGROVE.replace("/v1/", "/v1//");
    let java_calls = provider.with("ms-requestid", "5b0f0b9e-7d0b-4d8f-9a55-9d1b0e2f4c11");
    let replies = join_all((0..5).map(|_| java_calls.post(&doubled, java.clone()))).await;
    let ids: Vec<_> = replies.into_iter().map(|reply| reply.expect(201)["id"].clone()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] == pair[1]), "five repeats with one id are one order: {ids:?}");
    assert_eq!(listed(&provider, WOODGROVE, "/id").await.len(), 3);
}

#[tokio::test]
async fn an_order_is_replayed_and_its_id_is_used_up_n2() {
    let world = World::start().await;
    let provider =
        world.sign_in(people::PROVIDER).await.with("ms-requestid", "9c1d2c3e-0000-4000-8000-0123456789ab");
    let body = |quantity| order(json!([{"offerId": "office-basic", "quantity": quantity}]));
    let first = provider.post(WOODGROVE, body(1)).await.expect(201);
    let again = world.unchanged(provider.post(WOODGROVE, body(1))).await.expect(201);
    assert_eq!(first, again);
    world.unchanged(provider.post(WOODGROVE, body(2))).await.refused(409, "request_id_reused");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_orders_at_once_every_subscription_is_counted_c9() {
    let world = World::start().await;
    let (customer, path) = orders_of_litwares_customer(&world).await;
    let provider = world.sign_in(people::PROVIDER).await.patient();
    let body =
        order(json!([{"offerId": "office-basic", "quantity": 1}, {"offerId": "mail-plan-1", "quantity": 1}]));
    for reply in join_all((0..6).map(|_| provider.post(&path, body.clone()))).await {
        reply.expect(201);
    }
    assert_eq!(counted(&world, &customer).await, "13");
    crate::invariants::agrees_with_itself(&world).await;
}

async fn end(provider: &Caller, customer: &str) -> tandem_tests::Reply {
    provider.patch(&format!("/v1/customers/{customer}"), json!({"relationshipToPartner": "none"})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_order_and_the_end_of_the_relationship_exactly_one_wins_c9_i9() {
    for _ in 0..8 {
        let world = World::start().await;
        partners(&world).await;
        let customer = idle_customer_of_litware(&world, "ending").await;
        let provider = world.sign_in(people::PROVIDER).await;
        let path = format!("/v1/customers/{customer}");
        provider.post(&format!("{path}/agreements"), agreement()).await.expect(201);
        let body = order(json!([{"offerId": "office-basic", "quantity": 1}]));
        let orders = format!("{path}/orders");
        let (ordered, ended) = tokio::join!(provider.post(&orders, body), end(&provider, &customer));
        assert!((ordered.status == 201) != (ended.status == 200), "{} {}", ordered.status, ended.status);
        if ordered.status == 201 {
            assert_eq!(ended.refused(409, "subscriptions_active")["parameters"]["activeSubscriptions"], 1);
        } else {
            ordered.refused(404, "not_found");
        }
    }
}

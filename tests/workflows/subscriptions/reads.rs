//! Everybody who has to do with a customer reads its subscriptions (Z12).

use serde_json::json;
use tandem_tests::{World, people};

use super::{contoso, subscription};
use crate::steps::listed;

#[tokio::test]
async fn lists_are_filtered_by_reseller_of_record_and_order() {
    let world = World::start().await;
    let (customer, path) = subscription(&world).await;
    let [provider, reseller] = [contoso(&world).await, world.sign_in(people::RESELLER).await];
    provider.patch(&path, json!({"partnerId": "2000002", "autoRenewEnabled": true})).await.expect(200);
    let order = provider.get(&path).await.expect(200)["orderId"].as_str().expect("an order").to_owned();
    let list = format!("{customer}/subscriptions");
    let other = "50000000-0000-4000-8000-000000000001";
    for (query, found) in [
        ("?mpn_id=2000002".to_owned(), 1),
        ("?MPN_ID=2000001".to_owned(), 0),
        (format!("?order_id={order}"), 1),
        (format!("?Order_Id={}", order.to_uppercase()), 1),
        (format!("?order_id={other}"), 0),
        (format!("?order_id={order}&mpn_id=2000002"), 1),
        (format!("?order_id={order}&mpn_id=2000001"), 0),
    ] {
        assert_eq!(listed(&reseller, &format!("{list}{query}"), "/id").await.len(), found, "{query}");
    }
    let page = reseller.get(&format!("{list}?mpn_id=2000002&size=5")).await.expect(200);
    let own = page["links"]["self"]["uri"].as_str().expect("an address");
    assert!(own.ends_with("/subscriptions?size=5&mpn_id=2000002"), "{own}");
    for query in ["?mpn_id=12a", "?order_id=x"] {
        reseller.get(&format!("{list}{query}")).await.refused(400, "invalid_input");
    }
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    stranger.get(&format!("{list}?mpn_id=2000002")).await.refused(404, "not_found");
}

#[tokio::test]
async fn there_are_no_add_ons() {
    let world = World::start().await;
    let (_, path) = subscription(&world).await;
    let provider = contoso(&world).await;
    assert_eq!(provider.get(&format!("{path}/addons")).await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn a_party_is_told_that_there_is_no_such_subscription_and_a_stranger_nothing_z12() {
    let world = World::start().await;
    let (customer, path) = subscription(&world).await;
    let [provider, stranger] = [contoso(&world).await, world.sign_in(people::OTHER_PROVIDER).await];
    let unknown = format!("{customer}/subscriptions/40000000-0000-4000-8000-00000000ffff");
    for part in ["", "/addons", "/upgrades", "/resellersofrecord", "/supportcontact", "/supportcontacts"] {
        let error = provider.get(&format!("{unknown}{part}")).await.refused(404, "subscription_not_found");
        assert_eq!(error["code"], 20_003);
        let there = stranger.get(&format!("{path}{part}")).await.refused(404, "not_found");
        assert_eq!(there, stranger.get(&format!("{unknown}{part}")).await.refused(404, "not_found"));
    }
    let body = json!({"autoRenewEnabled": true});
    world.unchanged(provider.patch(&unknown, body)).await.refused(404, "subscription_not_found");
    provider.get(&format!("{customer}/subscriptions/x/upgrades")).await.refused(404, "not_found");
}

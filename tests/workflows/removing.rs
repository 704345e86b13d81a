//! A provider removes a partnership (Z3, X1–X4).

use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use serde_json::json;
use tandem_tests::{Item, World, comparable, people, text};

use crate::steps::{customer, customer_of_litware, listed, partners, partners_of};

async fn removal_path(world: &World, email: &str) -> String {
    format!("/v1/relationships/{}/removal", world.tenant_of(email).await)
}

#[tokio::test]
async fn a_removal_needs_the_attestation_and_shows_it_x1() {
    let world = World::start().await;
    partners(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = removal_path(&world, people::RESELLER).await;
    for body in [json!({}), json!({"attestationAccepted": false})] {
        let refused = world.unchanged(provider.post(&path, body)).await;
        let error = refused.refused(400, "attestation_missing");
        assert!(error["data"][0].as_str().is_some_and(|text| text.contains("legitimate business reasons")));
    }
    assert!(partners_of(&provider).await.contains(&"Litware Conseil".to_owned()));
}

#[tokio::test]
async fn a_removed_reseller_keeps_its_customers_x2() {
    let world = World::start().await;
    partners(&world).await;
    let (customer, subscription) = customer_of_litware(&world, "wideworld").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let of_record = format!("/v1/customers/{customer}/subscriptions/{subscription}/resellerofrecord");
    provider.put(&of_record, json!({"mpnId": "2000002"})).await.expect(200);
    let path = removal_path(&world, people::RESELLER).await;
    let preview = provider.get(&path).await.expect(200);
    assert_eq!(
        preview["stays"],
        json!({"customers": 1, "customersAtLeast": false, "delegatedAdmin": 1, "delegatedAdminAtLeast": false,
            "subscriptionsOfRecord": 1, "subscriptionsOfRecordAtLeast": false, "supportContacts": 0,
            "supportContactsAtLeast": false, "adminAccessToReseller": true})
    );
    let before = what_stays(&world).await;
    let removed =
        provider.post(&path, json!({"attestationAccepted": true, "reason": "Moved on"})).await.expect(200);
    assert_eq!(removed["stays"], preview["stays"]);
    assert!(removed["removedDate"].is_string());
    assert_eq!(what_stays(&world).await, before, "no customer, privilege or subscription changes");
    let reseller = world.sign_in(people::RESELLER).await;
    assert_eq!(listed(&reseller, "/v1/customers", "/id").await, std::slice::from_ref(&customer));
    let kept = reseller.get(&format!("/v1/customers/{customer}")).await.expect(200);
    assert_eq!(kept["allowDelegatedAccess"], true);
    let kept =
        provider.get(&format!("/v1/customers/{customer}/subscriptions/{subscription}")).await.expect(200);
    assert_eq!(kept["partnerId"], "2000002");
}

#[tokio::test]
async fn what_stays_is_counted_up_to_a_thousand_and_more_is_said_to_be_more_x2() {
    let world = World::start().await;
    partners(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = removal_path(&world, people::RESELLER).await;
    share_customers(&world, 0..1000).await;
    let stays = provider.get(&path).await.expect(200)["stays"].clone();
    assert_eq!((&stays["customers"], &stays["customersAtLeast"]), (&json!(1000), &json!(false)));
    share_customers(&world, 1000..1001).await;
    let stays = provider.get(&path).await.expect(200)["stays"].clone();
    assert_eq!((&stays["customers"], &stays["customersAtLeast"]), (&json!(1000), &json!(true)));
    assert_eq!((&stays["delegatedAdmin"], &stays["delegatedAdminAtLeast"]), (&json!(0), &json!(false)));
    let removed = provider.post(&path, json!({"attestationAccepted": true})).await.expect(200);
    assert_eq!(removed["stays"], stays, "the removal says what its preview said");
}

/// Puts customers into the index of those that Contoso and Litware share, as a long history would.
async fn share_customers(world: &World, numbers: std::ops::Range<usize>) {
    let pair =
        format!("{}#{}", world.tenant_of(people::PROVIDER).await, world.tenant_of(people::RESELLER).await);
    let items: Vec<_> = numbers.map(|number| shared_customer(&pair, number)).collect();
    for batch in items.chunks(25) {
        let written =
            world.stack.client().batch_write_item().request_items(world.table(), batch.to_vec()).send().await;
        let left = written.expect("a batch is written").unprocessed_items.unwrap_or_default();
        assert!(left.is_empty(), "the engine takes every batch whole");
    }
}

fn shared_customer(pair: &str, number: usize) -> WriteRequest {
    let attributes = [
        ("PK", format!("CUSTOMER#shared-{number:04}")),
        ("SK", format!("PAIR#{pair}")),
        ("GSI1PK", format!("SHARED#{pair}#{}", number % 4)),
        ("GSI1SK", format!("company {number:04}")),
        ("kind", "shared_customer".to_owned()),
    ];
    let item = attributes.map(|(name, value)| (name.to_owned(), AttributeValue::S(value)));
    let put = PutRequest::builder().set_item(Some(item.into())).build().expect("an item");
    WriteRequest::builder().put_request(put).build()
}

/// Everything that a removal must leave alone, in a comparable form.
async fn what_stays(world: &World) -> Vec<String> {
    let stays = |item: &Item| {
        ["CUSTOMER#", "ADMIN#", "DOMAIN#"].iter().any(|kind| text(item, "PK").starts_with(kind))
    };
    comparable(world.items().await.into_iter().filter(stays))
}

#[tokio::test]
async fn nobody_is_notified_x3() {
    let world = World::start().await;
    partners(&world).await;
    let mails = world.mails().await.len();
    let provider = world.sign_in(people::PROVIDER).await;
    let path = removal_path(&world, people::RESELLER).await;
    provider.post(&path, json!({"attestationAccepted": true})).await.expect(200);
    assert_eq!(world.mails().await.len(), mails);
}

#[tokio::test]
async fn after_it_each_is_gone_from_the_others_list_and_new_customers_are_refused_x4() {
    let world = World::start().await;
    partners(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let path = removal_path(&world, people::RESELLER).await;
    provider.post(&path, json!({"attestationAccepted": true})).await.expect(200);
    assert!(!partners_of(&provider).await.contains(&"Litware Conseil".to_owned()));
    assert!(partners_of(&reseller).await.is_empty());
    let mut body = customer("later");
    body["associatedPartnerId"] = json!(world.tenant_of(people::RESELLER).await);
    world.unchanged(provider.post("/v1/customers", body)).await.refused(409, "not_partners");
    let again = provider.post(&path, json!({"attestationAccepted": true}));
    world.unchanged(again).await.refused(409, "not_partners");
    provider.get(&path).await.refused(409, "not_partners");
}

#[tokio::test]
async fn a_removed_reseller_can_still_be_named_by_its_partner_id_x4_s3() {
    let world = World::start().await;
    partners(&world).await;
    let (customer, subscription) = customer_of_litware(&world, "wideworld").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = removal_path(&world, people::RESELLER).await;
    provider.post(&path, json!({"attestationAccepted": true})).await.expect(200);
    let path = format!("/v1/customers/{customer}/subscriptions/{subscription}/resellerofrecord");
    assert_eq!(provider.put(&path, json!({"mpnId": "2000002"})).await.expect(200)["partnerId"], "2000002");
}

#[tokio::test]
async fn a_reseller_cannot_remove_and_a_stranger_learns_nothing_z3_z12() {
    let world = World::start().await;
    let provider_tenant = world.tenant_of(people::PROVIDER).await;
    let body = json!({"attestationAccepted": true});
    let reseller = world.sign_in(people::PARTNER).await;
    let path = format!("/v1/relationships/{provider_tenant}/removal");
    world.unchanged(reseller.post(&path, body.clone())).await.refused(403, "authorization_failed");
    reseller.get(&path).await.refused(403, "authorization_failed");
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    let path = removal_path(&world, people::PARTNER).await;
    world.unchanged(stranger.post(&path, body)).await.refused(404, "not_found");
}

//! What of a change is on whose side: who may read the subscription sees all of it, who is only named by it
//! sees that (Z12, N5).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use super::{operations, trail};
use crate::steps::{customer_of_litware, partners};

/// A subscription of Woodgrove, whose partner Litware isn't.
const OF_WOODGROVE: &str =
    "/v1/customers/30000000-0000-4000-8000-000000000001/subscriptions/40000000-0000-4000-8000-000000000101";

fn said(records: &[Value]) -> String {
    records.iter().map(Value::to_string).collect()
}

#[tokio::test]
async fn a_reseller_of_record_without_a_relationship_reads_of_its_own_naming_only_z12() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let named = json!({"mpnId": "2000002", "reason": "as agreed"});
    provider.put(&format!("{OF_WOODGROVE}/resellerofrecord"), named).await.expect(200);
    let change = json!({"friendlyName": "secret project", "quantity": 77, "autoRenewEnabled": true});
    provider.patch(OF_WOODGROVE, change).await.expect(200);
    let theirs = trail(&world.sign_in(people::RESELLER).await, "").await;
    // Besides the invitation that it has sent in the demo world.
    let expected = ["update_subscription", "request_customer_relationship"];
    assert_eq!(operations(&theirs), expected, "{theirs:#?}");
    assert!(said(&theirs).contains("2000002") && !said(&theirs).contains("secret project"), "{theirs:#?}");
    let customers = trail(&world.sign_in(people::CUSTOMER).await, "").await;
    assert!(said(&customers).contains("secret project"), "the customer's own side has all of it");
    assert!(!said(&customers).contains(people::PROVIDER), "but for the addresses of others' people");
}

#[tokio::test]
async fn a_provider_that_left_reads_nothing_of_what_happens_after_c9() {
    let world = World::start().await;
    partners(&world).await;
    let (customer, id) = customer_of_litware(&world, "wideworld").await;
    let path = format!("/v1/customers/{customer}");
    let subscription = format!("{path}/subscriptions/{id}");
    let [provider, reseller] = [people::PROVIDER, people::RESELLER].map(|email| world.sign_in(email));
    let (provider, reseller) = (provider.await, reseller.await);
    provider.put(&format!("{subscription}/resellerofrecord"), json!({"mpnId": "2000002"})).await.expect(200);
    provider.patch(&subscription, json!({"status": "suspended"})).await.expect(200);
    provider.patch(&path, json!({"relationshipToPartner": "none"})).await.expect(200);
    reseller.patch(&subscription, json!({"friendlyName": "after the end"})).await.expect(200);
    assert!(said(&trail(&reseller, "").await).contains("after the end"));
    assert!(!said(&trail(&provider, "").await).contains("after the end"));
    let contact = reseller.get(&format!("{subscription}/supportcontact")).await.expect(200);
    assert_eq!(contact.get("supportTenantId"), None, "nor does it answer support requests any more");
}

#[tokio::test]
async fn the_order_of_a_new_customer_is_on_the_same_sides_as_any_other_n3() {
    let world = World::start().await;
    partners(&world).await;
    let mut body = crate::steps::customer_with_order("wideworld", &world.tenant_of(people::RESELLER).await);
    body["order"]["lineItems"][0]["partnerIdOnRecord"] = json!("2000001");
    let provider = world.sign_in(people::PROVIDER).await;
    provider.post("/v1/customers", body).await.expect(201);
    let of_record = trail(&world.sign_in(people::PARTNER).await, "").await;
    assert!(operations(&of_record).contains(&"create_order"), "{of_record:#?}");
    let added_for = trail(&world.sign_in(people::RESELLER).await, "").await;
    assert!(!operations(&added_for).contains(&"create_order"), "{added_for:#?}");
}

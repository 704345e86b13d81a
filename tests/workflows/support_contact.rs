//! The provider chooses who answers a subscription's support requests, and everybody sees who it is (S5, Z6).

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

use crate::replays::replayed;
use crate::steps::{count, customer_of_litware, listed, partners};

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";

struct Story {
    world: World,
    provider: Caller,
    reseller: Caller,
    customer: String,
    contact: String,
}

async fn story() -> Story {
    let world = World::start().await;
    partners(&world).await;
    let (customer, subscription) = customer_of_litware(&world, "wideworld").await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let contact = format!("/v1/customers/{customer}/subscriptions/{subscription}/supportcontact");
    Story { world, provider, reseller, customer: format!("/v1/customers/{customer}"), contact }
}

fn who(contact: &Value) -> (Option<&str>, Option<&str>, Option<&str>) {
    let member = |name: &str| contact[name].as_str();
    (member("supportTenantId"), member("supportMpnId"), member("name"))
}

const PROVIDER: (Option<&str>, Option<&str>, Option<&str>) =
    (Some(CONTOSO), Some("1000001"), Some("Contoso Distribution"));
const RESELLER: (Option<&str>, Option<&str>, Option<&str>) =
    (Some(LITWARE), Some("2000002"), Some("Litware Conseil"));

#[tokio::test]
async fn it_is_the_provider_until_one_is_chosen_and_again_when_it_is_cleared_s5() {
    let Story { world, provider, reseller, contact, .. } = story().await;
    assert_eq!(who(&reseller.get(&contact).await.expect(200)), PROVIDER);
    let audits = count(&world, "audit").await;
    let body =
        json!({"SupportTenantId": LITWARE, "SupportMpnId": "2000002", "Name": null, "Attributes": null});
    let chosen = provider.put(&contact, body).await.expect(200);
    assert_eq!(who(&chosen), RESELLER);
    assert_eq!(chosen["attributes"]["objectType"], "SupportContact");
    assert_eq!(who(&reseller.get(&contact).await.expect(200)), RESELLER);
    assert_eq!(count(&world, "audit").await - audits, 3, "provider, customer, and who was chosen");
    let removal = provider.get(&format!("/v1/relationships/{LITWARE}/removal")).await.expect(200);
    assert_eq!(removal["stays"]["supportContacts"], 1);
    let same = json!({"supportTenantId": LITWARE});
    assert_eq!(who(&world.unchanged(provider.put(&contact, same)).await.expect(200)), RESELLER);
    for clear in
        [json!({"supportTenantId": null}), json!({"supportTenantId": CONTOSO, "supportMpnId": "1000001"})]
    {
        provider.put(&contact, json!({"supportTenantId": LITWARE})).await.expect(200);
        assert_eq!(who(&provider.put(&contact, clear).await.expect(200)), PROVIDER);
        assert_eq!(who(&reseller.get(&contact).await.expect(200)), PROVIDER);
    }
    let removal = provider.get(&format!("/v1/relationships/{LITWARE}/removal")).await.expect(200);
    assert_eq!(removal["stays"]["supportContacts"], 0);
}

#[tokio::test]
async fn who_may_be_chosen_is_listed() {
    let Story { world: _world, reseller, contact, .. } = story().await;
    let mut names = listed(&reseller, &format!("{contact}s"), "/name").await;
    names.sort();
    assert_eq!(names, ["Contoso Distribution", "Litware Conseil"]);
    let page = reseller.get(&format!("{contact}s?size=1")).await.expect(200);
    assert!(page["links"]["next"].is_object(), "page by page: {page}");
}

#[tokio::test]
async fn whoever_may_not_be_chosen_is_refused_and_nothing_changes() {
    let Story { world, provider, reseller, contact, .. } = story().await;
    let fabrikam = world.tenant_of(people::PARTNER).await;
    let northwind = world.tenant_of(people::OTHER_PROVIDER).await;
    for tenant in [fabrikam, northwind, "70000000-0000-4000-8000-000000000009".to_owned()] {
        let refused = world.unchanged(provider.put(&contact, json!({"supportTenantId": tenant}))).await;
        let error = refused.refused(409, "support_contact_not_eligible");
        assert_eq!(
            (&error["code"], &error["parameters"]["field"]),
            (&json!(910_041), &json!("supportTenantId"))
        );
    }
    for (body, field) in [
        (json!({"supportTenantId": "litware"}), "supportTenantId"),
        (json!({"supportTenantId": LITWARE, "supportMpnId": "2000001"}), "supportMpnId"),
        (json!({"supportTenantId": LITWARE, "supportMpnId": "x"}), "supportMpnId"),
        (json!({"supportMpnId": "2000002"}), "supportMpnId"),
    ] {
        let error = world.unchanged(provider.put(&contact, body)).await.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field);
    }
    let body = json!({"supportTenantId": LITWARE});
    world.unchanged(reseller.put(&contact, body.clone())).await.refused(403, "authorization_failed");
    let stale = provider.with("if-match", "stale");
    world.unchanged(stale.put(&contact, body.clone())).await.refused(400, "etag_stale");
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    world.unchanged(stranger.put(&contact, body)).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_partnership_that_ends_leaves_it_and_a_relationship_that_ends_does_not_x2_c9() {
    let Story { world, provider, customer, contact, .. } = story().await;
    provider.put(&contact, json!({"supportTenantId": LITWARE})).await.expect(200);
    let removal = format!("/v1/relationships/{LITWARE}/removal");
    provider.post(&removal, json!({"attestationAccepted": true})).await.expect(200);
    assert_eq!(who(&provider.get(&contact).await.expect(200)), RESELLER);
    // Nobody ends a reseller's relationship through the API yet; so that of the table goes.
    let id = customer.rsplit('/').next().expect("an id");
    let key = |text: String| aws_sdk_dynamodb::types::AttributeValue::S(text);
    let delete = world.stack.client().delete_item().table_name(world.table());
    let delete = delete.key("PK", key(format!("CUSTOMER#{id}"))).key("SK", key(format!("PARTNER#{LITWARE}")));
    delete.send().await.expect("the table takes it");
    assert_eq!(who(&provider.get(&contact).await.expect(200)), PROVIDER, "read at use");
    assert_eq!(listed(&provider, &format!("{contact}s"), "/name").await, ["Contoso Distribution"]);
    let refused = world.unchanged(provider.put(&contact, json!({"supportTenantId": LITWARE}))).await;
    refused.refused(409, "support_contact_not_eligible");
}

#[tokio::test]
async fn a_choice_is_replayed_n2() {
    let Story { world, contact, .. } = story().await;
    let body = json!({"supportTenantId": LITWARE});
    replayed(&world, people::PROVIDER, "PUT", &contact, body, json!({})).await;
}

//! What comes of an acceptance, for everybody concerned (I7–I10, A1, N3, P9).

mod races;
mod restoring;

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

use crate::invitations::{
    GLOBAL, act_on, consent, customer_of_both, held_in, invited_by_both, invited_by_provider,
    invited_by_reseller, place_of,
};
use crate::steps::listed;

const REMOVE_FABRIKAM: &str = "/v1/relationships/20000000-0000-4000-8000-000000000001/removal";

async fn customers_of(by: &Caller, filter: Option<(&str, &str)>) -> Vec<String> {
    let filter = filter.map(|(field, value)| {
        let filter = json!({"Field": field, "Value": value, "Operator": "starts_with"}).to_string();
        let filter = percent_encoding::utf8_percent_encode(&filter, percent_encoding::NON_ALPHANUMERIC);
        format!("?filter={filter}")
    });
    listed(by, &format!("/v1/customers{}", filter.unwrap_or_default()), "/id").await
}

#[tokio::test]
async fn both_partners_have_the_customer_from_then_on_i7_c8() {
    let world = World::start().await;
    let (accepted, tenant) = customer_of_both(&world, GLOBAL, json!(["exchange"])).await;
    assert_eq!(tenant, world.tenant_of(GLOBAL.customer).await, "the token's tenant is the customer (L5)");
    assert_eq!(accepted["recipient"]["name"], "Company of met");
    let [provider, reseller] = [world.sign_in(GLOBAL.provider).await, world.sign_in(GLOBAL.reseller).await];
    for (caller, filter, manages) in [
        (&provider, ("IndirectReseller", GLOBAL.reseller_tenant), false),
        (&reseller, ("IndirectCloudSolutionProvider", GLOBAL.provider_tenant), true),
    ] {
        assert!(customers_of(caller, None).await.contains(&tenant));
        assert!(customers_of(caller, Some(filter)).await.contains(&tenant), "shared by both: {filter:?}");
        let seen = caller.get(&format!("/v1/customers/{tenant}")).await.expect(200);
        assert_eq!(seen["companyProfile"]["domain"], "met.onmicrosoft.com");
        assert_eq!(seen["allowDelegatedAccess"], manages, "the reseller's, in the joint shape (I10)");
    }
    let other = world.sign_in(people::OTHER_PROVIDER).await;
    assert!(!customers_of(&other, None).await.contains(&tenant));
    other.get(&format!("/v1/customers/{tenant}")).await.refused(404, "not_found");
}

#[tokio::test]
async fn the_customer_sees_who_it_deals_with_and_who_holds_what_a1() {
    let world = World::start().await;
    let (_, tenant) = customer_of_both(&world, GLOBAL, json!(["exchange", "azure"])).await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let reseller = GLOBAL.reseller_tenant.to_owned();
    let held = [(reseller.clone(), "azure".to_owned()), (reseller, "exchange".to_owned())];
    assert_eq!(held_in(&customer).await, held);
    let partners = customer.get(&format!("/v1/customers/{tenant}/relationships")).await.expect(200);
    let role = |name: &str| {
        let items = partners["items"].as_array().expect("items").iter();
        items.filter(|item| item["name"] == name).map(|item| item["role"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(role("Fabrikam IT"), ["indirect_reseller"]);
    assert_eq!(role("Contoso Distribution"), ["indirect_provider"]);
}

#[tokio::test]
async fn a_customer_grants_less_than_is_asked_or_nothing_i3_a4() {
    for (services, granted) in [(json!(["azure"]), json!(["azure"])), (json!([]), json!([]))] {
        let world = World::start().await;
        let invitation = invited_by_reseller(&world, GLOBAL, json!(["exchange", "azure"])).await;
        let customer = world.sign_in(GLOBAL.customer).await;
        let mut body = consent(&invitation, GLOBAL, "met");
        body["services"] = services;
        let accepted = act_on(&customer, &invitation, "accept", body).await.expect(200);
        assert_eq!(accepted["granted"], granted);
        let held = held_in(&customer).await.into_iter().map(|(_, service)| service).collect::<Vec<_>>();
        assert_eq!(json!(held), granted);
    }
}

#[tokio::test]
async fn a_provider_orders_once_the_customer_has_accepted_and_not_before_i9() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    let invitation = invited_by_both(&world, GLOBAL, json!([])).await;
    let tenant = world.tenant_of(GLOBAL.customer).await;
    let orders = format!("/v1/customers/{tenant}/orders");
    let order = json!({"lineItems": [{"lineItemNumber": 0, "offerId": "office-basic", "quantity": 3}]});
    world.unchanged(provider.post(&orders, order.clone())).await.refused(404, "not_found");
    let customer = world.sign_in(GLOBAL.customer).await;
    act_on(&customer, &invitation, "accept", consent(&invitation, GLOBAL, "met")).await.expect(200);
    // The agreement was accepted on the page, so that nobody has to attest it (I5).
    let status = format!("/v1/customers/{tenant}/directSignedMicrosoftCustomerAgreementStatus");
    assert_eq!(provider.get(&status).await.expect(200)["isSigned"], true);
    provider.post(&orders, order.clone()).await.expect(201);
    let reseller = world.sign_in(GLOBAL.reseller).await;
    world.unchanged(reseller.post(&orders, order)).await.refused(403, "authorization_failed");
}

#[tokio::test]
async fn a_partnership_that_ended_in_between_ends_the_joint_invitation_i10() {
    let world = World::start().await;
    let joint = invited_by_both(&world, GLOBAL, json!(["azure"])).await;
    let alone = invited_by_reseller(&world, GLOBAL, json!(["azure"])).await;
    let provider = world.sign_in(GLOBAL.provider).await;
    provider.post(REMOVE_FABRIKAM, json!({"attestationAccepted": true})).await.expect(200);
    let customer = world.sign_in(GLOBAL.customer).await;
    let body = consent(&joint, GLOBAL, "met");
    let refused = world.unchanged(act_on(&customer, &joint, "accept", body)).await;
    let error = refused.refused(410, "invitation_over");
    assert_eq!(error["parameters"]["state"], "no_longer_partners");
    let sender = world.sign_in(GLOBAL.reseller).await;
    let resent = world.unchanged(act_on(&sender, &joint, "resend", json!({}))).await;
    resent.refused(409, "not_partners");
    act_on(&sender, &alone, "resend", json!({})).await.expect(200);
    act_on(&customer, &alone, "accept", consent(&alone, GLOBAL, "met")).await.expect(200);
}

#[tokio::test]
async fn the_one_who_invited_hears_what_was_granted_p9() {
    let world = World::start().await;
    customer_of_both(&world, GLOBAL, json!(["exchange", "azure"])).await;
    let mails = world.mails().await;
    assert_eq!(mails.len(), 2, "the invitation and its outcome");
    assert!(mails[0]["to"].to_string().contains(GLOBAL.reseller), "{}", mails[0]);
    let text = mails[0]["text"].as_str().expect("a text");
    for told in ["Company of met", "Exchange", "Azure"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("Teams"), "{text}");
}

#[tokio::test]
async fn every_side_has_its_records_n3() {
    let world = World::start().await;
    let (accepted, tenant) = customer_of_both(&world, GLOBAL, json!(["azure"])).await;
    let told = async |who: &str| {
        let trail = world.sign_in(who).await.get("/v1/auditrecords").await.expect(200);
        let records = trail["items"].as_array().expect("items").clone();
        let of_this = records.into_iter().filter(|record| {
            record["customerId"] == tenant.as_str() || record["customizedData"].to_string().contains(&tenant)
        });
        let mut words: Vec<_> =
            of_this.map(|record| record["operationType"].as_str().unwrap_or_default().to_owned()).collect();
        words.sort();
        words
    };
    let of_relations = ["create_partner_customer_relationship"; 2];
    let of_partner = |more: &[&'static str]| {
        let mut words = [&of_relations[..], &["create_agreement"], more].concat();
        words.sort_unstable();
        words
    };
    let accepting = "accept_customer_relationship_request";
    let granting = "dap_admin_relationship_approved";
    assert_eq!(told(GLOBAL.customer).await, of_partner(&[accepting, granting]));
    assert_eq!(told(GLOBAL.reseller).await, of_partner(&[accepting, granting]));
    assert_eq!(told(GLOBAL.provider).await, of_partner(&[]));
    assert_eq!(accepted["state"], "accepted");
}

#[tokio::test]
async fn the_invitation_tells_its_sender_what_it_still_holds_a3_t6() {
    let world = World::start().await;
    let invitation = invited_by_provider(&world, GLOBAL, json!(["exchange", "azure"])).await;
    let customer = world.sign_in(GLOBAL.customer).await;
    act_on(&customer, &invitation, "accept", consent(&invitation, GLOBAL, "met")).await.expect(200);
    let provider = world.sign_in(GLOBAL.provider).await;
    let held = async || {
        let seen = provider.get(&place_of(&invitation)).await.expect(200);
        assert_eq!(seen["granted"], json!(["exchange", "azure"]), "what was granted doesn't change");
        let services = seen["held"].as_array().expect("what is held").iter();
        services.map(|held| held["service"].clone()).collect::<Vec<Value>>()
    };
    assert_eq!(held().await, ["exchange", "azure"]);
    let path = format!("/v1/delegatedaccess/{}", GLOBAL.provider_tenant);
    let take_back = |service: &str| format!("{path}?service={service}");
    let delete = async |path: String| {
        customer.send(axum::http::Method::DELETE, &path, axum::body::Body::empty()).await.expect(200)
    };
    delete(take_back("azure")).await;
    assert_eq!(held().await, ["exchange"]);
    delete(path.clone()).await;
    assert_eq!(held().await, Vec::<Value>::new());
    let seen = customer.get(&place_of(&invitation)).await.expect(200);
    assert!(seen.get("held").is_none(), "the sender's own: {seen}");
}

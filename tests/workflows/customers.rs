//! A provider adds customers (Z4, C1–C7).

use serde_json::json;
use tandem_tests::{World, people};

use crate::steps::{agreement, count, customer, customer_of_litware, customer_with_order, listed, partners};

#[tokio::test]
async fn a_customer_for_a_reseller_is_in_both_lists_with_both_as_partners_c2_c5() {
    let world = World::start().await;
    partners(&world).await;
    let (id, subscription) = customer_of_litware(&world, "wideworld").await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    for who in [&provider, &reseller] {
        assert!(listed(who, "/v1/customers", "/id").await.contains(&id));
        let subscriptions = format!("/v1/customers/{id}/subscriptions");
        assert_eq!(listed(who, &subscriptions, "/id").await, std::slice::from_ref(&subscription));
    }
    let path = format!("/v1/customers/{id}");
    assert_eq!(
        provider.get(&path).await.expect(200)["allowDelegatedAccess"],
        false,
        "the provider has none (C2)"
    );
    assert_eq!(reseller.get(&path).await.expect(200)["allowDelegatedAccess"], true);
    let relationships = format!("{path}/relationships");
    assert_eq!(listed(&provider, &relationships, "/name").await, ["Litware Conseil"]);
    assert_eq!(listed(&reseller, &relationships, "/name").await, ["Contoso Distribution"]);
}

#[tokio::test]
async fn a_customer_without_a_reseller_is_the_providers_alone_c2() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let created = provider.post("/v1/customers", customer("alone")).await.expect(201);
    assert_eq!(created["allowDelegatedAccess"], true);
    assert_eq!(created["relationshipToPartner"], "reseller");
    assert!(created.get("associatedPartnerId").is_none());
}

#[tokio::test]
async fn the_temporary_password_is_in_one_answer_and_nowhere_else_c4_p1() {
    let world = World::start().await;
    let provider =
        world.sign_in(people::PROVIDER).await.with("ms-requestid", "0b8b1e0c-44ab-4a52-9b0c-0d9f6a1b2c3d");
    let created = provider.post("/v1/customers", customer("secret")).await.expect(201);
    let password = created["userCredentials"]["password"].as_str().expect("a password").to_owned();
    assert_eq!(created["userCredentials"]["userName"], "admin");
    assert!(password.len() >= 16);
    let again = provider.post("/v1/customers", customer("secret")).await.expect(201);
    assert_eq!(again["id"], created["id"]);
    assert_eq!(again["userCredentials"], json!({"userName": "admin"}), "a replay carries no password");
    assert!(!format!("{:?}", world.items().await).contains(&password));
    assert!(!format!("{:?}", world.mails().await).contains(&password));
}

#[tokio::test]
async fn a_taken_domain_is_refused_and_nothing_is_left_c1_c3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    provider.post("/v1/customers", customer("taken")).await.expect(201);
    let other = world.sign_in(people::OTHER_PROVIDER).await;
    let mut body = customer("TAKEN");
    body["agreement"] = agreement();
    body["order"] = json!({"lineItems": [{"offerId": "office-basic", "quantity": 1}]});
    let error = world.unchanged(other.post("/v1/customers", body)).await.refused(409, "domain_taken");
    assert_eq!(error["parameters"]["field"], "companyProfile.domain");
}

#[tokio::test]
async fn validate_only_shows_what_would_be_created_and_changes_nothing() {
    let world = World::start().await;
    partners(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let reseller = world.tenant_of(people::RESELLER).await;
    let path = "/v1/customers?validateOnly=true";
    let plan = provider.post(path, customer_with_order("planned", &reseller));
    let planned = world.unchanged(plan).await.expect(200);
    assert!(planned.get("id").is_none() && planned.get("userCredentials").is_none(), "{planned}");
    assert_eq!(planned["order"]["lineItems"][0]["quantity"], 5);
    let mut bad = customer_with_order("planned", &world.tenant_of(people::OTHER_RESELLER).await);
    bad["order"]["lineItems"] = json!([
        {"offerId": "no-such-offer", "quantity": 1},
        {"offerId": "office-basic", "quantity": 301, "partnerIdOnRecord": "2000005"},
    ]);
    let error = world.unchanged(provider.post(path, bad)).await.refused(400, "invalid_input");
    assert_eq!(error["data"].as_array().map(Vec::len), Some(4), "every error at once: {error}");
}

#[tokio::test]
async fn an_order_needs_the_agreement_or_nothing_is_created() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let before = count(&world, "agreement").await;
    let mut body = customer("noagreement");
    body["order"] = json!({"lineItems": [{"offerId": "office-basic", "quantity": 1}]});
    let refused = world.unchanged(provider.post("/v1/customers", body.clone())).await;
    let error = refused.refused(403, "agreement_missing");
    assert_eq!(error["code"], 13_605);
    body["agreement"] = agreement();
    let created = provider.post("/v1/customers", body).await.expect(201);
    assert_eq!(created["order"]["status"], "completed");
    assert_eq!(count(&world, "agreement").await, before + 1);
}

#[tokio::test]
async fn a_reseller_of_record_on_the_order_is_verified_s3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let with = |mpn_id: &str, domain: &str| {
        let mut body = customer(domain);
        body["agreement"] = agreement();
        body["order"] =
            json!({"lineItems": [{"offerId": "office-basic", "quantity": 1, "partnerIdOnRecord": mpn_id}]});
        body
    };
    for (mpn_id, status, name) in
        [("2000007", 403, "partner_agreement_missing"), ("1000001", 404, "partner_id_indirect_provider")]
    {
        world.unchanged(provider.post("/v1/customers", with(mpn_id, "a"))).await.refused(status, name);
    }
    let created = provider.post("/v1/customers", with("2000001", "a")).await.expect(201);
    assert_eq!(created["order"]["lineItems"][0]["partnerIdOnRecord"], "2000001");
}

#[tokio::test]
async fn keys_in_any_case_with_explicit_nulls_are_read() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let body = json!({
        "Id": null, "CommerceId": null, "AssociatedPartnerId": null, "UserCredentials": null,
        "CompanyProfile": {"TenantId": null, "Domain": "dotnet.onmicrosoft.com", "CompanyName": null},
        "BillingProfile": {"Email": "eva@wideworld.example", "Culture": "EN-US", "Language": "En", "CompanyName": "Dotnet GmbH",
            "DefaultAddress": {"Country": "DE", "Region": null, "City": "Ulm", "State": null, "AddressLine1": "Weg 1",
                "PostalCode": "89073", "FirstName": "Eva", "LastName": "Huber", "PhoneNumber": null}},
        "Attributes": {"ObjectType": "Customer"},
    });
    let created = provider.post("/v1//customers/", body).await.expect(201);
    assert_eq!(created["companyProfile"]["companyName"], "Dotnet GmbH");
}

#[tokio::test]
async fn a_customer_of_another_region_or_domain_suffix_is_refused_c7() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut abroad = customer("abroad");
    abroad["billingProfile"]["defaultAddress"]["country"] = json!("US");
    let refused = world.unchanged(provider.post("/v1/customers", abroad)).await;
    refused.refused(400, "different_cloud_or_region");
    let mut elsewhere = customer("x");
    elsewhere["companyProfile"]["domain"] = json!("x.partner.onmschina.cn");
    world.unchanged(provider.post("/v1/customers", elsewhere)).await.refused(400, "invalid_input");
}

//! Company and billing profile of a customer: one record behind both (Z4, Z18, C1, C7).

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people, text};

use crate::lists::filter;
use crate::replays::replayed;
use crate::steps::{customer, idle_customer_of_litware, listed, partners};

/// A world with a customer that Contoso added for Litware: its path.
async fn shared(world: &World) -> String {
    partners(world).await;
    format!("/v1/customers/{}", idle_customer_of_litware(world, "wideworld").await)
}

async fn read(by: &Caller, path: &str, profile: &str) -> Value {
    by.get(&format!("{path}/profiles/{profile}")).await.expect(200)
}

#[tokio::test]
async fn both_profiles_are_one_record() {
    let world = World::start().await;
    let path = shared(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let mut billing = read(&provider, &path, "billing").await;
    assert_eq!(billing["attributes"]["objectType"], "CustomerBillingProfile");
    let company = read(&reseller, &path, "company").await;
    assert_eq!(company["domain"], "wideworld.onmicrosoft.com");
    assert_eq!(company["attributes"]["etag"], billing["attributes"]["etag"]);
    billing["companyName"] = json!("Wide World Traders");
    billing["email"] = json!("eva@traders.example");
    billing["defaultAddress"]["city"] = json!("Bremen");
    billing["defaultAddress"]["postalCode"] = json!("28195");
    let put = provider.put(&format!("{path}/profiles/billing"), billing.clone()).await.expect(200);
    assert_ne!(put["attributes"]["etag"], billing["attributes"]["etag"], "a new etag");
    assert_eq!(read(&reseller, &path, "billing").await, put);
    let company = read(&reseller, &path, "company").await;
    assert_eq!(company["companyName"], "Wide World Traders");
    assert_eq!(
        (&company["email"], &company["address"]["city"]),
        (&json!("eva@traders.example"), &json!("Bremen"))
    );
    let whole = provider.get(&path).await.expect(200);
    assert_eq!((&whole["companyProfile"], &whole["billingProfile"]), (&company, &put));
}

#[tokio::test]
async fn another_name_moves_the_customer_in_every_list_c5_c8() {
    let world = World::start().await;
    let path = shared(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let company = format!("{path}/profiles/company");
    provider.put(&company, json!({"companyName": "Aardvark GmbH"})).await.expect(200);
    let litware = world.tenant_of(people::RESELLER).await;
    let contoso = world.tenant_of(people::PROVIDER).await;
    let name = "/companyProfile/companyName";
    let find = |field, value: &str| format!("/v1/customers?filter={}", filter(field, value));
    for who in [&provider, &reseller] {
        assert_eq!(listed(who, "/v1/customers", name).await[0], "Aardvark GmbH");
        assert_eq!(listed(who, &find("CompanyName", "aard"), name).await.len(), 1);
        assert_eq!(listed(who, &find("CompanyName", "wide"), name).await.len(), 0);
        assert_eq!(listed(who, &find("Domain", "wideworld."), name).await, ["Aardvark GmbH"]);
    }
    assert_eq!(listed(&provider, &find("IndirectReseller", &litware), name).await, ["Aardvark GmbH"]);
    let of_contoso = find("IndirectCloudSolutionProvider", &contoso);
    assert_eq!(listed(&reseller, &of_contoso, name).await, ["Aardvark GmbH"]);
    let items = world.items().await;
    let told = items.iter().filter(|item| text(item, "operation") == "update_customer_billing_profile");
    assert_eq!(told.count(), 3, "the customer and both its partners");
}

#[tokio::test]
async fn a_stale_etag_is_refused_wherever_it_stands() {
    let world = World::start().await;
    let path = shared(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let company = format!("{path}/profiles/company");
    let old = read(&provider, &path, "company").await;
    let etag = old["attributes"]["etag"].as_str().expect("an etag").to_owned();
    let named = |name: &str| json!({"companyName": name});
    let mut first = old.clone();
    first["companyName"] = json!("First");
    provider.put(&company, first).await.expect(200);
    let mut stale = old;
    stale["companyName"] = json!("Second");
    let error = world.unchanged(provider.put(&company, stale)).await.refused(400, "etag_stale");
    assert_eq!(error["code"], 2055);
    let by_header = provider.with("if-match", &format!("\"{etag}\""));
    world.unchanged(by_header.put(&company, named("Second"))).await.refused(400, "etag_stale");
    let fresh = read(&provider, &path, "billing").await["attributes"]["etag"].clone();
    let by_header = world.sign_in(people::PROVIDER).await.with("if-match", fresh.as_str().expect("an etag"));
    by_header.put(&company, named("Second")).await.expect(200);
    provider.put(&company, named("Third")).await.expect(200);
}

#[tokio::test]
async fn the_customers_own_admin_changes_its_profile_a_reseller_never_z18() {
    let world = World::start().await;
    let path = shared(&world).await;
    let id = path.rsplit('/').next().expect("an id");
    let company = format!("{path}/profiles/company");
    let named = |name: &str| json!({"companyName": name});
    world.member(id, &["global_admin"]).put(&company, named("Ours")).await.expect(200);
    let reseller = world.sign_in(people::RESELLER).await;
    let refused = world.unchanged(reseller.put(&company, named("Mine"))).await;
    assert_eq!(refused.refused(403, "authorization_failed")["code"], 1002);
}

#[tokio::test]
async fn the_domain_and_the_region_group_stay_c1_c7() {
    let world = World::start().await;
    let path = shared(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut company = read(&provider, &path, "company").await;
    company["domain"] = json!("other.onmicrosoft.com");
    let (company_path, billing_path) =
        (format!("{path}/profiles/company"), format!("{path}/profiles/billing"));
    let error = world.unchanged(provider.put(&company_path, company)).await.refused(400, "invalid_input");
    assert_eq!(error["parameters"]["field"], "domain");
    let mut billing = read(&provider, &path, "billing").await;
    billing["defaultAddress"]["country"] = json!("GB");
    billing["defaultAddress"]["postalCode"] = json!("M2 5BQ");
    let error = world
        .unchanged(provider.put(&billing_path, billing.clone()))
        .await
        .refused(400, "different_cloud_or_region");
    assert_eq!(error["parameters"]["field"], "defaultAddress.country");
    billing["defaultAddress"]["country"] = json!("AT");
    billing["defaultAddress"]["postalCode"] = json!("1010");
    provider.put(&billing_path, billing).await.expect(200);
}

#[tokio::test]
async fn every_bad_field_of_a_profile_is_named_n6() {
    let world = World::start().await;
    let path = shared(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let good = customer("unused")["billingProfile"].clone();
    let (company, billing) = (format!("{path}/profiles/company"), format!("{path}/profiles/billing"));
    for (pointer, value, name) in [
        ("companyName", Value::Null, "invalid_input"),
        ("companyName", json!("x".repeat(65)), "invalid_input"),
        ("email", json!("eva"), "invalid_input"),
        ("culture", json!("german"), "invalid_input"),
        ("language", json!("x"), "invalid_input"),
        ("defaultAddress", Value::Null, "invalid_input"),
        ("defaultAddress.country", json!("XX"), "invalid_input"),
        ("defaultAddress.postalCode", json!("1"), "invalid_input"),
        ("defaultAddress.postalCode", Value::Null, "invalid_input"),
        ("defaultAddress.addressLine1", json!("x".repeat(201)), "invalid_input"),
        ("defaultAddress.lastName", json!("x".repeat(51)), "invalid_input"),
        ("defaultAddress.phoneNumber", json!("call me"), "phone_number_invalid"),
    ] {
        let mut body = good.clone();
        let place = body.pointer_mut(&format!("/{}", pointer.replace('.', "/")));
        if let Some(place) = place {
            *place = value.clone();
        } else {
            body["defaultAddress"][pointer.rsplit('.').next().unwrap_or_default()] = value.clone();
        }
        let error = world.unchanged(provider.put(&billing, body)).await.refused(400, name);
        assert_eq!(error["parameters"]["field"], pointer, "{value}: {error}");
    }
    let numbered = json!({"organizationRegistrationNumber": "1", "companyName": "X"});
    let error = world
        .unchanged(provider.put(&company, numbered))
        .await
        .refused(400, "registration_number_not_supported");
    assert_eq!(error["code"], 600_002);
}

#[tokio::test]
async fn dotnets_shape_with_explicit_nulls_is_read() {
    let world = World::start().await;
    let path = shared(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let body = json!({
        "Id": null, "FirstName": null, "LastName": null, "Email": "eva@traders.example", "Culture": "EN-US",
        "Language": "En", "CompanyName": "Wide World Traders",
        "DefaultAddress": {
            "Country": "DE", "Region": null, "City": "Ulm", "State": null, "AddressLine1": "Weg 1",
            "AddressLine2": null, "AddressLine3": "Hof 3", "PostalCode": "89073", "FirstName": "Eva",
            "LastName": "Huber", "PhoneNumber": "+49 731 5550100",
        },
        "Links": null, "Attributes": {"Etag": null, "ObjectType": "CustomerBillingProfile"},
    });
    let put = provider.put(&format!("{path}//profiles/billing/"), body.clone()).await.expect(200);
    assert_eq!((&put["culture"], &put["defaultAddress"]["addressLine3"]), (&json!("en-US"), &json!("Hof 3")));
    // The same again is no change, and nothing is written.
    let again = world.unchanged(provider.put(&format!("{path}/profiles/billing"), body)).await;
    assert_eq!(again.expect(200), put);
    let company = json!({"TenantId": null, "Domain": "WIDEWORLD.onmicrosoft.com", "CompanyName": "Wide World",
        "OrganizationRegistrationNumber": null, "Address": null, "Email": null,
        "Attributes": {"ObjectType": "CustomerCompanyProfile"}});
    let put = provider.put(&format!("{path}/profiles/company"), company).await.expect(200);
    assert_eq!((&put["companyName"], &put["email"]), (&json!("Wide World"), &json!("eva@traders.example")));
}

#[tokio::test]
async fn changing_a_profile_is_replayed_n2() {
    for profile in ["company", "billing"] {
        let world = World::start().await;
        let path = format!("{}/profiles/{profile}", shared(&world).await);
        let mut body = customer("unused")["billingProfile"].clone();
        body["companyName"] = json!("Wide World Traders");
        let mut other = body.clone();
        other["companyName"] = json!("Somebody else");
        replayed(&world, people::PROVIDER, "PUT", &path, body, other).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_changes_at_once_one_wins_and_the_other_reads_again() {
    for _ in 0..8 {
        let world = World::start().await;
        let path = format!("{}/profiles/company", shared(&world).await);
        let provider = world.sign_in(people::PROVIDER).await;
        let etag = provider.get(&path).await.expect(200)["attributes"].clone();
        let named = |name: &str| json!({"companyName": name, "attributes": etag});
        let (one, other) =
            tokio::join!(provider.put(&path, named("One")), provider.put(&path, named("Other")));
        let (won, lost) = if one.status == 200 { (one, other) } else { (other, one) };
        let name = won.expect(200)["companyName"].clone();
        lost.refused(400, "etag_stale");
        assert_eq!(provider.get(&path).await.expect(200)["companyName"], name);
        let listed = listed(&provider, "/v1/customers", "/companyProfile/companyName").await;
        assert!(listed.contains(&name.as_str().expect("a name").to_owned()), "{listed:?}");
    }
}

#[tokio::test]
async fn javas_five_repeats_under_one_id_are_one_change_n2() {
    let world = World::start().await;
    let path = format!("{}/profiles/billing", shared(&world).await.replace("/v1/", "/v1//"));
    let id = "4c1d2f6a-8a5e-4d3b-9c55-000000000002";
    let provider = world.sign_in(people::PROVIDER).await.with("MS-RequestId", id);
    let mut body = provider.get(&path).await.expect(200);
    body["companyName"] = json!("Wide World Traders");
    // The etag that it read is stale from the second time on; a repeat is answered before that is seen.
    let first = provider.put(&path, body.clone()).await.expect(200);
    for _ in 0..4 {
        assert_eq!(world.unchanged(provider.put(&path, body.clone())).await.expect(200), first);
    }
}

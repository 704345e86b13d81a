//! What `POST /v1/customers` takes from Partner Center's clients, and what it refuses (C1, N6).

use serde_json::{Value, json};
use tandem_tests::{Reply, World, people};

use crate::steps::customer;

const PATH: &str = "/v1/customers";

/// A customer in a country, with a postal code that is right there.
fn in_country(domain: &str, country: &str, postal_code: Option<&str>) -> Value {
    let mut body = customer(domain);
    body["billingProfile"]["defaultAddress"]["country"] = json!(country);
    body["billingProfile"]["defaultAddress"]["postalCode"] = json!(postal_code);
    body
}

fn with_number(mut body: Value, number: &str) -> Value {
    body["companyProfile"]["organizationRegistrationNumber"] = json!(number);
    body
}

#[tokio::test]
async fn the_body_that_dotnet_sends_creates_a_customer() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let body = json!({
        "Id": null, "CommerceId": null, "RelationshipToPartner": "unknown", "AllowDelegatedAccess": null,
        "EnableGDAPByDefault": true, "AssociatedPartnerId": null, "CustomDomains": null, "UserCredentials": null,
        "CompanyProfile": {
            "TenantId": null, "Domain": "dotnet.onmicrosoft.com", "CompanyName": null, "Address": null,
            "Email": null, "OrganizationRegistrationNumber": null, "Links": null,
            "Attributes": {"Etag": null, "ObjectType": "CustomerCompanyProfile"},
        },
        "BillingProfile": {
            "Id": null, "FirstName": null, "LastName": null, "Email": "eva@wideworld.example", "Culture": "EN-US",
            "Language": "En", "CompanyName": "Dotnet GmbH",
            "DefaultAddress": {
                "Id": null, "Country": "DE", "Region": null, "City": "Ulm", "State": null, "District": null,
                "AddressLine1": "Weg 1", "AddressLine2": null, "AddressLine3": null, "PostalCode": "89073",
                "FirstName": "Eva", "MiddleName": null, "LastName": "Huber", "PhoneNumber": "+49 731 5550100",
                "EmailAddress": null,
            },
            "Links": null, "Attributes": {"Etag": null, "ObjectType": "CustomerBillingProfile"},
        },
        "Links": null, "Attributes": {"Etag": null, "ObjectType": "Customer"},
    });
    let created = provider.post(PATH, body).await.expect(201);
    assert_eq!(created["companyProfile"]["companyName"], "Dotnet GmbH", "the billing profile's name");
    assert_eq!(created["billingProfile"]["culture"], "en-US");
    assert_eq!(created["billingProfile"]["firstName"], "Eva");
    assert_eq!(created["relationshipToPartner"], "reseller");
}

#[tokio::test]
async fn the_contacts_name_may_stand_beside_the_address() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut body = customer("beside");
    let billing = &mut body["billingProfile"];
    for name in ["firstName", "lastName"] {
        billing[name] = billing["defaultAddress"][name].take();
    }
    let created = provider.post(PATH, body).await.expect(201);
    assert_eq!(created["billingProfile"]["defaultAddress"]["lastName"], "Huber");
}

#[tokio::test]
async fn addresses_are_held_against_their_countrys_rules_c1() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (country, postal_code) in
        [("DE", Some("1234")), ("DE", None), ("AT", Some("89073")), ("NL", Some("1234"))]
    {
        let refused = world.unchanged(provider.post(PATH, in_country("bad", country, postal_code))).await;
        let error = refused.refused(400, "invalid_input");
        let field = "billingProfile.defaultAddress.postalCode";
        assert_eq!(error["parameters"]["field"], field, "{country} {postal_code:?}: {error}");
    }
    for (domain, country, postal_code) in [
        ("nl", "NL", Some("3512jc")),
        ("ie", "IE", None),
        ("se", "SE", Some("114 55")),
        ("lv", "LV", Some("LV-1010")),
    ] {
        provider.post(PATH, in_country(domain, country, postal_code)).await.expect(201);
    }
}

#[tokio::test]
async fn every_bad_field_of_a_customer_is_named_n6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let long = "x".repeat(201);
    for (field, value, code) in [
        ("companyProfile.domain", json!("no domain"), 2000),
        ("companyProfile.companyName", json!("Another name"), 2000),
        ("billingProfile.companyName", json!("a\u{202e}b"), 2000),
        ("billingProfile.email", json!("eva"), 2000),
        ("billingProfile.culture", json!("german"), 2000),
        ("billingProfile.language", Value::Null, 2000),
        ("billingProfile.defaultAddress.country", json!("DEU"), 2000),
        ("billingProfile.defaultAddress.city", Value::Null, 2000),
        ("billingProfile.defaultAddress.addressLine1", json!(long), 2000),
        ("billingProfile.defaultAddress.addressLine1", json!(""), 2000),
        ("billingProfile.defaultAddress.firstName", json!("x".repeat(51)), 2000),
        ("billingProfile.defaultAddress.lastName", Value::Null, 2000),
        ("billingProfile.defaultAddress.phoneNumber", json!("call me"), 600_051),
        ("userCredentials.password", json!("Passw0rd!"), 2000),
    ] {
        let mut body = customer("bad");
        body["userCredentials"] = json!({"userName": "admin"});
        let (object, name) = field.rsplit_once('.').expect("a path");
        let place = body.pointer_mut(&format!("/{}", object.replace('.', "/"))).expect("an object");
        place[name] = value.clone();
        let reply: Reply = world.unchanged(provider.post(PATH, body)).await;
        assert_eq!(reply.status, 400, "{field}={value}: {}", reply.text());
        let error = reply.json();
        assert_eq!((&error["parameters"]["field"], &error["code"]), (&json!(field), &json!(code)), "{error}");
    }
}

#[tokio::test]
async fn a_registration_number_is_needed_in_some_countries_and_refused_elsewhere_c1() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let hungary = in_country("hungary", "HU", Some("1037"));
    let refused = world.unchanged(provider.post(PATH, hungary.clone())).await;
    assert_eq!(refused.refused(400, "registration_number_missing")["code"], 600_049);
    let elsewhere = with_number(customer("hungary"), "13-09-123456");
    let refused = world.unchanged(provider.post(PATH, elsewhere)).await;
    let error = refused.refused(400, "registration_number_not_supported");
    assert_eq!(error["code"], 600_002);
    assert_eq!(error["parameters"]["field"], "companyProfile.organizationRegistrationNumber");
    let created = provider.post(PATH, with_number(hungary, "13-09-123456")).await.expect(201);
    assert_eq!(created["companyProfile"]["organizationRegistrationNumber"], "13-09-123456");
    let path = format!("{PATH}/{}/profiles/company", created["id"].as_str().expect("an id"));
    assert_eq!(provider.get(&path).await.expect(200)["organizationRegistrationNumber"], "13-09-123456");
}

#[tokio::test]
async fn validate_only_names_the_problems_of_fields_and_rules_at_once() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut body = with_number(in_country("planned", "DE", Some("1")), "1");
    body["billingProfile"]["defaultAddress"]["phoneNumber"] = json!("12");
    body["userCredentials"] = json!({"password": "x"});
    let checked = provider.post("/v1/customers?validateOnly=true", body);
    let error = world.unchanged(checked).await.refused(400, "invalid_input");
    assert_eq!(error["data"].as_array().map(Vec::len), Some(4), "{error}");
}

#[tokio::test]
async fn javas_five_repeats_under_one_id_create_one_customer_n2() {
    let world = World::start().await;
    let id = "4c1d2f6a-8a5e-4d3b-9c55-000000000003";
    let provider =
        world.sign_in(people::PROVIDER).await.with("MS-RequestId", id).with("MS-CorrelationId", id);
    let mut body = customer("java");
    body["relationshipToPartner"] = json!("none");
    body["attributes"] = json!({"objectType": "Customer"});
    let first = provider.post("/v1//customers", body.clone()).await.expect(201);
    for _ in 0..4 {
        let again = world.unchanged(provider.post("/v1//customers", body.clone())).await.expect(201);
        assert_eq!(again["id"], first["id"]);
    }
}

//! E8, E7: a tenant that is known as a customer gives what isn't known yet, becomes a reseller, and stays the
//! customer that it was.

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people, text};

use super::company::{Company, confirm, key_sent_to, register};
use crate::invariants::agrees_with_itself;
use crate::steps::{accept, ask, customer, partners_of};

const TREY: &str = "30000000-0000-4000-8000-000000000003";

/// Trey Research, a customer whose global admin enrolls it.
async fn trey(world: &World) -> Company {
    register(world, "7000001", "AT", "active").await;
    Company {
        tenant: TREY.to_owned(),
        mpn_id: "7000001".to_owned(),
        domain: "treyresearch.onmicrosoft.com".to_owned(),
        admin: world.sign_in("theo@treyresearch.example").await,
        email: "theo@treyresearch.example".to_owned(),
        name: "Trey Research".to_owned(),
    }
}

fn short() -> Value {
    json!({
        "mpnId": "7000001", "support": {"email": "help@treyresearch.example", "telephone": "+43 1 5550100"},
        "language": "en",
    })
}

#[tokio::test]
async fn a_known_tenant_gives_its_support_contact_and_partner_id_only_e8() {
    let world = World::start().await;
    let company = trey(&world).await;
    let draft = company.admin.post("/v1/enrollments", short()).await.expect(201);
    assert_eq!((&draft["cloud"], &draft["country"]), (&json!("global"), &json!("AT")));
    assert_eq!(draft["domain"], "treyresearch.onmicrosoft.com");
    assert_eq!(
        draft["legalBusiness"],
        json!({
            "companyName": "Trey Research",
            "address": {"country": "AT", "city": "Wien", "addressLine1": "Stephansplatz 3", "postalCode": "1010"},
            "primaryContact": {
                "firstName": "Theo", "lastName": "Huber", "email": "theo@treyresearch.example",
                "phoneNumber": "+49 30 5550100",
            },
        })
    );
    assert_eq!(company.changes(short()).await.expect(200)["legalBusiness"], draft["legalBusiness"]);
    company.submits().await.expect(200);
    confirm(&world, &key_sent_to(&world, &company.email).await).await.expect(200);
    company.is_approved(&world).await.expect(200);
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn what_is_known_of_a_tenant_cant_be_said_otherwise_e8() {
    let world = World::start().await;
    let company = trey(&world).await;
    for (field, value) in [
        ("cloud", json!("china")),
        ("domain", json!("another.example")),
        (
            "legalBusiness",
            json!({
                "companyName": "Trey Research",
                "address": {"country": "DE", "city": "Berlin", "addressLine1": "Linden 1", "postalCode": "10117"},
                "primaryContact": {
                    "firstName": "Theo", "lastName": "Huber", "email": "theo@treyresearch.example",
                    "phoneNumber": "+49 30 5550100",
                },
            }),
        ),
    ] {
        let mut application = short();
        application[field] = value;
        let error = world.unchanged(company.admin.post("/v1/enrollments", application)).await;
        let error = error.refused(400, "invalid_input");
        let place = error["parameters"]["field"].as_str().expect("a field");
        assert!(place.starts_with(field), "{field}: {error}");
    }
    // Another legal name, street and contact are its own to say.
    let mut other = short();
    other["legalBusiness"] = json!({
        "companyName": "Trey Research GmbH",
        "address": {"country": "AT", "city": "Graz", "addressLine1": "Herrengasse 7", "postalCode": "8010"},
        "primaryContact": {
            "firstName": "Tea", "lastName": "Huber", "email": "tea@treyresearch.example",
            "phoneNumber": "+43 1 5550100",
        },
    });
    company.admin.post("/v1/enrollments", other).await.expect(201);
}

#[tokio::test]
async fn an_unknown_tenant_gives_everything_e1() {
    let world = World::start().await;
    let company = Company::new(&world, 1);
    let mut application = short();
    let error = world.unchanged(company.admin.post("/v1/enrollments", application.clone())).await;
    let said = error.refused(400, "invalid_input")["data"].to_string();
    assert!(said.contains("domain") && said.contains("legalBusiness"), "{said}");
    application["domain"] = json!("company1.example");
    let error = world.unchanged(company.admin.post("/v1/enrollments", application)).await;
    assert_eq!(error.refused(400, "invalid_input")["parameters"]["field"], "legalBusiness");
}

/// What there is of a customer, as it and its provider see it, and in the table.
async fn as_customer(world: &World, admin: &Caller) -> (Vec<Value>, Vec<String>) {
    let provider = world.sign_in(people::PROVIDER).await;
    let mut seen = Vec::new();
    for (by, path) in [
        (&provider, format!("/v1/customers/{TREY}")),
        (&provider, format!("/v1/customers/{TREY}/relationships")),
        (&provider, format!("/v1/customers/{TREY}/subscriptions")),
        (&provider, format!("/v1/customers/{TREY}/profiles/billing")),
        (admin, format!("/v1/customers/{TREY}/relationships")),
        (admin, "/v1/delegatedaccess".to_owned()),
    ] {
        seen.push(by.get(&path).await.expect(200));
    }
    let items = world.items().await.into_iter();
    let own =
        items.filter(|item| text(item, "PK").contains(TREY) && text(item, "PK").starts_with("CUSTOMER#"));
    (seen, tandem_tests::comparable(own))
}

#[tokio::test]
async fn a_customer_that_becomes_a_reseller_stays_a_customer_e7() {
    let world = World::start().await;
    let company = trey(&world).await;
    let before = as_customer(&world, &company.admin).await;
    company.admin.post("/v1/enrollments", short()).await.expect(201);
    company.submits().await.expect(200);
    company.confirms(&world).await.expect(200);
    company.is_approved(&world).await.expect(200);
    assert_eq!(as_customer(&world, &company.admin).await, before);
    // As a customer it still consents to others' relationships.
    let partner = world.sign_in(people::PARTNER).await;
    let invitation = partner
        .post(
            "/v1/customers/relationshiprequests",
            json!({"email": "theo@treyresearch.example", "delegatedAdmin": []}),
        )
        .await
        .expect(201);
    let path = format!("/v1/customers/relationshiprequests/{}", invitation["id"].as_str().expect("an id"));
    let read = company.admin.get(&path).await.expect(200);
    let consent = json!({"termsDigest": read["termsDigest"], "confirmed": true});
    company.admin.post(&format!("{path}/accept"), consent).await.expect(200);
    // As a reseller it is asked, and has customers of its own.
    let provider = world.sign_in(people::PROVIDER).await;
    let request = ask(&provider, "theo@treyresearch.example").await.expect(201);
    accept(&company.admin, &request).await.expect(200);
    assert_eq!(partners_of(&company.admin).await, ["Contoso Distribution"]);
    let mut body = customer("wideworld");
    body["associatedPartnerId"] = json!(TREY);
    provider.post("/v1/customers", body).await.expect(201);
    let reseller = world.member(TREY, &["admin_agent"]);
    assert_eq!(reseller.get("/v1/customers").await.expect(200)["totalCount"], 1);
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn a_new_reseller_becomes_a_customer_later_under_its_own_domain_e7() {
    let world = World::start().await;
    let mut company = super::company::adatum(&world).await;
    company.domain = "adatum.onmicrosoft.com".to_owned();
    company.is_enrolled(&world).await;
    // Nobody else takes its domain.
    let provider = world.sign_in(people::PROVIDER).await;
    world.unchanged(provider.post("/v1/customers", customer("adatum"))).await.refused(409, "domain_taken");
    let partner = world.sign_in(people::PARTNER).await;
    let invitation = json!({"email": "gabi@adatum.example", "delegatedAdmin": []});
    let invitation = partner.post("/v1/customers/relationshiprequests", invitation).await.expect(201);
    let path = format!("/v1/customers/relationshiprequests/{}", invitation["id"].as_str().expect("an id"));
    let read = company.admin.get(&path).await.expect(200);
    let consent = json!({
        "termsDigest": read["termsDigest"], "confirmed": true,
        "agreement": {
            "accepted": true,
            "primaryContact": {"firstName": "Gabi", "lastName": "Sommer", "email": "gabi@adatum.example"},
        },
        "organisation": {
            "domain": "adatum.onmicrosoft.com", "companyName": "Adatum Consulting", "email": "gabi@adatum.example",
            "culture": "de-DE", "language": "de",
            "defaultAddress": {
                "country": "DE", "city": "Hamburg", "addressLine1": "Am Sandtorkai 30", "postalCode": "20457",
                "firstName": "Gabi", "lastName": "Sommer",
            },
        },
    });
    company.admin.post(&format!("{path}/accept"), consent).await.expect(200);
    let request = ask(&provider, &company.email).await.expect(201);
    accept(&company.admin, &request).await.expect(200);
    agrees_with_itself(&world).await;
}

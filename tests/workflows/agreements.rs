//! What customers have accepted, and who attests it (Z8).

use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::join_all;
use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::steps::{agreement, count, idle_customer_of_litware, partners};

const TEMPLATE: &str = "117a77b0-9360-443b-8795-c6dedc750cf9";

/// A customer of Contoso and Litware that hasn't accepted anything.
async fn customer(world: &World) -> String {
    partners(world).await;
    format!("/v1/customers/{}", idle_customer_of_litware(world, "agreements").await)
}

#[tokio::test]
async fn a_provider_attests_and_every_party_sees_it_z8_z12() {
    let world = World::start().await;
    let customer = customer(&world).await;
    let (path, provider) = (format!("{customer}/agreements"), world.sign_in(people::PROVIDER).await);
    assert_eq!(provider.get(&path).await.expect(200)["totalCount"], 0);
    let attested = provider.post(&path, agreement()).await.expect(201);
    assert_eq!(
        (&attested["templateId"], &attested["type"]),
        (&json!(TEMPLATE), &json!("MicrosoftCustomerAgreement"))
    );
    assert!(
        attested["userId"].as_str().is_some_and(|id| !id.is_empty()) && attested["agreementLink"].is_string()
    );
    let its_own = world.member(customer.rsplit('/').next().expect("an id"), &["global_admin"]);
    for reader in [&provider, &world.sign_in(people::RESELLER).await, &its_own] {
        let seen = reader.get(&path).await.expect(200);
        assert_eq!(seen["items"], json!([attested]));
    }
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    stranger.get(&path).await.refused(404, "not_found");
    world.unchanged(stranger.post(&path, agreement())).await.refused(404, "not_found");
    let reseller = world.sign_in(people::RESELLER).await;
    world.unchanged(reseller.post(&path, agreement())).await.refused(403, "authorization_failed");
    let twice = world.unchanged(provider.post(&path, agreement())).await.refused(409, "agreement_exists");
    assert_eq!(twice["code"], 600_061);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_attest_at_once_one_is_kept() {
    let world = World::start().await;
    let path = format!("{}/agreements", customer(&world).await);
    let provider = world.sign_in(people::PROVIDER).await;
    let before = count(&world, "agreement").await;
    let replies = join_all((0..8).map(|_| provider.post(&path, agreement()))).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
    for lost in replies.into_iter().filter(|reply| reply.status != 201) {
        lost.refused(409, "agreement_exists");
    }
    assert_eq!(count(&world, "agreement").await, before + 1);
}

#[tokio::test]
async fn dates_are_read_as_clients_write_them_and_not_in_the_future() {
    let world = World::start().await;
    partners(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (number, (written, read)) in [
        ("2026-11-01T10:00:00", "2026-11-01T10:00:00.000Z"),
        ("2026-11-01T10:00:00+01:00", "2026-11-01T09:00:00.000Z"),
        ("6/1/2017 12:00:00 AM", "2017-06-01T00:00:00.000Z"),
        ("2026-11-305", "2026-11-01T00:00:00.000Z"),
    ]
    .into_iter()
    .enumerate()
    {
        let id = idle_customer_of_litware(&world, &format!("dates{number}")).await;
        let mut body = agreement();
        body["dateAgreed"] = json!(written);
        let attested = provider.post(&format!("/v1/customers/{id}/agreements"), body).await.expect(201);
        assert_eq!(attested["dateAgreed"], read, "{written}");
    }
}

#[tokio::test]
async fn every_bad_field_of_an_attestation_is_named_n6() {
    let world = World::start().await;
    let path = format!("{}/agreements", customer(&world).await);
    let provider = world.sign_in(people::PROVIDER).await;
    for (field, value) in [
        ("dateAgreed", json!("9999-01-01")),
        ("dateAgreed", json!("yesterday")),
        ("dateAgreed", Value::Null),
        ("templateId", json!("998b88de-aa99-4388-a42c-1b3517d49490")),
        ("templateId", Value::Null),
        ("type", json!("MicrosoftCloudAgreement")),
        ("primaryContact", Value::Null),
        ("primaryContact.email", json!("eva")),
        ("primaryContact.firstName", Value::Null),
        ("primaryContact.phoneNumber", json!("a\nb")),
    ] {
        let mut body = agreement();
        *body.pointer_mut(&format!("/{}", field.replace('.', "/"))).unwrap_or(&mut Value::Null) =
            value.clone();
        if field == "primaryContact.phoneNumber" {
            body["primaryContact"]["phoneNumber"] = value;
        }
        let error = world.unchanged(provider.post(&path, body)).await.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{error}");
    }
}

#[tokio::test]
async fn templates_and_acceptances_are_filtered_by_type() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let woodgrove = "/v1/customers/30000000-0000-4000-8000-000000000001/agreements";
    for (query, found) in [
        ("", 1),
        ("?agreementType=*", 1),
        ("?agreementType=MicrosoftCustomerAgreement", 1),
        ("?AGREEMENTTYPE=microsoftcustomeragreement", 1),
        ("?agreementType=MicrosoftCloudAgreement", 0),
    ] {
        for path in ["/v1/agreements", woodgrove] {
            let list = provider.get(&format!("{path}{query}")).await.expect(200);
            assert_eq!(list["totalCount"], found, "{path}{query}");
        }
    }
    let template = &provider.get("/v1/agreements").await.expect(200)["items"][0];
    assert_eq!((&template["templateId"], &template["versionRank"]), (&json!(TEMPLATE), &json!(0)));
    let in_china = world.sign_in("lin@blueyonder.example").await.get("/v1/agreements").await.expect(200);
    assert_eq!(in_china["totalCount"], 1);
    assert_ne!(in_china["items"][0]["templateId"], TEMPLATE, "each cloud has its own");
    for path in ["/v1/agreements", woodgrove] {
        provider.get(&format!("{path}?agreementType=Lease")).await.refused(400, "invalid_input");
    }
}

#[tokio::test]
async fn what_is_attested_is_not_signed_by_the_customer_itself() {
    let world = World::start().await;
    let customer = customer(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = format!("{customer}/directSignedMicrosoftCustomerAgreementStatus");
    assert_eq!(provider.get(&path).await.expect(200)["isSigned"], false);
    provider.post(&format!("{customer}/agreements"), agreement()).await.expect(201);
    assert_eq!(provider.get(&path).await.expect(200)["isSigned"], false);
    let update = world.stack.client().update_item().table_name(world.table());
    let update = update
        .key("PK", AttributeValue::S(customer.replace("/v1/customers/", "CUSTOMER#")))
        .key("SK", AttributeValue::S("AGREEMENT#CUSTOMER".to_owned()))
        .update_expression("SET directSigned = :yes")
        .expression_attribute_values(":yes", AttributeValue::Bool(true));
    update.send().await.expect("an update");
    let reseller = world.sign_in(people::RESELLER).await;
    assert_eq!(reseller.get(&path).await.expect(200)["isSigned"], true);
    let stranger = world.sign_in(people::OTHER_PROVIDER).await;
    stranger.get(&path).await.refused(404, "not_found");
}

#[tokio::test]
async fn an_attestation_in_dotnets_shape_is_replayed_n2() {
    let world = World::start().await;
    let path = format!("{}/agreements", customer(&world).await);
    let provider =
        world.sign_in(people::PROVIDER).await.with("ms-requestid", "3f1d2c3e-0000-4000-8000-0123456789ab");
    let body = json!({
        "UserId": null, "TemplateId": TEMPLATE.to_uppercase(), "DateAgreed": "2026-11-01T00:00:00", "AgreementLink": null,
        "PrimaryContact": {"FirstName": "Eva", "LastName": "Huber", "Email": "eva@wideworld.example", "PhoneNumber": null},
        "Type": "MicrosoftCustomerAgreement", "Attributes": {"ObjectType": "Agreement"},
    });
    let first = provider.post(&path, body.clone()).await.expect(201);
    assert_eq!(world.unchanged(provider.post(&path, body)).await.expect(201), first);
    world.unchanged(provider.post(&path, agreement())).await.refused(409, "request_id_reused");
}

//! The tenant that accepts: as it introduces itself, or as it is known (I4, I5, C7, N6).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::invitations::{
    CHINA, GLOBAL, INVITATIONS, Place, USGOV, act_on, consent, consent_of_known, invited,
    invited_by_reseller, key_of, mailbox, organisation, place_of,
};
use crate::steps::agreement;

#[tokio::test]
async fn every_bad_field_of_a_new_tenants_profile_is_named_n6_c1() {
    let world = World::start().await;
    let cases: [(Place, &str, Value, &str, u16, &str); 9] = [
        (GLOBAL, "/domain", json!("alpine.example"), "organisation.domain", 400, "invalid_input"),
        (GLOBAL, "/domain", json!("woodgrove.onmicrosoft.com"), "organisation.domain", 409, "domain_taken"),
        (GLOBAL, "/companyName", json!(""), "organisation.companyName", 400, "invalid_input"),
        (GLOBAL, "/email", json!("x"), "organisation.email", 400, "invalid_input"),
        (GLOBAL, "/culture", json!("german"), "organisation.culture", 400, "invalid_input"),
        (
            GLOBAL,
            "/defaultAddress/postalCode",
            json!("x"),
            "organisation.defaultAddress.postalCode",
            400,
            "invalid_input",
        ),
        (
            GLOBAL,
            "/defaultAddress/country",
            json!("US"),
            "organisation.defaultAddress.country",
            400,
            "different_cloud_or_region",
        ),
        (USGOV, "/domain", json!("coho.onmicrosoft.com"), "organisation.domain", 400, "invalid_input"),
        (
            CHINA,
            "/defaultAddress/country",
            json!("HK"),
            "organisation.defaultAddress.country",
            400,
            "different_cloud_or_region",
        ),
    ];
    for (place, pointer, value, field, status, name) in cases {
        let invitation = invited_by_reseller(&world, place, json!(["azure"])).await;
        let customer = world.sign_in(place.customer).await;
        let mut body = consent(&invitation, place, "met");
        *body["organisation"].pointer_mut(pointer).expect("the field") = value.clone();
        let refused = world.unchanged(act_on(&customer, &invitation, "accept", body)).await;
        let error = refused.refused(status, name);
        assert_eq!(error["parameters"]["field"], field, "{pointer} {value}: {error}");
    }
    let invitation = invited_by_reseller(&world, GLOBAL, json!([])).await;
    let mut body = consent(&invitation, GLOBAL, "met");
    body["organisation"] = json!({"domain": "x"});
    let customer = world.sign_in(GLOBAL.customer).await;
    let error = act_on(&customer, &invitation, "accept", body).await.refused(400, "invalid_input");
    assert!(error["data"].as_array().is_some_and(|all| all.len() > 4), "all of them: {error}");
}

#[tokio::test]
async fn a_known_tenant_keeps_its_profile_and_its_agreement_i5() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    let mut added = crate::steps::customer("known");
    added["agreement"] = agreement();
    let known = provider.post("/v1/customers", added).await.expect(201);
    let tenant = known["id"].as_str().expect("an id");
    let invitation = invited_by_reseller(&world, GLOBAL, json!(["azure"])).await;
    let customer = mailbox(&world, tenant, GLOBAL.customer, &["global_admin"]);
    let seen = customer.get(&place_of(&invitation)).await.expect(200);
    assert_eq!(seen["acceptance"]["organisationNeeded"], false);
    assert_eq!(seen["acceptance"]["agreementNeeded"], false);
    let mut twice = consent_of_known(&invitation);
    twice["organisation"] = organisation(GLOBAL, "other");
    let refused = world.unchanged(act_on(&customer, &invitation, "accept", twice)).await;
    assert_eq!(refused.refused(400, "invalid_input")["parameters"]["field"], "organisation");
    let agreements = format!("/v1/customers/{tenant}/agreements");
    let before = provider.get(&agreements).await.expect(200);
    let body = json!({"termsDigest": invitation["termsDigest"], "confirmed": true});
    act_on(&customer, &invitation, "accept", body).await.expect(200);
    assert_eq!(provider.get(&agreements).await.expect(200), before, "the acceptance of before stands");
    let profile = provider.get(&format!("/v1/customers/{tenant}")).await.expect(200);
    assert_eq!(profile["companyProfile"]["companyName"], "Wide World Importers");
}

#[tokio::test]
async fn those_of_another_cloud_never_meet_c7() {
    let world = World::start().await;
    let sender = world.sign_in(CHINA.reseller).await;
    let known = invited(&sender, people::CUSTOMER, json!([]), json!({})).await;
    let woodgrove = world.sign_in(people::CUSTOMER).await;
    let refused = world.unchanged(act_on(&woodgrove, &known, "accept", consent_of_known(&known))).await;
    refused.refused(400, "different_cloud_or_region");
    // A tenant that is a partner in another cloud isn't new either.
    let partner = invited(&sender, "wanda@wingtip.example", json!([]), json!({})).await;
    let tenant = world.tenant_of("wanda@wingtip.example").await;
    let wingtip = mailbox(&world, &tenant, "wanda@wingtip.example", &["global_admin"]);
    let refused =
        world.unchanged(act_on(&wingtip, &partner, "accept", consent(&partner, CHINA, "met"))).await;
    refused.refused(400, "different_cloud_or_region");
    wingtip.get(&format!("{INVITATIONS}/{}", key_of(&partner))).await.expect(200);
}

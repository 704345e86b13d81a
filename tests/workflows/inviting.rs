//! A partner invites a customer to a relationship (Z7, I1–I4, P9, P10, Z17).

mod changing;

use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::invitations::{
    CLOUDS, GERMANY, GLOBAL, INVITATIONS, USGOV, invited, invited_by_both, invited_by_provider,
    invited_by_reseller, place_of,
};

const EVERY_SERVICE: [&str; 5] = ["directory", "exchange", "sharepoint", "teams", "azure"];

/// A reseller that is under review.
const NOT_ENROLLED: &str = "paula@proseware.example";

#[tokio::test]
async fn a_reseller_a_reseller_with_its_provider_and_a_provider_invite_i1() {
    let world = World::start().await;
    let services = json!(["exchange", "azure"]);
    let alone = invited_by_reseller(&world, GLOBAL, services.clone()).await;
    let both = invited_by_both(&world, GLOBAL, services.clone()).await;
    let provider = invited_by_provider(&world, GLOBAL, services.clone()).await;
    let order = ["place_orders", "add_subscriptions"];
    for (invitation, sender, grants, with) in [
        (&alone, "Fabrikam IT", json!(["reseller_relationship"]), Value::Null),
        (
            &both,
            "Fabrikam IT",
            json!(["reseller_relationship", order[0], order[1]]),
            json!("Contoso Distribution"),
        ),
        (&provider, "Contoso Distribution", json!(order), Value::Null),
    ] {
        assert_eq!(invitation["kind"], "customer_relationship");
        assert_eq!(
            (&invitation["state"], &invitation["sender"]["name"]),
            (&json!("pending"), &json!(sender))
        );
        assert_eq!((&invitation["grants"], &invitation["provider"]["name"]), (&grants, &with));
        assert_eq!((&invitation["delegatedAdmin"], &invitation["cloud"]), (&services, &json!("global")));
        assert_eq!(invitation["recipient"], json!({"email": GLOBAL.customer}), "nothing else is known");
        assert_eq!(invitation["agreement"]["templateId"], GLOBAL.agreement);
        assert_eq!(invitation["granted"], json!([]));
    }
    let mails = world.mails().await;
    assert_eq!(mails.len(), 3, "one to each");
    for (mail, invitation) in mails.iter().zip([&provider, &both, &alone]) {
        assert!(mail["to"].to_string().contains(GLOBAL.customer), "{mail}");
        let (text, url) =
            (mail["text"].as_str().expect("a text"), invitation["url"].as_str().expect("a link"));
        assert!(text.contains(url) && text.contains("Exchange"), "{text}");
    }
    let sender = world.sign_in(GLOBAL.reseller).await;
    let seen = sender.get(&place_of(&both)).await.expect(200);
    assert_eq!((&seen["delivery"]["state"], &seen["delivery"]["attempts"]), (&json!("sent"), &json!(1)));
}

#[tokio::test]
async fn every_service_is_asked_for_unless_it_is_said_otherwise_i3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let left_out = json!({"email": GLOBAL.customer});
    let invitation = provider.post(INVITATIONS, left_out).await.expect(201);
    assert_eq!(invitation["delegatedAdmin"], json!(EVERY_SERVICE));
    let some = invited(&provider, GLOBAL.customer, json!(["Azure", "EXCHANGE", "azure"]), json!({})).await;
    assert_eq!(some["delegatedAdmin"], json!(["exchange", "azure"]), "in the order of the catalogue, once");
}

#[tokio::test]
async fn privileges_can_be_left_out_where_the_cloud_says_so_i3() {
    let world = World::start().await;
    for place in CLOUDS {
        for who in [place.reseller, place.provider] {
            let caller = world.sign_in(who).await;
            let none = json!({"email": place.customer, "delegatedAdmin": []});
            if [USGOV.cloud, GERMANY.cloud].contains(&place.cloud) {
                let refused = world.unchanged(caller.post(INVITATIONS, none)).await;
                let error = refused.refused(400, "invalid_input");
                assert_eq!(error["parameters"]["field"], "delegatedAdmin", "{error}");
                let one = json!({"email": place.customer, "delegatedAdmin": ["azure"]});
                caller.post(INVITATIONS, one).await.expect(201);
            } else {
                let invitation = caller.post(INVITATIONS, none).await.expect(201);
                assert_eq!(invitation["delegatedAdmin"], json!([]));
            }
        }
    }
}

#[tokio::test]
async fn only_admins_of_enrolled_partners_invite_z7_e5() {
    let world = World::start().await;
    let body = json!({"email": GLOBAL.customer, "delegatedAdmin": ["azure"]});
    for (who, status, name) in [
        ("ben@contoso.example", 403, "role_insufficient"),
        ("carla@contoso.example", 403, "role_insufficient"),
        ("hugo@fabrikam.example", 403, "role_insufficient"),
        ("ida@fabrikam.example", 403, "role_insufficient"),
        (people::CUSTOMER, 403, "authorization_failed"),
        (people::OPERATOR, 403, "authorization_failed"),
        (NOT_ENROLLED, 403, "authorization_failed"),
    ] {
        let caller = world.sign_in(who).await;
        let refused = world.unchanged(caller.post(INVITATIONS, body.clone())).await;
        assert_eq!(refused.clone().refused(status, name)["errorName"], name, "{who}");
    }
    for who in ["greta@fabrikam.example", "felix@fabrikam.example", "ana@contoso.example"] {
        world.sign_in(who).await.post(INVITATIONS, body.clone()).await.expect(201);
    }
}

#[tokio::test]
async fn a_reseller_names_a_provider_of_its_own_and_a_provider_none_i1() {
    let world = World::start().await;
    let with = |provider: &str| json!({"email": GLOBAL.customer, "delegatedAdmin": [], "indirectCloudSolutionProviderId": provider});
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let not_its_own = reseller.post(INVITATIONS, with("10000000-0000-4000-8000-000000000002"));
    let known = world.unchanged(not_its_own).await.refused(409, "not_partners");
    let unknown = reseller.post(INVITATIONS, with("77777777-7777-4777-8777-777777777777"));
    assert_eq!(
        known,
        world.unchanged(unknown).await.refused(409, "not_partners"),
        "nobody learns who exists"
    );
    let provider = world.sign_in(people::PROVIDER).await;
    for named in ["10000000-0000-4000-8000-000000000002", GLOBAL.provider_tenant, GLOBAL.reseller_tenant] {
        let refused = world.unchanged(provider.post(INVITATIONS, with(named))).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], "indirectCloudSolutionProviderId");
    }
}

#[tokio::test]
async fn every_bad_field_of_an_invitation_is_named_n6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (field, value) in [
        ("email", json!("alma")),
        ("email", json!("alma@alpineskihouse.example\r\nBcc: x@evil.example")),
        ("indirectCloudSolutionProviderId", json!("contoso")),
        ("delegatedAdmin", json!("azure")),
        ("delegatedAdmin[0]", json!(["minesweeper"])),
        ("delegatedAdmin[1]", json!(["azure", 7])),
        ("message", json!("see https://evil.example")),
        ("text", json!("no place for the link")),
        ("language", json!("fr")),
        ("reference", json!("a\nb")),
        ("expiresInHours", json!(721)),
        ("tenantId", json!("30000000-0000-4000-8000-000000000005")),
    ] {
        let mut body = json!({"email": GLOBAL.customer});
        body[field.split('[').next().unwrap_or(field)] = value.clone();
        let error = world.unchanged(provider.post(INVITATIONS, body)).await.refused(400, "invalid_input");
        let named = error["parameters"]["field"].as_str().unwrap_or_default();
        assert!(named.eq_ignore_ascii_case(field), "{field}={value}: {error}");
    }
}

#[tokio::test]
async fn wording_and_reference_are_the_senders_i4_m3() {
    let world = World::start().await;
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let more =
        json!({"message": "Good to meet you in Zell am See.", "reference": "CRM-4712", "language": "zh-CN"});
    let invitation = invited(&reseller, GLOBAL.customer, json!([]), more).await;
    assert_eq!((&invitation["reference"], &invitation["language"]), (&json!("CRM-4712"), &json!("zh-CN")));
    let mail = &world.mails().await[0];
    assert!(mail["text"].as_str().is_some_and(|text| text.contains("Good to meet you in Zell am See.")));
    assert!(!mail.to_string().contains("CRM-4712"), "the sender's own");
    let customer = world.sign_in(GLOBAL.customer).await;
    let seen = customer.get(&place_of(&invitation)).await.expect(200);
    assert!(seen.get("url").is_none() && seen.get("reference").is_none(), "{seen}");
    // Who is named beside the sender is told once there is something: on its list of customers.
    let named = invited_by_both(&world, GLOBAL, json!([])).await;
    let provider = world.sign_in(people::PROVIDER).await;
    provider.get(&place_of(&named)).await.refused(404, "not_found");
}

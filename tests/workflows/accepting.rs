//! A reseller accepts or declines (Z2, P3–P6, P9).

use serde_json::json;
use tandem_tests::{World, people};

use crate::asking::expire;
use crate::steps::{accept, act, asked, key, listed, partners, partners_of};

#[tokio::test]
async fn accepting_puts_each_into_the_others_list_p5() {
    let world = World::start().await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    assert!(!partners_of(&provider).await.contains(&"Litware Conseil".to_owned()));
    let accepted = partners(&world).await;
    assert_eq!(accepted["state"], "accepted");
    assert!(partners_of(&provider).await.contains(&"Litware Conseil".to_owned()));
    assert_eq!(partners_of(&reseller).await, ["Contoso Distribution"]);
}

#[tokio::test]
async fn accepting_gives_the_provider_admin_access_to_the_resellers_tenant_p4() {
    let world = World::start().await;
    partners(&world).await;
    let (provider, reseller) =
        (world.tenant_of(people::PROVIDER).await, world.tenant_of(people::RESELLER).await);
    let held = world.items().await.into_iter().any(|item| {
        tandem_tests::text(&item, "PK") == format!("ADMIN#{reseller}")
            && tandem_tests::text(&item, "SK") == format!("PROVIDER#{provider}")
    });
    assert!(held);
}

#[tokio::test]
async fn the_one_who_asked_gets_the_outcome_by_mail_p9() {
    let world = World::start().await;
    partners(&world).await;
    let mails = world.mails().await;
    assert_eq!(mails.len(), 2);
    assert!(mails[0]["to"].to_string().contains(people::PROVIDER), "{}", mails[0]);
    assert!(mails[0]["text"].as_str().is_some_and(|text| text.contains("Litware Conseil")));
}

#[tokio::test]
async fn the_key_of_the_link_stands_for_the_id() {
    let world = World::start().await;
    let request = asked(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    let path = format!("/v1/relationships/requests/{}", key(&request));
    assert_eq!(reseller.get(&path).await.expect(200)["id"], request["id"]);
    let body = json!({"termsDigest": request["termsDigest"], "confirmed": true});
    assert_eq!(reseller.post(&format!("{path}/accept"), body).await.expect(200)["state"], "accepted");
}

#[tokio::test]
async fn every_admin_of_the_reseller_gets_the_accepted_request_p6_l6() {
    let world = World::start().await;
    let request = asked(&world).await;
    let first = accept(&world.sign_in(people::RESELLER).await, &request).await.expect(200);
    let colleague = world.demo().await["people"]
        .as_array()
        .expect("people")
        .iter()
        .find(|person| {
            person["organisation"] == "Litware Conseil"
                && person["email"] != people::RESELLER
                && person["roles"].to_string().contains("global_admin")
        })
        .map(|person| person["email"].as_str().expect("an address").to_owned())
        .expect("another admin of Litware");
    let second = accept(&world.sign_in(&colleague).await, &request).await.expect(200);
    assert_eq!(first, second);
}

#[tokio::test]
async fn without_the_tick_or_under_other_terms_nothing_is_accepted_p3_l4() {
    let world = World::start().await;
    let request = asked(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    let path = format!("/v1/relationships/requests/{}/accept", request["id"].as_str().expect("an id"));
    let digest = &request["termsDigest"];
    for body in [json!({"termsDigest": digest}), json!({"termsDigest": digest, "confirmed": false})] {
        reseller.post(&path, body).await.refused(400, "not_confirmed");
    }
    let other = json!({"termsDigest": "x".repeat(43), "confirmed": true});
    let error = reseller.post(&path, other).await.refused(409, "terms_changed");
    assert_eq!(error["parameters"]["termsDigest"], *digest);
    assert!(partners_of(&reseller).await.is_empty());
}

#[tokio::test]
async fn an_expired_or_cancelled_request_cannot_be_accepted_l7() {
    let world = World::start().await;
    let reseller = world.sign_in(people::RESELLER).await;
    let expired = asked(&world).await;
    expire(&world, &expired["id"]).await;
    let error = accept(&reseller, &expired).await.refused(410, "invitation_over");
    assert_eq!(error["parameters"]["state"], "expired");
    let provider = world.sign_in(people::PROVIDER).await;
    let cancelled = asked(&world).await;
    act(&provider, &cancelled, "cancel").await.expect(200);
    accept(&reseller, &cancelled).await.refused(410, "invitation_over");
    assert!(partners_of(&reseller).await.is_empty());
}

#[tokio::test]
async fn declining_leaves_no_partnership_and_tells_the_one_who_asked_p9() {
    let world = World::start().await;
    let request = asked(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    let path = format!("/v1/relationships/requests/{}/decline", request["id"].as_str().expect("an id"));
    let declined = reseller.post(&path, json!({"reason": "We have two providers already"})).await.expect(200);
    assert_eq!(declined["state"], "declined");
    assert!(partners_of(&reseller).await.is_empty());
    let provider = world.sign_in(people::PROVIDER).await;
    let states = listed(&provider, "/v1/relationships/requests?state=declined", "/reason").await;
    assert_eq!(states, ["We have two providers already"]);
    let mail = &world.mails().await[0];
    assert!(
        mail["text"].as_str().is_some_and(|text| text.contains("We have two providers already")),
        "{mail}"
    );
    accept(&reseller, &request).await.refused(410, "invitation_over");
}

#[tokio::test]
async fn the_accepting_organisation_is_the_tokens_never_a_field_l5() {
    let world = World::start().await;
    let request = asked(&world).await;
    let stranger = world.sign_in(people::OTHER_RESELLER).await;
    let reseller = world.tenant_of(people::RESELLER).await;
    let path = format!("/v1/relationships/requests/{}/accept", key(&request));
    let body = json!({"termsDigest": request["termsDigest"], "confirmed": true, "tenantId": reseller});
    stranger.post(&path, body).await.refused(400, "invalid_input");
    accept(&stranger, &request).await.refused(404, "not_found");
}

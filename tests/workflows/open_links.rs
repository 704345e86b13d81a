//! Open links in use: whoever has one signs in, accepts, and is counted (P2, P6, I4, E5).

mod caps;

use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use crate::invariants::agrees_with_itself;
use crate::invitations::{
    CHINA, GLOBAL, INVITATIONS, act_on, consent, consent_of_known, held_in, key_of, mailbox, opened,
};
use crate::steps::{accept, act, listed, partners_of};

const REQUESTS: &str = "/v1/relationships/requests";
const REMOVE_LITWARE: &str = "/v1/relationships/20000000-0000-4000-8000-000000000002/removal";

/// Contoso's open link for a partnership, as its owner sees it.
async fn link_of_contoso(world: &World) -> Value {
    world.sign_in(people::PROVIDER).await.get(&format!("{REQUESTS}/draft")).await.expect(200)
}

/// A tenant that nobody has met, with its global admin.
fn tenant(world: &World, number: usize) -> (String, Caller) {
    let tenant = format!("7e4a4700-0000-4000-8000-{number:012}");
    let admin = mailbox(world, &tenant, &format!("admin@tenant{number}.example"), &["global_admin"]);
    (tenant, admin)
}

async fn introduced(by: &Caller, link: &Value, domain: &str) -> Reply {
    act_on(by, link, "accept", consent(link, GLOBAL, domain)).await
}

#[tokio::test]
async fn a_partnership_by_an_open_link_makes_an_accepted_request_of_its_own_p2() {
    let world = World::start().await;
    let draft = link_of_contoso(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    let link = world.unchanged(opened(&reseller, REQUESTS, &draft)).await;
    assert_eq!((&link["state"], &link["sender"]["name"]), (&json!("open"), &json!("Contoso Distribution")));
    assert!(link.get("recipient").is_none() && link.get("url").is_none(), "nothing of its owner's: {link}");
    let accepted = accept(&reseller, &link).await.expect(200);
    assert_eq!(
        (&accepted["state"], &accepted["recipient"]["name"]),
        (&json!("accepted"), &json!("Litware Conseil"))
    );
    assert_ne!(accepted["id"], link["id"]);
    assert_eq!(partners_of(&reseller).await, ["Contoso Distribution"]);
    // Twice is one, by whichever admin (P6).
    let colleague = world.sign_in("louis@litware.example").await;
    assert_eq!(world.unchanged(accept(&colleague, &link)).await.expect(200), accepted);
    let provider = world.sign_in(people::PROVIDER).await;
    let sent =
        listed(&provider, &format!("{REQUESTS}?direction=sent&state=accepted"), "/throughOpenLink").await;
    assert!(sent.contains(&link["id"].as_str().expect("an id").to_owned()), "{sent:?}");
    let received = listed(&reseller, &format!("{REQUESTS}?direction=received"), "/id").await;
    assert_eq!(json!(received), json!([accepted["id"]]));
    let uses = provider.get(&format!("{REQUESTS}/draft/uses")).await.expect(200);
    assert_eq!((&uses["items"][0]["name"], &uses["totalCount"]), (&json!("Litware Conseil"), &json!(1)));
    assert_eq!(uses["items"][0]["requestId"], accepted["id"]);
    assert_eq!(link_of_contoso(&world).await["useCount"], 1);
    let mail = &world.mails().await[0];
    assert!(mail["to"].to_string().contains(people::PROVIDER), "its owner hears of it: {mail}");
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn after_a_removal_the_link_can_be_used_again_even_if_it_is_used_up_p2_p6() {
    let world = World::start().await;
    let draft = link_of_contoso(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let link = opened(&reseller, REQUESTS, &draft).await;
    provider.patch(&format!("{REQUESTS}/draft"), json!({"maxUses": 1})).await.expect(200);
    let first = accept(&reseller, &link).await.expect(200);
    provider.post(REMOVE_LITWARE, json!({"attestationAccepted": true})).await.expect(200);
    assert!(partners_of(&reseller).await.is_empty());
    let second = accept(&reseller, &link).await.expect(200);
    assert_ne!(first["id"], second["id"]);
    assert_eq!(partners_of(&reseller).await, ["Contoso Distribution"]);
    let uses = listed(&provider, &format!("{REQUESTS}/draft/uses"), "/requestId").await;
    assert_eq!(json!(uses), json!([first["id"]]), "one organisation, counted once");
    assert_eq!(link_of_contoso(&world).await["useCount"], 1);
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn a_request_by_mail_stays_open_when_the_reseller_takes_the_open_link_p6() {
    let world = World::start().await;
    let request = crate::steps::asked(&world).await;
    let draft = link_of_contoso(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let link = opened(&reseller, REQUESTS, &draft).await;
    accept(&reseller, &link).await.expect(200);
    world.unchanged(accept(&reseller, &request)).await.refused(409, "already_partners");
    agrees_with_itself(&world).await;
    act(&provider, &request, "cancel").await.expect(200);
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn who_may_not_be_a_partner_is_told_why_e5_p7_p9() {
    let world = World::start().await;
    let draft = link_of_contoso(&world).await;
    let link = opened(&world.sign_in(people::RESELLER).await, REQUESTS, &draft).await;
    for (who, status, name) in [
        ("paula@proseware.example", 409, "reseller_not_enrolled"),
        (people::CUSTOMER, 409, "reseller_not_enrolled"),
        (people::OTHER_PROVIDER, 409, "reseller_not_enrolled"),
        ("manon@litware.example", 403, "role_insufficient"),
        ("tom@tailspin.example", 400, "different_cloud_or_region"),
        (CHINA.reseller, 400, "different_cloud_or_region"),
        (people::PARTNER, 409, "already_partners"),
        (people::PROVIDER, 403, "authorization_failed"),
    ] {
        let caller = world.sign_in(who).await;
        let refused = world.unchanged(accept(&caller, &link)).await;
        let error = refused.refused(status, name);
        if name == "reseller_not_enrolled" {
            assert!(
                error["data"][0].as_str().is_some_and(|link| link.starts_with("http")),
                "the way in: {error}"
            );
        }
    }
    let reseller = world.sign_in(people::RESELLER).await;
    let declined = world.unchanged(act(&reseller, &link, "decline")).await;
    declined.refused(409, "open_link_not_declined");
    let provider = world.sign_in(people::PROVIDER).await;
    for changed in ["resend", "cancel"] {
        world.unchanged(act(&provider, &link, changed)).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn any_customer_uses_a_customers_link_each_with_a_relationship_of_its_own_i4() {
    let world = World::start().await;
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let query = format!("delegatedAdmin=azure&indirectCloudSolutionProviderId={}", GLOBAL.provider_tenant);
    let draft = reseller.get(&format!("{INVITATIONS}/draft?{query}")).await.expect(200);
    let mut made = Vec::new();
    for number in 0..3 {
        let (tenant, admin) = tenant(&world, number);
        let link = world.unchanged(opened(&admin, INVITATIONS, &draft)).await;
        assert_eq!(link["acceptance"]["organisationNeeded"], true);
        let accepted = introduced(&admin, &link, &format!("tenant{number}")).await.expect(200);
        assert_eq!(accepted["granted"], json!(["azure"]));
        // Again, by key or id: one relationship.
        let by_key = format!("{INVITATIONS}/{}/accept", key_of(&draft));
        let again = world.unchanged(admin.post(&by_key, consent_of_known(&link))).await;
        assert_eq!(again.expect(200), accepted);
        assert_eq!(held_in(&admin).await, [(GLOBAL.reseller_tenant.to_owned(), "azure".to_owned())]);
        made.push((tenant, accepted));
    }
    let provider = world.sign_in(GLOBAL.provider).await;
    for (tenant, _) in &made {
        for caller in [&provider, &reseller] {
            caller.get(&format!("/v1/customers/{tenant}")).await.expect(200);
        }
    }
    let uses = listed(&reseller, &format!("{INVITATIONS}/draft/uses?{query}"), "/tenantId").await;
    let newest_first: Vec<_> = made.iter().rev().map(|(tenant, _)| tenant.clone()).collect();
    assert_eq!(uses, newest_first);
    let page = reseller.get(&format!("{INVITATIONS}/draft/uses?{query}&size=2")).await.expect(200);
    assert_eq!(page["totalCount"], 2);
    assert!(page["links"]["next"].is_object(), "{page}");
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn what_a_customer_took_back_it_can_grant_again_by_the_same_link_i8() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    let draft = provider.get(&format!("{INVITATIONS}/draft?delegatedAdmin=azure")).await.expect(200);
    let (_, admin) = tenant(&world, 1);
    let link = opened(&admin, INVITATIONS, &draft).await;
    let first = introduced(&admin, &link, "once").await.expect(200);
    let path = format!("/v1/delegatedaccess/{}", GLOBAL.provider_tenant);
    admin.send(axum::http::Method::DELETE, &path, axum::body::Body::empty()).await.expect(200);
    assert_eq!(held_in(&admin).await, []);
    let second = act_on(&admin, &link, "accept", consent_of_known(&link)).await.expect(200);
    assert_ne!(first["id"], second["id"]);
    assert_eq!(held_in(&admin).await, [(GLOBAL.provider_tenant.to_owned(), "azure".to_owned())]);
    agrees_with_itself(&world).await;
}

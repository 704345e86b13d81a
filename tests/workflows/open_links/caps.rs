//! How many organisations an open link lets in (P2): each counts once, and the count is exact.

use futures_util::future::join_all;
use serde_json::{Value, json};
use tandem_tests::World;

use super::{introduced, tenant};
use crate::asking::expire;
use crate::invariants::agrees_with_itself;
use crate::invitations::{GLOBAL, INVITATIONS, act_on, consent_of_known, opened};
use crate::steps::listed;

#[tokio::test]
async fn nobody_uses_up_a_cap_by_taking_back_and_granting_again_p2() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    let path = format!("{INVITATIONS}/draft?delegatedAdmin=azure");
    let draft = provider.get(&path).await.expect(200);
    provider.patch(&path, json!({"maxUses": 2})).await.expect(200);
    let [(first, one), (second, other)] = [tenant(&world, 1), tenant(&world, 2)];
    let link = opened(&one, INVITATIONS, &draft).await;
    let privileges = format!("/v1/delegatedaccess/{}", GLOBAL.provider_tenant);
    let mut latest = introduced(&one, &link, "one").await.expect(200);
    let again = async |latest: &Value| {
        one.send(axum::http::Method::DELETE, &privileges, axum::body::Body::empty()).await.expect(200);
        let accepted = act_on(&one, &link, "accept", consent_of_known(&link)).await.expect(200);
        assert_ne!(accepted["id"], latest["id"]);
        accepted
    };
    for _ in 0..3 {
        latest = again(&latest).await;
    }
    assert_eq!(provider.get(&path).await.expect(200)["useCount"], 1, "organisations are counted");
    introduced(&other, &link, "other").await.expect(200);
    assert_eq!(provider.get(&path).await.expect(200)["state"], "used_up");
    latest = again(&latest).await;
    let repeated = world.unchanged(act_on(&one, &link, "accept", consent_of_known(&link))).await;
    assert_eq!(repeated.expect(200), latest, "its last request is the one that stands (L6)");
    let uses =
        listed(&provider, &format!("{INVITATIONS}/draft/uses?delegatedAdmin=azure"), "/tenantId").await;
    assert_eq!(uses, [second, first]);
    agrees_with_itself(&world).await;
    // Once it is closed to everybody it is closed to whoever used it.
    one.send(axum::http::Method::DELETE, &privileges, axum::body::Body::empty()).await.expect(200);
    expire(&world, &link["id"]).await;
    let refused = world.unchanged(act_on(&one, &link, "accept", consent_of_known(&link))).await;
    assert_eq!(refused.refused(410, "invitation_over")["parameters"]["state"], "expired");
}

#[tokio::test]
async fn a_link_that_is_used_up_or_has_expired_lets_nobody_pass_p2() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    let path = format!("{INVITATIONS}/draft?delegatedAdmin=none");
    let draft = provider.get(&path).await.expect(200);
    provider.patch(&path, json!({"maxUses": 1})).await.expect(200);
    let [(_, first), (_, second)] = [tenant(&world, 1), tenant(&world, 2)];
    let link = opened(&first, INVITATIONS, &draft).await;
    let accepted = introduced(&first, &link, "first").await.expect(200);
    let refused = world.unchanged(introduced(&second, &link, "second")).await;
    assert_eq!(refused.refused(410, "invitation_over")["parameters"]["state"], "used_up");
    assert_eq!(opened(&second, INVITATIONS, &draft).await["state"], "used_up");
    // Who has passed already gets its accepted request, and the owner its link: it may raise the cap.
    let again = act_on(&first, &link, "accept", consent_of_known(&link)).await.expect(200);
    assert_eq!(again, accepted);
    assert_eq!(provider.get(&path).await.expect(200)["state"], "used_up");
    provider.patch(&path, json!({"maxUses": 2})).await.expect(200);
    introduced(&second, &link, "second").await.expect(200);
    provider.patch(&path, json!({"maxUses": 9})).await.expect(200);
    expire(&world, &link["id"]).await;
    let (_, third) = tenant(&world, 3);
    let refused = world.unchanged(introduced(&third, &link, "third")).await;
    assert_eq!(refused.refused(410, "invitation_over")["parameters"]["state"], "expired");
    let next = provider.get(&path).await.expect(200);
    assert_ne!(next["url"], draft["url"], "the next draft has a link that is open");
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_as_many_pass_as_the_cap_says_and_the_count_is_exact_p2() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    let path = format!("{INVITATIONS}/draft?delegatedAdmin=none");
    let draft = provider.get(&path).await.expect(200);
    provider.patch(&path, json!({"maxUses": 5})).await.expect(200);
    let tenants: Vec<_> = (0..12).map(|number| tenant(&world, number).1.patient()).collect();
    let link = opened(&tenants[0], INVITATIONS, &draft).await;
    let (tenants, link) = (&tenants, &link);
    let replies = join_all((0..24).map(|number| async move {
        introduced(&tenants[number % 12], link, &format!("many{}", number % 12)).await
    }))
    .await;
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status == 200);
    let mut made: Vec<_> = won.into_iter().map(|reply| reply.json()["id"].to_string()).collect();
    made.sort();
    made.dedup();
    assert_eq!(made.len(), 5);
    for reply in lost {
        // Whoever repeats under the same tenant what has passed introduces itself twice.
        let name = reply.json()["errorName"].as_str().unwrap_or_default().to_owned();
        assert!(["invitation_over", "invalid_input"].contains(&name.as_str()), "{}", reply.text());
    }
    assert_eq!(provider.get(&path).await.expect(200)["useCount"], 5);
    let uses = listed(&provider, &format!("{INVITATIONS}/draft/uses?delegatedAdmin=none"), "/tenantId").await;
    assert_eq!(uses.len(), 5);
    agrees_with_itself(&world).await;
}

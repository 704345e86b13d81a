//! What becomes of an invitation: sent again, cancelled, expired, declined, listed (P9, P10, Z12, Z17).

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

use crate::asking::expire;
use crate::invitations::{CHINA, GLOBAL, INVITATIONS, act_on, consent, invited, invited_by_both, place_of};
use crate::steps::listed;

#[tokio::test]
async fn an_invitation_is_sent_again_cancelled_or_expires_p10_l7() {
    let world = World::start().await;
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let colleague = world.sign_in("greta@fabrikam.example").await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let more = json!({"expiresInHours": 1});
    let invitation = invited(&reseller, GLOBAL.customer, json!([]), more).await;
    world.mails().await;
    let resent = act_on(&colleague, &invitation, "resend", json!({})).await.expect(200);
    assert_eq!((&resent["url"], &resent["delivery"]["state"]), (&invitation["url"], &json!("queued")));
    assert!(resent["expirationDate"].as_str() > invitation["expirationDate"].as_str());
    assert_eq!(world.mails().await.len(), 2);
    expire(&world, &invitation["id"]).await;
    assert_eq!(reseller.get(&place_of(&invitation)).await.expect(200)["state"], "expired");
    let body = consent(&invitation, GLOBAL, "met");
    let late = world.unchanged(act_on(&customer, &invitation, "accept", body.clone())).await;
    assert_eq!(late.refused(410, "invitation_over")["parameters"]["state"], "expired");
    act_on(&reseller, &invitation, "resend", json!({})).await.expect(200);
    let cancelled = act_on(&reseller, &invitation, "cancel", json!({})).await.expect(200);
    assert_eq!(cancelled["state"], "cancelled");
    for (act, body) in [("accept", body), ("decline", json!({}))] {
        let over = world.unchanged(act_on(&customer, &invitation, act, body)).await;
        assert_eq!(over.refused(410, "invitation_over")["parameters"]["state"], "cancelled");
    }
    let over = world.unchanged(act_on(&reseller, &invitation, "resend", json!({}))).await;
    over.refused(410, "invitation_over");
}

#[tokio::test]
async fn a_stale_etag_stops_a_resending_and_a_cancellation() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let invitation = invited(&provider, GLOBAL.customer, json!([]), json!({})).await;
    let etag = invitation["attributes"]["etag"].as_str().expect("an etag");
    let guarded = provider.with("if-match", &format!("\"{etag}\""));
    act_on(&guarded, &invitation, "resend", json!({})).await.expect(200);
    for act in ["resend", "cancel"] {
        let stale = world.unchanged(act_on(&guarded, &invitation, act, json!({}))).await;
        assert_eq!(stale.refused(400, "etag_stale")["code"], 2055);
    }
}

#[tokio::test]
async fn a_customer_declines_and_the_one_who_invited_is_told_why_p9() {
    let world = World::start().await;
    let invitation = invited_by_both(&world, GLOBAL, json!(["azure"])).await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let reason = json!({"reason": "We have a partner already"});
    let declined = act_on(&customer, &invitation, "decline", reason.clone()).await.expect(200);
    assert_eq!((&declined["state"], &declined["reason"]), (&json!("declined"), &reason["reason"]));
    let mail = &world.mails().await[0];
    assert!(mail["to"].to_string().contains(GLOBAL.reseller), "{mail}");
    assert!(mail["text"].as_str().is_some_and(|text| text.contains("We have a partner already")), "{mail}");
    for who in [GLOBAL.reseller, GLOBAL.provider] {
        let caller = world.sign_in(who).await;
        let customers = listed(&caller, "/v1/customers", "/companyProfile/companyName").await;
        assert!(!customers.iter().any(|name| name.contains("Alpine") || name.contains("met")));
    }
    for act in ["accept", "decline"] {
        let body = if act == "accept" { consent(&invitation, GLOBAL, "met") } else { json!({}) };
        let again = world.unchanged(act_on(&customer, &invitation, act, body)).await;
        assert_eq!(again.refused(410, "invitation_over")["parameters"]["state"], "declined");
    }
}

#[tokio::test]
async fn invitations_are_listed_by_direction_and_state_z12() {
    let world = World::start().await;
    let reseller = world.sign_in(CHINA.reseller).await;
    let customer = world.sign_in(CHINA.customer).await;
    let [first, second, third] = [
        invited(&reseller, CHINA.customer, json!([]), json!({})).await,
        invited(&reseller, CHINA.customer, json!([]), json!({})).await,
        invited(&reseller, "somebody@else.example", json!([]), json!({})).await,
    ];
    act_on(&customer, &first, "decline", json!({})).await.expect(200);
    act_on(&customer, &second, "accept", consent(&second, CHINA, "met")).await.expect(200);
    let ids = async |by: &Caller, query: &str| listed(by, &format!("{INVITATIONS}?{query}"), "/id").await;
    let id = |of: &Value| of["id"].as_str().expect("an id").to_owned();
    assert_eq!(ids(&reseller, "direction=sent").await, [id(&third), id(&second), id(&first)], "newest first");
    assert_eq!(ids(&reseller, "state=pending").await, [id(&third)]);
    assert_eq!(ids(&reseller, "state=accepted").await, [id(&second)]);
    assert_eq!(ids(&reseller, "direction=received").await, [""; 0]);
    // A customer is in nobody's list before it has answered; then it sees what.
    assert_eq!(ids(&customer, "direction=received").await, [id(&second), id(&first)]);
    assert_eq!(ids(&customer, "state=declined").await, [id(&first)], "received is its usual direction");
    let other = world.sign_in(CHINA.provider).await;
    assert_eq!(ids(&other, "direction=sent").await, [""; 0]);
    let refused = world.sign_in(CHINA.customer).await.get(&format!("{INVITATIONS}?state=lost")).await;
    assert_eq!(refused.refused(400, "invalid_input")["parameters"]["field"], "state");
}

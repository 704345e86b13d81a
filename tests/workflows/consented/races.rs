//! Many at once, calls that are repeated, and an acceptance beside its end (L6, L7, N1, N2).

use futures_util::future::join_all;
use serde_json::json;
use tandem_tests::{World, people};

use crate::invariants::agrees_with_itself;
use crate::invitations::{
    CHINA, GLOBAL, INVITATIONS, act_on, consent, consent_of_known, held_in, invited, invited_by_both,
    invited_by_provider, invited_by_reseller, place_of,
};
use crate::replays::replayed;
use crate::steps::count;

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_accepts_one_is_committed_and_all_are_answered_l6() {
    let world = World::start().await;
    let invitation = invited_by_both(&world, CHINA, json!(["azure"])).await;
    // A machine that is busy otherwise may say that a call is to be repeated.
    let customer = world.sign_in(CHINA.customer).await.patient();
    let body = consent(&invitation, CHINA, "met");
    let replies = join_all((0..64).map(|_| act_on(&customer, &invitation, "accept", body.clone()))).await;
    let answers: Vec<_> = replies.into_iter().map(|reply| reply.expect(200)).collect();
    assert!(answers.iter().all(|answer| answer == &answers[0]), "the same for all");
    assert_eq!(answers[0]["state"], "accepted");
    assert_eq!(held_in(&customer).await.len(), 1);
    assert_eq!(world.mails().await.len(), 2, "the invitation and one outcome");
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn accepting_twice_is_one_acceptance_also_when_it_asks_for_less_p6() {
    let world = World::start().await;
    let invitation = invited_by_reseller(&world, GLOBAL, json!(["azure"])).await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let first =
        act_on(&customer, &invitation, "accept", consent(&invitation, GLOBAL, "met")).await.expect(200);
    let mut less = consent_of_known(&invitation);
    less["services"] = json!([]);
    for body in [consent_of_known(&invitation), less] {
        let again = world.unchanged(act_on(&customer, &invitation, "accept", body)).await;
        assert_eq!(again.expect(200), first);
    }
    let declined = world.unchanged(act_on(&customer, &invitation, "decline", json!({}))).await;
    assert_eq!(declined.refused(410, "invitation_over")["parameters"]["state"], "accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_accept_and_its_end_at_the_same_time_exactly_one_wins_l7() {
    let world = World::start().await;
    let provider = world.sign_in(GLOBAL.provider).await;
    for round in 0..16 {
        let email = format!("admin@round{round}.example");
        let tenant = format!("7e4a4700-0000-4000-8000-{round:012}");
        let customer = crate::invitations::mailbox(&world, &tenant, &email, &["global_admin"]);
        let invitation = invited(&provider, &email, json!(["azure"]), json!({})).await;
        let body = consent(&invitation, GLOBAL, &format!("round{round}"));
        let (who, end) = if round % 2 == 0 { (&provider, "cancel") } else { (&customer, "decline") };
        let (accepted, ended) = tokio::join!(
            act_on(&customer, &invitation, "accept", body),
            act_on(who, &invitation, end, json!({}))
        );
        assert!((accepted.status == 200) != (ended.status == 200), "{} {}", accepted.status, ended.status);
        let met = provider.get(&format!("/v1/customers/{tenant}")).await.status == 200;
        assert_eq!(met, accepted.status == 200);
        let loser = if met { ended } else { accepted };
        loser.refused(410, "invitation_over");
    }
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_invitations_that_meet_a_new_tenant_at_once_make_one_customer_n1() {
    let world = World::start().await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let before = count(&world, "customer").await;
    let invitations = [
        invited_by_reseller(&world, GLOBAL, json!(["azure"])).await,
        invited_by_provider(&world, GLOBAL, json!(["exchange"])).await,
    ];
    let accept = |invitation| act_on(&customer, invitation, "accept", consent(invitation, GLOBAL, "met"));
    let replies = tokio::join!(accept(&invitations[0]), accept(&invitations[1]));
    let mut won = 0;
    for (reply, invitation) in [replies.0, replies.1].into_iter().zip(&invitations) {
        if reply.status == 200 {
            won += 1;
            continue;
        }
        // The slower one is told that the tenant is known by now, or that its domain is taken: by itself.
        assert!([400, 409].contains(&reply.status), "{}", reply.text());
        act_on(&customer, invitation, "accept", consent_of_known(invitation)).await.expect(200);
    }
    assert!(won >= 1);
    assert_eq!(count(&world, "customer").await, before + 1);
    assert_eq!(held_in(&customer).await.len(), 2);
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn inviting_and_its_changes_are_replayed_n2() {
    let world = World::start().await;
    let (body, other) = (json!({"email": GLOBAL.customer}), json!({"email": people::CUSTOMER}));
    replayed(&world, people::PROVIDER, "POST", INVITATIONS, body, other).await;
    assert_eq!(world.mails().await.len(), 1);
    for act in ["resend", "cancel"] {
        let world = World::start().await;
        let invitation = invited_by_provider(&world, GLOBAL, json!([])).await;
        let path = format!("{}/{act}", place_of(&invitation));
        let other = json!({"attributes": {"etag": "other"}});
        replayed(&world, people::PROVIDER, "POST", &path, json!({}), other).await;
        assert_eq!(world.mails().await.len(), if act == "resend" { 2 } else { 1 });
    }
}

#[tokio::test]
async fn answers_are_replayed_n2() {
    for act in ["accept", "decline"] {
        let world = World::start().await;
        let invitation = invited_by_both(&world, GLOBAL, json!(["azure"])).await;
        let path = format!("{}/{act}", place_of(&invitation));
        let (body, other) = if act == "accept" {
            let body = consent(&invitation, GLOBAL, "met");
            let mut other = body.clone();
            other["services"] = json!([]);
            (body, other)
        } else {
            (json!({"reason": "No"}), json!({"reason": "Yes"}))
        };
        replayed(&world, GLOBAL.customer, "POST", &path, body, other).await;
        assert_eq!(world.mails().await.len(), 2, "the invitation and one outcome");
    }
}

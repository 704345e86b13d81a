//! Many at once: one of them wins, and the others are told the truth (L6, L7, C1, N1).

mod contest;
mod holders;
mod links;
pub mod market;
mod meanwhile;
mod tenants;

use futures_util::future::join_all;
use serde_json::json;
use tandem_tests::{World, people};

use crate::steps::{accept, act, ask, asked, count, customer, partners, partners_of};

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_accepts_one_is_committed_and_all_are_answered_l6() {
    let world = World::start().await;
    let request = asked(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    let replies = join_all((0..64).map(|_| accept(&reseller, &request))).await;
    for reply in replies {
        assert_eq!(reply.expect(200)["state"], "accepted");
    }
    let audits = world.items().await.into_iter().filter(|item| {
        tandem_tests::text(item, "operation") == "create_partner_relationship"
            && tandem_tests::text(item, "resourceId").ends_with("20000000-0000-4000-8000-000000000002")
    });
    assert_eq!(audits.count(), 2, "one commit, recorded on both sides");
    assert_eq!(partners_of(&reseller).await, ["Contoso Distribution"]);
    assert_eq!(world.mails().await.len(), 2, "the request and one outcome");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_accept_and_a_cancellation_exactly_one_wins_l7() {
    for _ in 0..24 {
        let world = World::start().await;
        let request = asked(&world).await;
        let [provider, reseller] =
            [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
        let (accepted, cancelled) =
            tokio::join!(accept(&reseller, &request), act(&provider, &request, "cancel"));
        assert!(
            (accepted.status == 200) != (cancelled.status == 200),
            "{} {}",
            accepted.status,
            cancelled.status
        );
        assert_eq!(partners_of(&reseller).await.len(), usize::from(accepted.status == 200));
        let loser = if accepted.status == 200 { cancelled } else { accepted };
        loser.refused(410, "invitation_over");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_accept_and_a_decline_exactly_one_wins() {
    for _ in 0..8 {
        let world = World::start().await;
        let request = asked(&world).await;
        let reseller = world.sign_in(people::RESELLER).await;
        let (accepted, declined) =
            tokio::join!(accept(&reseller, &request), act(&reseller, &request, "decline"));
        assert!((accepted.status == 200) != (declined.status == 200));
        assert_eq!(partners_of(&reseller).await.len(), usize::from(accepted.status == 200));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_providers_that_add_one_domain_the_first_wins_c1() {
    for round in 0..16 {
        let world = World::start().await;
        let [ana, nora] =
            [world.sign_in(people::PROVIDER).await, world.sign_in(people::OTHER_PROVIDER).await];
        let before = world.items().await.len();
        let domain = format!("race{round}");
        let (first, second) = tokio::join!(
            ana.post("/v1/customers", customer(&domain)),
            nora.post("/v1/customers", customer(&domain))
        );
        let (won, lost) = if first.status == 201 { (first, second) } else { (second, first) };
        won.expect(201);
        lost.refused(409, "domain_taken");
        let added = world.items().await.len() - before;
        assert_eq!(
            added, 9,
            "customer, domain, partner, privileges, its admin with a name, two records, one request id"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_requests_to_one_reseller_one_is_pending_p6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let replies = join_all((0..16).map(|_| ask(&provider, people::RESELLER))).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
    for reply in replies.into_iter().filter(|reply| reply.status != 201) {
        reply.refused(409, "request_pending");
    }
    assert_eq!(world.mails().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_added_while_the_partnership_is_removed_is_there_or_refused_x4() {
    for round in 0..12 {
        let world = World::start().await;
        partners(&world).await;
        let provider = world.sign_in(people::PROVIDER).await;
        let reseller = world.tenant_of(people::RESELLER).await;
        let mut body = customer(&format!("late{round}"));
        body["associatedPartnerId"] = json!(reseller);
        let path = format!("/v1/relationships/{reseller}/removal");
        let (added, removed) = tokio::join!(
            provider.post("/v1/customers", body),
            provider.post(&path, json!({"attestationAccepted": true}))
        );
        removed.expect(200);
        if added.status != 201 {
            added.refused(409, "not_partners");
        }
        let of_reseller = world.sign_in(people::RESELLER).await.get("/v1/customers").await.expect(200);
        assert!(of_reseller["totalCount"].as_u64() <= Some(1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_of_one_request_id_are_one_effect_n2() {
    let world = World::start().await;
    let provider =
        world.sign_in(people::PROVIDER).await.with("ms-requestid", "7b1d2c3e-0000-4000-8000-0123456789ab");
    let before = count(&world, "customer").await;
    let replies = join_all((0..16).map(|_| provider.post("/v1/customers", customer("once")))).await;
    let ids: Vec<_> = replies.into_iter().map(|reply| reply.expect(201)["id"].clone()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(count(&world, "customer").await, before + 1);
}

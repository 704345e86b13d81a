//! A customer's people, its partners and the table all at once: what comes of it agrees with itself (D1,
//! D2, A2).

use futures_util::future::join_all;
use serde_json::json;
use tandem_tests::wire::Wire;
use tandem_tests::{Reply, World, text};

use super::market::{EXCHANGE, Rival, Tenant, rival, rivals};
use crate::invariants::agrees_with_itself;
use crate::invitations::CHINA;

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_people_of_a_new_tenant_one_accepts_and_all_are_answered_l6_i4() {
    let world = World::start().await;
    let partner = rival(&world, CHINA.reseller, EXCHANGE, Some(CHINA.provider_tenant)).await;
    let tenant = Tenant::new(&world, 1).patient();
    let replies = join_all((0..64).map(|_| tenant.meets(&partner))).await;
    let mut requests: Vec<_> = replies.into_iter().map(|reply| reply.expect(200)["id"].to_string()).collect();
    requests.dedup();
    assert_eq!(requests.len(), 1, "one request, whoever made it");
    let items = agrees_with_itself(&world).await.items;
    let accepted = items.iter().filter(|item| {
        text(item, "operation") == "accept_customer_relationship_request" && text(item, "kind") == "audit"
    });
    assert_eq!(accepted.count(), 2, "one commit, recorded on both sides");
    assert_eq!(world.mails().await.len(), 1, "one outcome");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_end_a_removal_and_acceptances_at_once_nothing_is_left_half_done_d1() {
    let world = World::start().await;
    let provider = rival(&world, CHINA.provider, EXCHANGE, None).await;
    let both = rival(&world, CHINA.reseller, EXCHANGE, Some(CHINA.provider_tenant)).await;
    let [_, other] = rivals(&world).await;
    let customers: Vec<_> = (0..12).map(|number| Tenant::new(&world, number).patient()).collect();
    join_all(customers.iter().map(|customer| customer.meets_without(&provider))).await;
    let removal = format!("/v1/relationships/{}/removal", CHINA.reseller_tenant);
    let acts = customers.iter().map(async |customer| {
        let path = format!("/v1/customers/{}", customer.id);
        let end = json!({"relationshipToPartner": "none"});
        let (joint, alone, given, ended) = tokio::join!(
            customer.accepts(&both, json!({"reassign": [EXCHANGE]})),
            customer.accepts(&other, json!({"reassign": [EXCHANGE]})),
            customer.hands_over(&provider),
            provider.caller.patch(&path, end),
        );
        assert!(joint.status == 200 || is_refused(&joint, "invitation_over"), "{}", joint.text());
        alone.expect(200);
        assert!(given.status == 200 || is_refused(&given, "invalid_input"), "{}", given.text());
        assert!(ended.status == 200 || ended.is_retryable(), "{}", ended.text());
        assert!(customer.holders().await.len() <= 1);
    });
    let removed = provider.caller.post(&removal, json!({"attestationAccepted": true}));
    let (removed, _) = tokio::join!(removed, join_all(acts));
    removed.expect(200);
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_with_the_table_a_service_has_one_holder_a2_d2() {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let [one, other] = &rivals(&world).await;
    wire.storm(7, 3);
    let rounds = (0..10).map(|number| {
        let tenant = Tenant::new(&world, number).patient();
        async move {
            let (first, second) = tokio::join!(tenant.meets(one), tenant.meets(other));
            let (winner, loser) = won(one, other, &first, &second);
            // The slower takes it from the faster, who gets it back at the same time as it is taken back.
            tenant.accepts(loser, json!({"reassign": [EXCHANGE]})).await.expect(200);
            let (given, taken) = tokio::join!(tenant.hands_over(winner), tenant.takes_back(loser));
            given.expect(200);
            taken.expect(200);
            assert_eq!(tenant.holders().await, [winner.tenant.as_str()]);
        }
    });
    join_all(rounds).await;
    assert!(wire.mend() > 20, "there was no storm");
    agrees_with_itself(&world).await;
}

/// Who won and who lost, which is told so.
fn won<'a>(one: &'a Rival, other: &'a Rival, first: &Reply, second: &Reply) -> (&'a Rival, &'a Rival) {
    let (won, lost, winner, loser) =
        if first.status == 200 { (first, second, one, other) } else { (second, first, other, one) };
    won.clone().expect(200);
    let error = lost.clone().refused(409, "service_held");
    assert_eq!(error["parameters"]["holder"]["tenantId"], winner.tenant);
    (winner, loser)
}

fn is_refused(reply: &Reply, name: &str) -> bool {
    reply.status >= 400 && reply.json()["errorName"] == name
}

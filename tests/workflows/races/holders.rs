//! Two partners, one service, one holder (A2): whatever happens at once, exactly one has it.

use futures_util::future::join_all;
use serde_json::json;
use tandem_tests::World;

use super::contest::Contest;
use super::market::{EXCHANGE, Tenant, rivals};
use crate::invariants::{Random, agrees_with_itself};

/// Customers whose races run side by side.
const CUSTOMERS: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_pairs_of_acts_about_one_service_one_of_each_is_committed_a2() {
    let world = World::start().await;
    world.without_stream();
    let rivals = &rivals(&world).await;
    let contests = (0..CUSTOMERS).map(|number| {
        let world = &world;
        async move {
            let tenant = Tenant::new(world, number).patient();
            tenant.meets(&rivals[0]).await.expect(200);
            tenant.accepts(&rivals[1], json!({"services": []})).await.expect(200);
            let mut contest = Contest::new(world, rivals, &tenant.id, 0);
            let mut random = Random(number as u64);
            for _ in 0..1000 / CUSTOMERS {
                let acts = contest.acts();
                Box::pin(contest.meet([(); 2].map(|()| acts[random.below(acts.len())]))).await;
            }
            let holder = contest.holder.map(|holder| rivals[holder].tenant.clone());
            assert_eq!(tenant.holders().await, Vec::from_iter(holder));
        }
    });
    join_all(contests).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_partners_that_a_new_tenant_accepts_at_once_one_wins_and_the_other_learns_who_a2_i4() {
    let world = World::start().await;
    let [one, other] = &rivals(&world).await;
    let rounds = (0..50).map(|number| {
        let world = &world;
        async move {
            let tenant = Tenant::new(world, number).patient();
            let (first, second) = tokio::join!(tenant.meets(one), tenant.meets(other));
            let (won, winner, lost) =
                if first.status == 200 { (first, one, second) } else { (second, other, first) };
            won.expect(200);
            let error = lost.refused(409, "service_held");
            let holder = json!({"tenantId": winner.tenant, "name": winner.name});
            assert_eq!(error["parameters"], json!({"service": EXCHANGE, "holder": holder}));
            assert!(error["description"].as_str().is_some_and(|told| told.contains(&winner.name)));
            assert_eq!(tenant.holders().await, [winner.tenant.as_str()]);
        }
    });
    // A few at a time, as in a place with several functions at work.
    let mut rounds: Vec<_> = rounds.collect();
    while !rounds.is_empty() {
        join_all(rounds.split_off(rounds.len().saturating_sub(5))).await;
    }
    agrees_with_itself(&world).await;
}

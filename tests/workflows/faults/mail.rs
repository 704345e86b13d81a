//! Mails, with each thing that can go wrong between their sender and the table (M1, M2).

use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::join_all;
use tandem_tests::wire::{Fault, Kind, Wire};
use tandem_tests::{World, text};

use super::story::{Ask, Story};
use crate::invariants::agrees_with_itself;
use crate::steps::asked;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_once_a_mail_goes_out_once_m1_m2() {
    let faults = [
        Fault::RequestLost,
        Fault::ResponseLost,
        Fault::FailsBefore,
        Fault::FailsAfter,
        Fault::Throttled,
        Fault::Conflict,
    ];
    join_all(faults.map(async |fault| {
        let mut story = Story::begin(Ask).await;
        // First the claim is in trouble, then the mark.
        for (mails, plan) in [&[fault][..], &[Fault::None, fault]].into_iter().enumerate() {
            story.prepare().await;
            asked(&story.world).await;
            story.wire.plan("deliver-mail", Kind::Write, plan);
            story.world.stack.settle().await;
            assert!(story.wire.mend() > 0, "{plan:?}: nothing went wrong");
            story.world.stack.sweep().await;
            assert_eq!(story.world.stack.outbox().len(), mails + 1, "{plan:?}");
            agrees_with_itself(&story.world).await;
        }
    }))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_never_heard_of_its_claim_or_its_mark_costs_one_duplicate_at_most_m2() {
    let lost = |fault| [fault; 64];
    let marks_lost: Vec<_> = [Fault::None].into_iter().chain(lost(Fault::RequestLost)).collect();
    let answers_lost: Vec<_> = [Fault::None].into_iter().chain(lost(Fault::ResponseLost)).collect();
    let plans = [(&lost(Fault::ResponseLost)[..3], 1), (&marks_lost, 2), (&answers_lost, 1)];
    join_all(plans.map(async |(plan, sent)| {
        let wire = Wire::start().await;
        let world = World::over(&wire).await;
        asked(&world).await;
        wire.plan("deliver-mail", Kind::Write, plan);
        world.stack.settle().await;
        assert!(wire.mend() > 0);
        let_claims_lapse(&world).await;
        world.stack.sweep().await;
        world.stack.sweep().await;
        assert_eq!(world.stack.outbox().len(), sent);
    }))
    .await;
}

/// As if the time for which mails were taken was over.
async fn let_claims_lapse(world: &World) {
    let taken = world.items().await.into_iter().filter(|item| text(item, "state") == "sending");
    for item in taken {
        let update = world.stack.client().update_item().table_name(world.table());
        let update = update.key("PK", item["PK"].clone()).key("SK", item["SK"].clone());
        update
            .update_expression("SET due = :past, GSI1SK = :first")
            .expression_attribute_values(":past", AttributeValue::N("1000".to_owned()))
            .expression_attribute_values(":first", AttributeValue::S("1970".to_owned()))
            .send()
            .await
            .expect("the item is changed");
    }
}

//! Every workflow that writes, with each thing that can go wrong between it and the table (D2, N2).
//!
//! Whatever goes wrong, the caller gets a success or an error that says it may be repeated, never a
//! refusal; and when a good client has repeated the call under its id, what happened is exactly what
//! happens when nothing goes wrong.

mod mail;
mod story;

use std::time::Duration;

use futures_util::stream::{StreamExt as _, iter};
use serde_json::Value;
use tandem_tests::Reply;
use tandem_tests::wire::{Fault, Kind};

use crate::steps::without_password;
use story::{Story, Workflow};

const A_MOMENT: Duration = Duration::from_millis(50);

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_with_a_read_the_call_succeeds_or_may_be_repeated_d2() {
    let plans: [&[Fault]; 6] = [
        &[Fault::RequestLost],
        &[Fault::FailsBefore],
        &[Fault::Throttled],
        &[Fault::Partly],
        // The SDK tries three times; then it is over.
        &[Fault::RequestLost, Fault::RequestLost, Fault::RequestLost],
        &[Fault::Throttled, Fault::FailsBefore, Fault::ResponseLost],
    ];
    for_all_workflows(Kind::Read, &plans, |_, _, first| assert!(succeeded(first) || first.is_retryable()))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_goes_wrong_with_a_commit_it_is_recognised_as_ones_own_d2_d3() {
    let plans: [&[Fault]; 8] = [
        &[Fault::RequestLost],
        &[Fault::ResponseLost],
        &[Fault::FailsBefore],
        &[Fault::FailsAfter],
        &[Fault::Conflict],
        &[Fault::Throttled],
        &[Fault::Late(A_MOMENT)],
        // More than the SDK repeats by itself: from then on it is the store that does, if there is time.
        &[Fault::ResponseLost, Fault::FailsAfter, Fault::RequestLost, Fault::Conflict],
    ];
    for_all_workflows(Kind::Write, &plans, |workflow, plan, first| {
        let late = plan.len() > 1 && first.is_retryable();
        assert!(succeeded(first) || late, "{workflow:?} {plan:?}: {} {}", first.status, first.text());
    })
    .await;
}

/// The slow one: it takes as long as the store is patient.
#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answers_are_all_lost_may_be_repeated_and_answers_then_d2_n2() {
    let plan: &[Fault] = &[Fault::ResponseLost; 64];
    for_all_workflows(Kind::Write, &[plan], |workflow, _, first| {
        assert!(first.is_retryable(), "{workflow:?}: {} {}", first.status, first.text());
        first.clone().refused(503, "unavailable");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_that_overtakes_its_call_is_the_same_change_n2() {
    for_each_workflow(async |workflow| {
        let mut story = Story::begin(workflow).await;
        Box::pin(story.told(Kind::Write, &[])).await;
        let (_, expected) = Box::pin(story.told(Kind::Write, &[])).await;
        let call = story.prepare().await;
        let before = story.what_is_there().await;
        story.wire.plan(story.function(), Kind::Write, &[Fault::Late(4 * A_MOMENT)]);
        let repeat = async {
            tokio::time::sleep(A_MOMENT).await;
            story.send(&call).await
        };
        let (first, repeat) = tokio::join!(story.send(&call), repeat);
        assert!(succeeded(&first), "{workflow:?}: {}", first.text());
        assert_eq!(without_secret(&first), without_secret(&repeat), "{workflow:?}");
        assert_eq!(story.changed_since(before).await, expected, "{workflow:?}");
    })
    .await;
}

/// Lets each workflow meet each plan, and compares what happened with a time when all went well.
async fn for_all_workflows(
    kind: Kind,
    plans: &[&[Fault]],
    check: impl Fn(Workflow, &[Fault], &Reply) + Copy,
) {
    for_each_workflow(async |workflow| {
        let mut story = Story::begin(workflow).await;
        // The first time leaves what later times find: the second is what they are compared with.
        Box::pin(story.told(kind, &[])).await;
        let (_, expected) = Box::pin(story.told(kind, &[])).await;
        for plan in plans {
            let (first, happened) = Box::pin(story.told(kind, plan)).await;
            check(workflow, plan, &first);
            assert_eq!(happened, expected, "{workflow:?} {plan:?}");
        }
    })
    .await;
}

/// A few at a time, the next as soon as one is done: most of the time passes in waiting, but not all of it.
async fn for_each_workflow(does: impl AsyncFn(Workflow)) {
    iter(Workflow::ALL).for_each_concurrent(8, |workflow| does(*workflow)).await;
}

fn succeeded(reply: &Reply) -> bool {
    (200..300).contains(&reply.status)
}

/// The answer without the password, which is in the first answer only (C4).
fn without_secret(reply: &Reply) -> Value {
    if reply.status == 204 {
        return Value::Null;
    }
    without_password(reply.json())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_that_reads_while_its_call_commits_is_no_refusal_n2() {
    for_each_workflow(async |workflow| {
        let mut story = Story::begin(workflow).await;
        let call = story.prepare().await;
        story.wire.plan(story.function(), Kind::Write, &[Fault::Late(16 * A_MOMENT)]);
        let repeat = async {
            tokio::time::sleep(8 * A_MOMENT).await;
            story.wire.plan(story.function(), Kind::Read, &[Fault::Partly, Fault::Late(20 * A_MOMENT)]);
            story.send(&call).await
        };
        let (first, repeat) = tokio::join!(story.send(&call), repeat);
        assert!(succeeded(&first) && succeeded(&repeat), "{workflow:?}: {} {}", first.text(), repeat.text());
    })
    .await;
}

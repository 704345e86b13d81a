//! The call again: after an answer, after a fault, at the same time (N1, N2).

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::json;
use tandem_tests::wire::{Fault, Kind, Wire};
use tandem_tests::{Caller, World, people};

use super::{ID, LINES, MANY, listed, of_record, results};
use crate::steps::{agreement, count, customer};

#[tokio::test]
async fn a_repeat_answers_the_same_and_undoes_nothing_n2() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let keyed = provider.with("ms-requestid", ID);
    let body = listed("2000002", &LINES);
    let first = keyed.post(MANY, body.clone()).await.expect(200);
    assert_eq!(results(&first), ["changed"; 4]);
    // Somebody decides otherwise before the repeat comes.
    let path = format!("/v1/customers/{}/subscriptions/{}/resellerofrecord", LINES[1].0, LINES[1].1);
    provider.put(&path, json!({"mpnId": "2000001"})).await.expect(200);
    let again = world.unchanged(keyed.post(MANY, body.clone())).await.expect(200);
    assert_eq!(again, first);
    assert_eq!(of_record(&provider, LINES[1]).await, "2000001");
    let other = keyed.post(MANY, listed("2000002", &LINES[..1])).await;
    assert_eq!(other.refused(409, "request_id_reused")["code"], 910_009);
    // Under another id it is another call.
    let anew = provider.post(MANY, body).await.expect(200);
    assert_eq!(results(&anew), ["unchanged", "changed", "unchanged", "unchanged"]);
}

#[tokio::test]
async fn a_repeat_of_a_filtered_call_goes_over_the_same_subscriptions_n2() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let keyed = provider.with("ms-requestid", ID);
    let body = json!({"mpnId": "2000002", "filter": {"mpnId": "2000001"}});
    let first = keyed.post(MANY, body.clone()).await.expect(200);
    assert_eq!(results(&first), ["changed", "changed"]);
    // Another one comes to have that reseller: the filter would find it now.
    let path = format!("/v1/customers/{}/subscriptions/{}/resellerofrecord", LINES[3].0, LINES[3].1);
    provider.put(&path, json!({"mpnId": "2000001"})).await.expect(200);
    let again = world.unchanged(keyed.post(MANY, body)).await.expect(200);
    assert_eq!(again, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn twins_of_one_call_are_one_effect_n2() {
    for _ in 0..4 {
        let world = World::start().await;
        let provider = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
        let lines = count(&world, "record_of").await;
        let body = listed("2000002", &LINES);
        let (first, second) =
            tokio::join!(provider.post(MANY, body.clone()), provider.post(MANY, body.clone()));
        for answer in [first.expect(200), second.expect(200)] {
            let done = results(&answer);
            assert!(done.iter().all(|result| ["changed", "unchanged"].contains(result)), "{answer}");
        }
        assert_eq!(count(&world, "record_of").await - lines, 4, "one line of the ledger each");
        let settled = provider.post(MANY, body).await.expect(200);
        assert_eq!(results(&settled), ["changed"; 4]);
    }
}

/// A customer of Contoso with that many subscriptions.
async fn large_customer(provider: &Caller, subscriptions: usize) -> Vec<(String, String)> {
    let mut body = customer("large");
    body["agreement"] = agreement();
    body["order"] =
        json!({"lineItems": vec![json!({"offerId": "office-basic", "quantity": 1}); subscriptions]});
    let created = provider.post("/v1/customers", body).await.expect(201);
    let id = created["id"].as_str().expect("an id").to_owned();
    let lines = created["order"]["lineItems"].as_array().expect("lines");
    lines
        .iter()
        .map(|line| (id.clone(), line["subscriptionId"].as_str().expect("an id").to_owned()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_fault_leaves_is_said_to_be_left_and_done_by_the_repeat_n1() {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let provider = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let large = large_customer(&provider, 4).await;
    let large: Vec<_> = large.iter().map(|(customer, id)| (customer.as_str(), id.as_str())).collect();
    let lines = [&LINES[..], &large[..]].concat();
    // The claim and two lines go through; then the table takes nothing for a while.
    let mut plan = vec![Fault::None; 3];
    plan.extend(vec![Fault::Throttled; 2000]);
    wire.plan("associate-subscription", Kind::Write, &plan);
    let first = provider.post(MANY, listed("2000002", &lines)).await.expect(200);
    wire.mend();
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for result in results(&first) {
        *counted.entry(result).or_default() += 1;
    }
    assert_eq!(counted, BTreeMap::from([("changed", 2), ("left", 6)]), "{first}");
    assert_eq!(first["left"], 6);
    assert_eq!(first["links"]["again"]["uri"], "/subscriptions/resellerofrecord");
    let left = first["items"].as_array().expect("items").iter().find(|item| item["result"] == "left");
    assert_eq!(left.expect("one that is left")["error"]["isRetryable"], true);
    let again = provider.post(MANY, listed("2000002", &lines)).await.expect(200);
    assert_eq!(results(&again), ["changed"; 8]);
    assert!(again["links"].get("again").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_is_no_second_effect_n1() {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let provider = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let lines = count(&world, "record_of").await;
    wire.plan("associate-subscription", Kind::Write, &[Fault::FailsAfter, Fault::None, Fault::ResponseLost]);
    let answer = provider.post(MANY, listed("2000002", &LINES)).await.expect(200);
    assert!(wire.mend() > 0);
    assert_eq!(results(&answer), ["changed"; 4]);
    assert_eq!(count(&world, "record_of").await - lines, 4);
    assert_eq!(provider.post(MANY, listed("2000002", &LINES)).await.expect(200), answer);
}

/// It takes the seven seconds that it is about.
#[tokio::test(flavor = "multi_thread")]
async fn a_call_stops_in_time_for_the_gateway_and_says_what_is_left() {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let provider = world.sign_in(people::PROVIDER).await.with("ms-requestid", ID);
    let large = large_customer(&provider, 16).await;
    let lines: Vec<_> = large.iter().map(|(customer, id)| (customer.as_str(), id.as_str())).collect();
    // Those of one customer are changed one after the other, and the table is slow today.
    let slow = [Fault::Late(Duration::from_millis(800)); 17];
    wire.plan("associate-subscription", Kind::Write, &slow);
    let begun = Instant::now();
    let first = provider.post(MANY, listed("2000002", &lines)).await.expect(200);
    assert!(begun.elapsed() < Duration::from_secs(15), "the function's time");
    wire.mend();
    let [changed, left] = ["changed", "left"].map(|name| first[name].as_u64().unwrap_or_default());
    assert!(changed > 0 && left > 0 && changed + left == 16, "{first}");
    assert!(results(&first).windows(2).all(|pair| pair[0] == "changed" || pair[1] == "left"), "in order");
    assert_eq!(first["links"]["again"]["method"], "POST");
    let again = provider.post(MANY, listed("2000002", &lines)).await.expect(200);
    assert_eq!(results(&again), ["changed"; 16]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_somebody_changes_meanwhile_is_left_and_done_by_the_repeat() {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let keyed = provider.with("ms-requestid", ID);
    let path = format!("/v1/customers/{}/subscriptions/{}", LINES[0].0, LINES[0].1);
    // The claim goes through; the line's own transaction comes after the other change.
    wire.plan(
        "associate-subscription",
        Kind::Write,
        &[Fault::None, Fault::Late(Duration::from_millis(1500))],
    );
    let renamed = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        provider.patch(&path, json!({"friendlyName": "Renamed meanwhile"})).await.expect(200)
    };
    let (first, _) = tokio::join!(keyed.post(MANY, listed("2000002", &LINES[..1])), renamed);
    wire.mend();
    let first = first.expect(200);
    assert_eq!(results(&first), ["left"], "{first}");
    assert_eq!(first["items"][0]["error"]["isRetryable"], true);
    let again = keyed.post(MANY, listed("2000002", &LINES[..1])).await.expect(200);
    assert_eq!(results(&again), ["changed"]);
}

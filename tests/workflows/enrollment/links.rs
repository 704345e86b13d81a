//! The link in the mail: how long it is good for, which one counts, how many are sent (E3, E9).

use aws_sdk_dynamodb::types::AttributeValue as V;
use serde_json::json;
use tandem_domain::Timestamp;
use tandem_tests::tokens::now;
use tandem_tests::{World, text};

use super::company::{adatum, confirm, key_sent_to, keys_sent_to};

/// Sets numbers of the items whose partition begins so.
async fn set(world: &World, partition: &str, update: &str, value: V) {
    let items = world.items().await.into_iter().filter(|item| text(item, "PK").starts_with(partition));
    for item in items {
        let update = world.stack.client().update_item().table_name(world.table()).update_expression(update);
        let update = update.key("PK", item["PK"].clone()).key("SK", item["SK"].clone());
        let update = update.expression_attribute_values(":value", value.clone());
        update.send().await.expect("the item is changed");
    }
}

#[tokio::test]
async fn opening_the_page_changes_nothing_and_the_word_is_needed_e9_l1() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let key = key_sent_to(&world, &company.email).await;
    let nobody = world.nobody();
    world
        .unchanged(async {
            for _ in 0..3 {
                let page = nobody.get(&format!("/lambda-url/enrollment-page/enrollments/{key}")).await;
                assert_eq!(page.status, 200);
            }
            let path = format!("/v1/enrollments/{key}/verify");
            for body in [json!({}), json!({"confirmed": false}), json!({"confirmed": null})] {
                nobody.post(&path, body).await.refused(400, "not_confirmed");
            }
            for (body, field) in
                [(json!({"confirmed": "yes"}), "confirmed"), (json!({"confirmed": true, "a": 1}), "a")]
            {
                let error = nobody.post(&path, body).await.refused(400, "invalid_input");
                assert_eq!(error["parameters"]["field"], field);
            }
            assert_eq!(nobody.get(&path).await.status, 404, "nor by a GET");
        })
        .await;
}

#[tokio::test]
async fn only_the_last_link_counts_and_none_once_the_application_is_changed_e9_e4() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let first = key_sent_to(&world, &company.email).await;
    let before = company.reads().await;
    let again = company.submits().await.expect(200);
    assert_ne!(again["attributes"]["etag"], before["attributes"]["etag"]);
    let keys = keys_sent_to(&world, &company.email).await;
    assert_eq!((keys.len(), &keys[1]), (2, &first));
    world.unchanged(confirm(&world, &first)).await.refused(410, "confirmation_over");
    company.changes(company.application()).await.expect(200);
    for key in &keys {
        world.unchanged(confirm(&world, key)).await.refused(410, "confirmation_over");
    }
    company.submits().await.expect(200);
    for key in &keys {
        world.unchanged(confirm(&world, key)).await.refused(410, "confirmation_over");
    }
    company.confirms(&world).await.expect(200);
    assert_eq!(company.reads().await["state"], "under_review");
}

#[tokio::test]
async fn what_is_confirmed_stays_so_and_is_not_done_again_e9() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let key = key_sent_to(&world, &company.email).await;
    let first = confirm(&world, &key).await.expect(200);
    assert_eq!(world.unchanged(confirm(&world, &key)).await.expect(200), first);
    company.is_rejected(&world, "No.").await.expect(200);
    assert_eq!(world.unchanged(confirm(&world, &key)).await.expect(200), first);
    company.changes(company.application()).await.expect(200);
    company.submits().await.expect(200);
    assert_eq!(world.unchanged(confirm(&world, &key)).await.expect(200), first, "but it isn't the new one");
    assert_eq!(company.reads().await["state"], "email_unverified");
}

#[tokio::test]
async fn a_link_is_good_for_seven_days_and_another_can_be_sent_then_e3() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let read = company.reads().await;
    let time = |name: &str| -> Timestamp { read[name].as_str().expect("a time").parse().expect("a time") };
    assert_eq!(time("confirmationExpirationDate"), time("stateSince").plus_days(7));
    set(&world, "CONFIRMATION#", "SET expires = :value", V::N("1000".to_owned())).await;
    let over = key_sent_to(&world, &company.email).await;
    world.unchanged(confirm(&world, &over)).await.refused(410, "confirmation_over");
    assert_eq!(company.reads().await["state"], "email_unverified");
    company.submits().await.expect(200);
    company.confirms(&world).await.expect(200);
}

#[tokio::test]
async fn an_address_is_sent_three_links_within_a_day_and_then_it_says_when_there_is_room() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.begins().await.expect(201);
    for _ in 0..3 {
        company.submits().await.expect(200);
    }
    for _ in 0..2 {
        let reply = world.unchanged(company.submits()).await;
        let seconds: u64 = reply.headers["retry-after"].to_str().expect("a text").parse().expect("seconds");
        assert!((86_300..=86_401).contains(&seconds), "{seconds}");
        let error = reply.refused(429, "too_many_confirmations");
        assert_eq!((&error["code"], &error["isRetryable"]), (&json!(910_061), &json!(true)));
    }
    // Whoever gave a wrong address corrects it; and another draft makes no room for the old one.
    let mut elsewhere = company.application();
    elsewhere["legalBusiness"]["primaryContact"]["email"] = json!("somebody@else.example");
    company.changes(elsewhere).await.expect(200);
    company.submits().await.expect(200);
    assert_eq!(keys_sent_to(&world, "somebody@else.example").await.len(), 1);
    company.changes(company.application()).await.expect(200);
    world.unchanged(company.submits()).await.refused(429, "too_many_confirmations");
    assert_eq!(keys_sent_to(&world, &company.email).await.len(), 3);
    // A day after the first there is room for one.
    let minutes_ago = |minutes: i64| {
        let at = V::N(((now() - minutes * 60) * 1000).to_string());
        V::M([("email".to_owned(), V::S(company.email.clone())), ("at".to_owned(), at)].into())
    };
    let times = V::L(vec![minutes_ago(24 * 60 + 1), minutes_ago(2), minutes_ago(1)]);
    let enrollment = format!("ENROLLMENT#{}", company.tenant);
    set(&world, &enrollment, "SET confirmations = :value", times).await;
    company.submits().await.expect(200);
    world.unchanged(company.submits()).await.refused(429, "too_many_confirmations");
}

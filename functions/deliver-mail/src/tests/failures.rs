//! Mails that don't go out, records that aren't ours, and a table that isn't there.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::json;
use tandem_domain::relationship_request::DeliveryState;
use tandem_mail::Sender;
use tandem_store::Store;
use tandem_store::outbox::MailState;

use super::ses::Answer;
use super::world::{TABLE, World, environment, insertion};
use crate::delivery::{MOST_ATTEMPTS, wait_seconds};
use crate::{App, handle_at};

#[tokio::test]
async fn a_mail_that_ses_refuses_ends_as_failed_with_a_reason_that_quotes_nobody() {
    let mut world = World::new().await;
    let (_, mail) = world.request(1).await;
    world.ses.will([Answer::Reject]);
    assert_eq!(world.stream(&[&mail]).await, json!({ "batchItemFailures": [] }));
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.reason.as_deref()), (MailState::Failed, Some("message_rejected")));
    let delivery = world.delivery(&mail).await;
    assert_eq!(
        (delivery.state, delivery.reason.as_deref()),
        (DeliveryState::Failed, Some("message_rejected"))
    );
    world.sweep_after(86_400).await;
    assert_eq!(world.ses.mails().len(), 0, "it is not tried again");
}

#[tokio::test]
async fn a_mail_that_never_gets_through_ends_as_failed() {
    let mut world = World::new().await;
    let (_, mail) = world.request(1).await;
    world.ses.will([Answer::Pause; MOST_ATTEMPTS as usize]);
    world.stream(&[&mail]).await;
    for attempts in 1..MOST_ATTEMPTS {
        assert_eq!(world.mail(&mail).await.state, MailState::Pending, "after {attempts} attempts");
        world.sweep_after(wait_seconds(attempts)).await;
    }
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.attempts), (MailState::Failed, MOST_ATTEMPTS));
    assert_eq!(world.delivery(&mail).await.state, DeliveryState::Failed);
    assert!(world.now > "2026-11-21T09:30:00Z".parse().expect("a time"), "more than a day");
}

#[tokio::test]
async fn the_mail_of_a_request_that_expired_while_it_waited_is_not_sent() {
    let mut world = World::new().await;
    let (request, mail) = world.request(1).await;
    world.sweep_after(request.open_hours * 3600).await;
    assert_eq!(world.ses.mails().len(), 0);
    assert_eq!(world.mail(&mail).await.reason.as_deref(), Some("request_expired"));
}

#[tokio::test]
async fn an_older_mail_does_not_move_the_delivery_of_a_later_one() {
    let world = World::new().await;
    let (request, mail) = world.request(1).await;
    let update = world
        .table
        .update_item()
        .table_name(TABLE)
        .key("PK", AttributeValue::S(format!("REQUEST#{}", request.id)))
        .key("SK", AttributeValue::S("REQUEST".to_owned()))
        .update_expression("SET delivery.mailId = :later")
        .expression_attribute_values(":later", AttributeValue::S("later".to_owned()));
    update.send().await.expect("an update");
    world.stream(&[&mail]).await;
    assert_eq!(world.mail(&mail).await.state, MailState::Sent);
    assert_eq!(world.delivery(&mail).await.state, DeliveryState::Queued);
}

#[tokio::test]
async fn a_mail_that_cannot_be_read_ends_as_failed_and_delays_no_other() {
    let world = World::new().await;
    let (_, broken) = world.request(1).await;
    let (_, good) = world.request(2).await;
    let nonsense = AttributeValue::S("nonsense".to_owned());
    world.set(&broken, "content", nonsense).await;
    assert_eq!(world.stream(&[&broken, &good]).await, json!({ "batchItemFailures": [] }));
    assert_eq!(world.mail(&good).await.state, MailState::Sent);
    let delivery = world.delivery(&broken).await;
    assert_eq!((delivery.state, delivery.reason.as_deref()), (DeliveryState::Failed, Some("unreadable")));
}

#[tokio::test]
async fn a_mail_with_a_line_break_in_its_recipients_name_is_refused_before_ses() {
    let world = World::new().await;
    let (_, mail) = world.request(1).await;
    let item = world.mail(&mail).await;
    let mut content = serde_json::to_value(&item.mail.content).expect("JSON");
    content["recipientName"] = "x\r\nBcc: y".into();
    let content = attribute(&content);
    world.set(&mail, "content", content).await;
    world.stream(&[&mail]).await;
    assert_eq!(world.ses.mails().len(), 0);
    assert_eq!(world.mail(&mail).await.reason.as_deref(), Some("unfit_recipient_name"));
}

#[tokio::test]
async fn a_poison_record_fails_alone() {
    let world = World::new().await;
    let (_, first) = world.request(1).await;
    let (_, last) = world.request(2).await;
    let mut poison = insertion(1, &first);
    poison["dynamodb"]["Keys"]["PK"] = json!({ "S": "REQUEST#what" });
    let event = json!({ "Records": [
        insertion(0, &first),
        poison,
        { "eventName": "INSERT", "dynamodb": { "SequenceNumber": "2", "NewImage": 7 } },
        insertion(3, &last),
    ]});
    let answer = handle_at(&world.app, &event, world.now).await.expect("an answer");
    let failed = json!({ "batchItemFailures": [{ "itemIdentifier": "1" }, { "itemIdentifier": "2" }] });
    assert_eq!(answer, failed);
    assert_eq!(world.ses.mails().len(), 2);
}

#[tokio::test]
async fn records_of_other_items_and_of_later_changes_are_passed_over() {
    let world = World::new().await;
    let (_, mail) = world.request(1).await;
    let mut other = insertion(0, &mail);
    other["dynamodb"]["NewImage"]["kind"]["S"] = "relationship_request".into();
    let mut change = insertion(1, &mail);
    change["eventName"] = "MODIFY".into();
    let mut removal = insertion(2, &mail);
    removal["eventName"] = "REMOVE".into();
    let event = json!({ "Records": [other, change, removal] });
    let answer = handle_at(&world.app, &event, world.now).await.expect("an answer");
    assert_eq!(answer, json!({ "batchItemFailures": [] }));
    assert_eq!(world.ses.mails().len(), 0);
}

#[tokio::test]
async fn a_table_that_cannot_be_reached_gives_the_record_back_and_fails_the_sweep() {
    let world = World::new().await;
    let (_, mail) = world.request(1).await;
    let env = environment("http://127.0.0.1:9", "http://127.0.0.1:9");
    let app = App { store: Store::start(&env).await, sender: Sender::from_environment(&env) };
    let event = json!({ "Records": [insertion(5, &mail)] });
    let answer = handle_at(&app, &event, world.now).await.expect("an answer");
    assert_eq!(answer, json!({ "batchItemFailures": [{ "itemIdentifier": "5" }] }));
    handle_at(&app, &json!({}), world.now).await.expect_err("no table, no sweep");
}

#[tokio::test]
async fn every_missing_variable_is_told_at_once() {
    let env = tandem_platform::Environment::from_pairs([("AWS_REGION", "eu-west-1")]);
    let problems = App::start(&env).await.expect_err("missing variables").to_string();
    for name in ["TABLE_NAME", "MAIL_FROM", "CONFIGURATION_SET"] {
        assert!(problems.contains(name), "{problems}");
    }
}

/// JSON as the table holds it.
fn attribute(json: &serde_json::Value) -> AttributeValue {
    use serde_json::Value;
    match json {
        Value::Null => AttributeValue::Null(true),
        Value::Bool(value) => AttributeValue::Bool(*value),
        Value::Number(number) => AttributeValue::N(number.to_string()),
        Value::String(text) => AttributeValue::S(text.clone()),
        Value::Array(items) => AttributeValue::L(items.iter().map(attribute).collect()),
        Value::Object(fields) => {
            AttributeValue::M(fields.iter().map(|(name, value)| (name.clone(), attribute(value))).collect())
        }
    }
}

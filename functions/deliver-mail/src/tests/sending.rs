//! Mails that go out.

use futures_util::future::join_all;
use serde_json::json;
use tandem_domain::relationship_request::DeliveryState;
use tandem_store::outbox::{Claim, Ending, MailState};

use super::ses::Answer;
use super::world::World;
use crate::delivery::{CLAIM_SECONDS, wait_seconds};

#[tokio::test]
async fn an_inserted_mail_is_sent_and_its_request_tells_so() {
    let world = World::new().await;
    let (_, mail) = world.request(1).await;
    assert_eq!(world.stream(&[&mail]).await, json!({ "batchItemFailures": [] }));
    assert_eq!(world.ses.mails().len(), 1);
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.attempts), (MailState::Sent, 1));
    assert_eq!(item.message_id.as_deref(), Some("ses-1"));
    let delivery = world.delivery(&mail).await;
    assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Sent, 1));
    assert_eq!(delivery.last_changed, world.now);
}

#[tokio::test]
async fn ses_gets_text_html_headers_tags_and_the_configuration_set() {
    let world = World::new().await;
    let (request, mail) = world.request(1).await;
    world.stream(&[&mail]).await;
    let sent = &world.ses.mails()[0];
    assert_eq!(sent["FromEmailAddress"], "Tandem <no-reply@tandem.example>");
    assert_eq!(sent["ConfigurationSetName"], "tandem");
    assert_eq!(sent["Destination"], json!({ "ToAddresses": ["ana1@fabrikam.example"] }));
    assert_eq!(
        sent["EmailTags"],
        json!([{ "Name": "mail", "Value": mail.mail_id }, { "Name": "request", "Value": mail.request_id.to_string() }])
    );
    let simple = &sent["Content"]["Simple"];
    assert_eq!(simple["Headers"], json!([{ "Name": "Auto-Submitted", "Value": "auto-generated" }]));
    assert_eq!(simple["Subject"]["Charset"], "UTF-8");
    for part in ["Text", "Html"] {
        let part = &simple["Body"][part];
        assert_eq!(part["Charset"], "UTF-8");
        assert!(part["Data"].as_str().is_some_and(|text| text.contains(request.key.as_str())), "{part}");
    }
}

#[tokio::test]
async fn a_doubled_record_sends_nothing_again() {
    let mut world = World::new().await;
    let (_, mail) = world.request(1).await;
    assert_eq!(world.stream(&[&mail, &mail]).await, json!({ "batchItemFailures": [] }));
    world.stream(&[&mail]).await;
    world.sweep_after(86_400).await;
    assert_eq!(world.ses.mails().len(), 1);
}

#[tokio::test]
async fn of_many_senders_at_once_one_sends() {
    let world = World::new().await;
    let (_, mail) = world.request(1).await;
    let mails = [&mail];
    let answers = join_all((0..64).map(|_| world.stream(&mails))).await;
    assert!(answers.iter().all(|answer| *answer == json!({ "batchItemFailures": [] })));
    assert_eq!(world.ses.mails().len(), 1);
}

#[tokio::test]
async fn the_sweep_sends_what_the_stream_lost() {
    let mut world = World::new().await;
    let mut mails = Vec::new();
    for number in 1..=12 {
        mails.push(world.request(number).await.1);
    }
    world.sweep_after(300).await;
    assert_eq!(world.ses.mails().len(), 12);
    for mail in &mails {
        assert_eq!(world.mail(mail).await.state, MailState::Sent);
    }
    world.sweep_after(300).await;
    assert_eq!(world.ses.mails().len(), 12, "nothing is owed any more");
}

#[tokio::test]
async fn a_mail_that_ses_cannot_take_yet_waits_and_is_sent_later() {
    let mut world = World::new().await;
    let (_, mail) = world.request(1).await;
    world.ses.will([Answer::Throttle, Answer::Pause]);
    assert_eq!(world.stream(&[&mail]).await, json!({ "batchItemFailures": [] }), "nobody waits behind it");
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.due), (MailState::Pending, world.now.plus_seconds(wait_seconds(1))));
    let delivery = world.delivery(&mail).await;
    assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Queued, 1));
    assert_eq!(delivery.reason.as_deref(), Some("TooManyRequestsException"));

    world.stream(&[&mail]).await;
    assert_eq!(world.mail(&mail).await.attempts, 1, "not due yet, also for a repeated record");
    world.sweep_after(wait_seconds(1)).await;
    assert_eq!(world.mail(&mail).await.reason.as_deref(), Some("SendingPausedException"));
    world.sweep_after(wait_seconds(2)).await;
    assert_eq!(world.ses.mails().len(), 1);
    let delivery = world.delivery(&mail).await;
    assert_eq!((delivery.state, delivery.attempts, delivery.reason), (DeliveryState::Sent, 3, None));
}

#[tokio::test]
async fn an_answer_lost_after_acceptance_costs_one_duplicate_with_the_same_link() {
    let mut world = World::new().await;
    let (_, mail) = world.request(1).await;
    world.ses.will([Answer::AcceptSilently]);
    world.stream(&[&mail]).await;
    assert_eq!(world.mail(&mail).await.reason.as_deref(), Some("timeout"));
    world.sweep_after(300).await;
    world.sweep_after(86_400).await;
    let sent = world.ses.mails();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0], sent[1]);
    assert_eq!(world.mail(&mail).await.state, MailState::Sent);
}

#[tokio::test]
async fn a_sender_that_died_leaves_a_mail_that_the_sweep_sends() {
    let mut world = World::new().await;
    let (_, mail) = world.request(1).await;
    let lapses = world.now.plus_seconds(CLAIM_SECONDS);
    let dead = world.app.store.claim_mail(&mail, world.now, lapses).await.expect("a table");
    let Claim::Won(dead) = dead else { panic!("{dead:?}") };
    world.stream(&[&mail]).await;
    world.sweep_after(CLAIM_SECONDS - 1).await;
    assert_eq!(world.ses.mails().len(), 0, "the claim holds");
    world.sweep_after(1).await;
    assert_eq!(world.ses.mails().len(), 1);
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.attempts), (MailState::Sent, 2));

    let late = Ending::Failed { reason: "late".to_owned() };
    let marked = world.app.store.end_mail(&dead.hold, &late, world.now).await.expect("a table");
    assert!(!marked, "whoever was too slow marks nothing");
    assert_eq!(world.mail(&mail).await, item);
    assert_eq!(world.delivery(&mail).await.state, DeliveryState::Sent);
}

//! The recorded events, as AWS sends them.

use serde_json::{Value, json};
use tandem_store::outbox::MailState;

use super::world::World;
use crate::handle_at;

const STREAM: &str = include_str!("../../../../tests/events/deliver-mail/stream-insert.json");
const SCHEDULE: &str = include_str!("../../../../tests/events/deliver-mail/schedule.json");

fn recorded(event: &str) -> Value {
    serde_json::from_str(event).expect("a recorded event")
}

#[tokio::test]
async fn the_recorded_insertion_names_a_mail_that_is_sent() {
    let world = World::new().await;
    let (_, mail) = world.request(1).await;
    let mut event = recorded(STREAM);
    let answer = handle_at(&world.app, &event, world.now).await.expect("an answer");
    assert_eq!(answer, json!({ "batchItemFailures": [] }), "a mail that isn't in the table is nobody's");
    assert_eq!(world.ses.mails().len(), 0);

    event["Records"][0]["dynamodb"]["Keys"] = json!({
        "PK": { "S": format!("REQUEST#{}", mail.request_id) },
        "SK": { "S": format!("MAIL#{}", mail.mail_id) },
    });
    let answer = handle_at(&world.app, &event, world.now).await.expect("an answer");
    assert_eq!(answer, json!({ "batchItemFailures": [] }));
    assert_eq!(world.mail(&mail).await.state, MailState::Sent);
}

#[tokio::test]
async fn the_recorded_schedule_sweeps() {
    let world = World::new().await;
    world.request(1).await;
    let answer = handle_at(&world.app, &recorded(SCHEDULE), world.now).await.expect("an answer");
    assert_eq!(answer, json!({ "batchItemFailures": [] }));
    assert_eq!(world.ses.mails().len(), 1);
}

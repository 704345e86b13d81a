//! Sends the mails that committed changes owe (N4, M1).
//!
//! A mail reaches this function twice over. The table's stream brings it when its change was
//! committed; a schedule asks every few minutes for mails that are still owed: those that the stream
//! lost, those that SES couldn't take yet, those whose sender died. Both only say *which* mail. What
//! it says, and whether it is still to be sent, is read from the table by the claim, so that a stale
//! or doubled event does nothing, and a mail goes out once, or twice after a crash (M2).
//!
//! A stream waits behind a record that failed. So a record is reported as failed only where trying it
//! again can help, because the table couldn't be reached, or where it isn't what the table writes and
//! somebody has to look at it. A mail that SES doesn't take is no such case: it goes back to the
//! index of owed mails, and the records behind it go on.

mod delivery;
mod event;

#[cfg(test)]
mod tests;

use std::time::{SystemTime, UNIX_EPOCH};

use futures_util::future::join_all;
use lambda_runtime::Error;
use serde_json::{Value, json};
use tandem_domain::Timestamp;
use tandem_mail::Sender;
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

use crate::delivery::deliver;
use crate::event::{Event, Record};

/// How many mails a sweep takes. What it leaves is the next one's; the longest waiting go first.
const SWEEP: usize = 30;
/// How many mails are sent at the same time. SES counts mails a second.
const AT_ONCE: usize = 10;

/// The table, and the way to SES.
#[derive(Debug)]
pub struct App {
    store: Store,
    sender: Sender,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let sender = Sender::from_environment(env);
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { store, sender })
    }
}

/// Sends the mails that a batch of the table's stream names, or, called by the schedule, those that
/// are due. Answers `{"batchItemFailures": […]}` with the sequence numbers of the records to repeat.
pub async fn handle(app: &App, event: Value) -> Result<Value, Error> {
    let millis = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    handle_at(app, &event, Timestamp::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))).await
}

async fn handle_at(app: &App, event: &Value, now: Timestamp) -> Result<Value, Error> {
    let failed = match event::read(event) {
        Event::Stream(records) => {
            let failed = join_all(records.iter().map(|record| failure(app, record, now))).await;
            failed.into_iter().flatten().collect()
        }
        Event::Schedule => {
            sweep(app, now).await?;
            Vec::new()
        }
    };
    let failed: Vec<_> = failed.into_iter().map(|number| json!({ "itemIdentifier": number })).collect();
    Ok(json!({ "batchItemFailures": failed }))
}

/// The sequence number of a record that failed. Each record is on its own: none delays another.
async fn failure<'a>(app: &App, record: &Record<'a>, now: Timestamp) -> Option<&'a str> {
    match record {
        Record::Other => None,
        Record::Malformed { number } => {
            tracing::error!(number, "a record that the table doesn't write");
            Some(number)
        }
        Record::Owed { number, mail } => match deliver(app, mail, now).await {
            Ok(()) => None,
            Err(fault) => {
                tracing::error!(number, mail = mail.mail_id, ?fault, "a mail couldn't be taken or marked");
                Some(number)
            }
        },
    }
}

/// Sends what is due. A mail that can't be taken now is still due at the next sweep.
async fn sweep(app: &App, now: Timestamp) -> Result<(), Error> {
    let due = app.store.mails_due(now, SWEEP).await.map_err(|fault| {
        tracing::error!(?fault, "the mails that are due can't be read");
        "the mails that are due can't be read"
    })?;
    for mails in due.chunks(AT_ONCE) {
        let sent = join_all(mails.iter().map(|mail| deliver(app, mail, now))).await;
        for (mail, fault) in mails.iter().zip(sent).filter_map(|(mail, sent)| Some((mail, sent.err()?))) {
            tracing::error!(mail = mail.mail_id, ?fault, "a mail couldn't be taken or marked");
        }
    }
    Ok(())
}

//! An SES v2 endpoint that keeps mails instead of sending them.
//!
//! It understands `SendEmail` as the SDK sends it and is as strict as SES where the outbox depends on
//! it: a mail needs a sender, a recipient and content. What it answers next can be chosen, so that
//! throttling and refusals can be rehearsed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use crate::outbox::{self, Mail, Outbox};

/// An error that SES answers with: its HTTP status and the name of the exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SesError {
    pub status: u16,
    pub name: &'static str,
}

impl SesError {
    /// Too many mails at once: the mail is still owed.
    pub const THROTTLED: Self = Self { status: 429, name: "TooManyRequestsException" };
    /// The mail itself is refused.
    pub const REJECTED: Self = Self { status: 400, name: "MessageRejected" };
}

/// The endpoint, with what it will answer next.
pub struct Ses {
    outbox: Arc<Outbox>,
    next: Mutex<VecDeque<SesError>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail {
    from_email_address: String,
    destination: Destination,
    content: Content,
    #[serde(default)]
    email_tags: Vec<Tag>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Destination {
    to_addresses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    simple: Message,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Message {
    subject: Text,
    body: Body,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body {
    text: Text,
    html: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    name: String,
    value: String,
}

impl Ses {
    #[must_use]
    pub fn new(outbox: Arc<Outbox>) -> Self {
        Self { outbox, next: Mutex::default() }
    }

    /// Answers one of the mails to come with an error, after those that were asked for before.
    pub fn fail_next(&self, error: SesError) {
        self.next.lock().unwrap_or_else(PoisonError::into_inner).push_back(error);
    }

    /// The endpoint's routes, and its mails for whoever has no gateway to look at.
    pub(crate) fn router(self: &Arc<Self>) -> Router {
        let mails =
            Router::new().route("/outbox.json", get(outbox::json)).with_state(Arc::clone(&self.outbox));
        Router::new().route("/v2/email/outbound-emails", post(send)).with_state(Arc::clone(self)).merge(mails)
    }

    fn send(&self, input: &str) -> Result<String, (SesError, String)> {
        if let Some(error) = self.next.lock().unwrap_or_else(PoisonError::into_inner).pop_front() {
            return Err((error, "asked for".to_owned()));
        }
        let bad = |problem: String| (SesError { status: 400, name: "BadRequestException" }, problem);
        let input: SendEmail = serde_json::from_str(input).map_err(|error| bad(error.to_string()))?;
        if input.from_email_address.is_empty() || input.destination.to_addresses.is_empty() {
            return Err(bad("a mail needs a sender and a recipient".to_owned()));
        }
        let id = uuid::Uuid::new_v4().to_string();
        let Message { subject, body } = input.content.simple;
        let mail = Mail {
            id: id.clone(),
            to: input.destination.to_addresses.join(", "),
            subject: subject.data,
            link: Mail::link_of(&body.text.data),
            text: body.text.data,
            html: body.html.data,
            sent_date: format!("{:.3}", jiff::Timestamp::now()),
            tags: input.email_tags.into_iter().map(|tag| (tag.name, tag.value)).collect(),
        };
        let full = |error: std::io::Error| {
            (SesError { status: 500, name: "InternalServiceErrorException" }, error.to_string())
        };
        self.outbox.keep(mail).map_err(full)?;
        Ok(id)
    }
}

async fn send(State(ses): State<Arc<Ses>>, body: String) -> Response {
    match ses.send(&body) {
        Ok(id) => Json(json!({"MessageId": id})).into_response(),
        Err((error, message)) => {
            let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let name = [(HeaderName::from_static("x-amzn-errortype"), error.name)];
            (status, name, Json(json!({"message": message}))).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::{Ses, SesError};
    use crate::outbox::Outbox;

    fn input() -> serde_json::Value {
        json!({
            "FromEmailAddress": "tandem@tandem.example",
            "Destination": {"ToAddresses": ["lea@litware.example"]},
            "Content": {"Simple": {
                "Subject": {"Data": "Hello", "Charset": "UTF-8"},
                "Body": {"Text": {"Data": "text"}, "Html": {"Data": "<p>html</p>"}},
                "Headers": [{"Name": "Auto-Submitted", "Value": "auto-generated"}],
            }},
            "EmailTags": [{"Name": "mail", "Value": "7"}],
            "ConfigurationSetName": "tandem",
        })
    }

    #[test]
    fn a_mail_is_kept_as_it_was_sent() {
        let ses = Ses::new(Arc::new(Outbox::in_memory()));
        let id = ses.send(&input().to_string()).expect("sent");
        let mail = ses.outbox.mail(&id).expect("kept");
        assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("lea@litware.example", "Hello"));
        assert_eq!((mail.text.as_str(), mail.html.as_str()), ("text", "<p>html</p>"));
        assert_eq!(mail.tags["mail"], "7");
    }

    #[test]
    fn a_mail_without_a_recipient_is_a_bad_request() {
        let ses = Ses::new(Arc::new(Outbox::in_memory()));
        let mut input = input();
        input["Destination"]["ToAddresses"] = json!([]);
        let (error, _) = ses.send(&input.to_string()).expect_err("refused");
        assert_eq!(error.name, "BadRequestException");
        assert!(ses.outbox.mails().is_empty());
    }

    #[test]
    fn errors_that_were_asked_for_come_first_and_once() {
        let ses = Ses::new(Arc::new(Outbox::in_memory()));
        ses.fail_next(SesError::THROTTLED);
        assert_eq!(ses.send(&input().to_string()).expect_err("throttled").0, SesError::THROTTLED);
        assert!(ses.send(&input().to_string()).is_ok());
    }
}

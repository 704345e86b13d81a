//! A stand-in for SES: keeps what it accepts, answers what it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

#[derive(Clone, Copy)]
pub enum Answer {
    Throttle,
    Pause,
    Reject,
    /// Takes the mail, and is silent for longer than anyone waits.
    AcceptSilently,
}

#[derive(Clone, Default)]
pub struct FakeSes(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    answers: VecDeque<Answer>,
    mails: Vec<Value>,
}

impl FakeSes {
    /// Starts it; answers its address too.
    pub async fn start() -> (Self, String) {
        let ses = Self::default();
        let routes = Router::new().route("/v2/email/outbound-emails", post(answer)).with_state(ses.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        (ses, address)
    }

    /// What it answers next; when nothing is left it accepts.
    pub fn will(&self, answers: impl IntoIterator<Item = Answer>) {
        self.0.lock().expect("the mails").answers.extend(answers);
    }

    /// The mails that it accepted.
    pub fn mails(&self) -> Vec<Value> {
        self.0.lock().expect("the mails").mails.clone()
    }
}

async fn answer(State(ses): State<FakeSes>, Json(mail): Json<Value>) -> Response {
    let (answer, number) = {
        let mut kept = ses.0.lock().expect("the mails");
        let answer = kept.answers.pop_front();
        if matches!(answer, None | Some(Answer::AcceptSilently)) {
            kept.mails.push(mail.clone());
        }
        (answer, kept.mails.len())
    };
    let to = &mail["Destination"]["ToAddresses"][0];
    match answer {
        None => Json(json!({ "MessageId": format!("ses-{number}") })).into_response(),
        Some(Answer::AcceptSilently) => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            StatusCode::OK.into_response()
        }
        Some(Answer::Throttle) => error(StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException", to),
        Some(Answer::Pause) => error(StatusCode::BAD_REQUEST, "SendingPausedException", to),
        Some(Answer::Reject) => error(StatusCode::BAD_REQUEST, "MessageRejected", to),
    }
}

fn error(status: StatusCode, name: &'static str, to: &Value) -> Response {
    let body = json!({ "message": format!("Email address is not verified: {to}") });
    (status, [("x-amzn-errortype", name)], Json(body)).into_response()
}

//! Errors on the wire: one shape, a number and a stable name for each.
//!
//! Numbers are Partner Center's where it has one, else Tandem's own from 910000 up. The sentence
//! says what to do. What the storage said goes to the log under the request id, never to the caller.

mod described;
mod rejections;

use serde_json::{Value, json};
use tandem_domain::{Fault, Halt, Rejection};

use crate::Answer;
pub(crate) use described::partner_id;
use rejections::rejected;

/// Seconds after which a caller may try again.
const RETRY_AFTER: &str = "2";

struct Failure {
    status: u16,
    code: u32,
    name: &'static str,
    description: String,
    data: Vec<String>,
    parameters: Value,
}

fn failure(status: u16, code: u32, name: &'static str, description: impl Into<String>) -> Failure {
    Failure { status, code, name, description: description.into(), data: Vec::new(), parameters: json!({}) }
}

impl Failure {
    fn data(self, data: impl IntoIterator<Item = String>) -> Self {
        Self { data: data.into_iter().collect(), ..self }
    }

    fn parameters(self, parameters: Value) -> Self {
        Self { parameters, ..self }
    }

    fn answer(self, retryable: bool) -> Answer {
        Answer::with_status(
            self.status,
            json!({
                "code": self.code, "description": self.description, "data": self.data, "source": "tandem",
                "errorName": self.name, "isRetryable": retryable, "parameters": self.parameters,
            }),
        )
    }
}

/// The answer to a call that was stopped.
pub(crate) fn answer(halt: Halt, enrollment_url: Option<&str>) -> Answer {
    match halt {
        Halt::Replay(saved) => Answer::replayed(&saved),
        Halt::Rejected(Rejection::Unauthenticated) => rejected(Rejection::Unauthenticated, enrollment_url)
            .answer(false)
            .header("www-authenticate", "Bearer"),
        Halt::Rejected(Rejection::TooManyConfirmations { retry_after_seconds }) => {
            let rejection = Rejection::TooManyConfirmations { retry_after_seconds };
            let answer = rejected(rejection, enrollment_url).answer(true);
            answer.header("retry-after", retry_after_seconds.to_string())
        }
        Halt::Rejected(rejection) => rejected(rejection, enrollment_url).answer(false),
        Halt::Fault(Fault::Corrupt(_)) => {
            failure(500, 910_500, "unexpected", "Something is wrong on this side; report the request id.")
                .answer(false)
        }
        Halt::Fault(Fault::Busy(_) | Fault::Unavailable(_)) => failure(
            503,
            910_503,
            "unavailable",
            "The storage is busy or can't be reached; repeat the request with the same id.",
        )
        .answer(true)
        .header("retry-after", RETRY_AFTER),
    }
}

//! The way to SES, and what its answers mean for a mail that is owed.
//!
//! M1: every owed mail is sent or ends as failed with a reason. So an answer is sorted by one
//! question: is it about this mail, or about the moment? Only what SES says of the mail itself is
//! final. Limits, a paused or suspended account, a sender domain or configuration set that isn't
//! there (yet), missing permission and everything unknown are put right by somebody, and the mail is
//! still owed then. The function that delivers bounds how often it tries.
//!
//! SES knows no idempotency token. A repeat after an answer that was lost sends a second mail, so
//! the SDK's own repeats are off and the next attempt is the outbox's, counted and under a new claim.
//!
//! Reasons are codes, never SES's words: those quote addresses (P2).

use std::time::Duration;

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::Config;
use aws_sdk_sesv2::error::{BuildError, ProvideErrorMetadata as _, SdkError};
use aws_sdk_sesv2::operation::send_email::SendEmailError;
use aws_sdk_sesv2::types::{
    Body, Content, Destination, EmailContent, Message as Simple, MessageHeader, MessageTag,
};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use tandem_platform::Environment;
use tandem_platform::aws::{Roots, config};

use crate::Message;

/// How long SES may take for one mail. Longer than for the table: giving up on a mail that SES then
/// accepts after all costs its reader a duplicate.
const PATIENCE: Duration = Duration::from_secs(15);

/// What became of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// SES has it, under this id.
    Sent { message_id: String },
    /// Not now. The mail is still owed.
    Later { reason: String },
    /// Never: the mail itself is refused.
    Refused { reason: String },
}

/// Sends mails from one address, under one configuration set.
#[derive(Clone, Debug)]
pub struct Sender {
    client: Client,
    from: String,
    configuration_set: String,
    patience: Duration,
}

impl Sender {
    #[must_use]
    pub fn new(client: Client, from: String, configuration_set: String) -> Self {
        Self { client, from, configuration_set, patience: PATIENCE }
    }

    /// The same sender, giving up on an answer after `patience`.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Reads `MAIL_FROM`, `CONFIGURATION_SET` and `AWS_ENDPOINT_URL_SESV2`; what is missing is noted
    /// in the environment.
    ///
    /// Nobody waits for this client to start, so it reads the system's certificates at once and works
    /// behind a proxy without a second try.
    #[must_use]
    pub fn from_environment(env: &Environment) -> Self {
        let client = Client::new(&config(env, "AWS_ENDPOINT_URL_SESV2", Roots::System));
        Self::new(client, env.required("MAIL_FROM"), env.required("CONFIGURATION_SET"))
    }

    /// Hands one mail to SES, once.
    pub async fn send(&self, message: &Message) -> Outcome {
        let (Ok(content), Ok(tags)) = (content(message), tags(message)) else {
            return Outcome::Refused { reason: "incomplete".to_owned() };
        };
        let once = Config::builder().retry_config(RetryConfig::disabled()).timeout_config(
            TimeoutConfig::builder()
                .operation_attempt_timeout(self.patience)
                .operation_timeout(self.patience)
                .build(),
        );
        let answer = self
            .client
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(message.to.as_str()).build())
            .content(content)
            .set_email_tags(Some(tags))
            .configuration_set_name(&self.configuration_set)
            .customize()
            .config_override(once)
            .send()
            .await;
        match answer {
            Ok(sent) => Outcome::Sent { message_id: sent.message_id.unwrap_or_default() },
            Err(error) => outcome_of(&error),
        }
    }
}

fn content(message: &Message) -> Result<EmailContent, BuildError> {
    let utf8 = |data: &str| Content::builder().data(data).charset("UTF-8").build();
    let headers: Result<Vec<_>, _> = message
        .headers
        .iter()
        .map(|(name, value)| MessageHeader::builder().name(*name).value(*value).build())
        .collect();
    let simple = Simple::builder()
        .subject(utf8(&message.subject)?)
        .body(Body::builder().text(utf8(&message.text)?).html(utf8(&message.html)?).build())
        .set_headers(Some(headers?));
    Ok(EmailContent::builder().simple(simple.build()).build())
}

fn tags(message: &Message) -> Result<Vec<MessageTag>, BuildError> {
    message.tags.iter().map(|tag| MessageTag::builder().name(tag.name).value(&tag.value).build()).collect()
}

fn outcome_of<R>(error: &SdkError<SendEmailError, R>) -> Outcome {
    match error {
        SdkError::ServiceError(answer) => match answer.err() {
            SendEmailError::MessageRejected(_) => Outcome::Refused { reason: "message_rejected".to_owned() },
            SendEmailError::BadRequestException(_) => Outcome::Refused { reason: "bad_request".to_owned() },
            other => Outcome::Later { reason: other.code().unwrap_or("unknown").to_owned() },
        },
        SdkError::TimeoutError(_) => Outcome::Later { reason: "timeout".to_owned() },
        _ => Outcome::Later { reason: "unreachable".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_sesv2::error::{ErrorMetadata, SdkError};
    use aws_sdk_sesv2::operation::send_email::SendEmailError;
    use aws_sdk_sesv2::types::error::{
        AccountSuspendedException, BadRequestException, LimitExceededException,
        MailFromDomainNotVerifiedException, MessageRejected, NotFoundException, SendingPausedException,
        TooManyRequestsException,
    };

    use super::{Outcome, outcome_of};

    fn answer(error: SendEmailError) -> Outcome {
        outcome_of(&SdkError::service_error(error, ()))
    }

    #[test]
    fn only_what_ses_says_of_the_mail_itself_is_final() {
        let words = "Address is not verified: ana@fabrikam.example";
        for (error, reason) in [
            (
                SendEmailError::MessageRejected(MessageRejected::builder().message(words).build()),
                "message_rejected",
            ),
            (
                SendEmailError::BadRequestException(BadRequestException::builder().message(words).build()),
                "bad_request",
            ),
        ] {
            assert_eq!(answer(error), Outcome::Refused { reason: reason.to_owned() });
        }
    }

    #[test]
    fn what_somebody_can_put_right_leaves_the_mail_owed() {
        use SendEmailError as E;
        let unknown = |code: &str| E::generic(ErrorMetadata::builder().code(code).build());
        for error in [
            E::TooManyRequestsException(TooManyRequestsException::builder().build()),
            E::LimitExceededException(LimitExceededException::builder().build()),
            E::SendingPausedException(SendingPausedException::builder().build()),
            E::AccountSuspendedException(AccountSuspendedException::builder().build()),
            E::MailFromDomainNotVerifiedException(MailFromDomainNotVerifiedException::builder().build()),
            E::NotFoundException(NotFoundException::builder().build()),
            unknown("ThrottlingException"),
            unknown("AccessDeniedException"),
            unknown("SomethingNew"),
        ] {
            assert!(matches!(answer(error), Outcome::Later { .. }));
        }
        let lost = SdkError::<SendEmailError, ()>::timeout_error("no answer");
        assert_eq!(outcome_of(&lost), Outcome::Later { reason: "timeout".to_owned() });
    }
}

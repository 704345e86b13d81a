//! One mail: claim, render, send, mark.
//!
//! A mail that SES doesn't take yet waits longer each time, up to an hour, for about a day and a
//! half. That outlasts what somebody has to put right: a daily limit, a paused account, a domain that
//! lost its verification. Then it ends as failed, with the last reason, where its sender sees it.

use tandem_domain::outbox::{MailContent, OwedMail};
use tandem_domain::{Fault, Timestamp};
use tandem_mail::{Outcome, render};
use tandem_store::outbox::{Claim, Claimed, Ending, MailKey};

use crate::App;

/// How long a claim lasts. The function's own time limit must be shorter.
pub(crate) const CLAIM_SECONDS: u32 = 300;
/// How often a mail is tried at most.
pub(crate) const MOST_ATTEMPTS: u32 = 40;

/// Sends a mail, if it is this caller's to send. A lost claim is somebody else's success.
///
/// # Errors
/// The table couldn't be reached. The mail is still owed, or its claim lapses.
pub(crate) async fn deliver(app: &App, mail: &MailKey, now: Timestamp) -> Result<(), Fault> {
    let (hold, ending) = match app.store.claim_mail(mail, now, now.plus_seconds(CLAIM_SECONDS)).await? {
        Claim::Lost => return Ok(()),
        Claim::Unreadable(hold, fault) => {
            tracing::error!(mail = mail.mail_id, ?fault, "a mail can't be read");
            (hold, failed("unreadable"))
        }
        Claim::Won(claimed) => {
            let ending = attempt(app, &claimed, now).await;
            (claimed.hold, ending)
        }
    };
    let (mail, attempts) = (&mail.mail_id, hold.attempts);
    match &ending {
        Ending::Sent { message_id } => tracing::info!(mail, attempts, message_id, "mail sent"),
        Ending::Failed { reason } => tracing::error!(mail, attempts, reason, "mail failed"),
        Ending::Later { reason, .. } => tracing::warn!(mail, attempts, reason, "mail waits"),
    }
    if !app.store.end_mail(&hold, &ending, now).await? {
        tracing::warn!(mail, attempts, "the claim had lapsed: the mail may go out twice");
    }
    Ok(())
}

async fn attempt(app: &App, claimed: &Claimed, now: Timestamp) -> Ending {
    let attempts = claimed.hold.attempts;
    if attempts > MOST_ATTEMPTS {
        return failed("gave_up");
    }
    if let Some(reason) = over(&claimed.mail, now) {
        return failed(reason);
    }
    let message = match render(&claimed.mail) {
        Ok(message) => message,
        Err(unfit) => return failed(&unfit.to_string()),
    };
    match app.sender.send(&message).await {
        Outcome::Sent { message_id } => Ending::Sent { message_id },
        Outcome::Refused { reason } => Ending::Failed { reason },
        Outcome::Later { reason } if attempts >= MOST_ATTEMPTS => Ending::Failed { reason },
        Outcome::Later { reason } => Ending::Later { reason, due: now.plus_seconds(wait_seconds(attempts)) },
    }
}

fn failed(reason: &str) -> Ending {
    Ending::Failed { reason: reason.to_owned() }
}

/// Why nobody could do anything with it any more, if it waited until what it asks for was over.
fn over(mail: &OwedMail, now: Timestamp) -> Option<&'static str> {
    let (expires, reason) = match &mail.content {
        MailContent::PartnershipRequest { expires, .. } | MailContent::CustomerInvitation { expires, .. } => {
            (*expires, "request_expired")
        }
        MailContent::EmailConfirmation { expires, .. } => (*expires, "confirmation_expired"),
        MailContent::PartnershipOutcome { .. }
        | MailContent::CustomerOutcome { .. }
        | MailContent::PrivilegesChanged { .. }
        | MailContent::EnrollmentChanged { .. } => return None,
    };
    (expires <= now).then_some(reason)
}

/// Seconds until the next attempt: half a minute, doubled each time, at most an hour.
pub(crate) fn wait_seconds(attempts: u32) -> u32 {
    (30 << attempts.saturating_sub(1).min(7)).min(3600)
}

//! Whoever holds the link from an e-mail confirms the address (E3, E9).
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/enrollments/{key}/verify` | ours: confirm, by an explicit press of a button; nobody need be signed in |
//!
//! The key proves the mailbox and nothing else: this is the one thing that it is good for. Its
//! fingerprint, which other places know it by, isn't enough. The page behind the link only reads.

use tandem_domain::enrollment::{EmailConfirmation, Purpose, verify};
use tandem_domain::profile::confirm_contact;
use tandem_domain::write::Person;
use tandem_domain::{Halt, LinkKey, Rejection, Write};
use tandem_edge::{Answer, Call, EnrollmentPages, UnknownKeys, resource};
use tandem_function::{Request, Response};
use tandem_store::Moved;

/// HTTP, the table, and where the pages of enrolling lie.
pub type App = tandem_function::App<EnrollmentPages>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["enrollments", key, "verify"]) => confirm(app, call, key).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn confirm(app: &App, call: &Call, key: &str) -> Result<Answer, Halt> {
    let mut form = call.form(UnknownKeys::Refused)?;
    let confirmed = form.boolean("confirmed");
    let confirmed = form.finish(Some(confirmed.unwrap_or(false)))?;
    let key: LinkKey = Call::segment(key)?;
    let id = key.request_id();
    let confirmation = app.store.confirmation(id).await?.ok_or(Rejection::NotFound)?;
    let write = call.write_as(Person::by_mailbox(confirmation.tenant_id, &confirmation.email))?;
    let answer = Answer::ok(resource::confirmed_email(&confirmation));
    let outcome = match confirmation.purpose {
        Purpose::Enrollment => enrollment(app, &write, &confirmation, confirmed, &answer).await,
        Purpose::PrimaryContact => primary_contact(app, &write, &confirmation, confirmed, &answer).await,
    };
    if outcome == Err(Halt::Rejected(Rejection::ConfirmationOver)) {
        // Of two presses at once the other may have been the first: it is confirmed then.
        let now = app.store.confirmation(id).await?;
        if now.is_some_and(|now| now.confirmed.is_some()) {
            return Ok(answer);
        }
    }
    outcome.map(|()| answer)
}

async fn enrollment(
    app: &App,
    write: &Write,
    confirmation: &EmailConfirmation,
    confirmed: bool,
    answer: &Answer,
) -> Result<(), Halt> {
    let enrollment = app.store.for_verifying_email(write).await?;
    let verified = verify(write, confirmation, enrollment.as_ref(), confirmed, &app.settings.enroll());
    if let Some(verified) = app.store.decided(write, verified).await? {
        app.store.verify(write, &verified, &answer.saved()).await?;
    }
    Ok(())
}

async fn primary_contact(
    app: &App,
    write: &Write,
    confirmation: &EmailConfirmation,
    confirmed: bool,
    answer: &Answer,
) -> Result<(), Halt> {
    // The partner may change another of its profiles at the same time, one record with this.
    Moved::decided_anew(|| async {
        let seen = app.store.for_confirming_contact(write).await?;
        let decided = confirm_contact(write, confirmation, seen.seen(), confirmed);
        let Some(contact) = app.store.decided(write, decided).await? else { return Ok(()) };
        let done = app.store.confirm_contact(write, &contact, &answer.saved()).await;
        done.map_err(|reason| reason.stale_to(None))
    })
    .await
}

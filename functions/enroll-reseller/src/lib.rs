//! A company applies to become an indirect reseller (Z10, E1–E4, E7, E8).
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/enrollments` | begin, with the application as a draft |
//! | `GET /v1/enrollments/{id}` | one's own; the operator reads anybody's |
//! | `PUT /v1/enrollments/{id}` | change the application, which is a draft from then on |
//! | `POST /v1/enrollments/{id}/submit` | submit it; again, while the address isn't confirmed: another link |
//!
//! All are ours. A tenant has one enrollment, under the tenant's own id.

use tandem_domain::enrollment::{ForEnrolling, change, start, submit};
use tandem_domain::policy::{Action, permit};
use tandem_domain::{Halt, Rejection, TenantId, Write};
use tandem_edge::{Answer, Call, EnrollmentPages, UnknownKeys, enrolling, random, resource};
use tandem_function::{Request, Response};

/// HTTP, the table, and where the pages of enrolling lie.
pub type App = tandem_function::App<EnrollmentPages>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["enrollments"]) => begin(app, call).await,
        ("GET", ["enrollments", id]) => read(app, call, id).await,
        ("PUT", ["enrollments", id]) => put(app, call, id).await,
        ("POST", ["enrollments", id, "submit"]) => hand_in(app, call, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn begin(app: &App, call: &Call) -> Result<Answer, Halt> {
    let write = call.write()?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let given = enrolling::application(&mut form);
    let given = form.finish(given)?;
    let seen = app.store.for_enrolling(&write).await?;
    let started = app.store.decided(&write, start(&write, seen.seen(None), given)).await?;
    let answer = Answer::created(resource::enrollment(&started.enrollment));
    app.store.apply(&write, &started, &answer.saved()).await?;
    Ok(answer)
}

async fn read(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (enrollment, caller) = app.store.enrollment(person.tenant_id, Call::segment(id)?).await?;
    let enrollment = enrollment.ok_or(Rejection::NotFound)?;
    permit(Action::ReadEnrollment, enrollment.standing_of(person, caller.as_ref()), &person.roles)?;
    Ok(Answer::ok(resource::enrollment(&enrollment)))
}

async fn put(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = own(call, id)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected = call.expected_version(&mut form, &write.person.tenant_id.to_string());
    let given = enrolling::application(&mut form);
    let given = form.finish(given)?;
    let seen = app.store.for_enrolling(&write).await?;
    let changed = change(&write, seen.seen(expected), given, &app.settings.enroll());
    let changed = app.store.decided(&write, changed).await?;
    let answer = Answer::ok(resource::enrollment(&changed.enrollment));
    app.store.apply(&write, &changed, &answer.saved()).await?;
    Ok(answer)
}

async fn hand_in(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = own(call, id)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected = call.expected_version(&mut form, &write.person.tenant_id.to_string());
    form.finish(Some(()))?;
    let seen = app.store.for_submitting(&write).await?;
    let (situation, registered): (ForEnrolling<'_>, _) = (seen.seen(expected), seen.registered.as_ref());
    let link = |key: &_| app.settings.confirmation(key);
    let submitted = submit(&write, situation, registered, &random::link_key(), link);
    let submitted = app.store.decided(&write, submitted).await?;
    let answer = Answer::ok(resource::enrollment(&submitted.enrollment));
    app.store.submit(&write, &submitted, &answer.saved()).await?;
    Ok(answer)
}

/// A change of the caller's own enrollment; any other's looks like one that isn't there (Z12).
fn own(call: &Call, id: &str) -> Result<Write, Halt> {
    let write = call.write()?;
    let id: TenantId = Call::segment(id)?;
    if id == write.person.tenant_id { Ok(write) } else { Err(Rejection::NotFound.into()) }
}

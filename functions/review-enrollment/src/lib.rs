//! The operator reviews applications (Z11, E2, E4, E6, E7).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/enrollments?state=&before=` | the operator's list, the longest waiting first; anybody else's own, if there is one |
//! | `POST /v1/enrollments/{id}/approve` | approve: the tenant is a reseller from then on |
//! | `POST /v1/enrollments/{id}/reject` | reject, with the reason that the applicant is told |
//!
//! All are ours.

use tandem_domain::enrollment::{EnrollmentState, approve, reject};
use tandem_domain::organisation::Organisation;
use tandem_domain::policy::{Action, Standing, permit};
use tandem_domain::{Halt, Rejection, TenantId};
use tandem_edge::{Answer, Call, EnrollmentPages, UnknownKeys, collection, resource};
use tandem_function::{Request, Response};

/// HTTP, the table, and where the pages of enrolling lie.
pub type App = tandem_function::App<EnrollmentPages>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["enrollments"]) => list(app, call).await,
        ("POST", ["enrollments", id, "approve"]) => take_in(app, call, id).await,
        ("POST", ["enrollments", id, "reject"]) => turn_away(app, call, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn list(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let states = EnrollmentState::ALL.map(|state| (state.as_str(), state));
    let (state, before) = (call.choice("state", &states)?, call.parsed("before")?);
    let page = call.page()?;
    let (own, caller) = app.store.enrollment(person.tenant_id, person.tenant_id).await?;
    if !caller.as_ref().is_some_and(Organisation::is_operator) {
        permit(Action::ReadEnrollment, Standing::Tenant, &person.roles)?;
        let own = own.iter().filter(|own| state.is_none_or(|state| state == own.state));
        return Ok(Answer::ok(collection(call, own.map(resource::enrollment).collect(), None)));
    }
    permit(Action::ReviewEnrollment, Standing::Operator, &person.roles)?;
    let state = state.unwrap_or(EnrollmentState::UnderReview);
    let found = app.store.enrollments_in(state, before, &page).await?;
    let items = found.items.iter().map(resource::enrollment).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

async fn take_in(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let tenant: TenantId = Call::segment(id)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected = call.expected_version(&mut form, &tenant.to_string());
    form.finish(Some(()))?;
    let seen = app.store.for_review(&write, tenant).await?;
    let approved = approve(&write, seen.seen(expected), &app.settings.enroll());
    let approved = app.store.decided(&write, approved).await?;
    let answer = Answer::ok(resource::enrollment(&approved.enrollment));
    app.store.approve(&write, &approved, &answer.saved()).await?;
    Ok(answer)
}

async fn turn_away(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let tenant: TenantId = Call::segment(id)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected = call.expected_version(&mut form, &tenant.to_string());
    let reason = form.required("reason");
    let reason = form.finish(reason)?;
    let seen = app.store.for_review(&write, tenant).await?;
    let rejected = reject(&write, seen.seen(expected), reason, &app.settings.enroll());
    let rejected = app.store.decided(&write, rejected).await?;
    let answer = Answer::ok(resource::enrollment(&rejected.enrollment));
    app.store.reject(&write, &rejected, &answer.saved()).await?;
    Ok(answer)
}

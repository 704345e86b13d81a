//! A provider removes a partnership, and sees before what stays (Z3, X).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/relationships/{tenantId}/removal` | what a removal would leave in place, and the attestation |
//! | `POST /v1/relationships/{tenantId}/removal` | `{attestationAccepted: true, reason?}` |

use tandem_domain::removal::{self, Remove};
use tandem_domain::{Halt, Rejection, TenantId};
use tandem_edge::{Answer, Call, UnknownKeys, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["relationships", tenant, "removal"]) => preview(app, call, tenant).await,
        ("POST", ["relationships", tenant, "removal"]) => remove(app, call, tenant).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn preview(app: &App, call: &Call, tenant: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let other: TenantId = Call::segment(tenant)?;
    let seen = app.store.for_removal(person.tenant_id, other).await?;
    let partnership = removal::preview(person, seen.partnership.as_ref())?;
    Ok(Answer::ok(resource::removal(partnership, &seen.stays)))
}

async fn remove(app: &App, call: &Call, tenant: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let other: TenantId = Call::segment(tenant)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let attestation_accepted = form.boolean("attestationAccepted").unwrap_or(false);
    let reason = form.optional("reason");
    let command = form.finish(Some(Remove { attestation_accepted, reason }))?;
    let seen = app.store.for_remove(&write, other).await?;
    let removed = removal::remove(&write, seen.partnership.as_ref(), &command);
    let removed = app.store.decided(&write, removed).await?;
    let answer = Answer::ok(resource::removal(&removed.partnership, &seen.stays));
    app.store.remove(&write, &removed, &answer.saved()).await?;
    Ok(answer)
}

//! A provider sets or changes the reseller of record (Z5, S3, S4): of one subscription, or of many.
//!
//! | route | what |
//! |---|---|
//! | `PUT /v1/customers/{id}/subscriptions/{sid}/resellerofrecord` | `{mpnId, reason?}` |
//! | `POST /v1/subscriptions/resellerofrecord` | the same for up to 500, listed or found by a filter |

mod many;

use tandem_domain::subscription::associate;
use tandem_domain::text::Reason;
use tandem_domain::{CustomerId, Halt, PartnerId, Rejection, SubscriptionId};
use tandem_edge::{Answer, Call, UnknownKeys, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("PUT", ["customers", customer, "subscriptions", id, "resellerofrecord"]) => {
            set(app, call, customer, id).await
        }
        ("POST", ["subscriptions", "resellerofrecord"]) => many::set(&app.store, call).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn set(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id): (CustomerId, SubscriptionId) = (Call::segment(customer)?, Call::segment(id)?);
    let (mpn_id, reason, expected_version) = command(call, id)?;
    let seen = app.store.for_association(&write, customer, id, mpn_id).await?;
    let changed = associate(&write, seen.present(expected_version), mpn_id, reason);
    let Some(changed) = app.store.decided(&write, changed).await? else {
        // It is that reseller already: nothing to change, the same answer.
        let subscription = seen.subscription.as_ref().ok_or(Rejection::NotFound)?;
        return Ok(Answer::ok(resource::subscription(subscription)));
    };
    let answer = Answer::ok(resource::subscription(&changed.subscription));
    app.store.change_subscription(&write, &changed, &answer.saved()).await?;
    Ok(answer)
}

fn command(call: &Call, id: SubscriptionId) -> Result<(PartnerId, Option<Reason>, Option<u32>), Rejection> {
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    let (mpn_id, reason) = (form.required("mpnId"), form.optional("reason"));
    Ok((form.finish(mpn_id)?, reason, expected_version))
}

//! The provider that ordered a subscription changes or upgrades it (Z15, S2, S6); its reseller of record
//! gives it another name (Z16).
//!
//! | route | what |
//! |---|---|
//! | `PATCH /v1/customers/{id}/subscriptions/{sid}` | Partner Center's: the resource, changed |
//! | `POST /v1/customers/{id}/subscriptions/{sid}/upgrades` | another offer in its place |
//!
//! # Careful: an absent `autoRenewEnabled` switches automatic renewal off
//!
//! The body of a `PATCH` is the whole resource: read it, change it, send all of it back. Partner Center
//! takes an absent `autoRenewEnabled` as *false*, and clients written for it count on that, so a `PATCH`
//! by the provider that ordered does the same here, whatever else is in it. Everything else that is
//! absent or null stays as it is; without `partnerId` the reseller of record stays. A reseller of record,
//! who can't switch automatic renewal, doesn't do so by leaving it out.

mod command;

use tandem_domain::subscription::change;
use tandem_domain::subscription::upgrade::upgrade;
use tandem_domain::{CustomerId, Halt, Rejection, SubscriptionId};
use tandem_edge::{Answer, Call, random, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("PATCH", ["customers", customer, "subscriptions", id]) => {
            change_subscription(app, call, customer, id).await
        }
        ("POST", ["customers", customer, "subscriptions", id, "upgrades"]) => {
            upgrade_subscription(app, call, customer, id).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn change_subscription(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id): (CustomerId, SubscriptionId) = (Call::segment(customer)?, Call::segment(id)?);
    let (command, expected_version) = command::change(call, id)?;
    let (seen, offer) = app.store.for_subscription_change(&write, customer, id, &command).await?;
    let changed = change(&write, seen.present(expected_version), offer.as_ref(), &command);
    let Some(changed) = app.store.decided(&write, changed).await? else {
        // It is like that already: nothing to change, the same answer.
        let subscription = seen.subscription.as_ref().ok_or(Rejection::NotFound)?;
        return Ok(Answer::ok(resource::subscription(subscription)));
    };
    let answer = Answer::ok(resource::subscription(&changed.subscription));
    app.store.change_subscription(&write, &changed, &answer.saved()).await?;
    Ok(answer)
}

async fn upgrade_subscription(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id): (CustomerId, SubscriptionId) = (Call::segment(customer)?, Call::segment(id)?);
    let (command, upgrade_type, expected_version) = command::upgrade(call, id)?;
    let seen = app.store.for_upgrade(&write, customer, id, &command.target_offer).await?;
    let present = seen.seen.present(expected_version);
    let upgraded = upgrade(&write, present, seen.offers(), &command, random::guid());
    let upgraded = app.store.decided(&write, upgraded).await?;
    let answer = Answer::ok(resource::upgrade_result(&upgraded, upgrade_type));
    app.store.upgrade_subscription(&write, &upgraded, &answer.saved()).await?;
    Ok(answer)
}

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

use lambda_http::{Body, Request, Response};
use tandem_domain::subscription::change;
use tandem_domain::subscription::upgrade::upgrade;
use tandem_domain::{CustomerId, Halt, Rejection, SubscriptionId};
use tandem_edge::{Answer, Call, Edge, random, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    edge: Edge,
    store: Store,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let edge = Edge::from_env(env);
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { edge, store })
    }
}

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let call = app.edge.open(request);
    let (method, path) = call.route();
    let outcome = match (method, &path[..]) {
        ("PATCH", ["customers", customer, "subscriptions", id]) => change_it(app, &call, customer, id).await,
        ("POST", ["customers", customer, "subscriptions", id, "upgrades"]) => {
            upgrade_it(app, &call, customer, id).await
        }
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn change_it(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
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

async fn upgrade_it(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
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

//! A provider sets or changes a subscription's reseller of record (Z5, S3, S4).
//!
//! | route | what |
//! |---|---|
//! | `PUT /v1/customers/{id}/subscriptions/{sid}/resellerofrecord` | `{mpnId, reason?}` |
//! | `PATCH /v1/customers/{id}/subscriptions/{sid}` | Partner Center's: the resource with another `partnerId` |

use lambda_http::{Body, Request, Response};
use tandem_domain::subscription::{BillingCycle, Present, Subscription, SubscriptionStatus, associate};
use tandem_domain::text::Reason;
use tandem_domain::{CustomerId, Halt, PartnerId, Rejection, SubscriptionId};
use tandem_edge::{Answer, Call, Edge, Form, UnknownKeys, resource};
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

/// What is asked of which subscription.
struct Command {
    customer: CustomerId,
    subscription: SubscriptionId,
    mpn_id: PartnerId,
    reason: Option<Reason>,
    expected_version: Option<u32>,
}

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let call = app.edge.open(request);
    let (method, path) = call.route();
    let outcome = match (method, &path[..]) {
        ("PUT", ["customers", customer, "subscriptions", id, "resellerofrecord"]) => {
            set(app, &call, customer, id, UnknownKeys::Refused, "mpnId").await
        }
        ("PATCH", ["customers", customer, "subscriptions", id]) => {
            set(app, &call, customer, id, UnknownKeys::Ignored, "partnerId").await
        }
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn set(
    app: &App,
    call: &Call,
    customer: &str,
    id: &str,
    unknown: UnknownKeys,
    field: &str,
) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id): (CustomerId, SubscriptionId) = (Call::segment(customer)?, Call::segment(id)?);
    let mut form = call.form(unknown)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    let mpn_id = form.required(field);
    let reason = if unknown == UnknownKeys::Refused { form.optional("reason") } else { None };
    let others = if unknown == UnknownKeys::Ignored { Others::read(&mut form) } else { Others::default() };
    let command = form.finish(mpn_id.map(|mpn_id| Command {
        customer,
        subscription: id,
        mpn_id,
        reason,
        expected_version,
    }))?;
    let seen =
        app.store.for_association(&write, command.customer, command.subscription, command.mpn_id).await?;
    let present = Present {
        subscription: seen.subscription.as_ref(),
        relation: seen.relation.as_ref(),
        caller: seen.caller.as_ref(),
        registered: seen.registered.as_ref(),
        expected_version: command.expected_version,
    };
    let associated = associate(&write, present, command.mpn_id, command.reason);
    let associated = app.store.decided(&write, associated).await?;
    let subscription = seen.subscription.as_ref().ok_or(Rejection::NotFound)?;
    others.must_be_as_in(subscription)?;
    let Some(associated) = associated else {
        // It is that reseller already: nothing to change, the same answer.
        return Ok(Answer::ok(resource::subscription(subscription)));
    };
    let answer = Answer::ok(resource::subscription(&associated.subscription));
    app.store.associate(&write, &associated, &answer.saved()).await?;
    Ok(answer)
}

/// What Partner Center's clients send back with the full resource. This call changes the reseller of
/// record only, and says so rather than dropping another change.
#[derive(Default)]
struct Others {
    quantity: Option<i64>,
    friendly_name: Option<String>,
    auto_renew: Option<bool>,
    status: Option<SubscriptionStatus>,
    billing_cycle: Option<BillingCycle>,
}

impl Others {
    fn read(form: &mut Form) -> Self {
        Self {
            quantity: form.integer("quantity"),
            friendly_name: form.optional("friendlyName"),
            auto_renew: form.boolean("autoRenewEnabled"),
            status: form.choice("status", &SubscriptionStatus::ALL.map(|status| (status.as_str(), status))),
            billing_cycle: form
                .choice("billingCycle", &BillingCycle::ALL.map(|cycle| (cycle.as_str(), cycle))),
        }
    }

    fn must_be_as_in(&self, subscription: &Subscription) -> Result<(), Rejection> {
        let quantity = i64::from(subscription.quantity.get());
        let changes = [
            ("quantity", self.quantity.is_some_and(|given| given != quantity)),
            (
                "friendlyName",
                self.friendly_name
                    .as_deref()
                    .is_some_and(|given| given != subscription.friendly_name.as_str()),
            ),
            ("autoRenewEnabled", self.auto_renew.is_some_and(|given| given != subscription.auto_renew)),
            ("status", self.status.is_some_and(|given| given != subscription.status)),
            ("billingCycle", self.billing_cycle.is_some_and(|given| given != subscription.billing_cycle)),
        ];
        match changes.into_iter().find(|(_, changed)| *changed) {
            Some((field, _)) => {
                Err(Rejection::field(field, "can't be changed by this call; only partnerId can"))
            }
            None => Ok(()),
        }
    }
}

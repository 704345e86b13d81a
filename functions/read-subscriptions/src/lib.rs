//! Partners and customers read subscriptions (Z12, S1).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/customers/{id}/subscriptions` | the customer's |
//! | `GET /v1/customers/{id}/subscriptions/{sid}` | one |

use lambda_http::{Body, Request, Response};
use tandem_domain::customer::{CustomerPartner, standing_with};
use tandem_domain::policy::{Action, permit};
use tandem_domain::write::Person;
use tandem_domain::{CustomerId, Halt, Rejection, SubscriptionId};
use tandem_edge::{Answer, Call, Edge, collection, resource};
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
        ("GET", ["customers", customer, "subscriptions"]) => list(app, &call, customer).await,
        ("GET", ["customers", customer, "subscriptions", id]) => read(app, &call, customer, id).await,
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn list(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let customer: CustomerId = Call::segment(customer)?;
    let page = call.page()?;
    let (found, relation, known) = app.store.subscriptions(customer, person.tenant_id, &page).await?;
    may_read(person, customer, relation.as_ref())?;
    if !known {
        return Err(Rejection::NotFound.into());
    }
    let items = found.items.iter().map(resource::subscription).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

async fn read(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (customer, id): (CustomerId, SubscriptionId) = (Call::segment(customer)?, Call::segment(id)?);
    let (subscription, relation) = app.store.subscription(customer, id, person.tenant_id).await?;
    may_read(person, customer, relation.as_ref())?;
    let subscription = subscription.ok_or(Rejection::NotFound)?;
    Ok(Answer::ok(resource::subscription(&subscription)))
}

fn may_read(
    person: &Person,
    customer: CustomerId,
    relation: Option<&CustomerPartner>,
) -> Result<(), Rejection> {
    permit(Action::ReadCustomer, standing_with(customer, person.tenant_id, relation), &person.roles)
}

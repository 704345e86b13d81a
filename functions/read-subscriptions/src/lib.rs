//! Partners and customers read subscriptions, and what belongs to them (Z12, S1).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/customers/{id}/subscriptions?mpn_id=&order_id=` | the customer's |
//! | `GET /v1/customers/{id}/subscriptions/{sid}` | one |
//! | `GET …/{sid}/addons` | none: offers have no add-ons; Partner Center's clients ask for them |
//! | `GET …/{sid}/upgrades` | what it can be upgraded to, and what stands in the way |
//! | `GET …/{sid}/resellersofrecord` | its resellers of record, since when, by whom and why |
//! | `GET …/{sid}/supportcontact` | who answers its support requests |
//! | `GET …/{sid}/supportcontacts` | who may be chosen to |

mod of_subscription;

use lambda_http::{Body, Request, Response};
use tandem_domain::customer::may_list;
use tandem_domain::{CustomerId, Halt, Rejection};
use tandem_edge::{Answer, Call, Edge, collection, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::{Store, SubscriptionFilter};

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
        ("GET", ["customers", customer, "subscriptions"]) => list_subscriptions(app, &call, customer).await,
        ("GET", ["customers", customer, "subscriptions", id]) => {
            of_subscription::read(&app.store, &call, customer, id, "").await
        }
        ("GET", ["customers", customer, "subscriptions", id, part]) => {
            of_subscription::read(&app.store, &call, customer, id, part).await
        }
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn list_subscriptions(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let customer: CustomerId = Call::segment(customer)?;
    let page = call.page()?;
    let filter = SubscriptionFilter { mpn_id: call.parsed("mpn_id")?, order_id: call.parsed("order_id")? };
    let found = app.store.subscriptions(customer, person.tenant_id, filter, &page).await?;
    may_list(person, customer, found.relation.as_ref(), found.is_known)?;
    let items = found.page.items.iter().map(resource::subscription).collect();
    Ok(Answer::ok(collection(call, items, found.page.next.as_ref())))
}

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

use tandem_domain::customer::may_list;
use tandem_domain::{CustomerId, Halt, Rejection};
use tandem_edge::{Answer, Call, collection, resource};
use tandem_function::{Request, Response};
use tandem_store::SubscriptionFilter;

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["customers", customer, "subscriptions"]) => list_subscriptions(app, call, customer).await,
        ("GET", ["customers", customer, "subscriptions", id]) => {
            of_subscription::read(&app.store, call, customer, id, "").await
        }
        ("GET", ["customers", customer, "subscriptions", id, part]) => {
            of_subscription::read(&app.store, call, customer, id, part).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
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

//! A provider places an order for a customer (Z4, I9, C3), and its parties read the orders (Z12).
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/customers/{id}/orders` | place one, with `agreement` beside it if the customer just accepted it (ours) |
//! | `GET /v1/customers/{id}/orders` | the customer's |
//! | `GET /v1/customers/{id}/orders/{oid}` | one |

use tandem_domain::customer::{may_list, may_read};
use tandem_domain::order::{Submission, submit};
use tandem_domain::{CustomerId, Halt, OrderId, Rejection};
use tandem_edge::{Answer, Call, UnknownKeys, collection, ordering, random, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["customers", customer, "orders"]) => place_order(app, call, customer).await,
        ("GET", ["customers", customer, "orders"]) => list_orders(app, call, customer).await,
        ("GET", ["customers", customer, "orders", id]) => read_order(app, call, customer, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn place_order(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let customer: CustomerId = Call::segment(customer)?;
    let mut form = call.form(UnknownKeys::Ignored)?;
    if form.optional("referenceCustomerId").is_some_and(|given: CustomerId| given != customer) {
        form.refuse("referenceCustomerId", "must be the customer of the path, or be left out");
    }
    let agreement = form.object("agreement", |given| ordering::agreement(given, write.now));
    let order = ordering::order(&mut form);
    let order = form.finish(order)?;
    let seen = app.store.for_order(&write, customer, &order).await?;
    let submission = Submission { orders: vec![order], agreement };
    let submitted = submit(&write, seen.present(), seen.agreement.as_ref(), &submission, random::guid);
    let submitted = app.store.decided(&write, submitted).await?;
    let [placed] = &submitted.orders[..] else { return Err(Rejection::NotFound.into()) };
    let answer = Answer::created(resource::order(&placed.order));
    app.store.place_order(&write, &submitted, &answer.saved()).await?;
    Ok(answer)
}

async fn list_orders(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let customer: CustomerId = Call::segment(customer)?;
    let found = app.store.orders(customer, person.tenant_id, &call.page()?).await?;
    may_list(person, customer, found.relation.as_ref(), found.is_known)?;
    let items = found.page.items.iter().map(resource::order).collect();
    Ok(Answer::ok(collection(call, items, found.page.next.as_ref())))
}

async fn read_order(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (customer, id): (CustomerId, OrderId) = (Call::segment(customer)?, Call::segment(id)?);
    let (order, relation) = app.store.order(customer, id, person.tenant_id).await?;
    may_read(person, customer, relation.as_ref())?;
    Ok(Answer::ok(resource::order(&order.ok_or(Rejection::NotFound)?)))
}

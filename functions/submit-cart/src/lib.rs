//! A provider fills a cart for a customer, reviews it, and submits or cancels it (C3, Z15).
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/customers/{id}/carts` | make one |
//! | `GET /v1/customers/{id}/carts/{cartId}` | review it: each line with what is wrong with it by now |
//! | `PUT /v1/customers/{id}/carts/{cartId}` | put other lines in it |
//! | `DELETE /v1/customers/{id}/carts/{cartId}` | cancel it: nothing of it remains (ours) |
//! | `POST /v1/customers/{id}/carts/{cartId}/checkout` | submit it: one order per billing cycle, all or nothing |

use tandem_domain::cart::{CartLine, begin, cancel, change, check_out, review};
use tandem_domain::{CartId, CustomerId, Halt, Rejection};
use tandem_edge::{Answer, Call, Form, UnknownKeys, ordering, random, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["customers", customer, "carts"]) => make_cart(app, call, customer).await,
        ("GET", ["customers", customer, "carts", id]) => read_cart(app, call, customer, id).await,
        ("PUT", ["customers", customer, "carts", id]) => change_cart(app, call, customer, id).await,
        ("DELETE", ["customers", customer, "carts", id]) => cancel_cart(app, call, customer, id).await,
        ("POST", ["customers", customer, "carts", id, "checkout"]) => {
            submit_cart(app, call, customer, id).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

fn ids(customer: &str, cart: &str) -> Result<(CustomerId, CartId), Rejection> {
    Ok((Call::segment(customer)?, Call::segment(cart)?))
}

fn lines(mut form: Form) -> Result<Vec<CartLine>, Rejection> {
    let lines = ordering::cart_lines(&mut form);
    form.finish(lines)
}

async fn make_cart(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let customer: CustomerId = Call::segment(customer)?;
    let lines = lines(call.form(UnknownKeys::Ignored)?)?;
    let (_, seen) = app.store.for_cart(&write, customer, None, &lines).await?;
    let made = begin(&write, seen.present(), lines, CartId::new(random::guid()));
    let made = app.store.decided(&write, made).await?;
    let answer = Answer::created(resource::cart(&made.cart, &[]));
    app.store.keep_cart(&write, &made, &answer.saved()).await?;
    Ok(answer)
}

async fn read_cart(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (customer, id) = ids(customer, id)?;
    let seen = app.store.cart(customer, id, person.tenant_id).await?;
    let (cart, relation) = (seen.cart.as_ref(), seen.relation.as_ref());
    let problems = review(person, call.now, cart, seen.customer.as_ref(), relation, seen.listed.catalogue())?;
    Ok(Answer::ok(resource::cart(cart.ok_or(Rejection::NotFound)?, &problems)))
}

async fn change_cart(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id) = ids(customer, id)?;
    let mut form = call.form(UnknownKeys::Ignored)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    if form.optional("id").is_some_and(|given: CartId| given != id) {
        form.refuse("id", "must be the cart of the path, or be left out");
    }
    let lines = lines(form)?;
    let (cart, seen) = app.store.for_cart(&write, customer, Some(id), &lines).await?;
    let changed = change(&write, cart.as_ref(), seen.present(), lines, expected_version);
    let changed = app.store.decided(&write, changed).await?;
    let answer = Answer::ok(resource::cart(&changed.cart, &[]));
    app.store.keep_cart(&write, &changed, &answer.saved()).await?;
    Ok(answer)
}

async fn cancel_cart(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id) = ids(customer, id)?;
    let expected_version = call.expected_version(&mut call.form(UnknownKeys::Ignored)?, &id.to_string());
    let (cart, relation) = app.store.for_cancellation(&write, customer, id).await?;
    let cancelled = cancel(&write, cart.as_ref(), relation.as_ref(), expected_version);
    let cancelled = app.store.decided(&write, cancelled).await?;
    let answer = Answer::no_content();
    app.store.cancel_cart(&write, &cancelled, &answer.saved()).await?;
    Ok(answer)
}

async fn submit_cart(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id) = ids(customer, id)?;
    // Partner Center's libraries send a mere string here.
    let mut form = call.form_if_any(UnknownKeys::Ignored)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    let (cart, seen) = app.store.for_check_out(&write, customer, id).await?;
    let agreed = seen.agreement.as_ref();
    let checked_out =
        check_out(&write, cart.as_ref(), seen.present(), agreed, expected_version, random::guid);
    let checked_out = app.store.decided(&write, checked_out).await?;
    let answer = Answer::created(resource::checkout_result(&checked_out.submitted));
    app.store.check_out(&write, &checked_out, &answer.saved()).await?;
    Ok(answer)
}

//! A partner with privileges for the directory administers a customer's users (Z19, A4).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/customers/{id}/users` | Partner Center's list |
//! | `GET /v1/customers/{id}/users/{userId}` | Partner Center's: one of them |
//! | `POST /v1/customers/{id}/users` | Partner Center's: add one, with a temporary password |
//! | `POST /v1/customers/{id}/users/{userId}/resetpassword` | ours: another temporary password |
//!
//! C4: a temporary password is made after everything else is done, for the one answer that shows it. A
//! repeat of the call is answered without; whoever lost the answer asks for another password.

mod command;

use tandem_domain::policy::Action;
use tandem_domain::user::{Administered, add_user, may_administer, reset_password};
use tandem_domain::{CustomerId, Halt, Rejection, UserId};
use tandem_edge::{Answer, Call, UnknownKeys, collection, random, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["customers", customer, "users"]) => list(app, call, customer).await,
        ("GET", ["customers", customer, "users", user]) => read(app, call, customer, user).await,
        ("POST", ["customers", customer, "users"]) => add(app, call, customer).await,
        ("POST", ["customers", customer, "users", user, "resetpassword"]) => {
            reset(app, call, customer, user).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn list(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let page = call.page()?;
    let may_see = |seen: Administered<'_>| may_administer(Action::ListUsers, person, seen).map(drop);
    let found = app.store.users(person, Call::segment(customer)?, &page, may_see).await?;
    let items = found.items.iter().map(resource::customer_user).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

async fn read(app: &App, call: &Call, customer: &str, user: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let seen = app.store.user(person, Call::segment(customer)?, Call::segment(user)?).await?;
    may_administer(Action::ListUsers, person, seen.seen())?;
    let user = seen.user.as_ref().ok_or(Rejection::UserNotFound)?;
    Ok(Answer::ok(resource::customer_user(user)))
}

async fn add(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let customer: CustomerId = Call::segment(customer)?;
    let command = command::read(call.form(UnknownKeys::Ignored)?)?;
    let seen = app.store.for_user(&write, customer, None).await?;
    let added = add_user(&write, seen.seen(), &command, UserId::new(random::guid()));
    let added = app.store.decided(&write, added).await?;
    let answer = Answer::created(resource::added_customer_user(&added.user));
    app.store.add_user(&write, &added, &answer.saved()).await?;
    Ok(with_password(answer))
}

async fn reset(app: &App, call: &Call, customer: &str, user: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, user): (CustomerId, UserId) = (Call::segment(customer)?, Call::segment(user)?);
    call.form(UnknownKeys::Refused)?.finish(Some(()))?;
    let seen = app.store.for_user(&write, customer, Some(user)).await?;
    let reset = reset_password(&write, seen.seen(), seen.user.as_ref());
    let reset = app.store.decided(&write, reset).await?;
    let answer = Answer::ok(resource::password_reset(&reset.user));
    app.store.reset_password(&write, &reset, &answer.saved()).await?;
    Ok(with_password(answer))
}

/// The answer that shows a temporary password; the one that was saved is without (C4).
fn with_password(answer: Answer) -> Answer {
    answer.with_secret("passwordProfile", "password", random::temporary_password())
}

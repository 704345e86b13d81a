//! A partner says who of its people has which role (Z20, E6).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/roles` | Partner Center's: the roles that there are |
//! | `GET /v1/roles/{roleId}/usermembers` | Partner Center's: who has one of them |
//! | `POST /v1/roles/{roleId}/usermembers` | Partner Center's: give it to somebody |
//! | `DELETE /v1/roles/{roleId}/usermembers/{id}` | Partner Center's: take it from somebody |
//! | `GET /v1/people` | ours: everybody with all its roles |
//!
//! It is the list of the caller's own organisation, whichever that is: no id of another's is read. The id of
//! a person is the subject of its tokens.

mod command;

use tandem_domain::people::{AgentRole, Subject, give_role, may_read, take_role};
use tandem_domain::{Halt, Rejection};
use tandem_edge::{Answer, Call, UnknownKeys, collection, resource};
use tandem_function::{Request, Response};
use tandem_store::Moved;

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["roles"]) => roles(app, call).await,
        ("GET", ["roles", role, "usermembers"]) => members(app, call, role).await,
        ("POST", ["roles", role, "usermembers"]) => give(app, call, role).await,
        ("DELETE", ["roles", role, "usermembers", subject]) => take(app, call, role, subject).await,
        ("GET", ["people"]) => people(app, call).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn roles(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    may_read(person, app.store.organisation(person.tenant_id).await?.as_ref())?;
    Ok(Answer::ok(collection(call, AgentRole::ALL.map(resource::role).into(), None)))
}

async fn members(app: &App, call: &Call, role: &str) -> Result<Answer, Halt> {
    let (person, role): (_, AgentRole) = (call.person()?, Call::segment(role)?);
    let may_see = |organisation: Option<&_>| may_read(person, organisation);
    let found = app.store.people(person.tenant_id, Some(role), &call.page()?, may_see).await?;
    let items = found.items.iter().map(|member| resource::member(member, role)).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

async fn people(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let may_see = |organisation: Option<&_>| may_read(person, organisation);
    let found = app.store.people(person.tenant_id, None, &call.page()?, may_see).await?;
    let items = found.items.iter().map(resource::person).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

async fn give(app: &App, call: &Call, role: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let role: AgentRole = Call::segment(role)?;
    let command = command::read(call.form(UnknownKeys::Ignored)?, role)?;
    Moved::decided_anew(|| async {
        let seen = app.store.for_person(&write, &command.subject).await?;
        let given = app.store.decided(&write, give_role(&write, seen.seen(), &command)).await?;
        let answer = Answer::ok(resource::member(&given.member, role));
        // Who has it already is shown once more.
        let Some(change) = given.change else { return Ok(answer) };
        app.store.change_people(&write, &change, &answer.saved()).await?;
        Ok(answer)
    })
    .await
}

async fn take(app: &App, call: &Call, role: &str, subject: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (role, subject): (AgentRole, Subject) = (Call::segment(role)?, Call::segment(subject)?);
    Moved::decided_anew(|| async {
        let seen = app.store.for_person(&write, &subject).await?;
        let taken = app.store.decided(&write, take_role(&write, seen.seen(), role)).await?;
        let answer = Answer::no_content();
        app.store.change_people(&write, &taken, &answer.saved()).await?;
        Ok(answer)
    })
    .await
}

//! A provider asks a reseller for a partnership by e-mail (Z1, P1), sends the request again (P10),
//! or cancels it (Z17).
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/relationships/requests` | ask |
//! | `POST /v1/relationships/requests/{id}/resend` | the same link again, the expiry anew |
//! | `POST /v1/relationships/requests/{id}/cancel` | the link is over |

use lambda_http::{Body, Request, Response};
use tandem_domain::relationship_request::{self, Ask, MOST_HOURS, RelationshipRequest, Wording};
use tandem_domain::text::{EditedText, Message};
use tandem_domain::{Halt, Language, Rejection, RequestId, Write};
use tandem_edge::{Answer, Call, Edge, Form, Pages, UnknownKeys, random, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    edge: Edge,
    store: Store,
    pages: Pages,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let (edge, pages) = (Edge::from_env(env), Pages::from_env(env));
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { edge, store, pages })
    }

    fn shown(&self, request: &RelationshipRequest, write: &Write) -> serde_json::Value {
        resource::relationship_request(request, write.person.tenant_id, write.now, |request| {
            self.pages.invitation(&request.key)
        })
    }
}

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let call = app.edge.open(request);
    let outcome = match call.route() {
        ("POST", path) if path == ["relationships", "requests"] => ask(app, &call).await,
        ("POST", path) => match path[..] {
            ["relationships", "requests", id, "resend"] => resend(app, &call, id).await,
            ["relationships", "requests", id, "cancel"] => cancel(app, &call, id).await,
            _ => Err(Rejection::NotFound.into()),
        },
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn ask(app: &App, call: &Call) -> Result<Answer, Halt> {
    let write = call.write()?;
    let command = read_ask(call.form(UnknownKeys::Refused)?)?;
    let seen = app.store.for_ask(&write, &command).await?;
    let asked = relationship_request::ask(
        &write,
        seen.caller.as_ref(),
        &seen.candidates,
        seen.registered.as_ref(),
        command,
        random::link_key(),
        |key| app.pages.invitation(key),
    );
    let asked = app.store.decided(&write, asked).await?;
    let answer = Answer::created(app.shown(&asked.request, &write));
    app.store.ask(&write, &asked, &answer.saved()).await?;
    Ok(answer)
}

fn read_ask(mut form: Form) -> Result<Ask, Rejection> {
    let email = form.required("email");
    let mpn_id = form.optional("mpnId");
    let message: Option<Message> = form.optional("message");
    let text: Option<EditedText> = form.optional("text");
    if message.is_some() && text.is_some() {
        form.refuse("text", "can't be given together with message");
    }
    let wording = text.map(Wording::Text).or(message.map(Wording::Message));
    let language = form.optional::<Language>("language").unwrap_or_default();
    let reference = form.optional("reference");
    let open_hours = form.integer("expiresInHours").map(u32::try_from);
    if open_hours.is_some_and(|hours| !hours.is_ok_and(|hours| (1..=MOST_HOURS).contains(&hours))) {
        form.refuse("expiresInHours", format!("must be from 1 to {MOST_HOURS}"));
    }
    let open_hours = open_hours.and_then(Result::ok);
    form.finish(email.map(|email| Ask { email, mpn_id, wording, language, reference, open_hours }))
}

async fn resend(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let (write, id, expected) = change(call, id)?;
    let seen = app.store.for_change(&write, id).await?;
    let (request, caller) = (seen.request.as_ref(), seen.caller.as_ref());
    let resent =
        relationship_request::resend(&write, request, caller, expected, |key| app.pages.invitation(key));
    let resent = app.store.decided(&write, resent).await?;
    let answer = Answer::ok(app.shown(&resent.request, &write));
    app.store.resend(&write, &resent, &answer.saved()).await?;
    Ok(answer)
}

async fn cancel(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let (write, id, expected) = change(call, id)?;
    let seen = app.store.for_change(&write, id).await?;
    let cancelled = relationship_request::cancel(&write, seen.request.as_ref(), expected);
    let cancelled = app.store.decided(&write, cancelled).await?;
    let answer = Answer::ok(app.shown(&cancelled.request, &write));
    app.store.cancel(&write, &cancelled, &answer.saved()).await?;
    Ok(answer)
}

/// What resending and cancelling take: a request and, if the caller wants, its etag.
fn change(call: &Call, id: &str) -> Result<(Write, RequestId, Option<u32>), Halt> {
    let write = call.write()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected = call.expected_version(&mut form, &id.to_string());
    form.finish(Some(()))?;
    Ok((write, id, expected))
}

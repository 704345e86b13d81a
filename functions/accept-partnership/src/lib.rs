//! A reseller accepts or declines a request for a partnership (Z2, P3–P6, P9).
//!
//! The accepting organisation is the token's tenant, never a field of the request (L5). The key of
//! the e-mailed link may stand for the id.
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/relationships/requests/{id}/accept` | `{termsDigest, confirmed: true}` |
//! | `POST /v1/relationships/requests/{id}/decline` | `{reason?}` |

use lambda_http::{Body, Request, Response};
use tandem_domain::relationship_request::{self, Accept, RelationshipRequest};
use tandem_domain::{Halt, LinkKey, Rejection, RequestId, Write};
use tandem_edge::{Answer, Call, Edge, Pages, UnknownKeys, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::{AcceptRefusal, NotCommitted, Store};

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    edge: Edge,
    store: Store,
    pages: Pages,
    /// Whether the one who asked gets the outcome by e-mail (P9).
    outcome_mail: bool,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let (edge, pages) = (Edge::from_env(env), Pages::from_env(env));
        let outcome_mail = match env.optional("OUTCOME_MAIL") {
            None | Some("on") => true,
            Some("off") => false,
            Some(_) => {
                env.note("OUTCOME_MAIL must be on or off".to_owned());
                false
            }
        };
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { edge, store, pages, outcome_mail })
    }

    /// The address in the mail about the outcome, unless that mail is switched off.
    fn outcome_link(&self) -> Option<impl FnOnce(&LinkKey) -> String + use<'_>> {
        self.outcome_mail.then_some(|key: &LinkKey| self.pages.invitation(key))
    }
}

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let call = app.edge.open(request);
    let outcome = match call.route() {
        ("POST", path) => match path[..] {
            ["relationships", "requests", id, "accept"] => accept(app, &call, id).await,
            ["relationships", "requests", id, "decline"] => decline(app, &call, id).await,
            _ => Err(Rejection::NotFound.into()),
        },
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn accept(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let terms_digest = form.required("termsDigest");
    let confirmed = form.boolean("confirmed").unwrap_or(false);
    let command = form.finish(terms_digest.map(|terms_digest| Accept { terms_digest, confirmed }))?;
    let seen = app.store.for_change(&write, id).await?;
    let (request, caller) = (seen.request.as_ref(), seen.caller.as_ref());
    let accepted = relationship_request::accept(&write, request, caller, &command, app.outcome_link());
    let accepted = app.store.decided(&write, accepted).await?;
    let Some(accepted) = accepted else {
        // Accepted before, by whichever admin of this organisation: the same answer (P6, L6).
        return request.map(|request| shown(request, &write)).ok_or(Rejection::NotFound.into());
    };
    let answer = shown(&accepted.request, &write);
    match app.store.accept(&write, &accepted, &answer.saved()).await {
        Ok(()) => Ok(answer),
        Err(NotCommitted::Refused(AcceptRefusal::AlreadyAccepted(request))) => Ok(shown(&request, &write)),
        Err(NotCommitted::Refused(AcceptRefusal::Rejected(rejection))) => Err(rejection.into()),
        Err(NotCommitted::Halted(halt)) => Err(halt),
    }
}

async fn decline(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let reason = form.optional("reason");
    form.finish(Some(()))?;
    let seen = app.store.for_change(&write, id).await?;
    let declined = relationship_request::decline(&write, seen.request.as_ref(), reason, app.outcome_link());
    let declined = app.store.decided(&write, declined).await?;
    let answer = shown(&declined.request, &write);
    app.store.decline(&write, &declined, &answer.saved()).await?;
    Ok(answer)
}

/// The request as its recipient sees it: without the link.
fn shown(request: &RelationshipRequest, write: &Write) -> Answer {
    let body = resource::relationship_request(request, write.person.tenant_id, write.now, |_| String::new());
    Answer::ok(body)
}

//! A reseller accepts or declines a request for a partnership (Z2, P3–P6, P9).
//!
//! The accepting organisation is the token's tenant, never a field of the request (L5). The key of
//! the e-mailed link, or of an open one, may stand for the id.
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/relationships/requests/{id}/accept` | `{termsDigest, confirmed: true}` |
//! | `POST /v1/relationships/requests/{id}/decline` | `{reason?}` |

use tandem_domain::relationship_request::{self, Accept, Answered, RequestKind};
use tandem_domain::{Halt, Rejection, RequestId};
use tandem_edge::{Answer, Call, UnknownKeys, random};
use tandem_function::requests::{accepted_before, as_recipient, decline};
use tandem_function::{OutcomeMail, Request, Response};
use tandem_store::{AcceptRefusal, NotCommitted};

/// HTTP, the table, and the mail about the outcome.
pub type App = tandem_function::App<OutcomeMail>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["relationships", "requests", id, "accept"]) => accept(app, call, id).await,
        ("POST", ["relationships", "requests", id, "decline"]) => {
            decline(app, call, RequestKind::IndirectPartnership, id).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn accept(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let terms_digest = form.required("termsDigest");
    let confirmed = form.boolean("confirmed").unwrap_or(false);
    let command = form.finish(terms_digest.map(|terms_digest| Accept { terms_digest, confirmed }))?;
    let seen = app.store.for_answer(&write, id).await?;
    let link = app.settings.link();
    let accepted = relationship_request::accept(&write, seen.seen(), &command, random::link_key(), link);
    let accepted = match app.store.decided(&write, accepted).await? {
        Answered::Now(accepted) => accepted,
        // By whichever admin of this organisation: the same answer (P6, L6).
        Answered::Before(request) => return accepted_before(&app.store, &write, request).await,
    };
    let answer = Answer::ok(as_recipient(&accepted.request, &write));
    match app.store.accept(&write, &accepted, &answer.saved()).await {
        Ok(()) => Ok(answer),
        Err(NotCommitted::Refused(AcceptRefusal::AlreadyAccepted(request))) => {
            accepted_before(&app.store, &write, request).await
        }
        Err(NotCommitted::Refused(AcceptRefusal::Rejected(rejection))) => Err(rejection.into()),
        Err(NotCommitted::Halted(halt)) => Err(halt),
    }
}

//! A customer reads an invitation, accepts or declines it (Z8, I4–I8, A2).
//!
//! The accepting tenant is the token's, never a field of the request (L5). The key of the e-mailed link,
//! or of an open one, may stand for the id.
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/customers/relationshiprequests/{id}` | the invitation; whom it asks also sees what accepting needs, who sent it what it holds now |
//! | `POST /v1/customers/relationshiprequests/{id}/accept` | `{termsDigest, confirmed: true, agreement?, organisation?, services?, reassign?}` |
//! | `POST /v1/customers/relationshiprequests/{id}/decline` | `{reason?}` |

mod command;

use tandem_domain::delegated_admin::Notices;
use tandem_domain::policy::{Action, Standing, permit};
use tandem_domain::relationship_request::{self, Answered, Invitation, RelationshipRequest, RequestKind};
use tandem_domain::{Fault, Halt, Rejection, RequestId};
use tandem_edge::{Answer, Call, UnknownKeys, random, resource};
use tandem_function::requests::{accepted_before, as_recipient, decline};
use tandem_function::{OutcomeMail, Request, Response};
use tandem_store::{ConsentRefusal, Moved, NotCommitted};

/// HTTP, the table, and the mail about the outcome.
pub type App = tandem_function::App<OutcomeMail>;

const KIND: RequestKind = RequestKind::CustomerRelationship;
/// How often an acceptance is decided anew because what it was decided on has changed.
const MOST_TRIES: usize = 5;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["customers", "relationshiprequests", id]) => read(app, call, id).await,
        ("POST", ["customers", "relationshiprequests", id, "accept"]) => accept(app, call, id).await,
        ("POST", ["customers", "relationshiprequests", id, "decline"]) => decline(app, call, KIND, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn read(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let seen = app.store.consenting(person, id).await?;
    let found = seen.invitation.as_ref().filter(|found| found.terms().kind == KIND);
    let found = found.ok_or(Rejection::NotFound)?;
    let standing = found.standing_of(person);
    permit(Action::ReadRequest, standing, &person.roles)?;
    let url = |request: &RelationshipRequest| app.settings.pages.invitation(request);
    let mut body = resource::invitation(found, person.tenant_id, call.now, url);
    if standing == Standing::Recipient {
        let needs = seen.seen(&Notices::default()).needs();
        body["acceptance"] = needs.as_ref().map(resource::acceptance).unwrap_or_default();
    }
    if let (Standing::Sender, Invitation::Addressed(request)) = (standing, found)
        && let Some(customer) = request.recipient.tenant_id
    {
        // What came of it since: the customer may have taken privileges back.
        let held = app.store.delegated_admin(customer, person.tenant_id).await?;
        body["held"] = resource::held_services(held.as_ref());
    }
    Ok(Answer::ok(body))
}

async fn accept(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let command = command::read(call.form(UnknownKeys::Refused)?)?;
    // Whoever is slower is decided anew on what the faster has left: a service that another partner
    // got in the meantime is then refused by its name (A2).
    for _ in 0..MOST_TRIES {
        let seen = app.store.for_consent(&write, id, &command).await?;
        if !seen.privileges.agree() {
            continue;
        }
        let notices = app.settings.notices(Some(write.person.tenant_id), seen.contacts());
        let (key, link) = (random::link_key(), app.settings.link());
        let consented = relationship_request::consent(&write, seen.seen(&notices), &command, key, link);
        let consented = match app.store.decided(&write, consented).await? {
            Answered::Now(consented) => consented,
            // By whichever admin of this organisation: the same answer (P6, L6).
            Answered::Before(request) => return accepted_before(&app.store, &write, request).await,
        };
        let answer = Answer::ok(as_recipient(&consented.request, &write));
        match app.store.consent(&write, &consented, &answer.saved()).await {
            Ok(()) => return Ok(answer),
            Err(NotCommitted::Refused(ConsentRefusal::Rejected(rejection))) => return Err(rejection.into()),
            Err(NotCommitted::Refused(ConsentRefusal::Moved)) => {}
            Err(NotCommitted::Halted(halt)) => return Err(halt),
        }
    }
    Err(Fault::from(Moved).into())
}

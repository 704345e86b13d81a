//! A partner invites a customer to a relationship by e-mail (Z7, I1–I4), sends the invitation again
//! (P10), or cancels it (Z17).
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/customers/relationshiprequests` | invite: a reseller alone, with its provider, or a provider |
//! | `POST /v1/customers/relationshiprequests/{id}/resend` | the same link again, the expiry anew |
//! | `POST /v1/customers/relationshiprequests/{id}/cancel` | the link is over |

use tandem_domain::delegated_admin::Service;
use tandem_domain::relationship_request::{self, AskOfCustomer, Invite, RequestKind};
use tandem_domain::{Halt, Rejection};
use tandem_edge::sending::{Sending, sending};
use tandem_edge::{Answer, Call, Form, Pages, UnknownKeys, random};
use tandem_function::requests::{as_sender, cancel, resend};
use tandem_function::{Request, Response};

/// HTTP, the table, and where the pages lie.
pub type App = tandem_function::App<Pages>;

const KIND: RequestKind = RequestKind::CustomerRelationship;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["customers", "relationshiprequests"]) => invite(app, call).await,
        ("POST", ["customers", "relationshiprequests", id, "resend"]) => resend(app, call, KIND, id).await,
        ("POST", ["customers", "relationshiprequests", id, "cancel"]) => cancel(app, call, KIND, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn invite(app: &App, call: &Call) -> Result<Answer, Halt> {
    let write = call.write()?;
    let command = read_invite(call.form(UnknownKeys::Refused)?)?;
    let seen = app.store.for_invite(&write, &command.asks).await?;
    let invited = relationship_request::invite(
        &write,
        seen.caller.as_ref(),
        seen.partnership.as_ref(),
        command,
        random::link_key(),
        |request| app.settings.invitation(request),
    );
    let invited = app.store.decided(&write, invited).await?;
    let answer = Answer::created(as_sender(&app.settings, &invited.request, &write));
    app.store.invite(&write, &invited, &answer.saved()).await?;
    Ok(answer)
}

fn read_invite(mut form: Form) -> Result<Invite, Rejection> {
    let email = form.required("email");
    let provider = form.optional("indirectCloudSolutionProviderId");
    // Every service if nothing is said, as with an open link; an empty list is none (I3).
    let every = Service::all().collect::<Vec<_>>();
    let delegated_admin = if form.given("delegatedAdmin") {
        form.strings("delegatedAdmin", 0, every.len()).unwrap_or_default()
    } else {
        every
    };
    let asks = AskOfCustomer { provider, delegated_admin };
    let Sending { wording, language, reference, open_hours } = sending(&mut form);
    form.finish(email.map(|email| Invite { email, asks, wording, language, reference, open_hours }))
}

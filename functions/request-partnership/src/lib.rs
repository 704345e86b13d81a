//! A provider asks a reseller for a partnership by e-mail (Z1, P1), sends the request again (P10),
//! or cancels it (Z17).
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/relationships/requests` | ask |
//! | `POST /v1/relationships/requests/{id}/resend` | the same link again, the expiry anew |
//! | `POST /v1/relationships/requests/{id}/cancel` | the link is over |

use tandem_domain::relationship_request::{self, Ask, RequestKind};
use tandem_domain::{Halt, Rejection};
use tandem_edge::sending::{Sending, sending};
use tandem_edge::{Answer, Call, Form, Pages, UnknownKeys, random};
use tandem_function::requests::{as_sender, cancel, resend};
use tandem_function::{Request, Response};

/// HTTP, the table, and where the pages lie.
pub type App = tandem_function::App<Pages>;

const KIND: RequestKind = RequestKind::IndirectPartnership;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["relationships", "requests"]) => ask(app, call).await,
        ("POST", ["relationships", "requests", id, "resend"]) => resend(app, call, KIND, id).await,
        ("POST", ["relationships", "requests", id, "cancel"]) => cancel(app, call, KIND, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
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
        |request| app.settings.invitation(request),
    );
    let asked = app.store.decided(&write, asked).await?;
    let answer = Answer::created(as_sender(&app.settings, &asked.request, &write));
    app.store.ask(&write, &asked, &answer.saved()).await?;
    Ok(answer)
}

fn read_ask(mut form: Form) -> Result<Ask, Rejection> {
    let email = form.required("email");
    let mpn_id = form.optional("mpnId");
    let Sending { wording, language, reference, open_hours } = sending(&mut form);
    form.finish(email.map(|email| Ask { email, mpn_id, wording, language, reference, open_hours }))
}

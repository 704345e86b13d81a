//! The program operator keeps the registry of partner IDs (Z11); a provider sees which of its partners'
//! partner IDs are inactive.
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/partnerids/{mpnId}` | what the registry says of one, and who holds it |
//! | `PUT /v1/partnerids/{mpnId}` | register it, or change what the registry says; never who holds it |
//! | `GET /v1/partnerids?status=inactive` | those that somebody holds and that are inactive |
//!
//! Many at once come by the operator's command line. An inactive one is refused at the next order or
//! association (S3); nothing that was done before changes.

mod command;

use tandem_domain::partner_id::{RegisteredPartnerId, change, may_list_inactive, read};
use tandem_domain::{Halt, PartnerId, Rejection};
use tandem_edge::{Answer, Call, UnknownKeys, collection, resource};
use tandem_function::{Request, Response};
use tandem_store::Moved;

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["partnerids"]) => list_inactive(app, call).await,
        ("GET", ["partnerids", mpn_id]) => look_up(app, call, mpn_id).await,
        ("PUT", ["partnerids", mpn_id]) => register(app, call, mpn_id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn look_up(app: &App, call: &Call, mpn_id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let mpn_id: PartnerId = Call::segment(mpn_id)?;
    let (own, registered) = app.store.for_verifying(person.tenant_id, &[mpn_id]).await?;
    let entry = read(person, own.as_ref(), registered.get(&mpn_id))?;
    Ok(Answer::ok(resource::partner_id(entry)))
}

async fn register(app: &App, call: &Call, mpn_id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let mpn_id: PartnerId = Call::segment(mpn_id)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected_version = call.expected_version(&mut form, &mpn_id.to_string());
    let command = command::read(form, mpn_id, expected_version)?;
    // Somebody may enroll with it at the same time.
    Moved::decided_anew(|| async {
        let seen = app.store.for_partner_id(&write, mpn_id).await?;
        let decided = change(&write, seen.caller.as_ref(), seen.entry.as_ref(), &command);
        let Some(changed) = app.store.decided(&write, decided).await? else {
            // It is like that already: nothing to change, the same answer.
            let entry = seen.entry.as_ref().ok_or(Halt::Rejected(Rejection::NotFound))?;
            return Ok(Answer::ok(resource::partner_id(entry)));
        };
        let shown = resource::partner_id(&changed.entry);
        let answer = if changed.old_version.is_none() { Answer::created(shown) } else { Answer::ok(shown) };
        let done = app.store.change_partner_id(&write, &changed, &answer.saved()).await;
        done.map(|()| answer).map_err(|reason| reason.stale_to(expected_version))
    })
    .await
}

async fn list_inactive(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let page = call.page()?;
    if call.choice("status", &[("inactive", ())])?.is_none() {
        return Err(Rejection::field("status", "is required, and must be one of: inactive").into());
    }
    let narrowed = |own: Option<&_>| may_list_inactive(person, own);
    let found = app.store.inactive_partner_ids(person.tenant_id, &page, narrowed).await?;
    let items = found.items.iter().map(|entry: &RegisteredPartnerId| resource::partner_id(entry)).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

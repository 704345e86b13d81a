//! What requests of both kinds, of partnerships and of customers, have in common on their way.

use serde_json::Value;
use tandem_domain::organisation::Organisation;
use tandem_domain::policy::{Action, Standing, permit};
use tandem_domain::relationship_request::{self, RelationshipRequest, RequestKind, StateNow};
use tandem_domain::{Halt, Rejection, RequestId, Write};
use tandem_edge::{Answer, Call, Pages, UnknownKeys, collection, resource};
use tandem_store::{RequestFilter, Store};

use crate::{App, OutcomeMail};

/// What changing a request takes: which one and, if the caller wants, its etag.
fn change(call: &Call, id: &str) -> Result<(Write, RequestId, Option<u32>), Halt> {
    let write = call.write()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected = call.expected_version(&mut form, &id.to_string());
    form.finish(Some(()))?;
    Ok((write, id, expected))
}

/// Sends a request again (P10).
///
/// # Errors
/// As [`relationship_request::resend`].
pub async fn resend(app: &App<Pages>, call: &Call, kind: RequestKind, id: &str) -> Result<Answer, Halt> {
    let (write, id, expected) = change(call, id)?;
    let seen = app.store.for_change(&write, id).await?;
    let (invitation, caller) = (seen.invitation.as_ref(), seen.caller.as_ref());
    let link = |request: &RelationshipRequest| app.settings.invitation(request);
    let resent = relationship_request::resend(&write, invitation, kind, caller, expected, link);
    let resent = app.store.decided(&write, resent).await?;
    let answer = Answer::ok(as_sender(&app.settings, &resent.request, &write));
    app.store.resend(&write, &resent, &answer.saved()).await?;
    Ok(answer)
}

/// Cancels a request (Z17).
///
/// # Errors
/// As [`relationship_request::cancel`].
pub async fn cancel(app: &App<Pages>, call: &Call, kind: RequestKind, id: &str) -> Result<Answer, Halt> {
    let (write, id, expected) = change(call, id)?;
    let seen = app.store.for_change(&write, id).await?;
    let cancelled = relationship_request::cancel(&write, seen.invitation.as_ref(), kind, expected);
    let cancelled = app.store.decided(&write, cancelled).await?;
    let answer = Answer::ok(as_sender(&app.settings, &cancelled.request, &write));
    app.store.cancel(&write, &cancelled, &answer.saved()).await?;
    Ok(answer)
}

/// Declines a request (P9).
///
/// # Errors
/// As [`relationship_request::decline`].
pub async fn decline(
    app: &App<OutcomeMail>,
    call: &Call,
    kind: RequestKind,
    id: &str,
) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let reason = form.optional("reason");
    form.finish(Some(()))?;
    let seen = app.store.for_change(&write, id).await?;
    let link = app.settings.link();
    let declined = relationship_request::decline(&write, seen.invitation.as_ref(), kind, reason, link);
    let declined = app.store.decided(&write, declined).await?;
    let answer = Answer::ok(as_recipient(&declined.request, &write));
    app.store.decline(&write, &declined, &answer.saved()).await?;
    Ok(answer)
}

/// The accepted request, for whoever accepts again what its organisation accepted before (P6, L6).
///
/// # Errors
/// The storage fails.
pub async fn accepted_before(store: &Store, write: &Write, id: RequestId) -> Result<Answer, Halt> {
    let request = store.request(id).await?.ok_or(Rejection::NotFound)?;
    Ok(Answer::ok(as_recipient(&request, write)))
}

/// The requests of a kind that the caller's organisation sent or received, newest first; a customer
/// has received what it has answered. `direction` and `state` say which.
///
/// # Errors
/// A person without any role; a filter that isn't one.
pub async fn list(app: &App<Pages>, call: &Call, kind: RequestKind) -> Result<Answer, Halt> {
    let person = call.person()?;
    let own = app.store.organisation(person.tenant_id).await?;
    let standing = Organisation::standing(own.as_ref());
    let action = match kind {
        RequestKind::IndirectPartnership => Action::ListPartnerships,
        RequestKind::CustomerRelationship => Action::ListInvitations,
    };
    permit(action, standing, &person.roles)?;
    let usual = match kind {
        RequestKind::IndirectPartnership => standing == Standing::Provider,
        RequestKind::CustomerRelationship => standing != Standing::Other,
    };
    let sent = call.choice("direction", &[("sent", true), ("received", false)])?.unwrap_or(usual);
    let state = call.choice("state", &StateNow::ALL.map(|state| (state.as_str(), state)))?;
    let filter = RequestFilter { kind, sent, state };
    let found = app.store.requests(person.tenant_id, filter, &call.page()?, call.now).await?;
    let items = found.items.iter().map(|request| {
        resource::relationship_request(request, person.tenant_id, call.now, |request| {
            app.settings.invitation(request)
        })
    });
    Ok(Answer::ok(collection(call, items.collect(), found.next.as_ref())))
}

/// What an id or a key leads to, if it is of that kind and the caller is a party to it.
///
/// # Errors
/// Z12: nobody else learns that there is anything.
pub async fn read(app: &App<Pages>, call: &Call, kind: RequestKind, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let found = app.store.invitation(id).await?;
    let found = found.filter(|found| found.terms().kind == kind).ok_or(Rejection::NotFound)?;
    permit(Action::ReadRequest, found.standing_of(person), &person.roles)?;
    let url = |request: &RelationshipRequest| app.settings.invitation(request);
    Ok(Answer::ok(resource::invitation(&found, person.tenant_id, call.now, url)))
}

/// A request as its sender sees it: with the link.
#[must_use]
pub fn as_sender(pages: &Pages, request: &RelationshipRequest, write: &Write) -> Value {
    resource::relationship_request(request, write.person.tenant_id, write.now, |request| {
        pages.invitation(request)
    })
}

/// A request as its recipient sees it: without the link.
#[must_use]
pub fn as_recipient(request: &RelationshipRequest, write: &Write) -> Value {
    resource::relationship_request(request, write.person.tenant_id, write.now, |_| String::new())
}

//! Resending and cancelling a request (Z17, P10).

use serde_json::json;

use super::{Delivery, Invitation, OverReason, RelationshipRequest, RequestKind, RequestState};
use crate::Rejection;
use crate::audit::{AuditRecord, Operation};
use crate::organisation::Organisation;
use crate::outbox::OwedMail;
use crate::policy::{Action, permit};
use crate::write::Write;

/// A request that is open anew, with the mail that says so. Commit under the condition that it is
/// still as it was read, and that the pair has no other pending request and is not partners.
#[derive(Clone, Debug)]
pub struct Resent {
    pub request: RelationshipRequest,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// A cancelled request. Commit under the condition that it is still as it was read.
#[derive(Clone, Debug)]
pub struct Cancelled {
    pub request: RelationshipRequest,
    pub audit: Vec<AuditRecord>,
}

/// Sends a pending or expired request again (P10): the same link, the expiry starts anew, and the
/// terms name the sender as it is today (`caller`).
///
/// # Errors
/// Z17: anyone who may not send, or a sender that is no active partner any more. A stale etag. Over: a
/// request that was answered or cancelled.
pub fn resend(
    write: &Write,
    invitation: Option<&Invitation>,
    kind: RequestKind,
    caller: Option<&Organisation>,
    expected_version: Option<u32>,
    link: impl FnOnce(&RelationshipRequest) -> String,
) -> Result<Resent, Rejection> {
    let old = permitted(write, invitation, kind, expected_version)?;
    let sender = caller.filter(|caller| may_send(kind, caller)).and_then(Organisation::as_partner);
    match old.over_at(write.now) {
        None | Some(OverReason::Expired) => {}
        Some(reason) => return Err(Rejection::InvitationOver(reason)),
    }
    let mut request = old.clone();
    request.sender = sender.ok_or(Rejection::WrongPartnerKind)?;
    request.terms_digest = request.terms_today();
    request.expires = write.now.plus_hours(request.open_hours);
    request.delivery = Some(Delivery::queued(write.operation.clone(), write.now));
    changed(&mut request, write);
    let operation = match kind {
        RequestKind::IndirectPartnership => Operation::ResendPartnerRelationshipRequest,
        RequestKind::CustomerRelationship => Operation::ResendCustomerRelationshipRequest,
    };
    let audit = changed_record(old, &request, operation, write);
    let url = link(&request);
    Ok(Resent { mail: request.mail(url), request, audit })
}

/// Cancels a pending request. An expired one can be cancelled too: it could be resent otherwise.
///
/// # Errors
/// Z17: anyone who may not send. A stale etag. Over: a request that was answered.
pub fn cancel(
    write: &Write,
    invitation: Option<&Invitation>,
    kind: RequestKind,
    expected_version: Option<u32>,
) -> Result<Cancelled, Rejection> {
    let old = permitted(write, invitation, kind, expected_version)?;
    match old.over_at(write.now) {
        None | Some(OverReason::Expired) => {}
        Some(reason) => return Err(Rejection::InvitationOver(reason)),
    }
    let mut request = old.clone();
    request.state = RequestState::Cancelled;
    changed(&mut request, write);
    let operation = match kind {
        RequestKind::IndirectPartnership => Operation::CancelPartnerRelationshipRequest,
        RequestKind::CustomerRelationship => Operation::CancelCustomerRelationshipRequest,
    };
    let audit = changed_record(old, &request, operation, write);
    Ok(Cancelled { request, audit })
}

/// Whether the organisation may still send requests of that kind.
fn may_send(kind: RequestKind, caller: &Organisation) -> bool {
    caller.is_provider() || (kind == RequestKind::CustomerRelationship && caller.is_reseller())
}

/// The request, if whoever writes may change it. An open link is changed by other means: it looks like
/// nothing here.
fn permitted<'a>(
    write: &Write,
    invitation: Option<&'a Invitation>,
    kind: RequestKind,
    expected_version: Option<u32>,
) -> Result<&'a RelationshipRequest, Rejection> {
    let Some(Invitation::Addressed(request)) = invitation else { return Err(Rejection::NotFound) };
    if request.kind != kind {
        return Err(Rejection::NotFound);
    }
    let action = match kind {
        RequestKind::IndirectPartnership => Action::ChangeRequest,
        RequestKind::CustomerRelationship => Action::ChangeInvitation,
    };
    permit(action, request.standing_of(&write.person), &write.person.roles)?;
    if expected_version.is_some_and(|version| version != request.version) {
        return Err(Rejection::StaleEtag);
    }
    Ok(request)
}

pub(super) fn changed(request: &mut RelationshipRequest, write: &Write) {
    request.changed = write.now;
    request.version += 1;
}

/// The record of an answer, on both sides. A request that came of an open link was nothing before.
pub(super) fn record(
    from: &Invitation,
    new: &RelationshipRequest,
    operation: Operation,
    write: &Write,
) -> Vec<AuditRecord> {
    let old = match from {
        Invitation::Addressed(old) => Some(old.as_ref()),
        Invitation::Open(_) => None,
    };
    change_of_state(old, new, operation, write)
}

fn changed_record(
    old: &RelationshipRequest,
    new: &RelationshipRequest,
    operation: Operation,
    write: &Write,
) -> Vec<AuditRecord> {
    change_of_state(Some(old), new, operation, write)
}

fn change_of_state(
    old: Option<&RelationshipRequest>,
    new: &RelationshipRequest,
    operation: Operation,
    write: &Write,
) -> Vec<AuditRecord> {
    let view = |request: &RelationshipRequest| json!({"state": request.state_at(write.now).as_str(), "expirationDate": request.expires.to_string()});
    let record = AuditRecord {
        organisation: new.sender.tenant_id,
        customer_id: new.customer.as_ref().and(new.recipient.tenant_id),
        customer_name: new.customer.as_ref().and(new.recipient.name.clone()),
        operation,
        resource: new.kind.resource(),
        resource_id: new.id.to_string(),
        old: old.map(view),
        new: Some(view(new)),
    };
    record.for_each(new.parties())
}

//! Resending and cancelling a request (Z17, P10).

use serde_json::json;

use super::{Delivery, OverReason, RelationshipRequest, RequestState, StateNow};
use crate::Rejection;
use crate::audit::{AuditRecord, Operation, Resource};
use crate::outbox::OwedMail;
use crate::policy::Action;
use crate::write::Write;
use crate::{LinkKey, organisation::Organisation};

/// A request that is open anew, with the mail that says so. Commit under the condition that it is
/// still as it was read, and that the pair has no other pending request and is not partners.
#[derive(Clone, Debug)]
pub struct Resent {
    pub request: RelationshipRequest,
    pub mail: OwedMail,
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
/// Z17: anyone but the sender's admin agent, or a sender that is no active provider any more. A stale
/// etag. Over: a request that was answered or cancelled.
pub fn resend(
    write: &Write,
    request: Option<&RelationshipRequest>,
    caller: Option<&Organisation>,
    expected_version: Option<u32>,
    link: impl FnOnce(&LinkKey) -> String,
) -> Result<Resent, Rejection> {
    let old = permitted(write, request, expected_version)?;
    let sender = caller.filter(|caller| caller.is_active_provider()).and_then(Organisation::as_partner);
    match old.over_at(write.now) {
        None | Some(OverReason::Expired) => {}
        Some(reason) => return Err(Rejection::InvitationOver(reason)),
    }
    let mut request = old.clone();
    request.sender = sender.ok_or(Rejection::WrongPartnerKind)?;
    request.terms_digest = request.terms_today();
    request.expires = write.now.plus_hours(request.open_hours);
    request.delivery = Delivery::queued(write.operation.clone(), write.now);
    changed(&mut request, write);
    let audit = record(old, &request, Operation::ResendPartnerRelationshipRequest, write);
    let url = link(&request.key);
    Ok(Resent { mail: request.mail(url), request, audit })
}

/// Cancels a pending request. An expired one can be cancelled too: it could be resent otherwise.
///
/// # Errors
/// Z17: anyone but the sender's admin agent. A stale etag. Over: a request that was answered.
pub fn cancel(
    write: &Write,
    request: Option<&RelationshipRequest>,
    expected_version: Option<u32>,
) -> Result<Cancelled, Rejection> {
    let old = permitted(write, request, expected_version)?;
    match old.over_at(write.now) {
        None | Some(OverReason::Expired) => {}
        Some(reason) => return Err(Rejection::InvitationOver(reason)),
    }
    let mut request = old.clone();
    request.state = RequestState::Cancelled;
    changed(&mut request, write);
    let audit = record(old, &request, Operation::CancelPartnerRelationshipRequest, write);
    Ok(Cancelled { request, audit })
}

fn permitted<'a>(
    write: &Write,
    request: Option<&'a RelationshipRequest>,
    expected_version: Option<u32>,
) -> Result<&'a RelationshipRequest, Rejection> {
    let request = RelationshipRequest::permit(Action::ChangeRequest, request, write)?;
    if expected_version.is_some_and(|version| version != request.version) {
        return Err(Rejection::StaleEtag);
    }
    Ok(request)
}

pub(super) fn changed(request: &mut RelationshipRequest, write: &Write) {
    request.changed = write.now;
    request.version += 1;
}

/// The record of a change of state, on both sides.
pub(super) fn record(
    old: &RelationshipRequest,
    new: &RelationshipRequest,
    operation: Operation,
    write: &Write,
) -> Vec<AuditRecord> {
    let view = |request: &RelationshipRequest, state: StateNow| json!({"state": state.as_str(), "expirationDate": request.expires.to_string()});
    AuditRecord {
        organisation: new.sender.tenant_id,
        customer_id: None,
        customer_name: None,
        operation,
        resource: Resource::PartnerRelationshipRequest,
        resource_id: new.id.to_string(),
        old: Some(view(old, old.state_at(write.now))),
        new: Some(view(new, new.state_at(write.now))),
    }
    .for_each([new.sender.tenant_id, new.recipient.tenant_id])
}

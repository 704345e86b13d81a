//! Declining a request of either kind (Z2, Z8, P9).

use super::answer::{may_answer, outcome_mail};
use super::change::{changed, record};
use super::{Invitation, RelationshipRequest, RequestKind, RequestState};
use crate::Rejection;
use crate::audit::{AuditRecord, Operation};
use crate::outbox::OwedMail;
use crate::policy::Action;
use crate::text::Reason;
use crate::write::Write;

/// A declined request (P9). Commit under the condition that it is still pending and unexpired.
#[derive(Clone, Debug)]
pub struct Declined {
    pub request: RelationshipRequest,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Declines a request (P9). Declining twice is refused: it is over (L6). An open link asks nobody in
/// particular, so there is nothing to decline.
///
/// # Errors
/// Z2, Z8, L5: anyone but an admin of the addressed organisation. P2: over. An open link.
pub fn decline(
    write: &Write,
    invitation: Option<&Invitation>,
    kind: RequestKind,
    reason: Option<Reason>,
    outcome_link: Option<impl FnOnce(&RelationshipRequest) -> String>,
) -> Result<Declined, Rejection> {
    let (action, operation) = match kind {
        RequestKind::IndirectPartnership => {
            (Action::AnswerRequest, Operation::DeclinePartnerRelationshipRequest)
        }
        RequestKind::CustomerRelationship => {
            (Action::AnswerInvitation, Operation::DeclineCustomerRelationshipRequest)
        }
    };
    let invitation = may_answer(write, invitation, kind, action)?;
    if let Some(reason) = invitation.over_at(write.now) {
        return Err(Rejection::InvitationOver(reason));
    }
    let Invitation::Addressed(old) = invitation else { return Err(Rejection::OpenLinkNotDeclined) };
    let mut request = old.as_ref().clone();
    request.state = RequestState::Declined;
    request.recipient.tenant_id = Some(write.person.tenant_id);
    request.decline_reason = reason;
    changed(&mut request, write);
    Ok(Declined {
        mail: outcome_link.and_then(|link| outcome_mail(&request, write, link(&request))),
        audit: record(invitation, &request, operation, write),
        request,
    })
}

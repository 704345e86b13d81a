//! What every answer has in common: who may give it, to what it is given, what it leaves, and the mail
//! about it (L4–L7, P3, P6, P9).

use super::change::changed;
use super::{
    Invitation, OpenLink, OverReason, Passage, Recipient, RelationshipRequest, RequestKind, RequestState,
    Used,
};
use crate::organisation::Organisation;
use crate::outbox::{MailContent, OwedMail};
use crate::partnership::Partnership;
use crate::policy::{Action, permit};
use crate::terms::TermsDigest;
use crate::write::Write;
use crate::{Language, LinkKey, Rejection, RequestId};

/// What an answer is decided on.
#[derive(Clone, Copy, Debug)]
pub struct ForAnswer<'a> {
    pub invitation: Option<&'a Invitation>,
    /// The organisation of the token's tenant.
    pub caller: Option<&'a Organisation>,
    /// What the caller used this open link for before.
    pub used: Option<&'a Used>,
    /// The partnership of the open link's sender with the caller.
    pub partnership: Option<&'a Partnership>,
}

/// An answer, or that it was given before: P6, L6: that isn't given again, and answers the same.
#[derive(Clone, Debug)]
pub enum Answered<T> {
    Now(Box<T>),
    /// The accepted request.
    Before(RequestId),
}

/// The invitation, if whoever writes may answer it and it is of that kind. One that isn't there and one
/// that the organisation is no party to look the same (Z12, L5).
pub(super) fn may_answer<'a>(
    write: &Write,
    invitation: Option<&'a Invitation>,
    kind: RequestKind,
    action: Action,
) -> Result<&'a Invitation, Rejection> {
    let invitation = invitation.filter(|of| of.terms().kind == kind).ok_or(Rejection::NotFound)?;
    permit(action, invitation.standing_of(&write.person), &write.person.roles)?;
    Ok(invitation)
}

/// The request that the caller's organisation accepted by this invitation, if what came of it stands.
pub(super) fn accepted_before(invitation: &Invitation, seen: ForAnswer<'_>) -> Option<RequestId> {
    match invitation {
        Invitation::Addressed(request) => (request.state == RequestState::Accepted).then_some(request.id),
        Invitation::Open(_) => {
            let used = seen.used?;
            let stands = seen.partnership.is_some_and(|partnership| {
                partnership.is_active() && partnership.request_id == used.request_id
            });
            stands.then_some(used.request_id)
        }
    }
}

/// What every acceptance needs: an invitation that is open, and today's terms confirmed (P3, L4). That a
/// link is used up is no matter to whoever `used` it before, and was counted.
pub(super) fn confirmed(
    write: &Write,
    invitation: &Invitation,
    used: Option<&Used>,
    digest: &TermsDigest,
    confirmed: bool,
) -> Result<(), Rejection> {
    let counted = |reason: &OverReason| used.is_some() && *reason == OverReason::UsedUp;
    if let Some(reason) = invitation.over_at(write.now).filter(|reason| !counted(reason)) {
        return Err(Rejection::InvitationOver(reason));
    }
    if !confirmed {
        return Err(Rejection::NotConfirmed);
    }
    let today = invitation.terms().digest();
    if *digest == today { Ok(()) } else { Err(Rejection::TermsChanged(today)) }
}

/// The accepted request: the addressed one, or a new one for the passage through an open link.
pub(super) fn accepted_request(
    write: &Write,
    invitation: &Invitation,
    recipient: Recipient,
    used: Option<&Used>,
    key: LinkKey,
) -> (RelationshipRequest, Option<Passage>) {
    match invitation {
        Invitation::Addressed(old) => {
            let mut request = old.as_ref().clone();
            request.recipient = Recipient { email: request.recipient.email, ..recipient };
            request.state = RequestState::Accepted;
            changed(&mut request, write);
            (request, None)
        }
        Invitation::Open(link) => {
            let request = made_by(write, link, recipient, key);
            let passage = Passage {
                link: link.id,
                used: Used {
                    tenant_id: write.person.tenant_id,
                    name: request.recipient.name.clone(),
                    request_id: request.id,
                    at: write.now,
                },
                used_before: used.map(|used| used.request_id),
            };
            (request, Some(passage))
        }
    }
}

/// The request that comes of using an open link: accepted from its first moment.
fn made_by(write: &Write, link: &OpenLink, recipient: Recipient, key: LinkKey) -> RelationshipRequest {
    RelationshipRequest {
        id: key.request_id(),
        key,
        kind: link.kind,
        state: RequestState::Accepted,
        sender: link.sender.clone(),
        recipient,
        grants: link.grants.clone(),
        customer: link.customer.clone(),
        granted: Vec::new(),
        through: Some(link.id),
        terms_digest: link.terms_digest.clone(),
        asked_by: link.owner.clone(),
        wording: None,
        language: Language::default(),
        reference: None,
        open_hours: 0,
        created: write.now,
        expires: link.expires,
        changed: write.now,
        decline_reason: None,
        delivery: None,
        version: 1,
    }
}

/// The mail to the one who asked, if an address of it is known (P9). It is in English: what language
/// the asker reads isn't known.
pub(super) fn outcome_mail(request: &RelationshipRequest, write: &Write, url: String) -> Option<OwedMail> {
    let accepted = request.state == RequestState::Accepted;
    let name = request.recipient.name.as_ref().map(ToString::to_string);
    let reason = request.decline_reason.as_ref().map(ToString::to_string);
    let reference = request.reference.as_ref().map(ToString::to_string);
    let content = match request.kind {
        RequestKind::IndirectPartnership => MailContent::PartnershipOutcome {
            accepted,
            recipient_name: name.unwrap_or_default(),
            reason,
            reference,
            url,
            answered: write.now,
        },
        RequestKind::CustomerRelationship => MailContent::CustomerOutcome {
            accepted,
            // Names that look like links stay out of mails (M3).
            customer_name: name.and_then(|name| name.parse().ok()),
            granted: request.granted.clone(),
            reason,
            reference,
            url,
            answered: write.now,
        },
    };
    Some(OwedMail {
        id: write.operation.clone(),
        request_id: request.id,
        to: request.asked_by.email.clone()?,
        language: Language::default(),
        content,
    })
}

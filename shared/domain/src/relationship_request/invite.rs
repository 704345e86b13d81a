//! Inviting a customer by e-mail (Z7, I1–I4).

use super::ask::sent;
use super::{
    AskOfCustomer, DEFAULT_HOURS, Delivery, Inviting, Recipient, RelationshipRequest, RequestKind,
    RequestState, Wording,
};
use crate::audit::{AuditRecord, Operation};
use crate::organisation::Organisation;
use crate::outbox::OwedMail;
use crate::partnership::Partnership;
use crate::policy::Action;
use crate::terms::Terms;
use crate::text::Reference;
use crate::write::Write;
use crate::{EmailAddress, Language, LinkKey, Rejection};

/// What the partner asks.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Only whoever has this address, verified by the issuer, can accept (I4).
    pub email: EmailAddress,
    pub asks: AskOfCustomer,
    pub wording: Option<Wording>,
    pub language: Language,
    pub reference: Option<Reference>,
    /// 1 to 720; [`DEFAULT_HOURS`] if left out.
    pub open_hours: Option<u32>,
}

/// An invitation to write, its mail and its records. Commit them together; with a provider beside the
/// reseller, under the condition that the two are still partners.
#[derive(Clone, Debug)]
pub struct Invited {
    pub request: RelationshipRequest,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Invites a customer. `caller` is the organisation of the token's tenant, `partnership` its own with
/// the provider that it names; `link` makes the address of the page behind the key.
///
/// # Errors
/// As [`AskOfCustomer::by`].
pub fn invite(
    write: &Write,
    caller: Option<&Organisation>,
    partnership: Option<&Partnership>,
    invite: Invite,
    key: LinkKey,
    link: impl FnOnce(&RelationshipRequest) -> String,
) -> Result<Invited, Rejection> {
    let Inviting { sender, grants, terms } =
        invite.asks.by(Action::InviteCustomer, &write.person, caller, partnership)?;
    let open_hours = invite.open_hours.unwrap_or(DEFAULT_HOURS);
    let kind = RequestKind::CustomerRelationship;
    let request = RelationshipRequest {
        id: key.request_id(),
        terms_digest: Terms { kind, sender: &sender, grants: &grants, customer: Some(&terms) }.digest(),
        kind,
        state: RequestState::Pending,
        recipient: Recipient { email: Some(invite.email), ..Recipient::default() },
        grants,
        customer: Some(terms),
        granted: Vec::new(),
        through: None,
        asked_by: write.person.clone(),
        wording: invite.wording,
        language: invite.language,
        reference: invite.reference,
        open_hours,
        created: write.now,
        expires: write.now.plus_hours(open_hours),
        changed: write.now,
        decline_reason: None,
        delivery: Some(Delivery::queued(write.operation.clone(), write.now)),
        version: 1,
        sender,
        key,
    };
    let url = link(&request);
    let audit = sent(&request, Operation::RequestCustomerRelationship);
    Ok(Invited { mail: request.mail(url), audit, request })
}

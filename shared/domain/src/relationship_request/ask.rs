//! Asking a reseller for a partnership (Z1, P1).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{DEFAULT_HOURS, Delivery, Recipient, RelationshipRequest, RequestKind, RequestState, Wording};
use crate::audit::{AuditRecord, Operation};
use crate::organisation::{Organisation, Partner};
use crate::outbox::{MailContent, OwedMail};
use crate::partner_id::{RegisteredPartnerId, verify};
use crate::policy::{Action, Standing, permit};
use crate::rejection::PartnerIdProblem;
use crate::terms::{Grant, Terms};
use crate::text::Reference;
use crate::write::Write;
use crate::{EmailAddress, Language, LinkKey, PartnerId, Rejection};

/// What the provider asks.
#[derive(Clone, Debug)]
pub struct Ask {
    pub email: EmailAddress,
    /// Decides where several resellers have the address (P1).
    pub mpn_id: Option<PartnerId>,
    pub wording: Option<Wording>,
    pub language: Language,
    pub reference: Option<Reference>,
    /// 1 to 720; [`DEFAULT_HOURS`] if left out.
    pub open_hours: Option<u32>,
}

/// An enrolled reseller that has the address, as its primary contact's or one of its people's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Candidate(pub Partner);

/// A request to write, its mail and its records. Commit them together, under the conditions that
/// the pair is not partners yet, has no other pending request, and the reseller is still active.
#[derive(Clone, Debug)]
pub struct Asked {
    pub request: RelationshipRequest,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Asks the reseller that `ask.email` belongs to.
///
/// `caller` is the organisation of the token's tenant; `registered` is what the registry says of
/// `ask.mpn_id`; `link` makes the address of the page behind the key.
///
/// # Errors
/// Z1: anyone but a provider's admin agent. P1, E5: no enrolled reseller has the address, or several
/// have it and no partner ID decides. S3: the partner ID can't be used. P7: another cloud or region.
pub fn ask(
    write: &Write,
    caller: Option<&Organisation>,
    candidates: &[Candidate],
    registered: Option<&RegisteredPartnerId>,
    ask: Ask,
    key: LinkKey,
    link: impl FnOnce(&RelationshipRequest) -> String,
) -> Result<Asked, Rejection> {
    let (standing, sender) = match caller {
        Some(caller) if caller.is_provider() => (Standing::Provider, caller.as_partner()),
        _ => (Standing::Other, None),
    };
    permit(Action::RequestPartnership, standing, &write.person.roles)?;
    let sender = sender.ok_or(Rejection::WrongPartnerKind)?;
    if let Some(mpn_id) = ask.mpn_id {
        usable(mpn_id, registered, &sender)?;
    }
    let recipient = find(&in_reach(candidates, &sender), &ask)?;
    if !sender.may_work_with(recipient.cloud, recipient.country) {
        return Err(Rejection::DifferentCloudOrRegion { field: "email" });
    }
    Ok(asked(write, sender, recipient, ask, key, link))
}

/// Whether the partner ID can name a reseller to ask. That nobody enrolled with it is the same error
/// as an unknown address (E5); a partner agreement is needed for subscriptions only.
fn usable(
    mpn_id: PartnerId,
    registered: Option<&RegisteredPartnerId>,
    sender: &Partner,
) -> Result<(), Rejection> {
    match verify(mpn_id, registered, sender.cloud, sender.country) {
        Ok(_) | Err(Rejection::PartnerId { problem: PartnerIdProblem::NoAgreement, .. }) => Ok(()),
        Err(Rejection::PartnerId { problem: PartnerIdProblem::NotEnrolled, .. }) => {
            Err(Rejection::ResellerNotEnrolled)
        }
        Err(other) => Err(other),
    }
}

/// Those of the sender's cloud: whoever has the same address in another doesn't come between (P7). Without
/// any, the others, so that the error can say why.
fn in_reach<'a>(candidates: &'a [Candidate], sender: &Partner) -> Vec<&'a Partner> {
    let all = || candidates.iter().map(|candidate| &candidate.0);
    let near: Vec<_> = all().filter(|candidate| candidate.cloud == sender.cloud).collect();
    if near.is_empty() { all().collect() } else { near }
}

/// The one reseller that the address, and the partner ID if given, belongs to (P1).
fn find<'a>(candidates: &[&'a Partner], ask: &Ask) -> Result<&'a Partner, Rejection> {
    match ask.mpn_id {
        Some(mpn_id) => match candidates.iter().find(|candidate| candidate.mpn_id == mpn_id) {
            Some(candidate) => Ok(candidate),
            None if candidates.is_empty() => Err(Rejection::ResellerNotEnrolled),
            None => Err(Rejection::field(
                "mpnId",
                "must be the partner ID that the reseller with this e-mail address enrolled with",
            )),
        },
        None => match candidates {
            [candidate] => Ok(candidate),
            _ => Err(Rejection::ResellerNotEnrolled),
        },
    }
}

fn asked(
    write: &Write,
    sender: Partner,
    recipient: &Partner,
    ask: Ask,
    key: LinkKey,
    link: impl FnOnce(&RelationshipRequest) -> String,
) -> Asked {
    let open_hours = ask.open_hours.unwrap_or(DEFAULT_HOURS);
    let kind = RequestKind::IndirectPartnership;
    let grants = Grant::OF_A_PARTNERSHIP.to_vec();
    let mail_id = write.operation.clone();
    let request = RelationshipRequest {
        id: key.request_id(),
        terms_digest: Terms { kind, sender: &sender, grants: &grants, customer: None }.digest(),
        kind,
        state: RequestState::Pending,
        recipient: Recipient {
            tenant_id: Some(recipient.tenant_id),
            name: recipient.name.as_str().parse().ok(),
            mpn_id: Some(recipient.mpn_id),
            email: Some(ask.email),
        },
        grants,
        customer: None,
        granted: Vec::new(),
        through: None,
        asked_by: write.person.clone(),
        wording: ask.wording,
        language: ask.language,
        reference: ask.reference,
        open_hours,
        created: write.now,
        expires: write.now.plus_hours(open_hours),
        changed: write.now,
        decline_reason: None,
        delivery: Some(Delivery::queued(mail_id, write.now)),
        version: 1,
        sender,
        key,
    };
    let url = link(&request);
    Asked { mail: request.mail(url), audit: sent(&request, Operation::RequestPartnerRelationship), request }
}

/// The record of a request that was sent, on the sides that are known.
pub(super) fn sent(request: &RelationshipRequest, operation: Operation) -> Vec<AuditRecord> {
    let record = AuditRecord {
        organisation: request.sender.tenant_id,
        customer_id: None,
        customer_name: None,
        operation,
        resource: request.kind.resource(),
        resource_id: request.id.to_string(),
        old: None,
        new: Some(json!({"state": "pending", "expirationDate": request.expires.to_string()})),
    };
    record.for_each(request.parties())
}

impl RelationshipRequest {
    /// The mail that carries the link `url` to the recipient, if there is one to carry it to.
    pub(super) fn mail(&self, url: String) -> Option<OwedMail> {
        let (sender, wording, expires) = (self.sender.clone(), self.wording.clone(), self.expires);
        let content = match &self.customer {
            None => MailContent::PartnershipRequest {
                sender,
                recipient_name: self.recipient.name.as_ref()?.to_string(),
                wording,
                grants: self.grants.clone(),
                url,
                expires,
            },
            Some(terms) => MailContent::CustomerInvitation {
                sender,
                wording,
                grants: self.grants.clone(),
                terms: terms.clone(),
                url,
                expires,
            },
        };
        Some(OwedMail {
            id: self.delivery.as_ref()?.mail_id.clone(),
            request_id: self.id,
            to: self.recipient.email.clone()?,
            language: self.language,
            content,
        })
    }

    /// Those whose trail it is in: the sender, and the recipient once it is known.
    pub(super) fn parties(&self) -> impl Iterator<Item = crate::TenantId> + use<> {
        [Some(self.sender.tenant_id), self.recipient.tenant_id].into_iter().flatten()
    }
}

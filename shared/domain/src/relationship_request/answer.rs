//! Accepting and declining a request (Z2, P3–P6, P9).

use serde_json::json;

use super::change::{changed, record};
use super::{RelationshipRequest, RequestState};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::delegated_admin::DelegatedAdmin;
use crate::organisation::Organisation;
use crate::outbox::{MailContent, OwedMail};
use crate::partnership::{Partnership, PartnershipState};
use crate::policy::Action;
use crate::terms::TermsDigest;
use crate::text::Reason;
use crate::write::Write;
use crate::{Language, LinkKey, Rejection, Timestamp};

/// What the reseller's admin confirms.
#[derive(Clone, Debug)]
pub struct Accept {
    /// The digest of the terms that were shown.
    pub terms_digest: TermsDigest,
    /// The ticked box.
    pub confirmed: bool,
}

/// Everything that an acceptance writes (P4, P5). Commit it together, under the condition that the
/// request is still pending, unexpired, addressed to the caller and under the digest in
/// `expected_digest`, that the reseller is still active, and that the pair isn't partners.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub request: RelationshipRequest,
    /// The digest that the request was read under (L4).
    pub expected_digest: TermsDigest,
    pub partnership: Partnership,
    /// The provider's admin access to the reseller's tenant (P4).
    pub delegated_admin: DelegatedAdmin,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// A declined request (P9). Commit under the condition that it is still pending and unexpired.
#[derive(Clone, Debug)]
pub struct Declined {
    pub request: RelationshipRequest,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Accepts a request for the organisation of the token's tenant, `caller`. `outcome_link` makes the
/// address in the mail to the one who asked; without it that mail is switched off (P9).
///
/// A request that the caller's organisation accepted before is not accepted again: the function
/// answers `Ok(None)` and the accepted request is the answer (P6, L6).
///
/// # Errors
/// Z2, L5: anyone but an admin of the addressed organisation. E5: the reseller isn't active any
/// more. P2: over. P3: not confirmed, or other terms than today's. P7: cloud and region.
pub fn accept(
    write: &Write,
    request: Option<&RelationshipRequest>,
    caller: Option<&Organisation>,
    command: &Accept,
    outcome_link: Option<impl FnOnce(&LinkKey) -> String>,
) -> Result<Option<Accepted>, Rejection> {
    let old = RelationshipRequest::permit(Action::AnswerRequest, request, write)?;
    if old.state == RequestState::Accepted {
        return Ok(None);
    }
    if let Some(reason) = old.over_at(write.now) {
        return Err(Rejection::InvitationOver(reason));
    }
    if !command.confirmed {
        return Err(Rejection::NotConfirmed);
    }
    if command.terms_digest != old.terms_today() {
        return Err(Rejection::TermsChanged(old.terms_today()));
    }
    let reseller = caller
        .filter(|caller| caller.is_active_reseller())
        .and_then(Organisation::as_partner)
        .ok_or(Rejection::ResellerNotEnrolled)?;
    if !old.sender.may_work_with(reseller.cloud, reseller.country) {
        return Err(Rejection::DifferentCloudOrRegion { field: "id" });
    }
    let mut request = old.clone();
    request.state = RequestState::Accepted;
    changed(&mut request, write);
    let partnership = Partnership {
        provider: old.sender.clone(),
        reseller,
        state: PartnershipState::Active,
        request_id: old.id,
        since: write.now,
        removed: None,
    };
    let (provider, reseller) = (partnership.provider.tenant_id, partnership.reseller.tenant_id);
    Ok(Some(Accepted {
        expected_digest: old.terms_digest.clone(),
        delegated_admin: DelegatedAdmin::on_every_service(reseller, provider, None, reseller, write.now),
        mail: outcome_link.and_then(|link| outcome_mail(&request, write, link(&request.key), true)),
        audit: acceptance_records(old, &request, &partnership, write),
        partnership,
        request,
    }))
}

fn acceptance_records(
    old: &RelationshipRequest,
    new: &RelationshipRequest,
    partnership: &Partnership,
    write: &Write,
) -> Vec<AuditRecord> {
    let (provider, reseller) = (partnership.provider.tenant_id, partnership.reseller.tenant_id);
    let created = AuditRecord {
        organisation: provider,
        customer_id: None,
        customer_name: None,
        operation: Operation::CreatePartnerRelationship,
        resource: Resource::PartnerRelationship,
        resource_id: format!("{provider}_{reseller}"),
        old: None,
        new: Some(json!({
            "state": "active", "requestId": partnership.request_id,
            "indirectProvider": provider, "indirectReseller": reseller,
        })),
    };
    let admin = AuditRecord {
        operation: Operation::DapAdminRelationshipApproved,
        resource: Resource::IndirectProviderIndirectResellerDap,
        new: Some(json!({"partner": provider, "tenant": reseller})),
        ..created.clone()
    };
    let mut records = record(old, new, Operation::AcceptPartnerRelationshipRequest, write);
    records.extend([created, admin].into_iter().flat_map(|record| record.for_each([provider, reseller])));
    records
}

/// Declines a request (P9). Declining twice is refused: it is over (L6).
///
/// # Errors
/// As [`accept`], but for the terms.
pub fn decline(
    write: &Write,
    request: Option<&RelationshipRequest>,
    reason: Option<Reason>,
    outcome_link: Option<impl FnOnce(&LinkKey) -> String>,
) -> Result<Declined, Rejection> {
    let old = RelationshipRequest::permit(Action::AnswerRequest, request, write)?;
    if let Some(reason) = old.over_at(write.now) {
        return Err(Rejection::InvitationOver(reason));
    }
    let mut request = old.clone();
    request.state = RequestState::Declined;
    request.decline_reason = reason;
    changed(&mut request, write);
    Ok(Declined {
        mail: outcome_link.and_then(|link| outcome_mail(&request, write, link(&request.key), false)),
        audit: record(old, &request, Operation::DeclinePartnerRelationshipRequest, write),
        request,
    })
}

/// The mail to the one who asked, if an address of it is known (P9). It is in English: what language
/// the asker reads isn't known.
fn outcome_mail(
    request: &RelationshipRequest,
    write: &Write,
    url: String,
    accepted: bool,
) -> Option<OwedMail> {
    let answered: Timestamp = write.now;
    Some(OwedMail {
        id: write.operation.clone(),
        request_id: request.id,
        to: request.asked_by.email.clone()?,
        language: Language::default(),
        content: MailContent::PartnershipOutcome {
            accepted,
            recipient_name: request.recipient.name.to_string(),
            reason: request.decline_reason.as_ref().map(ToString::to_string),
            reference: request.reference.as_ref().map(ToString::to_string),
            url,
            answered,
        },
    })
}

//! Accepting a partnership (Z2, P3–P7).

use serde_json::json;

use super::answer::{accepted_before, accepted_request, confirmed, may_answer, outcome_mail};
use super::change::record;
use super::{Answered, ForAnswer, Invitation, Passage, Recipient, RelationshipRequest, RequestKind};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::delegated_admin::{Basis, DelegatedAdmin, Granting, PrivilegesChanged};
use crate::organisation::{Organisation, Partner};
use crate::outbox::OwedMail;
use crate::partnership::{Partnership, PartnershipState};
use crate::policy::Action;
use crate::terms::TermsDigest;
use crate::write::Write;
use crate::{LinkKey, Rejection};

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
/// `expected_digest`, or that the open link lets it pass; that the reseller is still active, and that
/// the pair isn't partners.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub request: RelationshipRequest,
    /// The open link that it came by; the request is new then.
    pub passage: Option<Passage>,
    /// The digest that the terms were read under (L4).
    pub expected_digest: TermsDigest,
    pub partnership: Partnership,
    /// The provider's admin access to the reseller's tenant (P4).
    pub delegated_admin: Option<DelegatedAdmin>,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Accepts a partnership for the organisation of the token's tenant. `key` is for the request that
/// accepting an open link makes. `outcome_link` makes the address in the mail to the one who asked;
/// without it that mail is switched off (P9).
///
/// # Errors
/// Z2, L5: anyone but an admin of the addressed organisation. E5: the reseller isn't active. P2: over.
/// P3: not confirmed, or other terms than today's. P6: partners by another request. P7: cloud and region.
pub fn accept(
    write: &Write,
    seen: ForAnswer<'_>,
    command: &Accept,
    key: LinkKey,
    outcome_link: Option<impl FnOnce(&RelationshipRequest) -> String>,
) -> Result<Answered<Accepted>, Rejection> {
    let invitation =
        may_answer(write, seen.invitation, RequestKind::IndirectPartnership, Action::AnswerRequest)?;
    if let Some(before) = accepted_before(invitation, seen) {
        return Ok(Answered::Before(before));
    }
    confirmed(write, invitation, seen.used, &command.terms_digest, command.confirmed)?;
    let reseller = seen
        .caller
        .filter(|caller| caller.is_reseller())
        .and_then(Organisation::as_partner)
        .ok_or(Rejection::ResellerNotEnrolled)?;
    let sender = invitation.terms().sender;
    if !sender.may_work_with(reseller.cloud, reseller.country) {
        return Err(Rejection::DifferentCloudOrRegion { field: "id" });
    }
    if seen.partnership.is_some_and(Partnership::is_active) {
        return Err(Rejection::AlreadyPartners);
    }
    let recipient = Recipient {
        tenant_id: Some(reseller.tenant_id),
        name: reseller.name.as_str().parse().ok(),
        mpn_id: Some(reseller.mpn_id),
        email: None,
    };
    let (request, passage) = accepted_request(write, invitation, recipient, seen.used, key);
    Ok(Answered::Now(Box::new(accepted(write, invitation, request, passage, reseller, outcome_link))))
}

fn accepted(
    write: &Write,
    invitation: &Invitation,
    request: RelationshipRequest,
    passage: Option<Passage>,
    reseller: Partner,
    outcome_link: Option<impl FnOnce(&RelationshipRequest) -> String>,
) -> Accepted {
    let partnership = Partnership {
        provider: request.sender.clone(),
        reseller,
        state: PartnershipState::Active,
        request_id: request.id,
        since: write.now,
        removed: None,
    };
    Accepted {
        expected_digest: invitation.expected_digest().clone(),
        delegated_admin: admin_access(&partnership, write),
        mail: outcome_link.and_then(|link| outcome_mail(&request, write, link(&request))),
        audit: acceptance_records(invitation, &request, &partnership, write),
        partnership,
        passage,
        request,
    }
}

/// The provider's privileges in the reseller's tenant: on every service (P4).
fn admin_access(partnership: &Partnership, write: &Write) -> Option<DelegatedAdmin> {
    let (provider, reseller) = (&partnership.provider, partnership.reseller.tenant_id);
    let granting = Granting {
        partner: provider,
        via: None,
        basis: Basis::Partnership,
        granted_by: reseller,
        now: write.now,
    };
    let changed = PrivilegesChanged::every_service(reseller, false, granting, &write.operation);
    changed.of(provider.tenant_id).and_then(|change| change.after.clone())
}

fn acceptance_records(
    invitation: &Invitation,
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
    let mut records = record(invitation, new, Operation::AcceptPartnerRelationshipRequest, write);
    records.extend([created, admin].into_iter().flat_map(|record| record.for_each([provider, reseller])));
    records
}

//! The operator reviews an application (Z11, E2, E4, E6, E7).

use super::apply::no_partner_yet;
use super::{Enrollment, EnrollmentState};
use crate::Rejection;
use crate::audit::{AuditRecord, Operation};
use crate::organisation::{Organisation, OrganisationKind};
use crate::outbox::OwedMail;
use crate::partner_id::{Holder, RegisteredPartnerId, may_enroll};
use crate::people::Member;
use crate::policy::{Action, permit};
use crate::profile::Profile;
use crate::rejection::PartnerIdProblem;
use crate::text::Reason;
use crate::write::Write;

/// What a review is decided on.
#[derive(Clone, Copy, Debug)]
pub struct ForReview<'a> {
    /// The organisation of whoever reviews.
    pub caller: Option<&'a Organisation>,
    pub enrollment: Option<&'a Enrollment>,
    /// What the tenant is already.
    pub organisation: Option<&'a Organisation>,
    /// What the registry says of its partner ID.
    pub registered: Option<&'a RegisteredPartnerId>,
    /// The etag's version, if the caller sent one.
    pub expected_version: Option<u32>,
}

/// An approved application and the organisation that it makes. Commit all of it or nothing, under the
/// conditions that the enrollment has the version before, that the partner ID is still what E2 asks for
/// and nobody's, that the tenant is no partner and its domain nobody else's (E7).
#[derive(Clone, Debug)]
pub struct Approved {
    pub enrollment: Enrollment,
    pub organisation: Organisation,
    pub holder: Holder,
    pub profile: Profile,
    /// The first admin agent (E6).
    pub member: Member,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// A rejected application. Commit it under the condition that the enrollment has the version before.
#[derive(Clone, Debug)]
pub struct Rejected {
    pub enrollment: Enrollment,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Approves an application. That the applicant owns the partner ID and accepted the partner agreement
/// is what the operator has looked at (E7); the agreement is in force from then on.
///
/// # Errors
/// Z11, Z12; E4: it isn't under review; E2; E7: the tenant is a partner, or the partner ID another
/// account's; a stale etag.
pub fn approve(write: &Write, seen: ForReview<'_>, page: &str) -> Result<Approved, Rejection> {
    let old = under_review(write, seen)?;
    if is_approved_meanwhile(seen, old) {
        return Err(Rejection::WrongEnrollmentState(EnrollmentState::Active));
    }
    no_partner_yet(seen.organisation)?;
    let application = &old.application;
    let entry = may_enroll(application.mpn_id, seen.registered, application.country())?;
    if entry.holder.is_some() {
        return Err(Rejection::PartnerId { mpn_id: entry.mpn_id, problem: PartnerIdProblem::Taken });
    }
    let enrollment = old.moved(EnrollmentState::Active, write);
    let organisation = organisation(old);
    Ok(Approved {
        holder: Holder::of(&organisation, Some(application.support.clone())),
        profile: Profile::of(old.tenant_id, application),
        member: Member::first(&old.applicant, write),
        mail: enrollment.news(application.contact_email(), write, page),
        audit: reviewed(write, old, &enrollment, Operation::ApproveEnrollment),
        enrollment,
        organisation,
    })
}

/// Rejects an application, with the reason that the applicant is told.
///
/// # Errors
/// As [`approve`], as far as it isn't about what an approval makes.
pub fn reject(write: &Write, seen: ForReview<'_>, reason: Reason, page: &str) -> Result<Rejected, Rejection> {
    let old = under_review(write, seen)?;
    let enrollment =
        Enrollment { rejection_reason: Some(reason), ..old.moved(EnrollmentState::Rejected, write) };
    Ok(Rejected {
        mail: enrollment.news(old.application.contact_email(), write, page),
        audit: reviewed(write, old, &enrollment, Operation::RejectEnrollment),
        enrollment,
    })
}

fn under_review<'a>(write: &Write, seen: ForReview<'a>) -> Result<&'a Enrollment, Rejection> {
    let enrollment = seen.enrollment.ok_or(Rejection::NotFound)?;
    permit(
        Action::ReviewEnrollment,
        enrollment.standing_of(&write.person, seen.caller),
        &write.person.roles,
    )?;
    if seen.expected_version.is_some_and(|version| version != enrollment.version) {
        return Err(Rejection::StaleEtag);
    }
    match enrollment.state {
        EnrollmentState::UnderReview => Ok(enrollment),
        state => Err(Rejection::WrongEnrollmentState(state)),
    }
}

/// Whether another approval shows beside an enrollment that was read before it: what a review looks at is
/// read one by one.
fn is_approved_meanwhile(seen: ForReview<'_>, old: &Enrollment) -> bool {
    let holder = seen.registered.and_then(|entry| entry.holder.as_ref());
    seen.organisation.is_some_and(Organisation::is_reseller)
        || holder.is_some_and(|holder| {
            holder.tenant_id == old.tenant_id && holder.kind == OrganisationKind::IndirectReseller
        })
}

fn reviewed(write: &Write, old: &Enrollment, new: &Enrollment, operation: Operation) -> Vec<AuditRecord> {
    new.record(Some(old), operation, [old.tenant_id, write.person.tenant_id])
}

fn organisation(enrollment: &Enrollment) -> Organisation {
    let application = &enrollment.application;
    Organisation {
        tenant_id: enrollment.tenant_id,
        kind: OrganisationKind::IndirectReseller,
        name: application.legal_business.company_name.clone(),
        mpn_id: Some(application.mpn_id),
        domain: application.domain.to_string(),
        country: application.country(),
        cloud: application.cloud,
        domain_confirmed: application.contact_email().domain() == application.domain.as_str(),
        contact_email: Some(application.contact_email().clone()),
    }
}

//! Submitting an application (E2, E3).

use super::apply::{no_partner_yet, own};
use super::{EmailConfirmation, Enrollment, EnrollmentState, ForEnrolling, Purpose};
use crate::audit::{AuditRecord, Operation};
use crate::outbox::OwedMail;
use crate::partner_id::{RegisteredPartnerId, may_enroll};
use crate::write::Write;
use crate::{LinkKey, Rejection};

/// A submitted application. Commit it under the condition that the enrollment has the version before.
#[derive(Clone, Debug)]
pub struct Submitted {
    pub enrollment: Enrollment,
    pub confirmation: EmailConfirmation,
    pub mail: OwedMail,
    pub audit: Vec<AuditRecord>,
}

/// Submits the tenant's application, or sends another link for one that waits for its confirmation.
/// `registered` is what the registry says of the partner ID; `link` makes the address of the page
/// behind a key.
///
/// # Errors
/// Z10; E4: it is neither a draft nor waiting; E2: the partner ID can't be enrolled with; too many links
/// within a day; a stale etag.
pub fn submit(
    write: &Write,
    seen: ForEnrolling<'_>,
    registered: Option<&RegisteredPartnerId>,
    key: &LinkKey,
    link: impl FnOnce(&LinkKey) -> String,
) -> Result<Submitted, Rejection> {
    let old = own(write, seen)?;
    match old.state {
        EnrollmentState::Draft | EnrollmentState::EmailUnverified => {}
        state => return Err(Rejection::WrongEnrollmentState(state)),
    }
    no_partner_yet(seen.organisation)?;
    let application = &old.application;
    may_enroll(application.mpn_id, registered, application.country())?;
    let confirmations = old.confirmations.one_more(application.contact_email(), write.now)?;
    let to = (&application.legal_business.company_name, application.contact_email(), application.language);
    let (confirmation, mail) = EmailConfirmation::ask(write, Purpose::Enrollment, to, key, link);
    let enrollment = Enrollment {
        applicant: write.person.clone(),
        confirmation: Some(confirmation.sent()),
        confirmations,
        ..old.moved(EnrollmentState::EmailUnverified, write)
    };
    let audit = enrollment.record(Some(old), Operation::SubmitEnrollment, [old.tenant_id]);
    Ok(Submitted { enrollment, confirmation, mail, audit })
}

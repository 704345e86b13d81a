//! Confirming the primary contact's address of an application (E3, E9).

use super::{EmailConfirmation, Enrollment, EnrollmentState, Purpose};
use crate::Rejection;
use crate::audit::{AuditRecord, Operation};
use crate::outbox::OwedMail;
use crate::write::Write;

/// A confirmed address. Commit it under the condition that the enrollment still waits for this
/// confirmation.
#[derive(Clone, Debug)]
pub struct Verified {
    pub enrollment: Enrollment,
    pub confirmation: EmailConfirmation,
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Confirms in the name of whoever holds the link: `write` is by the mailbox. `page` is where the tenant
/// enrolls. `Ok(None)`: it was confirmed before, and that isn't done again.
///
/// # Errors
/// E3: without the word; E9: the link is over, or another was sent since.
pub fn verify(
    write: &Write,
    confirmation: &EmailConfirmation,
    enrollment: Option<&Enrollment>,
    confirmed: bool,
    page: &str,
) -> Result<Option<Verified>, Rejection> {
    if !confirmed {
        return Err(Rejection::NotConfirmed);
    }
    if confirmation.confirmed.is_some() {
        return Ok(None);
    }
    let waits = |old: &&Enrollment| {
        old.state == EnrollmentState::EmailUnverified
            && confirmation.purpose == Purpose::Enrollment
            && confirmation.is_open(old.confirmation.as_ref(), write.now)
    };
    let old = enrollment.filter(waits).ok_or(Rejection::ConfirmationOver)?;
    let enrollment = Enrollment {
        confirmations: old.confirmations.answered(&confirmation.email),
        ..old.moved(EnrollmentState::UnderReview, write)
    };
    let mail = enrollment.news(&confirmation.email, write, page);
    let audit = enrollment.record(Some(old), Operation::VerifyEnrollmentEmail, [old.tenant_id]);
    let confirmation = EmailConfirmation { confirmed: Some(write.now), ..confirmation.clone() };
    Ok(Some(Verified { enrollment, confirmation, mail, audit }))
}

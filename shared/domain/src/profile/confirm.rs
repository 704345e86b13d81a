//! Confirming the address of a partner's new primary contact (E3, E9).

use super::Profile;
use crate::audit::{AuditRecord, Operation};
use crate::enrollment::{EmailConfirmation, Purpose};
use crate::organisation::Organisation;
use crate::write::Write;
use crate::{EmailAddress, Rejection};

/// What a confirmation is decided on.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForConfirming<'a> {
    pub organisation: Option<&'a Organisation>,
    pub profile: Option<&'a Profile>,
}

/// A primary contact that speaks for its company from now on. Commit it under the conditions that the
/// profile is as it was read and that nobody has confirmed before.
#[derive(Clone, Debug)]
pub struct ContactConfirmed {
    pub confirmation: EmailConfirmation,
    pub profile: Profile,
    /// The version that was read.
    pub expected_version: u32,
    /// With the new address.
    pub organisation: Organisation,
    /// The address that spoke for it before, and doesn't find it any more.
    pub old_email: EmailAddress,
    pub audit: AuditRecord,
}

/// Confirms in the name of whoever holds the link: `write` is by the mailbox. `Ok(None)`: it was
/// confirmed before, and that isn't done again.
///
/// # Errors
/// E3: without the word; E9: the link is over, or the contact isn't waited for any more.
pub fn confirm_contact(
    write: &Write,
    confirmation: &EmailConfirmation,
    seen: ForConfirming<'_>,
    confirmed: bool,
) -> Result<Option<ContactConfirmed>, Rejection> {
    if !confirmed {
        return Err(Rejection::NotConfirmed);
    }
    if confirmation.confirmed.is_some() {
        return Ok(None);
    }
    let (Some(organisation), Some(old)) = (seen.organisation, seen.profile) else {
        return Err(Rejection::ConfirmationOver);
    };
    let new = old.new_contact.as_ref().filter(|new| {
        confirmation.purpose == Purpose::PrimaryContact
            && confirmation.is_open(Some(&new.confirmation), write.now)
    });
    let contact = new.ok_or(Rejection::ConfirmationOver)?.contact.clone();
    let mut profile = Profile {
        new_contact: None,
        confirmations: old.confirmations.answered(&confirmation.email),
        version: old.version + 1,
        ..old.clone()
    };
    profile.legal_business.primary_contact = contact;
    let email = profile.legal_business.primary_contact.email.clone();
    Ok(Some(ContactConfirmed {
        confirmation: EmailConfirmation { confirmed: Some(write.now), ..confirmation.clone() },
        expected_version: old.version,
        organisation: Organisation { contact_email: Some(email), ..organisation.clone() },
        old_email: old.legal_business.primary_contact.email.clone(),
        audit: profile.record(old, Operation::ConfirmPrimaryContact),
        profile,
    }))
}

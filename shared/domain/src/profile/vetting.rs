//! The legal business, and how far its vetting is.

use super::{ForProfiles, OwnProfile};
use crate::enrollment::{EnrollmentState, LegalBusiness};
use crate::policy::{Action, permit};
use crate::write::Person;
use crate::{EmailAddress, Rejection};

/// Which of two versions of the legal business is meant, where a new primary contact waits for the
/// confirmation of its address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VettingVersion {
    /// With what waits.
    #[default]
    Current,
    /// Without.
    LastFinalized,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VettingStatus {
    None,
    Pending,
    Authorized,
    Rejected,
}

/// What the vetting waits for, or ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VettingSubStatus {
    None,
    Entry,
    EmailOwnership,
    Decision,
}

/// The legal business of a partner or an applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vetted {
    pub business: LegalBusiness,
    /// The address that speaks for the company.
    pub approver: EmailAddress,
    pub status: VettingStatus,
    pub sub_status: VettingSubStatus,
    /// Of the profile; an application is changed elsewhere.
    pub version: Option<u32>,
}

/// The legal business of the person's organisation: a partner's, else what it applies with (Z12).
///
/// # Errors
/// A person without a role; an organisation that neither is a partner nor applies.
pub fn read_legal_business(
    person: &Person,
    seen: ForProfiles<'_>,
    version: VettingVersion,
) -> Result<Vetted, Rejection> {
    permit(Action::ReadProfile, seen.standing(), &person.roles)?;
    if let Some(own) = seen.partner() {
        return Ok(own.vetted(version));
    }
    let enrollment = seen.enrollment.ok_or(Rejection::NotFound)?;
    let (status, sub_status) = of_application(enrollment.state);
    Ok(Vetted {
        business: enrollment.application.legal_business.clone(),
        approver: enrollment.application.contact_email().clone(),
        status,
        sub_status,
        version: None,
    })
}

impl OwnProfile<'_> {
    /// The legal business in one of its versions. Both are the same unless a new contact waits.
    #[must_use]
    pub fn vetted(self, version: VettingVersion) -> Vetted {
        let mut business = self.profile.legal_business.clone();
        let approver = business.primary_contact.email.clone();
        let waiting = self.profile.new_contact.as_ref().filter(|_| version == VettingVersion::Current);
        let (status, sub_status) = match waiting {
            Some(_) => (VettingStatus::Pending, VettingSubStatus::EmailOwnership),
            None => (VettingStatus::Authorized, VettingSubStatus::None),
        };
        if let Some(new) = waiting {
            business.primary_contact = new.contact.clone();
        }
        Vetted { business, approver, status, sub_status, version: Some(self.profile.version) }
    }
}

fn of_application(state: EnrollmentState) -> (VettingStatus, VettingSubStatus) {
    match state {
        EnrollmentState::Draft => (VettingStatus::None, VettingSubStatus::Entry),
        EnrollmentState::EmailUnverified => (VettingStatus::Pending, VettingSubStatus::EmailOwnership),
        EnrollmentState::UnderReview => (VettingStatus::Pending, VettingSubStatus::Decision),
        EnrollmentState::Rejected => (VettingStatus::Rejected, VettingSubStatus::Decision),
        EnrollmentState::Active => (VettingStatus::Authorized, VettingSubStatus::None),
    }
}

impl VettingStatus {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pending => "pending",
            Self::Authorized => "authorized",
            Self::Rejected => "rejected",
        }
    }
}

impl VettingSubStatus {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Entry => "entry",
            Self::EmailOwnership => "email_ownership",
            Self::Decision => "decision",
        }
    }
}

//! Changing a profile (Z18, E3, S4).

use super::{ForProfiles, NewContact, OwnProfile, Profile};
use crate::address::{Address, Contact};
use crate::audit::{AuditRecord, Operation};
use crate::customer::{DomainName, PHONE_NUMBER_RULE};
use crate::enrollment::{EmailConfirmation, LegalBusiness, Purpose};
use crate::language::Culture;
use crate::outbox::OwedMail;
use crate::partner_id::SupportDetails;
use crate::policy::{Action, permit};
use crate::text::Name;
use crate::write::Write;
use crate::{FieldError, Language, LinkKey, PartnerId, Rejection};

/// Of what was vetted and decides whom the partner works with.
const VETTED: &str = "can't be changed here, since it was vetted; ask the program operator";

/// A profile as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeProfile {
    LegalBusiness(LegalBusiness),
    Organization(OrganizationProfile),
    Support(SupportDetails),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationProfile {
    pub company_name: Name,
    /// Sent back as it is; it can't be changed.
    pub domain: Option<DomainName>,
    pub address: Address,
    /// The one that speaks for the company; its address is changed with the legal business.
    pub contact: Contact,
    pub language: Language,
    pub culture: Culture,
}

/// A changed profile. Commit it under the condition that the profile is as it was read.
#[derive(Clone, Debug)]
pub struct Changed {
    pub profile: Profile,
    /// The version that was read.
    pub expected_version: u32,
    /// Asked for, if there is a new address.
    pub confirmation: Option<EmailConfirmation>,
    pub mail: Option<OwedMail>,
    /// The entry of the registry that shows customers whom to turn to, if that changed (S4).
    pub shown_by: Option<PartnerId>,
    pub audit: AuditRecord,
}

/// Changes a profile of the person's organisation. `Ok(None)`: it is like that already. `link` makes the
/// address of the page behind a key.
///
/// # Errors
/// Z12, Z18; a tenant that only applies; a stale etag; what was vetted; what addresses and contacts must
/// be; too many confirmations within a day (E3).
pub fn change_profile(
    write: &Write,
    seen: ForProfiles<'_>,
    expected_version: Option<u32>,
    command: &ChangeProfile,
    key: &LinkKey,
    link: impl FnOnce(&LinkKey) -> String,
) -> Result<Option<Changed>, Rejection> {
    permit(Action::ChangeProfile, seen.standing(), &write.person.roles)?;
    let own = match (seen.partner(), seen.enrollment) {
        (Some(own), _) => own,
        (None, Some(enrollment)) => return Err(Rejection::NotPartnerYet(enrollment.state)),
        (None, None) => return Err(Rejection::NotFound),
    };
    let old = own.profile;
    if expected_version.is_some_and(|version| version != old.version) {
        return Err(Rejection::StaleEtag);
    }
    let problems = command.problems(own);
    if !problems.is_empty() {
        return Err(Rejection::Invalid(problems));
    }
    let mut profile = command.applied_to(old);
    let asked = match command {
        ChangeProfile::LegalBusiness(business) => {
            profile.speaks(write, &business.primary_contact, key, link)?
        }
        _ => None,
    };
    if profile == *old {
        return Ok(None);
    }
    profile.version += 1;
    let audit = profile.record(old, command.operation());
    let shown_by = own.organisation.mpn_id.filter(|_| profile.support != old.support);
    let (confirmation, mail) = asked.unzip();
    Ok(Some(Changed { profile, expected_version: old.version, confirmation, mail, shown_by, audit }))
}

impl ChangeProfile {
    /// Everything that is wrong with it, by its fields.
    fn problems(&self, own: OwnProfile<'_>) -> Vec<FieldError> {
        let old = &own.profile.legal_business;
        let (name, address, contact, object) = match self {
            Self::LegalBusiness(new) => (&new.company_name, &new.address, &new.primary_contact, "address"),
            Self::Organization(new) => (&new.company_name, &new.address, &new.contact, "defaultAddress"),
            Self::Support(new) => return new.problems(""),
        };
        let fixed = [
            (*name != old.company_name, "companyName".to_owned()),
            (address.country != old.address.country, format!("{object}.country")),
        ];
        let mut problems: Vec<_> = fixed
            .into_iter()
            .filter(|(differs, _)| *differs)
            .map(|(_, field)| FieldError::new(field, VETTED))
            .collect();
        let in_object =
            |error: FieldError| FieldError { field: format!("{object}.{}", error.field), ..error };
        match self {
            Self::LegalBusiness(new) => problems.extend(new.problems("")),
            Self::Organization(new) => {
                let phone = (!contact.has_usable_phone_number())
                    .then(|| FieldError::new("phoneNumber", PHONE_NUMBER_RULE));
                let all = address.problems().into_iter().chain(contact.problems()).chain(phone);
                problems.extend(all.map(in_object));
                problems.extend(new.not_its_own(own));
            }
            Self::Support(_) => {}
        }
        problems
    }

    fn applied_to(&self, old: &Profile) -> Profile {
        let mut profile = old.clone();
        match self {
            Self::LegalBusiness(new) => profile.legal_business.address = new.address.clone(),
            Self::Organization(new) => {
                profile.legal_business.address = new.address.clone();
                profile.legal_business.primary_contact = new.contact.clone();
                profile.language = new.language;
                profile.culture = new.culture.clone();
            }
            Self::Support(support) => profile.support = support.clone(),
        }
        profile
    }

    fn operation(&self) -> Operation {
        match self {
            Self::LegalBusiness(_) => Operation::UpdateLegalBusinessProfile,
            Self::Organization(_) => Operation::UpdateOrganizationProfile,
            Self::Support(_) => Operation::UpdateSupportProfile,
        }
    }
}

impl OrganizationProfile {
    /// What it says otherwise and is changed elsewhere, or never.
    fn not_its_own(&self, own: OwnProfile<'_>) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if self.domain.as_ref().is_some_and(|domain| domain.as_str() != own.organisation.domain) {
            problems.push(FieldError::new("domain", "can't be changed; send it as it is or leave it out"));
        }
        if self.contact.email != own.profile.legal_business.primary_contact.email {
            let rule =
                "is the primary contact's; change it in the legal business profile, where it is confirmed";
            problems.push(FieldError::new("email", rule));
        }
        problems
    }
}

impl Profile {
    /// Makes a contact the one that speaks for the company: at once if it has the present address, after
    /// its confirmation else. Whoever waits for one that is still open isn't sent another.
    fn speaks(
        &mut self,
        write: &Write,
        contact: &Contact,
        key: &LinkKey,
        link: impl FnOnce(&LinkKey) -> String,
    ) -> Result<Option<(EmailConfirmation, OwedMail)>, Rejection> {
        if contact.email == self.legal_business.primary_contact.email {
            self.legal_business.primary_contact = contact.clone();
            self.new_contact = None;
            return Ok(None);
        }
        let is_open = |new: &NewContact| write.now < new.confirmation.expires;
        if let Some(new) =
            self.new_contact.as_mut().filter(|new| new.contact.email == contact.email && is_open(new))
        {
            new.contact = contact.clone();
            return Ok(None);
        }
        self.confirmations = self.confirmations.one_more(&contact.email, write.now)?;
        let to = (&self.legal_business.company_name, &contact.email, self.language);
        let (confirmation, mail) = EmailConfirmation::ask(write, Purpose::PrimaryContact, to, key, link);
        self.new_contact = Some(NewContact { contact: contact.clone(), confirmation: confirmation.sent() });
        Ok(Some((confirmation, mail)))
    }
}

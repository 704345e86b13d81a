//! The profiles of a partner (Z18): legal business, organisation and support, one record behind all
//! three. It is made with the organisation.
//!
//! - Any role of the organisation reads them, its admin agent or global admin changes them (Z12, Z18).
//!   Nobody else has anything to do with them.
//! - Name and country stay: they are what was vetted (E2), and decide whom the partner works with (P7).
//! - The primary contact speaks for the company, and finds it if it is a reseller (P1). A new address
//!   therefore waits for its confirmation (E3), and the contact before it goes on speaking until then.
//!   Sending the present address again takes the new one back.
//! - Whom customers turn to is shown to them by the registry (S4), so both are changed at once.
//! - A tenant that applies has its application's legal business, to be read only.

mod change;
mod confirm;
#[cfg(test)]
mod tests;
mod vetting;

pub use change::{ChangeProfile, Changed, OrganizationProfile, change_profile};
pub use confirm::{ContactConfirmed, ForConfirming, confirm_contact};
pub use vetting::{Vetted, VettingStatus, VettingSubStatus, VettingVersion, read_legal_business};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::address::Contact;
use crate::audit::{AuditRecord, Operation, Resource, differing};
use crate::enrollment::{Application, Confirmations, Enrollment, LegalBusiness, Sent};
use crate::language::Culture;
use crate::organisation::Organisation;
use crate::partner_id::SupportDetails;
use crate::policy::{Action, Standing, permit};
use crate::write::Person;
use crate::{Language, Rejection, TenantId};

/// What a partner says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    pub tenant_id: TenantId,
    pub legal_business: LegalBusiness,
    /// Of the e-mails to the primary contact.
    pub language: Language,
    /// As in `en-DE`: how numbers and dates are written.
    pub culture: Culture,
    /// Whom its customers turn to.
    pub support: SupportDetails,
    /// A primary contact whose address waits for its confirmation (E3); until then the one before
    /// speaks for the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_contact: Option<NewContact>,
    #[serde(default, skip_serializing_if = "Confirmations::is_empty")]
    pub confirmations: Confirmations,
    pub version: u32,
}

/// A primary contact with an address that isn't confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewContact {
    pub contact: Contact,
    pub confirmation: Sent,
}

/// What a tenant's own profiles are decided on.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForProfiles<'a> {
    pub own: Option<&'a Organisation>,
    pub profile: Option<&'a Profile>,
    pub enrollment: Option<&'a Enrollment>,
}

/// A partner with its profile.
#[derive(Clone, Copy, Debug)]
pub struct OwnProfile<'a> {
    pub organisation: &'a Organisation,
    pub profile: &'a Profile,
}

impl<'a> ForProfiles<'a> {
    /// A tenant has profiles once it applies; others have nothing here (Z12).
    fn standing(self) -> Standing {
        if self.profile.is_some() || self.enrollment.is_some() {
            Standing::Tenant
        } else {
            Standing::Stranger
        }
    }

    /// The profiles of a tenant that is a partner.
    #[must_use]
    pub fn partner(self) -> Option<OwnProfile<'a>> {
        Some(OwnProfile { organisation: self.own?, profile: self.profile? })
    }
}

/// The profiles of the person's organisation (Z12).
///
/// # Errors
/// A person without a role; an organisation that isn't a partner.
pub fn read<'a>(person: &Person, seen: ForProfiles<'a>) -> Result<OwnProfile<'a>, Rejection> {
    permit(Action::ReadProfile, seen.standing(), &person.roles)?;
    seen.partner().ok_or(Rejection::NotFound)
}

impl Profile {
    /// The profile of a company whose application is approved.
    #[must_use]
    pub fn of(tenant_id: TenantId, application: &Application) -> Self {
        Self {
            tenant_id,
            legal_business: application.legal_business.clone(),
            language: application.language,
            culture: Culture::of(application.language, application.country()),
            support: application.support.clone(),
            new_contact: None,
            confirmations: Confirmations::default(),
            version: 1,
        }
    }

    /// What a change leaves in the partner's own trail (N3): from what to what, as far as the two differ.
    fn record(&self, old: &Self, operation: Operation) -> AuditRecord {
        let (from, to) = differing(Some(old.said()), self.said());
        AuditRecord {
            organisation: self.tenant_id,
            customer_id: None,
            customer_name: None,
            operation,
            resource: Resource::PartnerProfile,
            resource_id: self.tenant_id.to_string(),
            old: from,
            new: to,
        }
    }

    fn said(&self) -> Value {
        let waiting = self.new_contact.as_ref();
        json!({
            "address": self.legal_business.address,
            "primaryContact": self.legal_business.primary_contact,
            "newPrimaryContact": waiting.map(|new| &new.contact),
            "confirmationExpirationDate": waiting.map(|new| new.confirmation.expires.to_string()),
            "language": self.language, "culture": self.culture, "support": self.support,
        })
    }
}

//! Enrolling as an indirect reseller (E1–E9).
//!
//! ```text
//! draft ──submit──▶ email_unverified ──verify──▶ under_review ──approve──▶ active
//!   ▲ ▲                    │                          └───────reject──▶ rejected
//!   │ └──────change────────┘                                               │
//!   └──────────────────────────────change──────────────────────────────────┘
//! ```
//!
//! - E1: the application has the tenant, its partner ID, its legal name and address, its primary contact
//!   and its customer-support contact.
//! - E2: the partner ID is active, and in the tenant's country. Told when the application is submitted;
//!   decided when it is approved.
//! - E3, E9: the primary contact confirms by the link in an e-mail that the company enrolled and that the
//!   address is the organisation's. Holding the link proves the mailbox, and that is all it may do.
//! - E4: the states above. Whoever gave a wrong address changes the application before anybody confirmed
//!   it; the link sent before is over. Each change of state is e-mailed to the primary contact.
//! - E5: only what is approved is a reseller that can be asked.
//! - E6: the person who enrolled is the first admin agent.
//! - E7: a tenant has one enrollment, whose id is the tenant's, and is a reseller once; a partner ID
//!   belongs to one account. Whether it belongs to another is told to the reviewer only: a stranger must
//!   not learn by applying who is enrolled (L5).
//! - E8: a tenant that is known as a customer needn't repeat what is known of it.

mod apply;
mod confirmation;
mod review;
mod submit;
#[cfg(test)]
mod tests;
mod verify;

pub use apply::{ApplicationGiven, Applied, change, start};
pub use confirmation::{
    CONFIRMATION_DAYS, Confirmations, EmailConfirmation, MOST_CONFIRMATIONS, MOST_OF_A_TENANT, Purpose, Sent,
};
pub use review::{Approved, ForReview, Rejected, approve, reject};
pub use submit::{Submitted, submit};
pub use verify::{Verified, verify};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::address::{Address, Contact};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::{Customer, DomainName};
use crate::organisation::Organisation;
use crate::outbox::{MailContent, OwedMail};
use crate::partner_id::SupportDetails;
use crate::policy::Standing;
use crate::text::{Name, Reason};
use crate::write::{Person, Write};
use crate::{Cloud, Country, EmailAddress, Language, PartnerId, TenantId, Timestamp};

/// Where an enrollment stands (E4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrollmentState {
    Draft,
    EmailUnverified,
    UnderReview,
    Active,
    Rejected,
}

/// What a company says of itself (E1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    pub mpn_id: PartnerId,
    pub cloud: Cloud,
    /// The tenant's default domain.
    pub domain: DomainName,
    pub legal_business: LegalBusiness,
    /// Whom its customers turn to.
    pub support: SupportDetails,
    /// Of the e-mails to the primary contact.
    pub language: Language,
}

/// Legal name and address of a company, and who speaks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegalBusiness {
    pub company_name: Name,
    pub address: Address,
    pub primary_contact: Contact,
}

/// A tenant's enrollment. Its id is the tenant's (E7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Enrollment {
    pub tenant_id: TenantId,
    pub state: EnrollmentState,
    #[serde(flatten)]
    pub application: Application,
    /// Who submitted it last, else who wrote it: the first admin agent (E6).
    pub applicant: Person,
    pub created: Timestamp,
    /// When it came into its state.
    pub state_since: Timestamp,
    /// The confirmation that is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<Sent>,
    #[serde(default, skip_serializing_if = "Confirmations::is_empty")]
    pub confirmations: Confirmations,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection_reason: Option<Reason>,
    pub version: u32,
}

/// What enrolling is decided on.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForEnrolling<'a> {
    pub enrollment: Option<&'a Enrollment>,
    /// What the tenant is already.
    pub organisation: Option<&'a Organisation>,
    pub customer: Option<&'a Customer>,
    /// The etag's version, if the caller sent one.
    pub expected_version: Option<u32>,
}

impl EnrollmentState {
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::EmailUnverified, Self::UnderReview, Self::Active, Self::Rejected];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::EmailUnverified => "email_unverified",
            Self::UnderReview => "under_review",
            Self::Active => "active",
            Self::Rejected => "rejected",
        }
    }
}

impl Application {
    #[must_use]
    pub fn country(&self) -> Country {
        self.legal_business.address.country
    }

    #[must_use]
    pub fn contact_email(&self) -> &EmailAddress {
        &self.legal_business.primary_contact.email
    }
}

impl Enrollment {
    /// What the person's organisation is to the enrollment, if it is the tenant's own or `caller` is the
    /// operator.
    #[must_use]
    pub fn standing_of(&self, person: &Person, caller: Option<&Organisation>) -> Standing {
        if self.tenant_id == person.tenant_id {
            Standing::Tenant
        } else if caller.is_some_and(Organisation::is_operator) {
            Standing::Operator
        } else {
            Standing::Stranger
        }
    }

    /// The same in another state, since `write`.
    fn moved(&self, state: EnrollmentState, write: &Write) -> Self {
        Self { state, state_since: write.now, confirmation: None, version: self.version + 1, ..self.clone() }
    }

    /// What the change leaves in the trail of each of `organisations`.
    fn record(
        &self,
        old: Option<&Self>,
        operation: Operation,
        organisations: impl IntoIterator<Item = TenantId>,
    ) -> Vec<AuditRecord> {
        let seen = |enrollment: &Self| {
            let Self { state, application, rejection_reason, .. } = enrollment;
            let LegalBusiness { company_name, address, primary_contact } = &application.legal_business;
            json!({
                "state": state, "mpnId": application.mpn_id, "companyName": company_name, "address": address,
                "primaryContact": primary_contact, "support": application.support,
                "cloud": application.cloud, "domain": application.domain, "reason": rejection_reason,
            })
        };
        let record = AuditRecord {
            organisation: self.tenant_id,
            customer_id: None,
            customer_name: None,
            operation,
            resource: Resource::Enrollment,
            resource_id: self.tenant_id.to_string(),
            old: old.map(seen),
            new: Some(seen(self)),
        };
        record.for_each(organisations)
    }

    /// What tells the primary contact of the state that it is in now (E4).
    fn news(&self, to: &EmailAddress, write: &Write, page: &str) -> Option<OwedMail> {
        Some(OwedMail {
            id: write.operation.clone(),
            request_id: write.operation.parse().ok()?,
            to: to.clone(),
            language: self.application.language,
            content: MailContent::EnrollmentChanged {
                company_name: self.application.legal_business.company_name.clone(),
                state: self.state,
                reason: self.rejection_reason.clone(),
                url: page.to_owned(),
                changed: write.now,
            },
        })
    }
}

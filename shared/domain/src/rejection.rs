//! Why a rule refuses: data for a message, never the message itself.
//!
//! The edge turns a rejection into status, code and sentence; the store makes one from the old item
//! that a failed condition returns. A rejection changes nothing (N6).

use crate::delegated_admin::{Holder, Service};
use crate::enrollment::EnrollmentState;
use crate::relationship_request::OverReason;
use crate::subscription::upgrade::UpgradeProblem;
use crate::terms::TermsDigest;
use crate::verification::AgreementProblem;
use crate::{Country, PartnerId, RequestId, Timestamp};

/// A bad field: its path as in the request (`order.lineItems[0].quantity`) and the rule that it breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    /// Completes the sentence "`field` …", as in "must be a GUID".
    pub rule: String,
}

impl FieldError {
    pub fn new(field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { field: field.into(), rule: rule.into() }
    }
}

/// Why a partner ID can't be used (S3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartnerIdProblem {
    Unknown,
    /// A global account; only location accounts transact.
    NotLocation,
    Inactive,
    /// No active reseller enrolled with it.
    NotEnrolled,
    /// It belongs to an indirect provider.
    IndirectProvider,
    NotIndirectReseller,
    OtherCloudOrRegion,
    /// The reseller has no active partner agreement.
    NoAgreement,
    /// It is registered in another country or region than the tenant that enrolls with it (E2).
    OtherCountry,
    /// It belongs to another account (E7).
    Taken,
}

/// What is wrong with a customer's registration number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationNumberProblem {
    /// The customer's country asks for one.
    Missing,
    /// The customer's country has none.
    NotSupported,
}

/// Why a command is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Rejection {
    // Access (Z).
    /// No claims, or claims that can't be used.
    Unauthenticated,
    /// The caller is no party to it, or there is no such thing; the two look the same (Z12, N5).
    NotFound,
    /// The caller may see it, but its role doesn't allow the action.
    RoleInsufficient,
    /// The caller's organisation is of another kind than the action needs.
    WrongPartnerKind,

    // Input (N6).
    Invalid(Vec<FieldError>),
    /// More than 64 KiB.
    BodyTooLarge,
    /// Not JSON, or nested too deeply.
    MalformedBody(String),
    /// The etag isn't that of the present version.
    StaleEtag,
    /// The request id was used with another body (N2).
    RequestIdReused,

    // Partnerships (P, X, E5).
    ResellerNotEnrolled,
    AlreadyPartners,
    RequestPending {
        id: RequestId,
        since: Timestamp,
    },
    DifferentCloudOrRegion {
        field: &'static str,
    },
    /// With the digest of today's terms.
    TermsChanged(TermsDigest),
    NotConfirmed,
    InvitationOver(OverReason),
    /// An open link asks nobody in particular.
    OpenLinkNotDeclined,
    AttestationMissing,
    NotPartners,

    // Enrollment (E).
    /// The tenant has begun to enroll before (E7).
    EnrollmentExists,
    /// The tenant is a partner already (E7).
    AlreadyEnrolled,
    /// What is asked for can't be done in this state (E4).
    WrongEnrollmentState(EnrollmentState),
    /// The link is over, or another was sent since (E9).
    ConfirmationOver,
    /// As many confirmations as may be were sent within a day.
    TooManyConfirmations {
        retry_after_seconds: i64,
    },
    /// The tenant's profiles are still those of its application, which is in this state.
    NotPartnerYet(EnrollmentState),

    // People and roles (E6, Z20).
    /// The organisation would be left without an admin agent.
    LastAdminAgent,

    // Delegated admin (A, Z19).
    /// Another partner holds the service, and the cloud allows one holder only (A2).
    ServiceHeld {
        service: Service,
        holder: Holder,
    },
    /// The caller holds no privileges for the service.
    DelegatedAdminMissing {
        service: Service,
    },
    /// The customer has a user of this name already.
    UserNameTaken,
    /// The customer, whom the caller administers, has no such user.
    UserNotFound,

    // Partner IDs (S3).
    PartnerId {
        mpn_id: PartnerId,
        problem: PartnerIdProblem,
    },
    /// Nobody has this partner ID.
    PartnerUnknown(PartnerId),
    /// There is no signed partner agreement to confirm.
    Agreement(AgreementProblem),

    // Customers, orders and subscriptions (C, S).
    DomainTaken {
        field: &'static str,
    },
    RegistrationNumber {
        field: &'static str,
        country: Country,
        problem: RegistrationNumberProblem,
    },
    PhoneNumberInvalid {
        field: &'static str,
    },
    /// The relationship can't end while the partner has active subscriptions there (C9).
    SubscriptionsActive {
        count: u32,
    },
    /// The customer has more partners than one change can hold.
    TooManyPartners {
        most: usize,
    },
    /// The customer isn't known yet, so its company profile is needed.
    OrganisationMissing,
    /// The customer hasn't accepted the customer agreement.
    AgreementMissing,
    /// The customer agreement has to be accepted with the invitation (I5).
    AgreementNotAccepted,
    /// The customer's acceptance is there already.
    AgreementExists,
    /// The cart was checked out.
    CartOrdered,
    /// The cart wasn't checked out in time.
    CartExpired,
    /// The subscription is in a state in which it can't be changed.
    SubscriptionNotActive,
    /// The customer, whom the caller may see, has no such subscription.
    SubscriptionNotFound,
    /// The reseller of record of this subscription can't be changed any more.
    PartnerOnRecordFixed,
    /// The subscription can't be upgraded as it is.
    UpgradeNotPossible(UpgradeProblem),
    /// The partner may not answer this subscription's support requests (S5).
    SupportContactNotEligible,
}

impl Rejection {
    /// A single bad field.
    pub fn field(field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, rule)])
    }
}

impl RegistrationNumberProblem {
    /// Completes the sentence "`organizationRegistrationNumber` …".
    #[must_use]
    pub fn rule(self, country: Country) -> String {
        match self {
            Self::Missing => format!("is required of customers in {country}"),
            Self::NotSupported => format!("must be left out for customers in {country}"),
        }
    }
}

impl PartnerIdProblem {
    /// Completes the sentence "partner ID 4847383 …".
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Unknown => "is not in the registry of partner IDs",
            Self::NotLocation => "is a global account; give the partner ID of a location account",
            Self::Inactive => "is not active",
            Self::NotEnrolled => "is not one that an active indirect reseller enrolled with",
            Self::IndirectProvider => "belongs to an indirect provider; give the indirect reseller's",
            Self::NotIndirectReseller => "does not belong to an indirect reseller",
            Self::OtherCloudOrRegion => "belongs to a reseller in another cloud or region",
            Self::NoAgreement => "belongs to a reseller without an active partner agreement",
            Self::OtherCountry => "is registered in another country or region than the tenant's",
            Self::Taken => "belongs to another account",
        }
    }
}

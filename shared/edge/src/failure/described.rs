//! The failures whose sentence or parameters are made of what the rejection carries.

use serde_json::json;
use tandem_domain::customer::PHONE_NUMBER_RULE;
use tandem_domain::delegated_admin::{Holder, Service};
use tandem_domain::enrollment::EnrollmentState;
use tandem_domain::rejection::{PartnerIdProblem, RegistrationNumberProblem};
use tandem_domain::relationship_request::OverReason;
use tandem_domain::removal::{ATTESTATION, ATTESTATION_VERSION};
use tandem_domain::terms::TermsDigest;
use tandem_domain::verification::AgreementProblem;
use tandem_domain::{Country, RequestId, Timestamp};

use super::{Failure, failure};

/// A2: names the one who holds it, so that the customer can decide.
pub(super) fn service_held(service: Service, holder: &Holder) -> Failure {
    let description = format!(
        "{} holds the privileges for {}, and only one partner may; name the service in reassign to take it from there.",
        holder.name,
        service.name()
    );
    failure(409, 910_051, "service_held", description).parameters(json!({
        "service": service, "holder": {"tenantId": holder.tenant_id, "name": holder.name},
    }))
}

pub(super) fn delegated_admin_missing(service: Service) -> Failure {
    let description = format!(
        "You hold no delegated admin privileges for {} in this customer's tenant; ask the customer for them.",
        service.name()
    );
    failure(403, 910_052, "delegated_admin_missing", description).parameters(json!({"service": service}))
}

pub(super) fn wrong_enrollment_state(state: EnrollmentState) -> Failure {
    let description = match state {
        EnrollmentState::Draft => "The application is a draft; submit it first.",
        EnrollmentState::EmailUnverified => {
            "The primary contact hasn't confirmed its address yet; wait for it."
        }
        EnrollmentState::UnderReview => "The application is under review; wait for the outcome.",
        EnrollmentState::Active => "The application is approved; change the profiles instead.",
        EnrollmentState::Rejected => "The application is rejected; correct it first.",
    };
    failure(409, 910_059, "wrong_enrollment_state", description).parameters(json!({"state": state.as_str()}))
}

pub(super) fn not_partner_yet(state: EnrollmentState) -> Failure {
    let description = "Your company isn't a partner yet; change its application instead, with PUT /v1/enrollments/{tenantId}.";
    failure(409, 910_065, "not_partner_yet", description).parameters(json!({"state": state.as_str()}))
}

pub(super) fn reseller_not_enrolled(enrollment_url: Option<&str>) -> Failure {
    let description = "No enrolled reseller has this address; pass the enrollment link on, and ask again once it is active.";
    failure(409, 910_001, "reseller_not_enrolled", description).data(enrollment_url.map(ToOwned::to_owned))
}

pub(super) fn request_pending(id: RequestId, since: Timestamp) -> Failure {
    let description = format!("A request to this reseller is pending since {since}; resend or cancel it.");
    failure(409, 910_003, "request_pending", description)
        .parameters(json!({"id": id, "since": since.to_string()}))
}

pub(super) fn terms_changed(today: &TermsDigest) -> Failure {
    let description =
        "The terms changed since they were shown; read them again and accept under the new digest.";
    failure(409, 910_004, "terms_changed", description).parameters(json!({"termsDigest": today.as_str()}))
}

pub(super) fn attestation_missing() -> Failure {
    let description = "Confirm the attestation in data by sending attestationAccepted: true.";
    failure(400, 910_007, "attestation_missing", description)
        .data([ATTESTATION.to_owned()])
        .parameters(json!({"field": "attestationAccepted", "version": ATTESTATION_VERSION}))
}

pub(super) fn phone_number(field: &str) -> Failure {
    failure(400, 600_051, "phone_number_invalid", format!("{field} {PHONE_NUMBER_RULE}."))
        .parameters(json!({"field": field}))
}

pub(super) fn subscriptions_active(count: u32) -> Failure {
    let description = format!(
        "The relationship can't end while you have active subscriptions there ({count}); suspend them first."
    );
    failure(409, 910_020, "subscriptions_active", description)
        .parameters(json!({"activeSubscriptions": count}))
}

pub(super) fn too_many_partners(most: usize) -> Failure {
    let description = format!(
        "One change can't hold all partners of this customer, more than {most}; ask the operator to help."
    );
    failure(409, 910_021, "too_many_partners", description).parameters(json!({"most": most}))
}

pub(super) fn registration_number(
    field: &str,
    country: Country,
    problem: RegistrationNumberProblem,
) -> Failure {
    let (status, code, name) = match problem {
        RegistrationNumberProblem::Missing => (400, 600_049, "registration_number_missing"),
        RegistrationNumberProblem::NotSupported => (400, 600_002, "registration_number_not_supported"),
    };
    failure(status, code, name, format!("{field} {}.", problem.rule(country)))
        .parameters(json!({"field": field}))
}

pub(super) fn invitation_over(reason: OverReason) -> Failure {
    let description = match reason {
        OverReason::Accepted => "This request was accepted; there is nothing left to answer.",
        OverReason::Declined => "This request was declined; whoever sent it can ask anew.",
        OverReason::Cancelled => "This request was cancelled by whoever sent it; it can ask anew.",
        OverReason::Expired => "This request has expired; whoever sent it can resend it.",
        OverReason::Rotated => "This link was replaced by another; ask for the present one.",
        OverReason::UsedUp => "This link was used as often as it may be; ask for another.",
        OverReason::NoLongerPartners => {
            "Whoever invited isn't a partner any more, or not of the other that is named; ask for another invitation."
        }
    };
    failure(410, 910_006, "invitation_over", description).parameters(json!({"state": reason.as_str()}))
}

/// Partner Center answers these with its own numbers, and never `isAgreementSigned: false`.
pub(super) fn agreement(problem: AgreementProblem) -> Failure {
    use AgreementProblem as A;
    let (status, code, name) = match problem {
        A::NothingGiven => (400, 2001, "agreement_of_whom"),
        A::PartnerIdInvalid => (400, 2200, "partner_id_invalid"),
        A::NotSigned => (400, 2203, "agreement_not_signed"),
        A::NotIndirectReseller => (400, 2204, "not_indirect_reseller"),
        A::TenantUnknown => (400, 2205, "tenant_unknown"),
        A::TenantNotSigned => (400, 2206, "tenant_not_signed"),
    };
    let (field, description) = match problem {
        A::NothingGiven => ("mpnId", "Give the reseller's mpnId or its tenantId."),
        A::PartnerIdInvalid => ("mpnId", "No active location account has this partner ID; check the number."),
        A::NotSigned => ("mpnId", "This reseller hasn't signed the partner agreement; ask it to."),
        A::NotIndirectReseller => {
            ("mpnId", "No active indirect reseller has this partner ID; ask the partner to enroll.")
        }
        A::TenantUnknown => ("tenantId", "No active indirect reseller has this tenant; check the id."),
        A::TenantNotSigned => {
            ("tenantId", "This tenant hasn't signed the partner agreement; ask the reseller to.")
        }
    };
    failure(status, code, name, description).parameters(json!({"field": field}))
}

pub(crate) fn partner_id(problem: PartnerIdProblem) -> (u16, u32, &'static str) {
    use PartnerIdProblem as P;
    match problem {
        P::Unknown => (404, 800_015, "partner_id_not_found"),
        P::NotLocation => (400, 2200, "partner_id_not_location"),
        P::Inactive => (400, 910_015, "partner_id_inactive"),
        P::NotEnrolled => (400, 900_154, "partner_id_not_enrolled"),
        P::IndirectProvider => (404, 2072, "partner_id_indirect_provider"),
        P::NotIndirectReseller => (400, 800_016, "partner_id_not_indirect_reseller"),
        P::OtherCloudOrRegion => (400, 2201, "partner_id_other_cloud_or_region"),
        P::NoAgreement => (403, 900_123, "partner_agreement_missing"),
        P::OtherCountry => (400, 910_062, "partner_id_other_country"),
        P::Taken => (409, 910_063, "partner_id_taken"),
    }
}

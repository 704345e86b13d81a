//! Errors on the wire: one shape, a number and a stable name for each.
//!
//! Numbers are Partner Center's where it has one, else Tandem's own from 910000 up. The sentence
//! says what to do. What the storage said goes to the log under the request id, never to the caller.

use serde_json::{Value, json};
use tandem_domain::customer::PHONE_NUMBER_RULE;
use tandem_domain::rejection::{PartnerIdProblem, RegistrationNumberProblem};
use tandem_domain::relationship_request::OverReason;
use tandem_domain::removal::{ATTESTATION, ATTESTATION_VERSION};
use tandem_domain::terms::TermsDigest;
use tandem_domain::verification::AgreementProblem;
use tandem_domain::{Country, Fault, Halt, Rejection, RequestId, Timestamp};

use crate::Answer;

/// Seconds after which a caller may try again.
const RETRY_AFTER: &str = "2";

struct Failure {
    status: u16,
    code: u32,
    name: &'static str,
    description: String,
    data: Vec<String>,
    parameters: Value,
}

fn failure(status: u16, code: u32, name: &'static str, description: impl Into<String>) -> Failure {
    Failure { status, code, name, description: description.into(), data: Vec::new(), parameters: json!({}) }
}

impl Failure {
    fn data(self, data: impl IntoIterator<Item = String>) -> Self {
        Self { data: data.into_iter().collect(), ..self }
    }

    fn parameters(self, parameters: Value) -> Self {
        Self { parameters, ..self }
    }

    fn answer(self, retryable: bool) -> Answer {
        Answer::with_status(
            self.status,
            json!({
                "code": self.code, "description": self.description, "data": self.data, "source": "tandem",
                "errorName": self.name, "isRetryable": retryable, "parameters": self.parameters,
            }),
        )
    }
}

/// The answer to a call that was stopped.
pub(crate) fn answer(halt: Halt, enrollment_url: Option<&str>) -> Answer {
    match halt {
        Halt::Replay(saved) => Answer::replayed(&saved),
        Halt::Rejected(Rejection::Unauthenticated) => rejected(Rejection::Unauthenticated, enrollment_url)
            .answer(false)
            .header("www-authenticate", "Bearer"),
        Halt::Rejected(rejection) => rejected(rejection, enrollment_url).answer(false),
        Halt::Fault(Fault::Corrupt(_)) => {
            failure(500, 910_500, "unexpected", "Something is wrong on this side; report the request id.")
                .answer(false)
        }
        Halt::Fault(Fault::Busy(_) | Fault::Unavailable(_)) => failure(
            503,
            910_503,
            "unavailable",
            "The storage can't be reached; repeat the request with the same id.",
        )
        .answer(true)
        .header("retry-after", RETRY_AFTER),
    }
}

fn rejected(rejection: Rejection, enrollment_url: Option<&str>) -> Failure {
    use Rejection as R;
    match rejection {
        R::Unauthenticated => failure(401, 400, "unauthenticated", "Sign in and send the token as a bearer token."),
        R::NotFound => failure(404, 1000, "not_found", "There is no such thing that you are a party to."),
        R::RoleInsufficient => {
            failure(403, 900_150, "role_insufficient", "Your role doesn't allow this; ask an admin agent of your organisation.")
        }
        R::WrongPartnerKind => {
            failure(403, 1002, "authorization_failed", "Your organisation's part in this doesn't include it; ask whose part it is, such as the provider that ordered.")
        }
        R::Invalid(fields) => {
            let sentences: Vec<_> = fields.iter().map(|error| format!("{} {}.", error.field, error.rule)).collect();
            let first = fields.first().map(|error| error.field.clone());
            let description = sentences.first().cloned().unwrap_or_else(|| "The request is not valid.".to_owned());
            failure(400, 2000, "invalid_input", description).data(sentences).parameters(json!({"field": first}))
        }
        R::BodyTooLarge => failure(400, 910_012, "body_too_large", "The body is larger than 64 KiB; send less."),
        R::MalformedBody(why) => failure(400, 910_013, "malformed_body", format!("The body can't be read: {why}.")),
        R::StaleEtag => failure(400, 2055, "etag_stale", "It was changed since you read it; read it again and repeat."),
        R::RequestIdReused => {
            failure(409, 910_009, "request_id_reused", "This request id was used with another body; take a new one.")
        }
        R::ResellerNotEnrolled => reseller_not_enrolled(enrollment_url),
        R::AlreadyPartners => failure(409, 910_002, "already_partners", "You are partners with this reseller already."),
        R::RequestPending { id, since } => request_pending(id, since),
        R::DifferentCloudOrRegion { field } => failure(
            400,
            2201,
            "different_cloud_or_region",
            "Partners and customers must be in the same cloud, and in the same country or region group.",
        )
        .parameters(json!({"field": field})),
        R::TermsChanged(today) => terms_changed(&today),
        R::NotConfirmed => failure(400, 910_005, "not_confirmed", "Send confirmed: true once the box is ticked.")
            .parameters(json!({"field": "confirmed"})),
        R::InvitationOver(reason) => invitation_over(reason),
        R::AttestationMissing => attestation_missing(),
        R::NotPartners => failure(409, 910_008, "not_partners", "There is no active partnership with this reseller."),
        R::PartnerId { mpn_id, problem } => {
            let (status, code, name) = partner_id(problem);
            failure(status, code, name, format!("Partner ID {mpn_id} {}.", problem.rule()))
                .parameters(json!({"mpnId": mpn_id.to_string()}))
        }
        R::PartnerUnknown(mpn_id) => {
            failure(404, 3000, "partner_not_found", format!("There is no partner with partner ID {mpn_id}."))
                .parameters(json!({"mpnId": mpn_id.to_string()}))
        }
        R::Agreement(problem) => agreement(problem),
        R::DomainTaken => failure(409, 910_011, "domain_taken", "This domain is taken; choose another.")
            .parameters(json!({"field": "companyProfile.domain"})),
        R::RegistrationNumber { field, country, problem } => registration_number(field, country, problem),
        R::PhoneNumberInvalid { field } => phone_number(field),
        R::SubscriptionsActive { count } => subscriptions_active(count),
        R::TooManyPartners { most } => too_many_partners(most),
        R::AgreementMissing => failure(
            403,
            13_605,
            "agreement_missing",
            "The customer hasn't accepted the customer agreement; attest it before the first order: with agreement, or POST …/agreements.",
        )
        .parameters(json!({"field": "agreement"})),
        R::AgreementExists => failure(
            409,
            600_061,
            "agreement_exists",
            "The customer's acceptance of this agreement is there already; there is nothing to attest.",
        ),
        R::CartOrdered => failure(409, 910_030, "cart_ordered", "This cart was checked out; nothing is left to change or cancel. Make a new one to order more."),
        R::CartExpired => failure(410, 910_031, "cart_expired", "This cart has expired; make a new one."),
        R::SubscriptionNotActive => {
            failure(409, 910_014, "subscription_not_active", "The subscription is deleted; it can't be changed any more.")
        }
        R::SubscriptionNotFound => {
            failure(404, 20_003, "subscription_not_found", "The customer has no such subscription; list its subscriptions.")
        }
        R::PartnerOnRecordFixed => failure(
            400,
            800_098,
            "partner_on_record_fixed",
            "The reseller of record of this subscription can't be changed any more: it is deleted.",
        ),
        R::UpgradeNotPossible(problem) => failure(409, 910_040, "upgrade_not_possible", problem.description())
            .parameters(json!({"reason": problem.code()})),
        R::SupportContactNotEligible => failure(
            409,
            910_041,
            "support_contact_not_eligible",
            "Choose a reseller of the customer or the provider that ordered; supportcontacts lists them.",
        )
        .parameters(json!({"field": "supportTenantId"})),
    }
}

fn reseller_not_enrolled(enrollment_url: Option<&str>) -> Failure {
    let description = "No enrolled reseller has this address; pass the enrollment link on, and ask again once it is active.";
    failure(409, 910_001, "reseller_not_enrolled", description).data(enrollment_url.map(ToOwned::to_owned))
}

fn request_pending(id: RequestId, since: Timestamp) -> Failure {
    let description = format!("A request to this reseller is pending since {since}; resend or cancel it.");
    failure(409, 910_003, "request_pending", description)
        .parameters(json!({"id": id, "since": since.to_string()}))
}

fn terms_changed(today: &TermsDigest) -> Failure {
    let description =
        "The terms changed since they were shown; read them again and accept under the new digest.";
    failure(409, 910_004, "terms_changed", description).parameters(json!({"termsDigest": today.as_str()}))
}

fn attestation_missing() -> Failure {
    let description = "Confirm the attestation in data by sending attestationAccepted: true.";
    failure(400, 910_007, "attestation_missing", description)
        .data([ATTESTATION.to_owned()])
        .parameters(json!({"field": "attestationAccepted", "version": ATTESTATION_VERSION}))
}

fn phone_number(field: &str) -> Failure {
    failure(400, 600_051, "phone_number_invalid", format!("{field} {PHONE_NUMBER_RULE}."))
        .parameters(json!({"field": field}))
}

fn subscriptions_active(count: u32) -> Failure {
    let description = format!(
        "The relationship can't end while you have active subscriptions there ({count}); suspend them first."
    );
    failure(409, 910_020, "subscriptions_active", description)
        .parameters(json!({"activeSubscriptions": count}))
}

fn too_many_partners(most: usize) -> Failure {
    let description = format!(
        "One change can't hold all partners of this customer, more than {most}; ask the operator to help."
    );
    failure(409, 910_021, "too_many_partners", description).parameters(json!({"most": most}))
}

fn registration_number(field: &str, country: Country, problem: RegistrationNumberProblem) -> Failure {
    let (status, code, name) = match problem {
        RegistrationNumberProblem::Missing => (400, 600_049, "registration_number_missing"),
        RegistrationNumberProblem::NotSupported => (400, 600_002, "registration_number_not_supported"),
    };
    failure(status, code, name, format!("{field} {}.", problem.rule(country)))
        .parameters(json!({"field": field}))
}

fn invitation_over(reason: OverReason) -> Failure {
    let (state, description) = match reason {
        OverReason::Accepted => ("accepted", "This request was accepted; there is nothing left to answer."),
        OverReason::Declined => ("declined", "This request was declined; the provider can ask anew."),
        OverReason::Cancelled => {
            ("cancelled", "This request was cancelled by the provider; it can ask anew.")
        }
        OverReason::Expired => ("expired", "This request has expired; the provider can resend it."),
    };
    failure(410, 910_006, "invitation_over", description).parameters(json!({"state": state}))
}

/// Partner Center answers these with its own numbers, and never `isAgreementSigned: false`.
fn agreement(problem: AgreementProblem) -> Failure {
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
    }
}

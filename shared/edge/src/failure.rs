//! Errors on the wire: one shape, a number and a stable name for each.
//!
//! Numbers are Partner Center's where it has one, else Tandem's own from 910000 up. The sentence
//! says what to do. What the storage said goes to the log under the request id, never to the caller.

use serde_json::{Value, json};
use tandem_domain::rejection::PartnerIdProblem;
use tandem_domain::relationship_request::OverReason;
use tandem_domain::removal::{ATTESTATION, ATTESTATION_VERSION};
use tandem_domain::{Fault, Halt, Rejection};

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
            failure(403, 1002, "authorization_failed", "Your organisation isn't the kind of partner that may do this here.")
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
        R::ResellerNotEnrolled => failure(
            409,
            910_001,
            "reseller_not_enrolled",
            "No enrolled reseller has this address; pass the enrollment link on, and ask again once it is active.",
        )
        .data(enrollment_url.map(ToOwned::to_owned)),
        R::AlreadyPartners => failure(409, 910_002, "already_partners", "You are partners with this reseller already."),
        R::RequestPending { id, since } => failure(
            409,
            910_003,
            "request_pending",
            format!("A request to this reseller is pending since {since}; resend or cancel it."),
        )
        .parameters(json!({"id": id, "since": since.to_string()})),
        R::DifferentCloudOrRegion { field } => failure(
            400,
            2201,
            "different_cloud_or_region",
            "Partners and customers must be in the same cloud, and in the same country or region group.",
        )
        .parameters(json!({"field": field})),
        R::TermsChanged(today) => failure(
            409,
            910_004,
            "terms_changed",
            "The terms changed since they were shown; read them again and accept under the new digest.",
        )
        .parameters(json!({"termsDigest": today.as_str()})),
        R::NotConfirmed => failure(400, 910_005, "not_confirmed", "Send confirmed: true once the box is ticked.")
            .parameters(json!({"field": "confirmed"})),
        R::InvitationOver(reason) => invitation_over(reason),
        R::AttestationMissing => failure(
            400,
            910_007,
            "attestation_missing",
            "Confirm the attestation in data by sending attestationAccepted: true.",
        )
        .data([ATTESTATION.to_owned()])
        .parameters(json!({"field": "attestationAccepted", "version": ATTESTATION_VERSION})),
        R::NotPartners => failure(409, 910_008, "not_partners", "There is no active partnership with this reseller."),
        R::PartnerId { mpn_id, problem } => {
            let (status, code, name) = partner_id(problem);
            failure(status, code, name, format!("Partner ID {mpn_id} {}.", problem.rule()))
                .parameters(json!({"mpnId": mpn_id.to_string()}))
        }
        R::DomainTaken => failure(409, 910_011, "domain_taken", "This domain is taken; choose another.")
            .parameters(json!({"field": "companyProfile.domain"})),
        R::AgreementMissing => failure(
            403,
            13_605,
            "agreement_missing",
            "The customer hasn't accepted the customer agreement; attest it with agreement before the first order.",
        )
        .parameters(json!({"field": "agreement"})),
        R::SubscriptionNotActive => {
            failure(409, 910_014, "subscription_not_active", "The subscription is deleted; it can't be changed any more.")
        }
    }
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

fn partner_id(problem: PartnerIdProblem) -> (u16, u32, &'static str) {
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

//! What each rejection is on the wire: status, number, name, and a sentence.

use serde_json::json;
use tandem_domain::Rejection;

use super::described::{
    agreement, attestation_missing, delegated_admin_missing, invitation_over, not_partner_yet, partner_id,
    phone_number, registration_number, request_pending, reseller_not_enrolled, service_held,
    subscriptions_active, terms_changed, too_many_partners, wrong_enrollment_state,
};
use super::{Failure, failure};

#[expect(clippy::too_many_lines, reason = "a table with a row for every rejection")]
pub(super) fn rejected(rejection: Rejection, enrollment_url: Option<&str>) -> Failure {
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
        R::OpenLinkNotDeclined => failure(
            409,
            910_050,
            "open_link_not_declined",
            "This link asks nobody in particular; there is nothing to decline, leave it alone.",
        ),
        R::AttestationMissing => attestation_missing(),
        R::EnrollmentExists => {
            failure(409, 910_057, "enrollment_exists", "This tenant has begun to enroll; change or submit its application.")
        }
        R::AlreadyEnrolled => failure(409, 910_058, "already_enrolled", "This tenant takes part in the program already."),
        R::WrongEnrollmentState(state) => wrong_enrollment_state(state),
        R::ConfirmationOver => failure(
            410,
            910_060,
            "confirmation_over",
            "This link has expired, or another was sent since; use the latest, or have another sent.",
        ),
        R::TooManyConfirmations { .. } => failure(
            429,
            910_061,
            "too_many_confirmations",
            "Too many links were sent within a day; check the address, and repeat after the time in Retry-After.",
        ),
        R::NotPartnerYet(state) => not_partner_yet(state),
        R::LastAdminAgent => failure(
            409,
            910_066,
            "last_admin_agent",
            "An organisation keeps at least one admin agent; give the role to somebody else first.",
        ),
        R::ServiceHeld { service, holder } => service_held(service, &holder),
        R::DelegatedAdminMissing { service } => delegated_admin_missing(service),
        R::UserNameTaken => failure(409, 910_053, "user_name_taken", "The customer has a user of this name; choose another.")
            .parameters(json!({"field": "userPrincipalName"})),
        R::UserNotFound => failure(404, 910_054, "user_not_found", "The customer has no such user; list its users."),
        R::OrganisationMissing => failure(
            400,
            910_055,
            "organisation_missing",
            "This tenant isn't known yet; give its company profile in organisation.",
        )
        .parameters(json!({"field": "organisation"})),
        R::AgreementNotAccepted => failure(
            400,
            910_056,
            "agreement_not_accepted",
            "Accept the customer agreement: send agreement with accepted: true and a primaryContact.",
        )
        .parameters(json!({"field": "agreement"})),
        R::NotPartners => failure(409, 910_008, "not_partners", "There is no active partnership between the two of you."),
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
        R::DomainTaken { field } => failure(409, 910_011, "domain_taken", "This domain is taken; choose another.")
            .parameters(json!({"field": field})),
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

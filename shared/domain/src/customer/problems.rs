//! Several problems of one request as one rejection.

use crate::Rejection;
use crate::rejection::FieldError;

/// One rejection for the caller: a single problem keeps its own code, several are listed as fields.
impl From<Vec<Rejection>> for Rejection {
    fn from(mut problems: Vec<Rejection>) -> Self {
        // Who may not act at all isn't told what else is wrong.
        let access = |problem: &Rejection| {
            matches!(problem, Rejection::RoleInsufficient | Rejection::WrongPartnerKind)
        };
        if let Some(at) = problems.iter().position(access) {
            return problems.remove(at);
        }
        if problems.len() == 1 {
            return problems.remove(0);
        }
        Rejection::Invalid(problems.into_iter().flat_map(into_fields).collect())
    }
}

/// What a phone number must be.
pub const PHONE_NUMBER_RULE: &str =
    "must be a phone number: 5 to 15 digits, with blanks, hyphens, dots, slashes or brackets between them";

/// The problem as bad fields of the request to add a customer.
fn into_fields(problem: Rejection) -> Vec<FieldError> {
    match problem {
        Rejection::Invalid(fields) => fields,
        Rejection::DomainTaken { field } => {
            vec![FieldError::new(field, "must be a domain that isn't taken")]
        }
        Rejection::DifferentCloudOrRegion { field } => {
            vec![FieldError::new(
                field,
                "must be in the provider's cloud, and in its country or region group",
            )]
        }
        Rejection::RegistrationNumber { field, country, problem } => {
            vec![FieldError::new(field, problem.rule(country))]
        }
        Rejection::PhoneNumberInvalid { field } => {
            vec![FieldError::new(field, PHONE_NUMBER_RULE)]
        }
        Rejection::NotPartners => {
            vec![FieldError::new("associatedPartnerId", "must be a reseller with an active partnership")]
        }
        Rejection::AgreementMissing => {
            vec![FieldError::new("agreement", "must come with the first order")]
        }
        Rejection::PartnerId { mpn_id, problem } => {
            vec![FieldError::new(
                "order.lineItems",
                format!("name partner ID {mpn_id}, which {}", problem.rule()),
            )]
        }
        _ => vec![FieldError::new("request", "can't be carried out as it is")],
    }
}

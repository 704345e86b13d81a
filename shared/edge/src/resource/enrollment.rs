//! `Enrollment`, and what whoever confirmed an e-mail address is told.

use serde_json::{Value, json};
use tandem_domain::enrollment::{EmailConfirmation, Enrollment};

use super::{etag, link};

/// An enrollment as its tenant and the operator see it.
pub fn enrollment(enrollment: &Enrollment) -> Value {
    let (id, application) = (enrollment.tenant_id.to_string(), &enrollment.application);
    let business = &application.legal_business;
    json!({
        "id": id,
        "tenantId": id,
        "state": enrollment.state,
        "mpnId": application.mpn_id,
        "cloud": application.cloud,
        "country": application.country(),
        "domain": application.domain,
        "legalBusiness": {
            "companyName": business.company_name,
            "address": business.address,
            "primaryContact": business.primary_contact,
        },
        "support": application.support,
        "language": application.language,
        "applicant": {"id": enrollment.applicant.subject, "email": enrollment.applicant.email},
        "createdDate": enrollment.created.to_string(),
        "stateSince": enrollment.state_since.to_string(),
        "confirmationExpirationDate": enrollment.confirmation.map(|sent| sent.expires.to_string()),
        "rejectionReason": enrollment.rejection_reason,
        "links": {"self": link(format!("/enrollments/{id}"))},
        "attributes": {"etag": etag(&id, enrollment.version), "objectType": "Enrollment"},
    })
}

/// What the holder of a link has confirmed: no more than the e-mail said (E9).
pub fn confirmed_email(confirmation: &EmailConfirmation) -> Value {
    json!({
        "confirms": confirmation.purpose,
        "companyName": confirmation.company_name,
        "attributes": {"objectType": "EmailConfirmation"},
    })
}

//! `Agreement` and the templates of agreements.

use serde_json::{Value, json};
use tandem_domain::address::Contact;
use tandem_domain::agreement::{Agreement, Template};

/// What a customer has accepted.
pub fn agreement(agreement: &Agreement) -> Value {
    let Contact { first_name, last_name, email, phone_number } = &agreement.primary_contact;
    let template = agreement.template();
    json!({
        "templateId": agreement.template_id,
        "type": template.map(|template| template.kind),
        "agreementLink": template.map(|template| template.link),
        "dateAgreed": agreement.date_agreed.to_string(),
        "primaryContact": {
            "firstName": first_name, "lastName": last_name, "email": email, "phoneNumber": phone_number,
        },
        "userId": agreement.user_id,
        "attributes": {"objectType": "Agreement"},
    })
}

/// What can be accepted.
pub fn agreement_template(template: &Template) -> Value {
    json!({
        "templateId": template.id,
        "agreementType": template.kind,
        "agreementLink": template.link,
        "versionRank": template.version_rank,
        "attributes": {"objectType": "AgreementMetaData"},
    })
}

/// Whether the customer accepted the agreement itself.
pub fn direct_signed_status(is_signed: bool) -> Value {
    json!({"isSigned": is_signed, "attributes": {"objectType": "DirectSignedCustomerAgreementStatus"}})
}

//! The customer agreement: a customer's acceptance of the vendor's terms.
//!
//! Z8: a provider's admin or sales agent may attest an agreement that the customer accepted
//! elsewhere. Nothing can be ordered for a customer without it.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::address::Contact;
use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::{Customer, CustomerPartner};
use crate::policy::{Action, permit};
use crate::write::{Person, Write};
use crate::{Rejection, TenantId, Timestamp};

/// The template of the agreement that customers accept.
pub const TEMPLATE_ID: &str = "117a77b0-9360-443b-8795-c6dedc750cf9";

/// A kind of agreement, with the text that is agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: &'static str,
    /// Partner Center's name for it.
    pub kind: &'static str,
    /// Where the text is.
    pub link: &'static str,
    pub version_rank: u32,
}

/// Every agreement that can be attested.
pub const TEMPLATES: [Template; 1] = [Template {
    id: TEMPLATE_ID,
    kind: "MicrosoftCustomerAgreement",
    link: "https://www.microsoft.com/licensing/docs/customeragreement",
    version_rank: 0,
}];

/// A customer's acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    pub template_id: String,
    /// The person at the customer who accepted it.
    pub primary_contact: Contact,
    pub date_agreed: Timestamp,
    /// The subject of the partner's person who attests it.
    pub user_id: String,
    /// Whether the customer accepted it here itself, attested or not.
    #[serde(default)]
    pub direct_signed: bool,
}

/// An agreement that the customer accepted elsewhere, attested by the provider (Z8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementGiven {
    pub primary_contact: Contact,
    pub date_agreed: Timestamp,
}

/// An acceptance to keep. Commit it under the conditions that there is none yet and that the
/// relationship is still there.
#[derive(Clone, Debug)]
pub struct Attested {
    pub agreement: Agreement,
    pub customer_id: TenantId,
    pub audit: Vec<AuditRecord>,
}

impl Agreement {
    /// What `person` attests.
    #[must_use]
    pub fn attested(given: &AgreementGiven, person: &Person) -> Self {
        Self {
            template_id: TEMPLATE_ID.to_owned(),
            primary_contact: given.primary_contact.clone(),
            date_agreed: given.date_agreed,
            user_id: person.subject.clone(),
            direct_signed: false,
        }
    }

    /// What kind of agreement it is; one whose template is no longer there has none.
    #[must_use]
    pub fn template(&self) -> Option<&'static Template> {
        TEMPLATES.iter().find(|template| template.id == self.template_id)
    }

    /// The records of the attestation, on the provider's and the customer's side.
    pub(crate) fn record(&self, customer: &Customer, provider: TenantId) -> Vec<AuditRecord> {
        let record = AuditRecord {
            organisation: provider,
            customer_id: Some(customer.id),
            customer_name: Some(customer.company_name.clone()),
            operation: Operation::CreateAgreement,
            resource: Resource::Agreement,
            resource_id: customer.id.to_string(),
            old: None,
            new: Some(json!({"template": self.template_id, "dateAgreed": self.date_agreed.to_string()})),
        };
        record.for_each([provider, customer.id])
    }
}

/// Attests that the customer accepted the agreement (Z8).
///
/// # Errors
/// Z12: no relationship. Not the provider's admin or sales agent. An agreement that is there already.
pub fn attest(
    write: &Write,
    customer: Option<&Customer>,
    relation: Option<&CustomerPartner>,
    existing: Option<&Agreement>,
    given: &AgreementGiven,
) -> Result<Attested, Rejection> {
    let customer = customer.ok_or(Rejection::NotFound)?;
    let provider = write.person.tenant_id;
    permit(Action::AttestAgreement, customer.standing_of(provider, relation), &write.person.roles)?;
    if existing.is_some() {
        return Err(Rejection::AgreementExists);
    }
    let agreement = Agreement::attested(given, &write.person);
    let audit = agreement.record(customer, provider);
    Ok(Attested { agreement, customer_id: customer.id, audit })
}

#[cfg(test)]
mod tests {
    use super::{Agreement, AgreementGiven, attest};
    use crate::examples::{NOON, add_customer, customer, provider, relation, reseller, write_by};
    use crate::policy::Role;
    use crate::{Rejection, Timestamp};

    fn given() -> AgreementGiven {
        AgreementGiven { primary_contact: add_customer().contact, date_agreed: Timestamp::from_millis(NOON) }
    }

    #[test]
    fn a_provider_attests_once_z8() {
        let customer = customer();
        let related = relation(&provider(), customer.id);
        let write = write_by(&provider(), &[Role::SalesAgent]);
        let by = |existing: Option<&Agreement>| {
            attest(&write, Some(&customer), Some(&related), existing, &given())
        };
        let attested = by(None).expect("permitted");
        assert_eq!(attested.agreement.user_id, write.person.subject);
        let sides: Vec<_> = attested.audit.iter().map(|record| record.organisation).collect();
        assert_eq!(sides, [provider().tenant_id, customer.id]);
        assert_eq!(by(Some(&attested.agreement)).err(), Some(Rejection::AgreementExists));
    }

    #[test]
    fn nobody_else_attests_z8_z12() {
        let customer = customer();
        let by = |who: &crate::organisation::Organisation, related: bool, role: Role| {
            let own = relation(who, customer.id);
            let write = write_by(who, &[role]);
            attest(&write, Some(&customer), related.then_some(&own), None, &given()).err()
        };
        assert_eq!(by(&provider(), true, Role::HelpdeskAgent), Some(Rejection::RoleInsufficient));
        assert_eq!(by(&provider(), false, Role::AdminAgent), Some(Rejection::NotFound));
        assert_eq!(by(&reseller(), true, Role::AdminAgent), Some(Rejection::WrongPartnerKind));
        let write = write_by(&provider(), &[Role::AdminAgent]);
        assert_eq!(attest(&write, None, None, None, &given()).err(), Some(Rejection::NotFound));
    }
}

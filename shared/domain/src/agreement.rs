//! The customer agreement: a customer's acceptance of the vendor's terms.
//!
//! Z8: a provider's admin or sales agent may attest an agreement that the customer accepted
//! elsewhere; I5: a customer that accepts an invitation accepts it itself, on the same page. Nothing
//! can be ordered for a customer without it. Each cloud has a text of its own ([`crate::cloud`]).

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::address::Contact;
use crate::audit::{AuditRecord, Operation, Resource};
use crate::cloud::RULES;
use crate::customer::{Customer, CustomerPartner};
use crate::policy::{Action, permit};
use crate::write::{Person, Write};
use crate::{Cloud, Rejection, TenantId, Timestamp};

/// A kind of agreement, with the text that is agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: &'static str,
    /// Partner Center's name for it.
    pub kind: &'static str,
    /// Where the text is.
    pub link: &'static str,
    /// Which version of the text it is; newer ones are higher.
    pub version_rank: u32,
}

/// Every agreement that can be accepted: one for each cloud.
pub const TEMPLATES: [Template; 4] =
    [RULES[0].agreement, RULES[1].agreement, RULES[2].agreement, RULES[3].agreement];

/// A customer's acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    pub template_id: String,
    /// The person at the customer who accepted it.
    pub primary_contact: Contact,
    pub date_agreed: Timestamp,
    /// The subject of the person who attests or accepts it.
    pub user_id: String,
    /// Whether the customer accepted it here itself, attested or not.
    #[serde(default)]
    pub direct_signed: bool,
}

/// An agreement that the customer accepted elsewhere, attested by the provider (Z8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementGiven {
    /// The template that it names.
    pub template_id: String,
    pub primary_contact: Contact,
    pub date_agreed: Timestamp,
}

impl AgreementGiven {
    /// What is wrong with it for a customer in `cloud`; `path` leads to it in the request.
    pub(crate) fn problem(&self, cloud: Cloud, path: &str) -> Option<Rejection> {
        let template = cloud.rules().agreement.id;
        let wrong = !self.template_id.eq_ignore_ascii_case(template);
        wrong.then(|| {
            Rejection::field(
                format!("{path}templateId"),
                format!("must be {template}, the customer agreement of the customer's cloud"),
            )
        })
    }
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
            template_id: given.template_id.to_ascii_lowercase(),
            primary_contact: given.primary_contact.clone(),
            date_agreed: given.date_agreed,
            user_id: person.subject.clone(),
            direct_signed: false,
        }
    }

    /// What `person`, the customer's own, accepts (I5).
    #[must_use]
    pub fn accepted(template: &Template, primary_contact: Contact, write: &Write) -> Self {
        Self {
            template_id: template.id.to_owned(),
            primary_contact,
            date_agreed: write.now,
            user_id: write.person.subject.clone(),
            direct_signed: true,
        }
    }

    /// What kind of agreement it is; one whose template is no longer there has none.
    #[must_use]
    pub fn template(&self) -> Option<&'static Template> {
        TEMPLATES.iter().find(|template| template.id == self.template_id)
    }

    /// The record of it, on the customer's side.
    pub(crate) fn record(&self, customer: &Customer) -> AuditRecord {
        AuditRecord {
            organisation: customer.id,
            customer_id: Some(customer.id),
            customer_name: Some(customer.company_name.clone()),
            operation: Operation::CreateAgreement,
            resource: Resource::Agreement,
            resource_id: customer.id.to_string(),
            old: None,
            new: Some(json!({
                "template": self.template_id, "dateAgreed": self.date_agreed.to_string(),
                "directSigned": self.direct_signed,
            })),
        }
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
    if let Some(problem) = given.problem(customer.cloud, "") {
        return Err(problem);
    }
    let agreement = Agreement::attested(given, &write.person);
    let audit = agreement.record(customer).for_each([provider, customer.id]);
    Ok(Attested { agreement, customer_id: customer.id, audit })
}

#[cfg(test)]
mod tests {
    use super::{Agreement, AgreementGiven, attest};
    use crate::examples::{NOON, add_customer, customer, provider, relation, reseller, write_by};
    use crate::policy::Role;
    use crate::{Cloud, Rejection, Timestamp};

    fn given() -> AgreementGiven {
        AgreementGiven {
            template_id: Cloud::Global.rules().agreement.id.to_owned(),
            primary_contact: add_customer().contact,
            date_agreed: Timestamp::from_millis(NOON),
        }
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
    fn the_agreement_is_that_of_the_customers_cloud() {
        let customer = customer();
        let related = relation(&provider(), customer.id);
        let write = write_by(&provider(), &[Role::AdminAgent]);
        for cloud in Cloud::ALL {
            let given = AgreementGiven { template_id: cloud.rules().agreement.id.to_uppercase(), ..given() };
            let attested = attest(&write, Some(&customer), Some(&related), None, &given);
            assert_eq!(attested.is_ok(), cloud == customer.cloud, "{cloud}");
            let kept = attested.ok().and_then(|attested| attested.agreement.template());
            assert_eq!(kept.is_some(), cloud == customer.cloud, "in lower case it is found again");
        }
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

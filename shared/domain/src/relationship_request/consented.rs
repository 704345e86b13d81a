//! What a customer's acceptance comes to, and who is told of it.

use serde_json::json;

use super::change::record;
use super::{ConsentSituation, Invitation, Passage, RelationshipRequest};
use crate::TenantId;
use crate::agreement::Agreement;
use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::{Customer, CustomerPartner};
use crate::delegated_admin::{PrivilegesChanged, Tenancy};
use crate::outbox::OwedMail;
use crate::terms::TermsDigest;
use crate::write::Write;

/// Everything that an acceptance writes. Commit it together, under the conditions that the invitation
/// is as it was read, or the open link lets it pass; that the customer is as it was read, or isn't
/// there; that those who are its partners already still are; that the two partners of a joint invitation
/// are still partners; and that the privileges are as they were read.
#[derive(Clone, Debug)]
pub struct Consented {
    pub request: RelationshipRequest,
    /// The open link that it came by; the request is new then.
    pub passage: Option<Passage>,
    pub expected_digest: TermsDigest,
    pub customer: Customer,
    /// The version of the customer that was read; `None` if it is new.
    pub customer_version: Option<u32>,
    /// The relationships that are new.
    pub partners: Vec<CustomerPartner>,
    /// Those of the invitation whose relationships are there already.
    pub kept: Vec<TenantId>,
    /// The provider, and the reseller's relationship, of two that share the customer from now on.
    pub shared: Option<(TenantId, CustomerPartner)>,
    /// The partnership that a joint invitation relies on.
    pub relies_on: Option<(TenantId, TenantId)>,
    pub agreement: Option<Agreement>,
    pub privileges: PrivilegesChanged,
    pub mails: Vec<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

impl Consented {
    /// With its records, and the mails to those who lose a service by it (A2).
    pub(super) fn told(mut self, write: &Write, invitation: &Invitation, seen: ConsentSituation<'_>) -> Self {
        let customer = &self.customer;
        let mut audit =
            record(invitation, &self.request, Operation::AcceptCustomerRelationshipRequest, write);
        let sender = self.request.sender.tenant_id;
        let provider = self.relies_on.map(|(provider, _)| provider);
        let concerned: Vec<_> = [Some(sender), provider, Some(customer.id)].into_iter().flatten().collect();
        let established = self.partners.iter().map(|partner| established(customer, partner));
        let agreed = self.agreement.iter().map(|agreement| agreement.record(customer));
        let records = established.chain(agreed);
        audit.extend(records.flat_map(|record| record.for_each(concerned.iter().copied())));
        let tenancy = Tenancy::of_customer(customer);
        audit.extend(self.privileges.partners.iter().flat_map(|change| tenancy.records(change)));
        let losing = seen.notices.mails(write, tenancy, &self.privileges, Some(sender));
        self.mails.extend(losing);
        self.audit = audit;
        self
    }
}

fn established(customer: &Customer, partner: &CustomerPartner) -> AuditRecord {
    let tenant = partner.partner.tenant_id;
    AuditRecord {
        organisation: tenant,
        customer_id: Some(customer.id),
        customer_name: Some(customer.company_name.clone()),
        operation: Operation::CreatePartnerCustomerRelationship,
        resource: Resource::PartnerCustomerRelationship,
        resource_id: format!("{tenant}_{}", customer.id),
        old: None,
        new: Some(json!({
            "partner": tenant, "relationshipToPartner": "reseller", "requestId": partner.request_id,
        })),
    }
}

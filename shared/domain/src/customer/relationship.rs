//! Ending one's relationship with a customer, and giving up one's privileges there.
//!
//! Z13, C9: a provider ends its relationship while it has no active subscription there; with it go its
//! place among the customer's partners and its privileges. Other partners aren't touched, though the
//! resellers that shared the customer with it no longer do. Z14: any partner may give up its own
//! privileges; the relationship stays (A3, A4). Only the customer grants privileges.

use serde_json::json;

use super::{Customer, CustomerPartner};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::delegated_admin::{Privileges, PrivilegesChanged, Tenancy};
use crate::policy::{Action, permit};
use crate::write::Write;
use crate::{CustomerId, Rejection, TenantId};

/// The most resellers that a provider may share a customer with and still end its relationship at
/// once: more than that don't fit into one change with their records.
pub const MOST_SHARING: usize = 40;

/// What is asked for. One of the two at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeRelationship {
    /// `relationshipToPartner: "none"`.
    pub end: bool,
    /// `allowDelegatedAccess`. Beside an end it is what the caller read, sent back.
    pub allow_delegated_access: Option<bool>,
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Relationship<'a> {
    pub customer: Option<&'a Customer>,
    /// The caller's own relationship.
    pub relation: Option<&'a CustomerPartner>,
    /// The caller's own privileges, and who holds what where a service has one holder (A2).
    pub privileges: &'a Privileges,
    /// The resellers that share the customer with the caller.
    pub sharing: &'a [CustomerPartner],
}

/// What comes of it.
#[derive(Clone, Debug)]
pub enum RelationshipChange {
    Ended(Ended),
    GivenUp(GivenUp),
    /// There were no privileges to give up.
    Nothing,
}

/// An ended relationship. Commit it under the conditions that the caller still has no active
/// subscription and that nobody joined the customer's partners meanwhile.
#[derive(Clone, Debug)]
pub struct Ended {
    pub customer_id: CustomerId,
    /// The version of the customer that was read: whoever joins its partners raises it.
    pub customer_version: u32,
    pub partner: TenantId,
    /// Those who no longer share the customer with it.
    pub sharing: Vec<TenantId>,
    /// Its privileges, which go as well.
    pub privileges: PrivilegesChanged,
    pub audit: Vec<AuditRecord>,
}

/// Privileges that were given up. Commit it under the condition that they are still held.
#[derive(Clone, Debug)]
pub struct GivenUp {
    pub customer_id: CustomerId,
    pub privileges: PrivilegesChanged,
    pub audit: Vec<AuditRecord>,
}

/// Ends the caller's relationship or its privileges.
///
/// # Errors
/// Z12, Z13, Z14; an active subscription (C9); more resellers than [`MOST_SHARING`]; both wishes at
/// once, or one for more privileges.
pub fn change_relationship(
    write: &Write,
    present: Relationship<'_>,
    command: ChangeRelationship,
) -> Result<RelationshipChange, Rejection> {
    let customer = present.customer.ok_or(Rejection::NotFound)?;
    let standing = customer.standing_of(write.person.tenant_id, present.relation);
    let action = if command.end { Action::EndRelationship } else { Action::GiveUpDelegatedAdmin };
    permit(action, standing, &write.person.roles)?;
    let relation = present.relation.ok_or(Rejection::NotFound)?;
    let partner = relation.partner.tenant_id;
    let mut without = present.privileges.clone();
    without.take_all(partner);
    let privileges = without.since(present.privileges, &write.operation);
    if command.end {
        let held = !present.privileges.of.is_empty();
        unchanged(command.allow_delegated_access, held)?;
        return end(customer, relation, present, privileges).map(RelationshipChange::Ended);
    }
    if privileges.is_nothing() {
        return Ok(RelationshipChange::Nothing);
    }
    let audit = terminated(customer, &privileges);
    Ok(RelationshipChange::GivenUp(GivenUp { customer_id: customer.id, privileges, audit }))
}

/// Clients send the whole resource: beside an end, `allowDelegatedAccess` may be as it is.
fn unchanged(allow_delegated_access: Option<bool>, held: bool) -> Result<(), Rejection> {
    match allow_delegated_access {
        Some(true) if !held => Err(Rejection::field("allowDelegatedAccess", ONLY_THE_CUSTOMER_GRANTS)),
        Some(false) if held => Err(Rejection::field(
            "allowDelegatedAccess",
            "must be left out beside relationshipToPartner none, which ends delegated admin as well",
        )),
        _ => Ok(()),
    }
}

/// Why `allowDelegatedAccess` can't be set to true.
pub const ONLY_THE_CUSTOMER_GRANTS: &str =
    "must be false or left out; only the customer grants delegated admin";

fn end(
    customer: &Customer,
    relation: &CustomerPartner,
    present: Relationship<'_>,
    privileges: PrivilegesChanged,
) -> Result<Ended, Rejection> {
    if relation.active_subscriptions > 0 {
        return Err(Rejection::SubscriptionsActive { count: relation.active_subscriptions });
    }
    if present.sharing.len() > MOST_SHARING {
        return Err(Rejection::TooManyPartners { most: MOST_SHARING });
    }
    let partner = relation.partner.tenant_id;
    let sharing: Vec<_> = present.sharing.iter().map(|reseller| reseller.partner.tenant_id).collect();
    let record = AuditRecord {
        organisation: partner,
        customer_id: Some(customer.id),
        customer_name: Some(customer.company_name.clone()),
        operation: Operation::RemovePartnerCustomerRelationship,
        resource: Resource::PartnerCustomerRelationship,
        resource_id: format!("{partner}_{}", customer.id),
        old: Some(json!({"partner": partner, "relationshipToPartner": "reseller"})),
        new: Some(json!({"partner": partner, "relationshipToPartner": "none"})),
    };
    let mut audit = record.for_each([partner, customer.id].into_iter().chain(sharing.iter().copied()));
    audit.extend(terminated(customer, &privileges));
    Ok(Ended {
        customer_id: customer.id,
        customer_version: customer.version,
        partner,
        sharing,
        privileges,
        audit,
    })
}

fn terminated(customer: &Customer, privileges: &PrivilegesChanged) -> Vec<AuditRecord> {
    let tenancy = Tenancy::of_customer(customer);
    privileges.partners.iter().flat_map(|change| tenancy.records(change)).collect()
}

#[cfg(test)]
mod tests;

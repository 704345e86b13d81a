//! Submitting orders for a customer that is there (Z4, I9, C3): one order, or those of a cart.

use serde_json::{Value, json};

use super::{Catalogue, Order, PlaceOrder, Placed, Placement, Problem, place};
use crate::agreement::{Agreement, AgreementGiven};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::{Customer, CustomerPartner};
use crate::organisation::{Organisation, Partner};
use crate::policy::{Action, permit};
use crate::write::{Person, Write};
use crate::{CustomerId, Rejection, TenantId, Timestamp};

/// What the rules on orders and carts look at.
#[derive(Clone, Copy, Debug)]
pub struct Present<'a> {
    pub customer: Option<&'a Customer>,
    /// The caller's relationship with the customer.
    pub relation: Option<&'a CustomerPartner>,
    pub caller: Option<&'a Organisation>,
    pub catalogue: Catalogue<'a>,
}

/// What is submitted: orders, and an agreement if it comes with them.
#[derive(Clone, Debug)]
pub struct Submission {
    pub orders: Vec<PlaceOrder>,
    pub agreement: Option<AgreementGiven>,
}

/// Everything that a submission writes. Commit it together, under the conditions that the relationship
/// and the agreement are still there and the partner IDs still usable.
#[derive(Clone, Debug)]
pub struct Submitted {
    pub customer_id: CustomerId,
    pub provider: TenantId,
    pub orders: Vec<Placed>,
    /// The agreement that came along; without one it was there before.
    pub agreement: Option<Agreement>,
    pub audit: Vec<AuditRecord>,
}

impl Submitted {
    /// How many subscriptions become active.
    #[must_use]
    pub fn subscriptions(&self) -> usize {
        self.orders.iter().map(|placed| placed.subscriptions.len()).sum()
    }
}

impl<'a> Present<'a> {
    /// The customer and the provider that may order for it (Z4, I9).
    ///
    /// # Errors
    /// Z12: no relationship. Not a provider, or not its admin or sales agent.
    pub(crate) fn may_order(&self, person: &Person) -> Result<(&'a Customer, Partner), Rejection> {
        let customer = self.customer.ok_or(Rejection::NotFound)?;
        let standing = customer.standing_of(person.tenant_id, self.relation);
        permit(Action::PlaceOrder, standing, &person.roles)?;
        let provider = self.caller.filter(|caller| caller.is_provider());
        let provider = provider.and_then(Organisation::as_partner).ok_or(Rejection::WrongPartnerKind)?;
        Ok((customer, provider))
    }
}

impl Placement {
    /// An order of `provider` for `customer`.
    pub(crate) fn of(customer: &Customer, provider: &Partner, now: Timestamp) -> Self {
        Self {
            customer_id: customer.id,
            ordered_by: provider.tenant_id,
            cloud: provider.cloud,
            provider_country: provider.country,
            customer_country: customer.country,
            now,
        }
    }
}

/// Submits orders. `agreed` is the agreement that the customer has accepted so far. `new_id` makes
/// random GUIDs.
///
/// # Errors
/// Z12, Z4, I9: who may not order. Otherwise every problem at once (N6).
pub fn submit(
    write: &Write,
    present: Present<'_>,
    agreed: Option<&Agreement>,
    submission: &Submission,
    mut new_id: impl FnMut() -> uuid::Uuid,
) -> Result<Submitted, Rejection> {
    let (customer, provider) = present.may_order(&write.person)?;
    let placement = Placement::of(customer, &provider, write.now);
    let mut problems = Vec::new();
    let agreement_problem = match (agreed, &submission.agreement) {
        (None, None) => Some(Rejection::AgreementMissing),
        (Some(_), Some(_)) => Some(Rejection::AgreementExists),
        _ => None,
    };
    let of_agreement = |rejection| Problem { field: "agreement".to_owned(), rejection };
    problems.extend(agreement_problem.map(of_agreement));
    let given = submission.agreement.as_ref();
    problems.extend(given.and_then(|given| given.problem(customer.cloud, "agreement.")).map(of_agreement));
    let mut orders = Vec::with_capacity(submission.orders.len());
    for order in &submission.orders {
        match place(order, present.catalogue, placement, "", &mut new_id) {
            Ok(placed) => orders.push(placed),
            Err(more) => problems.extend(more),
        }
    }
    Problem::refuse(problems)?;
    let agreement = submission.agreement.as_ref().map(|given| Agreement::attested(given, &write.person));
    let mut audit = Vec::new();
    if let Some(agreement) = &agreement {
        audit.extend(agreement.record(customer).for_each([provider.tenant_id, customer.id]));
    }
    audit.extend(orders.iter().flat_map(|placed| placed.records(customer)));
    Ok(Submitted { customer_id: customer.id, provider: provider.tenant_id, orders, agreement, audit })
}

impl Placed {
    /// The records of the order: the provider and the customer see all of it, a reseller of record the
    /// lines that name it.
    pub(crate) fn records(&self, customer: &Customer) -> Vec<AuditRecord> {
        let order = &self.order;
        let record = |organisation: TenantId, lines: Vec<Value>| AuditRecord {
            organisation,
            customer_id: Some(customer.id),
            customer_name: Some(customer.company_name.clone()),
            operation: Operation::CreateOrder,
            resource: Resource::Order,
            resource_id: order.id.to_string(),
            old: None,
            new: Some(json!({"billingCycle": order.billing_cycle, "lineItems": lines})),
        };
        let of_all = [order.ordered_by, customer.id].map(|party| record(party, lines_of(order, |_| true)));
        let resellers = self.relies_on.iter().filter(|reseller| reseller.tenant_id != customer.id);
        let of_resellers = resellers.map(|reseller| {
            record(reseller.tenant_id, lines_of(order, |mpn_id| mpn_id == Some(reseller.mpn_id)))
        });
        of_all.into_iter().chain(of_resellers).collect()
    }
}

fn lines_of(order: &Order, wanted: impl Fn(Option<crate::PartnerId>) -> bool) -> Vec<Value> {
    let lines = order.lines.iter().filter(|line| wanted(line.partner_id_on_record));
    lines
        .map(|line| {
            json!({
                "offerId": line.offer_id, "quantity": line.quantity, "subscriptionId": line.subscription_id,
                "partnerIdOnRecord": line.partner_id_on_record,
            })
        })
        .collect()
}

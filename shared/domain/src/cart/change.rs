//! Making, changing and cancelling a cart (Z4, Z15, C3).

use serde_json::{Value, json};

use super::{Cart, CartLine, CartStatus, LIFE_SECONDS, must_be_orderable};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::CustomerPartner;
use crate::order::{Placement, Present};
use crate::text::CompanyName;
use crate::write::Write;
use crate::{CartId, Rejection};

/// A cart, new or changed. Commit it under the conditions that the relationship is still there and that
/// the cart is as it was read.
#[derive(Clone, Debug)]
pub struct Changed {
    pub cart: Cart,
    /// The version that was read; a new cart has none.
    pub expected_version: Option<u32>,
    pub audit: Vec<AuditRecord>,
}

/// A cart to take away. Commit it under the condition that it is as it was read.
#[derive(Clone, Debug)]
pub struct Cancelled {
    pub cart: Cart,
    pub audit: Vec<AuditRecord>,
}

/// Makes a cart.
///
/// # Errors
/// Z12, Z4, I9: who may not order. Otherwise everything that is wrong with the lines (N6).
pub fn begin(
    write: &Write,
    present: Present<'_>,
    lines: Vec<CartLine>,
    id: CartId,
) -> Result<Changed, Rejection> {
    let (customer, provider) = present.may_order(&write.person)?;
    must_be_orderable(&lines, present, Placement::of(customer, &provider, write.now))?;
    let cart = Cart {
        id,
        customer_id: customer.id,
        owner: provider.tenant_id,
        status: CartStatus::Active,
        lines,
        created: write.now,
        last_modified: write.now,
        last_modified_by: write.person.subject.clone(),
        expires: write.now.plus_seconds(LIFE_SECONDS),
        version: 1,
    };
    let new = Some(lines_of(&cart));
    let audit = vec![record(&cart, &customer.company_name, Operation::CreateCart, None, new)];
    Ok(Changed { cart, expected_version: None, audit })
}

/// Puts other lines in a cart; its 15 minutes begin anew.
///
/// # Errors
/// Z12, Z15: not the owner's admin or sales agent. A cart that is over, a stale etag, and everything
/// that is wrong with the lines (N6).
pub fn change(
    write: &Write,
    cart: Option<&Cart>,
    present: Present<'_>,
    lines: Vec<CartLine>,
    expected_version: Option<u32>,
) -> Result<Changed, Rejection> {
    let old = Cart::of_its_owner(cart, present.relation, &write.person, expected_version)?;
    let old = old.in_time(write.now)?;
    let (customer, provider) = present.may_order(&write.person)?;
    must_be_orderable(&lines, present, Placement::of(customer, &provider, write.now))?;
    let cart = Cart {
        lines,
        last_modified: write.now,
        last_modified_by: write.person.subject.clone(),
        expires: write.now.plus_seconds(LIFE_SECONDS),
        version: old.version + 1,
        ..old.clone()
    };
    let (before, after) = (Some(lines_of(old)), Some(lines_of(&cart)));
    let audit = vec![record(&cart, &customer.company_name, Operation::UpdateCart, before, after)];
    Ok(Changed { cart, expected_version: Some(old.version), audit })
}

/// Cancels a cart, in time or not: nothing of it remains but the record (C3).
///
/// # Errors
/// Z12, Z15: not the owner's admin or sales agent. A cart that was checked out, a stale etag.
pub fn cancel(
    write: &Write,
    cart: Option<&Cart>,
    relation: Option<&CustomerPartner>,
    expected_version: Option<u32>,
) -> Result<Cancelled, Rejection> {
    let cart = Cart::of_its_owner(cart, relation, &write.person, expected_version)?;
    let relation = relation.ok_or(Rejection::NotFound)?;
    let before = Some(lines_of(cart));
    let audit = vec![record(cart, &relation.company_name, Operation::CancelCart, before, None)];
    Ok(Cancelled { cart: cart.clone(), audit })
}

/// A cart concerns its owner only.
fn record(
    cart: &Cart,
    customer_name: &CompanyName,
    operation: Operation,
    old: Option<Value>,
    new: Option<Value>,
) -> AuditRecord {
    AuditRecord {
        organisation: cart.owner,
        customer_id: Some(cart.customer_id),
        customer_name: Some(customer_name.clone()),
        operation,
        resource: Resource::Cart,
        resource_id: cart.id.to_string(),
        old,
        new,
    }
}

fn lines_of(cart: &Cart) -> Value {
    let lines = cart.lines.iter().map(|line| {
        json!({
            "offerId": line.offer_id, "quantity": line.quantity, "billingCycle": line.billing_cycle,
            "transactionReseller": line.transaction_reseller,
        })
    });
    json!({"lineItems": lines.collect::<Vec<_>>()})
}

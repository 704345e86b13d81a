//! Checking a cart out: it becomes orders, all of it or none (C3, Z15).

use super::{Cart, CartStatus, must_be_orderable};
use crate::Rejection;
use crate::agreement::Agreement;
use crate::order::{PlaceOrder, Placement, Present, Submission, Submitted, submit};
use crate::write::Write;

/// A cart that was checked out, with what it became. Commit both together, under the conditions of the
/// submission and that the cart is as it was read.
#[derive(Clone, Debug)]
pub struct CheckedOut {
    pub cart: Cart,
    /// The version that was read.
    pub expected_version: u32,
    pub submitted: Submitted,
}

/// Checks a cart out, with everything checked anew. `agreed` is the agreement that the customer has
/// accepted so far.
///
/// # Errors
/// Z12, Z15: not the owner's admin or sales agent. A cart that is over, a stale etag, no agreement, and
/// everything that is wrong with the lines by now (N6).
pub fn check_out(
    write: &Write,
    cart: Option<&Cart>,
    present: Present<'_>,
    agreed: Option<&Agreement>,
    expected_version: Option<u32>,
    new_id: impl FnMut() -> uuid::Uuid,
) -> Result<CheckedOut, Rejection> {
    let old = Cart::of_its_owner(cart, present.relation, &write.person, expected_version)?;
    let old = old.in_time(write.now)?;
    let (customer, provider) = present.may_order(&write.person)?;
    must_be_orderable(&old.lines, present, Placement::of(customer, &provider, write.now))?;
    let submission = Submission { orders: orders_of(old), agreement: None };
    let submitted = submit(write, present, agreed, &submission, new_id)?;
    let cart = Cart {
        status: CartStatus::Ordered,
        last_modified: write.now,
        last_modified_by: write.person.subject.clone(),
        version: old.version + 1,
        ..old.clone()
    };
    Ok(CheckedOut { cart, expected_version: old.version, submitted })
}

/// One order per billing cycle, in the order in which the cart has them.
fn orders_of(cart: &Cart) -> Vec<PlaceOrder> {
    let mut orders: Vec<PlaceOrder> = Vec::new();
    for line in &cart.lines {
        let billing_cycle = line.billing_cycle;
        match orders.iter_mut().find(|order| order.billing_cycle == billing_cycle) {
            Some(order) => order.lines.push(line.order_line()),
            None => orders.push(PlaceOrder { billing_cycle, lines: vec![line.order_line()] }),
        }
    }
    orders
}

//! Carts: lines that wait to be ordered together (C3).
//!
//! A provider makes a cart for a customer, reviews and changes it, and then checks it out or cancels
//! it. Nobody else sees it, not even the customer: it is nothing but a plan. Cancelled, nothing of it
//! remains; checked out, it becomes one order per billing cycle, all of it or none. A cart lives 15
//! minutes from its last change; whether it is over is decided by the clock alone.

mod change;
mod check_out;
#[cfg(test)]
mod tests;

pub use change::{Cancelled, Changed, begin, cancel, change};
pub use check_out::{CheckedOut, check_out};

use serde::{Deserialize, Serialize};

use crate::customer::{Customer, CustomerPartner};
use crate::order::{Catalogue, LineProblem, PlaceOrderLine, Placement, Present, Problem, check_line};
use crate::policy::{Action, Standing, permit};
use crate::subscription::BillingCycle;
use crate::text::Line;
use crate::write::Person;
use crate::{CartId, CustomerId, OfferId, PartnerId, Quantity, Rejection, TenantId, Timestamp};

/// How long a cart lives after its last change.
pub const LIFE_SECONDS: u32 = 15 * 60;

/// A cart of 1 to [`MOST_LINES`](crate::order::MOST_LINES) lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cart {
    pub id: CartId,
    pub customer_id: CustomerId,
    /// The provider whose cart it is.
    pub owner: TenantId,
    pub status: CartStatus,
    pub lines: Vec<CartLine>,
    pub created: Timestamp,
    pub last_modified: Timestamp,
    /// The subject of the person who changed it last.
    pub last_modified_by: String,
    pub expires: Timestamp,
    pub version: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CartStatus {
    Active,
    Ordered,
}

/// A line of a cart; its id is its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CartLine {
    pub offer_id: OfferId,
    pub quantity: Quantity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub friendly_name: Option<Line>,
    pub billing_cycle: BillingCycle,
    /// The partner ID of the reseller of record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction_reseller: Option<PartnerId>,
}

impl Cart {
    /// What an organisation is to this cart: only its owner, while it has a relationship with the
    /// customer, is anything (Z12).
    #[must_use]
    pub fn standing_of(&self, tenant: TenantId, relation: Option<&CustomerPartner>) -> Standing {
        if tenant == self.owner && relation.is_some() {
            Standing::OrderingProvider
        } else {
            Standing::Stranger
        }
    }

    /// Whether its time is over. One that was checked out stays what it is.
    #[must_use]
    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.status == CartStatus::Active && self.expires <= now
    }

    /// The cart, for somebody who may change it, unless it was checked out.
    fn of_its_owner<'a>(
        cart: Option<&'a Self>,
        relation: Option<&CustomerPartner>,
        person: &Person,
        expected_version: Option<u32>,
    ) -> Result<&'a Self, Rejection> {
        let cart = cart.ok_or(Rejection::NotFound)?;
        permit(Action::ChangeCart, cart.standing_of(person.tenant_id, relation), &person.roles)?;
        if cart.status == CartStatus::Ordered {
            return Err(Rejection::CartOrdered);
        }
        if expected_version.is_some_and(|version| version != cart.version) {
            return Err(Rejection::StaleEtag);
        }
        Ok(cart)
    }

    fn in_time(&self, now: Timestamp) -> Result<&Self, Rejection> {
        if self.has_expired(now) { Err(Rejection::CartExpired) } else { Ok(self) }
    }
}

impl CartLine {
    /// The line of an order that it becomes.
    fn order_line(&self) -> PlaceOrderLine {
        PlaceOrderLine {
            number: None,
            offer_id: self.offer_id.clone(),
            quantity: self.quantity,
            friendly_name: self.friendly_name.clone(),
            partner_id_on_record: self.transaction_reseller,
        }
    }
}

/// Shows a cart to its owner: what is wrong with each of its lines by now. Lines of a cart that was
/// checked out have no problems any more.
///
/// # Errors
/// Z12: not the owner's, or there is no such cart. A cart whose time is over.
pub fn review(
    person: &Person,
    now: Timestamp,
    cart: Option<&Cart>,
    customer: Option<&Customer>,
    relation: Option<&CustomerPartner>,
    catalogue: Catalogue<'_>,
) -> Result<Vec<Vec<LineProblem>>, Rejection> {
    let cart = cart.ok_or(Rejection::NotFound)?;
    permit(Action::ReadCart, cart.standing_of(person.tenant_id, relation), &person.roles)?;
    let (customer, relation) = customer.zip(relation).ok_or(Rejection::NotFound)?;
    if cart.in_time(now)?.status == CartStatus::Ordered {
        return Ok(vec![Vec::new(); cart.lines.len()]);
    }
    let placement = Placement::of(customer, &relation.partner, now);
    let check = |line: &CartLine| check_line(&line.order_line(), line.billing_cycle, catalogue, placement);
    Ok(cart.lines.iter().map(|line| check(line).err().unwrap_or_default()).collect())
}

/// Refuses lines that can't be ordered, each problem by the field that it has in a cart (N6).
fn must_be_orderable(
    lines: &[CartLine],
    present: Present<'_>,
    placement: Placement,
) -> Result<(), Rejection> {
    let mut problems = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let checked = check_line(&line.order_line(), line.billing_cycle, present.catalogue, placement);
        for problem in checked.err().unwrap_or_default() {
            let field = format!("lineItems[{number}].{}", problem.field_of_cart());
            problems.push(problem.at(field));
        }
    }
    Problem::refuse(problems)
}

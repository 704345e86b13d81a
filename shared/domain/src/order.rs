//! Orders: subscriptions of a customer, bought together (C3, S1, S2).
//!
//! Submit is all or nothing: an order either becomes one subscription per line, or nothing.

mod line;
mod submit;
#[cfg(test)]
mod tests;

pub use line::{LineProblem, Problem, check_line};
pub use submit::{Present, Submission, Submitted, submit};

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::offer::Offer;
use crate::partner_id::{RegisteredPartnerId, VerifiedReseller};
use crate::subscription::{BillingCycle, Subscription, SubscriptionStatus};
use crate::text::Line;
use crate::{
    Cloud, Country, CustomerId, OfferId, OrderId, PartnerId, Quantity, SubscriptionId, TenantId, Timestamp,
};

/// The most lines of an order, so that it stays one transaction.
pub const MOST_LINES: usize = 20;

/// An order as placed: 1 to [`MOST_LINES`] lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOrder {
    pub billing_cycle: BillingCycle,
    pub lines: Vec<PlaceOrderLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceOrderLine {
    /// The caller's number of the line, which is its place: from 0 on, without gaps.
    pub number: Option<i64>,
    pub offer_id: OfferId,
    pub quantity: Quantity,
    pub friendly_name: Option<Line>,
    /// The reseller of record (S3).
    pub partner_id_on_record: Option<PartnerId>,
}

/// A completed order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    pub id: OrderId,
    pub customer_id: CustomerId,
    pub billing_cycle: BillingCycle,
    /// Who is billed.
    pub ordered_by: TenantId,
    pub created: Timestamp,
    pub lines: Vec<OrderLine>,
    pub version: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderLine {
    pub number: u32,
    pub offer_id: OfferId,
    pub offer_name: Line,
    pub quantity: Quantity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub friendly_name: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_id_on_record: Option<PartnerId>,
    pub subscription_id: SubscriptionId,
}

/// What an order is decided on, besides the order itself.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue<'a> {
    pub offers: &'a HashMap<OfferId, Offer>,
    /// The registry's entries for the partner IDs on the order.
    pub partner_ids: &'a HashMap<PartnerId, RegisteredPartnerId>,
}

/// Where an order is placed: the customer and the provider that orders.
#[derive(Clone, Copy, Debug)]
pub struct Placement {
    pub customer_id: CustomerId,
    pub ordered_by: TenantId,
    pub cloud: Cloud,
    /// The provider's country, which a reseller of record must go with.
    pub provider_country: Country,
    /// The customer's country, which an offer must be sold in.
    pub customer_country: Country,
    pub now: Timestamp,
}

/// An order with its subscriptions, one per line in the same order.
#[derive(Clone, Debug)]
pub struct Placed {
    pub order: Order,
    pub subscriptions: Vec<Subscription>,
    /// The resellers that the order relies on, each once; each must still be usable when it is
    /// committed.
    pub relies_on: Vec<VerifiedReseller>,
}

/// Prices nothing, checks everything: offers, billing, counts and partner IDs of each line.
///
/// # Errors
/// Every problem at once, with its field, named below `path`.
pub fn place(
    order: &PlaceOrder,
    catalogue: Catalogue<'_>,
    placement: Placement,
    path: &str,
    mut new_id: impl FnMut() -> uuid::Uuid,
) -> Result<Placed, Vec<Problem>> {
    let mut problems = Vec::new();
    let order_id = OrderId::new(new_id());
    let mut lines = Vec::with_capacity(order.lines.len());
    let mut subscriptions = Vec::with_capacity(order.lines.len());
    for (number, line) in (0u32..).zip(&order.lines) {
        if line.number.is_some_and(|given| given != i64::from(number)) {
            let field = format!("{path}lineItems[{number}].lineItemNumber");
            problems.push(Problem::field(field, format!("must be {number}, the line's place")));
        }
        let (offer, reseller_of_record) = match check_line(line, order.billing_cycle, catalogue, placement) {
            Ok(checked) => checked,
            Err(of_line) => {
                problems.extend(of_line.into_iter().map(|problem| {
                    let field = problem.field_of_order(path, number);
                    problem.at(field)
                }));
                continue;
            }
        };
        let subscription_id = SubscriptionId::new(new_id());
        subscriptions.push(Subscription {
            id: subscription_id,
            order_id,
            billing_cycle: order.billing_cycle,
            reseller_of_record,
            ..subscribed(line, offer, placement)
        });
        lines.push(OrderLine {
            number,
            offer_id: offer.id.clone(),
            offer_name: offer.name.clone(),
            quantity: line.quantity,
            friendly_name: line.friendly_name.clone(),
            partner_id_on_record: line.partner_id_on_record,
            subscription_id,
        });
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let order = Order {
        id: order_id,
        customer_id: placement.customer_id,
        billing_cycle: order.billing_cycle,
        ordered_by: placement.ordered_by,
        created: placement.now,
        lines,
        version: 1,
    };
    Ok(Placed { order, relies_on: named_by(&subscriptions), subscriptions })
}

/// What a line becomes, as far as line and offer say it.
fn subscribed(line: &PlaceOrderLine, offer: &Offer, placement: Placement) -> Subscription {
    Subscription {
        id: SubscriptionId::new(uuid::Uuid::nil()),
        customer_id: placement.customer_id,
        order_id: OrderId::new(uuid::Uuid::nil()),
        offer_id: offer.id.clone(),
        offer_name: offer.name.clone(),
        unit_type: offer.unit_type.clone(),
        friendly_name: line.friendly_name.clone().unwrap_or_else(|| offer.name.clone()),
        quantity: line.quantity,
        status: SubscriptionStatus::Active,
        billing_cycle: BillingCycle::default(),
        auto_renew: true,
        ordered_by: placement.ordered_by,
        reseller_of_record: None,
        record_ledger: None,
        support_contact: None,
        created: placement.now,
        version: 1,
    }
}

/// The resellers of record of `subscriptions`, each once.
fn named_by(subscriptions: &[Subscription]) -> Vec<VerifiedReseller> {
    let of_record = subscriptions.iter().filter_map(|subscription| subscription.reseller_of_record.as_ref());
    let mut named: Vec<_> = of_record.map(|record| record.reseller.clone()).collect();
    named.sort_unstable_by_key(|reseller| reseller.mpn_id);
    named.dedup_by_key(|reseller| reseller.mpn_id);
    named
}

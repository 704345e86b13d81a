//! `Cart` and what becomes of it.

use serde_json::{Value, json};
use tandem_domain::cart::{Cart, CartLine, CartStatus};
use tandem_domain::order::{LineProblem, Submitted};

use super::{etag, link, order};

/// A cart. `problems`: what is wrong with each line by now, as far as it was looked at.
pub fn cart(cart: &Cart, problems: &[Vec<LineProblem>]) -> Value {
    let (id, customer) = (cart.id.to_string(), cart.customer_id);
    let lines = cart.lines.iter().enumerate();
    let lines = lines.map(|(number, of_cart)| {
        let problems = problems.get(number).map(Vec::as_slice).unwrap_or_default();
        line(number, of_cart, problems)
    });
    json!({
        "id": id,
        "creationTimestamp": cart.created.to_string(),
        "lastModifiedTimestamp": cart.last_modified.to_string(),
        "lastModifiedUser": cart.last_modified_by,
        "expirationTimestamp": cart.expires.to_string(),
        "status": match cart.status {
            CartStatus::Active => "Active",
            CartStatus::Ordered => "Ordered",
        },
        "lineItems": lines.collect::<Vec<_>>(),
        "links": {"self": link(format!("/customers/{customer}/carts/{id}"))},
        "attributes": {"etag": etag(&id, cart.version), "objectType": "Cart"},
    })
}

fn line(number: usize, line: &CartLine, problems: &[LineProblem]) -> Value {
    let reseller = line.transaction_reseller;
    json!({
        "id": number,
        "catalogItemId": line.offer_id,
        "friendlyName": line.friendly_name,
        "quantity": line.quantity,
        "billingCycle": line.billing_cycle,
        "participants": reseller.map(|mpn_id| json!([{"key": "transaction_reseller", "value": mpn_id}])),
        "error": problems.first().map(|first| json!({
            "errorCode": error_code(first),
            "errorDescription": problems.iter().map(sentence).collect::<Vec<_>>().join(" "),
        })),
        "attributes": {"objectType": "CartLineItem"},
    })
}

/// Partner Center's numbers of what can be wrong with a line of a cart.
fn error_code(problem: &LineProblem) -> u32 {
    match problem {
        LineProblem::Offer => 10_001,
        LineProblem::PartnerId { .. } => 10_004,
        LineProblem::Quantity { too_many: true, .. } => 10_015,
        LineProblem::BillingCycle(_) | LineProblem::Quantity { .. } => 10_010,
    }
}

fn sentence(problem: &LineProblem) -> String {
    format!("{} {}.", problem.field_of_cart(), problem.rule())
}

/// The orders that a cart became. There are no `orderErrors`: a checkout is all or nothing.
pub fn checkout_result(submitted: &Submitted) -> Value {
    json!({
        "orders": submitted.orders.iter().map(|placed| order(&placed.order)).collect::<Vec<_>>(),
        "attributes": {"objectType": "CartCheckoutResult"},
    })
}

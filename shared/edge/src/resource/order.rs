//! `Order`.

use serde_json::{Value, json};
use tandem_domain::order::Order;

use super::{etag, link};

/// An order with its lines, each with the subscription that it became.
pub fn order(order: &Order) -> Value {
    let (id, customer) = (order.id.to_string(), order.customer_id);
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| {
            json!({
                "lineItemNumber": line.number,
                "offerId": line.offer_id,
                "quantity": line.quantity,
                "friendlyName": line.friendly_name,
                "partnerIdOnRecord": line.partner_id_on_record,
                "subscriptionId": line.subscription_id,
                "links": {"subscription": link(format!("/customers/{customer}/subscriptions/{}", line.subscription_id))},
                "attributes": {"objectType": "OrderLineItem"},
            })
        })
        .collect();
    json!({
        "id": id,
        "referenceCustomerId": customer,
        "billingCycle": order.billing_cycle,
        "lineItems": lines,
        "creationDate": order.created.to_string(),
        "status": "completed",
        "transactionType": "UserPurchase",
        "links": {"self": link(format!("/customers/{customer}/orders/{id}"))},
        "attributes": {"etag": etag(&id, order.version), "objectType": "Order"},
    })
}

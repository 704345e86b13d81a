//! `Subscription`. Beside Partner Center's fields it has `resellerOfRecord`, by which the customer sees
//! whom to turn to (S4).

use serde_json::{Value, json};
use tandem_domain::Timestamp;
use tandem_domain::subscription::{RecordLedgerEntry, Subscription};

use super::{etag, link};

/// A subscription. `partnerId` is the reseller of record's partner ID.
pub fn subscription(subscription: &Subscription) -> Value {
    let (id, customer) = (subscription.id.to_string(), subscription.customer_id);
    json!({
        "id": id,
        "entitlementId": id,
        "offerId": subscription.offer_id,
        "offerName": subscription.offer_name,
        "friendlyName": subscription.friendly_name,
        "quantity": subscription.quantity,
        "unitType": subscription.unit_type,
        "creationDate": subscription.created.to_string(),
        "effectiveStartDate": subscription.created.to_string(),
        "status": subscription.status,
        "autoRenewEnabled": subscription.auto_renew,
        "isTrial": false,
        "billingType": "license",
        "billingCycle": subscription.billing_cycle,
        "contractType": "subscription",
        "partnerId": subscription.reseller_of_record.as_ref().map(|record| record.reseller.mpn_id),
        "resellerOfRecord": subscription.reseller_of_record.as_ref().map(|record| json!({
            "tenantId": record.reseller.tenant_id, "name": record.reseller.name, "mpnId": record.reseller.mpn_id,
            "supportContact": record.reseller.support, "since": record.since.to_string(),
        })),
        "orderId": subscription.order_id,
        "links": {
            "offer": link(format!("/offers/{}", subscription.offer_id)),
            "self": link(format!("/customers/{customer}/subscriptions/{id}")),
        },
        "attributes": {"etag": etag(&id, subscription.version), "objectType": "Subscription"},
    })
}

/// A line of the ledger of its resellers of record.
pub fn ledger_line(entry: &RecordLedgerEntry, until: Option<Timestamp>) -> Value {
    json!({
        "subscriptionId": entry.subscription_id,
        "from": entry.from.map(|mpn_id| json!({"mpnId": mpn_id, "name": entry.from_name})),
        "to": {"mpnId": entry.to, "name": entry.to_name},
        "since": entry.since.to_string(),
        "until": until.map(|until| until.to_string()),
        "changedBy": entry.changed_by,
        "userId": entry.user_id,
        "reason": entry.reason,
        "attributes": {"objectType": "ResellerOfRecordEntry"},
    })
}

//! `SupportContact`.

use serde_json::{Value, json};
use tandem_domain::organisation::Partner;
use tandem_domain::subscription::Subscription;

use super::link;

/// Who answers a subscription's support requests; nobody if the provider that ordered isn't a partner of
/// the customer any more (C9).
pub fn support_contact(subscription: &Subscription, partner: Option<&Partner>) -> Value {
    let (customer, id) = (subscription.customer_id, subscription.id);
    json!({
        "supportTenantId": partner.map(|partner| partner.tenant_id),
        "supportMpnId": partner.map(|partner| partner.mpn_id),
        "name": partner.map(|partner| &partner.name),
        "links": {"self": link(format!("/customers/{customer}/subscriptions/{id}/supportcontact"))},
        "attributes": {
            "etag": super::etag(&id.to_string(), subscription.version), "objectType": "SupportContact",
        },
    })
}

//! Whom a customer deals with, and who holds privileges in a tenant (A1).

use serde_json::{Value, json};
use tandem_domain::customer::{CustomerPartner, PartnerRole, Party};
use tandem_domain::delegated_admin::Held;
use tandem_domain::organisation::Organisation;
use tandem_domain::subscription::Subscription;

/// A partner of a customer, as another of its partners sees it: without its privileges, which are
/// between itself and the customer. The type says, as in every list of partners, what the one who asks
/// is to the one in the list.
pub fn fellow_partner(party: &Party<'_>, viewer: PartnerRole) -> Value {
    let mut body = base(party);
    body["relationshipType"] = json!(match viewer {
        PartnerRole::Provider => "is_indirect_cloud_solution_provider_of",
        PartnerRole::Reseller => "is_indirect_reseller_of",
    });
    body
}

/// Somebody whom a customer deals with, as the customer and that one itself see it.
pub fn own_partner(party: &Party<'_>) -> Value {
    let mut body = base(party);
    body["delegatedAdmin"] = party.held.iter().map(privilege).collect();
    body
}

fn base(party: &Party<'_>) -> Value {
    let since = party.relation.map(|relation| relation.since.to_string());
    json!({
        "id": party.tenant_id, "tenantId": party.tenant_id, "name": party.name, "mpnId": party.mpn_id,
        "state": party.relation.map(|_| "Active"), "location": party.country,
        "role": role(party.relation), "since": since,
        "resellerOfRecord": subscriptions(&party.reseller_of_record),
        "supportContact": subscriptions(&party.support_contact),
        "attributes": {"objectType": "PartnerRelationship"},
    })
}

fn role(relation: Option<&CustomerPartner>) -> &'static str {
    match relation.map(|relation| relation.role) {
        Some(PartnerRole::Provider) => "indirect_provider",
        Some(PartnerRole::Reseller) => "indirect_reseller",
        None => "none",
    }
}

fn subscriptions(on: &[&Subscription]) -> Vec<Value> {
    let named = |subscription: &&Subscription| json!({"subscriptionId": subscription.id, "friendlyName": subscription.friendly_name});
    on.iter().map(named).collect()
}

fn privilege(held: &Held<'_>) -> Value {
    json!({
        "service": held.service, "serviceName": held.service.name(), "since": held.since.to_string(),
        "grantedBy": {"tenantId": held.granted_by, "name": held.granter},
    })
}

/// A service of one's own tenant, and who holds privileges for it.
pub fn delegated_access(held: &Held<'_>, partner: Option<&Organisation>) -> Value {
    let mut body = privilege(held);
    body["tenantId"] = json!(held.partner);
    body["name"] = json!(partner.map(|partner| &partner.name));
    body["mpnId"] = json!(partner.and_then(|partner| partner.mpn_id));
    body["attributes"] = json!({"objectType": "DelegatedAccess"});
    body
}

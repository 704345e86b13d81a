//! `PartnerRelationship` and `PartnershipRemoval`.

use serde_json::{Value, json};
use tandem_domain::organisation::Partner;
use tandem_domain::partnership::Partnership;
use tandem_domain::removal::{ATTESTATION, ATTESTATION_VERSION, Stays};

/// The other partner of an active partnership.
pub fn relationship(partner: &Partner, relationship_type: &str) -> Value {
    json!({
        "id": partner.tenant_id,
        "name": partner.name,
        "relationshipType": relationship_type,
        "state": "Active",
        "mpnId": partner.mpn_id,
        "location": partner.country,
        "attributes": {"objectType": "PartnerRelationship"},
    })
}

/// What a removal leaves in place, or has left (X2). Counts are exact up to 1,000; a larger one is
/// given as 1,000, with `AtLeast` beside it.
pub fn removal(partnership: &Partnership, stays: &Stays) -> Value {
    let reseller = &partnership.reseller;
    json!({
        "partner": {"tenantId": reseller.tenant_id, "name": reseller.name, "mpnId": reseller.mpn_id},
        "attestation": {"version": ATTESTATION_VERSION, "text": ATTESTATION},
        "stays": {
            "customers": stays.customers.number,
            "customersAtLeast": stays.customers.or_more,
            "delegatedAdmin": stays.delegated_admin.number,
            "delegatedAdminAtLeast": stays.delegated_admin.or_more,
            "subscriptionsOfRecord": stays.subscriptions_of_record.number,
            "subscriptionsOfRecordAtLeast": stays.subscriptions_of_record.or_more,
            "supportContacts": stays.support_contacts.number,
            "supportContactsAtLeast": stays.support_contacts.or_more,
            "adminAccessToReseller": stays.admin_access_to_reseller,
        },
        "removedDate": partnership.removed.map(|at| at.to_string()),
        "attributes": {"objectType": "PartnershipRemoval"},
    })
}

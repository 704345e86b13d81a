//! `PartnerRelationship` and `PartnershipRemoval`.

use serde_json::{Value, json};
use tandem_domain::organisation::Partner;
use tandem_domain::partnership::Partnership;
use tandem_domain::removal::{ATTESTATION, ATTESTATION_VERSION, EXACT_UP_TO, Stays};

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
    let exact = |count: u32| count.min(EXACT_UP_TO);
    let at_least = |count: u32| count > EXACT_UP_TO;
    json!({
        "partner": {"tenantId": reseller.tenant_id, "name": reseller.name, "mpnId": reseller.mpn_id},
        "attestation": {"version": ATTESTATION_VERSION, "text": ATTESTATION},
        "stays": {
            "customers": exact(stays.customers),
            "customersAtLeast": at_least(stays.customers),
            "delegatedAdmin": exact(stays.delegated_admin),
            "delegatedAdminAtLeast": at_least(stays.delegated_admin),
            "subscriptionsOfRecord": exact(stays.subscriptions_of_record),
            "subscriptionsOfRecordAtLeast": at_least(stays.subscriptions_of_record),
            "supportContacts": exact(stays.support_contacts),
            "supportContactsAtLeast": at_least(stays.support_contacts),
            "adminAccessToReseller": stays.admin_access_to_reseller,
        },
        "removedDate": partnership.removed.map(|at| at.to_string()),
        "attributes": {"objectType": "PartnershipRemoval"},
    })
}

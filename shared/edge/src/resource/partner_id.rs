//! `PartnerId`: an entry of the registry.

use serde_json::{Value, json};
use tandem_domain::partner_id::RegisteredPartnerId;

use super::{etag, link};

/// What the registry says of a partner ID, and who holds it.
pub fn partner_id(entry: &RegisteredPartnerId) -> Value {
    let mpn_id = entry.mpn_id.to_string();
    let holder = entry.holder.as_ref();
    json!({
        "mpnId": entry.mpn_id,
        "name": entry.name,
        "accountType": entry.account_type,
        "country": entry.country,
        "status": entry.status(),
        "holder": holder.map(|holder| json!({
            "tenantId": holder.tenant_id,
            "kind": holder.kind,
            "name": holder.name,
            "country": holder.country,
            "cloud": holder.cloud,
        })),
        "agreementActive": holder.map(|holder| holder.agreement_active),
        "links": {"self": link(format!("/partnerids/{mpn_id}"))},
        "attributes": {"etag": etag(&mpn_id, entry.version), "objectType": "PartnerId"},
    })
}

//! `RelationshipRequest`.

use serde_json::{Value, json};
use tandem_domain::relationship_request::RelationshipRequest;
use tandem_domain::{TenantId, Timestamp};

use super::{etag, link};

/// A request as `viewer` sees it: the sender sees the link.
pub fn relationship_request(
    request: &RelationshipRequest,
    viewer: TenantId,
    now: Timestamp,
    url: impl FnOnce(&RelationshipRequest) -> String,
) -> Value {
    let id = request.id.to_string();
    let sender = &request.sender;
    let recipient = &request.recipient;
    let delivery = &request.delivery;
    json!({
        "id": id,
        "kind": request.kind.as_str(),
        "state": request.state_at(now).as_str(),
        "sender": {
            "tenantId": sender.tenant_id, "name": sender.name, "mpnId": sender.mpn_id,
            "domain": sender.domain, "country": sender.country,
        },
        "recipient": {
            "tenantId": recipient.tenant_id, "name": recipient.name, "mpnId": recipient.mpn_id,
            "email": recipient.email,
        },
        "grants": request.grants,
        "termsDigest": request.terms_today(),
        "url": (viewer == sender.tenant_id).then(|| url(request)),
        "language": request.language,
        "createdDate": request.created.to_string(),
        "expirationDate": request.expires.to_string(),
        "lastChangedDate": request.changed.to_string(),
        "reference": request.reference.as_ref().filter(|_| viewer == sender.tenant_id),
        "reason": request.decline_reason,
        "delivery": {
            "state": delivery.state, "attempts": delivery.attempts,
            "lastChangedDate": delivery.last_changed.to_string(), "reason": delivery.reason,
        },
        "links": {"self": link(format!("/relationships/requests/{id}"))},
        "attributes": {"etag": etag(&id, request.version), "objectType": "RelationshipRequest"},
    })
}

//! `RelationshipRequest`, of a partnership or of a customer, and the open link behind such requests.

use serde_json::{Value, json};
use tandem_domain::delegated_admin::DelegatedAdmin;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::{
    CustomerTerms, Delivery, Invitation, Needs, OpenLink, RelationshipRequest, RequestKind, Used,
};
use tandem_domain::terms::Terms;
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
    let recipient = &request.recipient;
    let is_sender = viewer == request.sender.tenant_id;
    let mut body = asked(&request.terms());
    let of_request = json!({
        "id": id,
        "state": request.state_at(now).as_str(),
        "recipient": {
            "tenantId": recipient.tenant_id, "name": recipient.name, "mpnId": recipient.mpn_id,
            "email": recipient.email,
        },
        "granted": request.customer.as_ref().map(|_| &request.granted),
        "throughOpenLink": request.through.filter(|_| is_sender),
        "url": is_sender.then(|| url(request)),
        "language": request.language,
        "createdDate": request.created.to_string(),
        "expirationDate": request.expires.to_string(),
        "lastChangedDate": request.changed.to_string(),
        "reference": request.reference.as_ref().filter(|_| is_sender),
        "reason": request.decline_reason,
        "delivery": request.delivery.as_ref().map(delivery),
        "links": {"self": link(format!("{}/{id}", path(request.kind)))},
        "attributes": {"etag": etag(&id, request.version), "objectType": "RelationshipRequest"},
    });
    merge(&mut body, of_request);
    body
}

fn delivery(delivery: &Delivery) -> Value {
    json!({
        "state": delivery.state, "attempts": delivery.attempts,
        "lastChangedDate": delivery.last_changed.to_string(), "reason": delivery.reason,
    })
}

/// An open link as whoever has it sees it: what it asks, and whether it is open; nothing of its owner's.
pub fn opened_link(open: &OpenLink, now: Timestamp) -> Value {
    let mut body = asked(&open.terms());
    let of_link = json!({
        "id": open.id,
        "state": state_of_link(open, now),
        "expirationDate": open.expires.to_string(),
        "links": {"self": link(format!("{}/{}", path(open.kind), open.id))},
        "attributes": {"objectType": "RelationshipRequest"},
    });
    merge(&mut body, of_link);
    body
}

/// What a key leads to, as one of its parties sees it.
pub fn invitation(
    invitation: &Invitation,
    viewer: TenantId,
    now: Timestamp,
    url: impl FnOnce(&RelationshipRequest) -> String,
) -> Value {
    match invitation {
        Invitation::Addressed(request) => relationship_request(request, viewer, now, url),
        Invitation::Open(link) => opened_link(link, now),
    }
}

/// What accepting takes of the customer's admin.
pub fn acceptance(needs: &Needs) -> Value {
    let services = needs.services.iter().map(|asked| {
        json!({
            "service": asked.service, "serviceName": asked.service.name(), "held": asked.held,
            "heldBy": asked.held_by,
        })
    });
    json!({
        "organisationNeeded": needs.organisation,
        "agreementNeeded": needs.agreement,
        "servicesCanBeLeftOut": needs.services_can_be_left_out,
        "services": services.collect::<Vec<_>>(),
    })
}

/// The services that a partner holds privileges for, and since when.
pub fn held_services(held: Option<&DelegatedAdmin>) -> Value {
    let services = held.into_iter().flat_map(|held| &held.services);
    services.map(|(service, held)| json!({"service": service, "since": held.since.to_string()})).collect()
}

/// The words of a draft, and the link in it as its owner sees it. `mailto` is left out where the text
/// is too long for it.
pub fn draft(open: &OpenLink, now: Timestamp, url: &str, words: DraftWords) -> Value {
    let DraftWords { subject, body, template, mailto } = words;
    let too_long = mailto.is_none().then_some(
        "The text is too long for a mailto link, which mail programs cut; copy subject and body instead.",
    );
    let id = open.id.to_string();
    let mut answer = asked(&open.terms());
    let of_draft = json!({
        "subject": subject, "body": body, "text": template, "url": url, "mailto": mailto,
        "mailtoProblem": too_long, "state": state_of_link(open, now),
        "owner": {"email": open.owner.email, "userId": open.owner.subject},
        "createdDate": open.created.to_string(),
        "expirationDate": open.expires.to_string(),
        "useCount": open.uses, "maxUses": open.max_uses,
        "attributes": {"etag": etag(&id, open.version), "objectType": "RelationshipRequestDraft"},
    });
    merge(&mut answer, of_draft);
    answer
}

/// The words of a draft.
#[derive(Clone, Debug)]
pub struct DraftWords {
    pub subject: String,
    pub body: String,
    /// The same with a place for the link, to be edited and sent.
    pub template: String,
    pub mailto: Option<String>,
}

/// Somebody who used an open link.
pub fn link_use(used: &Used) -> Value {
    json!({
        "tenantId": used.tenant_id, "name": used.name, "requestId": used.request_id,
        "date": used.at.to_string(), "attributes": {"objectType": "RelationshipRequestDraftUse"},
    })
}

/// Partner Center's answer: the link and nothing else.
pub fn relationship_request_link(url: &str) -> Value {
    json!({"url": url, "attributes": {"objectType": "RelationshipRequest"}})
}

fn state_of_link(open: &OpenLink, now: Timestamp) -> &'static str {
    open.over_at(now).map_or("open", tandem_domain::relationship_request::OverReason::as_str)
}

/// Who asks, and for what.
fn asked(terms: &Terms<'_>) -> Value {
    let mut body = json!({
        "kind": terms.kind.as_str(),
        "sender": partner(terms.sender),
        "grants": terms.grants,
        "termsDigest": terms.digest(),
    });
    if let Some(CustomerTerms { cloud, provider, delegated_admin }) = terms.customer {
        let template = cloud.rules().agreement;
        let of_customer = json!({
            "provider": provider.as_ref().map(partner),
            "delegatedAdmin": delegated_admin,
            "cloud": cloud,
            "agreement": {
                "templateId": template.id, "type": template.kind, "agreementLink": template.link,
                "versionRank": template.version_rank,
            },
        });
        merge(&mut body, of_customer);
    }
    body
}

fn partner(partner: &Partner) -> Value {
    json!({
        "tenantId": partner.tenant_id, "name": partner.name, "mpnId": partner.mpn_id,
        "domain": partner.domain, "country": partner.country,
    })
}

fn path(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::IndirectPartnership => "/relationships/requests",
        RequestKind::CustomerRelationship => "/customers/relationshiprequests",
    }
}

pub(super) fn merge(body: &mut Value, more: Value) {
    if let (Value::Object(body), Value::Object(more)) = (body, more) {
        body.extend(more);
    }
}

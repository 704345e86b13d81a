//! The invitations that the tests show.

use tandem_domain::delegated_admin::Service;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::{
    CustomerTerms, Delivery, OpenLink, OpenLinkState, Recipient, RelationshipRequest, RequestKind,
    RequestState, Wording,
};
use tandem_domain::terms::{Grant, Terms};
use tandem_domain::write::Person;
use tandem_domain::{Cloud, Language, LinkKey, Timestamp};

pub(super) const OF_THE_RECIPIENT: [&str; 8] = [
    "Adatum Reseller",
    "7654321",
    "ana@adatum.example",
    "22222222-2222-4222-8222-222222222222",
    "bo@fabrikam.example",
    "subject-of-bo",
    "Dear Ana",
    "TICKET-7",
];

/// What is asked, and by whom (I1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Partnership,
    Reseller,
    Joint,
    Provider,
}

impl Shape {
    pub(super) const ALL: [Self; 4] = [Self::Partnership, Self::Reseller, Self::Joint, Self::Provider];

    fn grants(self) -> Vec<Grant> {
        let reseller = [Grant::ResellerRelationship];
        match self {
            Self::Partnership => Grant::OF_A_PARTNERSHIP.to_vec(),
            Self::Reseller => reseller.to_vec(),
            Self::Joint => [&reseller[..], &Grant::OF_A_CUSTOMERS_PROVIDER].concat(),
            Self::Provider => Grant::OF_A_CUSTOMERS_PROVIDER.to_vec(),
        }
    }

    fn kind(self) -> RequestKind {
        match self {
            Self::Partnership => RequestKind::IndirectPartnership,
            _ => RequestKind::CustomerRelationship,
        }
    }

    fn customer(self, cloud: Cloud) -> Option<CustomerTerms> {
        let contoso =
            partner("33333333-3333-4333-8333-333333333333", "Contoso Distribution", "7000001", cloud);
        (self != Self::Partnership).then(|| CustomerTerms {
            cloud,
            provider: (self == Self::Joint).then_some(contoso),
            delegated_admin: Service::all().collect(),
        })
    }
}

pub(super) fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn partner(tenant: &str, name: &str, mpn_id: &str, cloud: Cloud) -> Partner {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    Partner {
        tenant_id: tenant.parse().expect("a tenant"),
        name: name.parse().expect("a name"),
        mpn_id: mpn_id.parse().expect("a partner ID"),
        domain: format!("{first}.example"),
        country: "DE".parse().expect("a country"),
        cloud,
    }
}

fn fabrikam(cloud: Cloud) -> Partner {
    partner("11111111-1111-4111-8111-111111111111", "Fabrikam IT", "1234567", cloud)
}

fn bo(sender: &Partner) -> Person {
    Person {
        issuer: "https://login.example/tandem".to_owned(),
        tenant_id: sender.tenant_id,
        subject: "subject-of-bo".to_owned(),
        email: "bo@fabrikam.example".parse().ok(),
        email_verified: true,
        roles: Vec::new(),
    }
}

pub(super) fn request(shape: Shape, language: Language) -> RelationshipRequest {
    asked(shape, Cloud::Global, language)
}

/// A reseller with its provider, in that cloud.
pub(super) fn in_cloud(cloud: Cloud, language: Language) -> RelationshipRequest {
    asked(Shape::Joint, cloud, language)
}

fn asked(shape: Shape, cloud: Cloud, language: Language) -> RelationshipRequest {
    let (sender, grants, customer) = (fabrikam(cloud), shape.grants(), shape.customer(cloud));
    let key = LinkKey::from_random([7; LinkKey::BYTES]);
    let created = time("2026-11-20T09:30:00Z");
    let kind = shape.kind();
    let terms = Terms { kind, sender: &sender, grants: &grants, customer: customer.as_ref() };
    RelationshipRequest {
        id: key.request_id(),
        key,
        kind,
        state: RequestState::Pending,
        terms_digest: terms.digest(),
        asked_by: bo(&sender),
        sender,
        recipient: Recipient {
            tenant_id: "22222222-2222-4222-8222-222222222222".parse().ok(),
            name: "Adatum Reseller".parse().ok(),
            mpn_id: "7654321".parse().ok(),
            email: "ana@adatum.example".parse().ok(),
        },
        grants,
        customer,
        granted: Vec::new(),
        through: None,
        wording: Some(Wording::Message("Dear Ana, let us work together".parse().expect("a message"))),
        language,
        reference: "TICKET-7".parse().ok(),
        open_hours: 168,
        created,
        expires: created.plus_hours(168),
        changed: created,
        decline_reason: None,
        delivery: Some(Delivery::queued("mail-1".to_owned(), created)),
        version: 1,
    }
}

pub(super) fn link(shape: Shape) -> OpenLink {
    let RelationshipRequest {
        id, key, kind, sender, grants, customer, terms_digest, created, expires, ..
    } = request(shape, Language::English);
    OpenLink {
        id,
        key,
        kind,
        state: OpenLinkState::Open,
        owner: bo(&sender),
        sender,
        grants,
        customer,
        terms_digest,
        created,
        expires,
        max_uses: None,
        uses: 0,
        version: 1,
    }
}

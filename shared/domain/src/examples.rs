//! The people, organisations and things that the rules' tests speak of.

pub(crate) mod invitations;

use std::collections::HashMap;
use std::str::FromStr;

use crate::address::{Address, Contact};
use crate::customer::{AddCustomer, Customer, CustomerPartner, PartnerRole, Situation, add};
use crate::offer::Offer;
use crate::order::Catalogue;
use crate::organisation::{Organisation, OrganisationKind, Partner};
use crate::partner_id::{AccountType, Holder, RegisteredPartnerId};
use crate::partnership::{Partnership, PartnershipState};
use crate::policy::Role;
use crate::relationship_request::{Ask, Asked, Candidate, RelationshipRequest, ask};
use crate::subscription::BillingCycle;
use crate::write::{Person, Write};
use crate::{Cloud, Language, LinkKey, RequestId, TenantId, Timestamp};

pub(crate) const NOON: i64 = 1_795_000_000_000;

pub(crate) fn parsed<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("a value that can be parsed")
}

pub(crate) fn tenant(number: u128) -> TenantId {
    TenantId::new(uuid::Uuid::from_u128(number))
}

pub(crate) fn organisation(number: u128, kind: OrganisationKind, country: &str) -> Organisation {
    Organisation {
        tenant_id: tenant(number),
        kind,
        name: parsed(&format!("Company {number}")),
        mpn_id: Some(parsed(&format!("{}", 1000 + number))),
        domain: format!("company{number}.example"),
        country: parsed(country),
        cloud: Cloud::Global,
        domain_confirmed: true,
        contact_email: None,
    }
}

pub(crate) fn provider() -> Organisation {
    organisation(1, OrganisationKind::IndirectProvider, "DE")
}

pub(crate) fn reseller() -> Organisation {
    organisation(2, OrganisationKind::IndirectReseller, "DE")
}

pub(crate) fn partner(organisation: &Organisation) -> Partner {
    organisation.as_partner().expect("a partner")
}

pub(crate) fn write_by(organisation: &Organisation, roles: &[Role]) -> Write {
    Write {
        person: Person {
            issuer: "https://idp.example".to_owned(),
            tenant_id: organisation.tenant_id,
            subject: "someone".to_owned(),
            email: Some(parsed(&format!("someone@{}", organisation.domain))),
            email_verified: true,
            roles: roles.to_vec(),
        },
        now: Timestamp::from_millis(NOON),
        replay_key: "key".to_owned(),
        fingerprint: "body".to_owned(),
        operation: "0b9f0c1e-0000-4000-8000-000000000001".to_owned(),
        request_id: "id".to_owned(),
        correlation_id: "id".to_owned(),
    }
}

pub(crate) fn an_ask() -> Ask {
    Ask {
        email: parsed("ana@company2.example"),
        mpn_id: None,
        wording: None,
        language: Language::English,
        reference: None,
        open_hours: None,
    }
}

pub(crate) fn link(request: &RelationshipRequest) -> String {
    format!("https://pages.example/invitations/{}", request.key.as_str())
}

pub(crate) fn asked() -> Asked {
    let write = write_by(&provider(), &[Role::AdminAgent]);
    let candidates = [Candidate(partner(&reseller()))];
    let key = LinkKey::from_random([7; LinkKey::BYTES]);
    ask(&write, Some(&provider()), &candidates, None, an_ask(), key, link).expect("a request")
}

pub(crate) fn request() -> RelationshipRequest {
    asked().request
}

pub(crate) fn partnership() -> Partnership {
    Partnership {
        provider: partner(&provider()),
        reseller: partner(&reseller()),
        state: PartnershipState::Active,
        request_id: RequestId::new(uuid::Uuid::from_u128(9)),
        since: Timestamp::from_millis(NOON),
        removed: None,
    }
}

pub(crate) fn registered(organisation: &Organisation) -> RegisteredPartnerId {
    RegisteredPartnerId {
        mpn_id: organisation.mpn_id.expect("a partner ID"),
        name: organisation.name.clone(),
        account_type: AccountType::Location,
        active: true,
        country: organisation.country,
        holder: Some(Holder::of(organisation, None)),
        version: 1,
    }
}

pub(crate) fn add_customer() -> AddCustomer {
    AddCustomer {
        company_name: parsed("Wide World Importers"),
        domain: parsed("wideworld.onmicrosoft.com"),
        registration_number: None,
        address: Address {
            country: parsed("AT"),
            region: None,
            city: parsed("Wien"),
            state: None,
            district: None,
            address_line1: parsed("Ring 1"),
            address_line2: None,
            address_line3: None,
            postal_code: Some(parsed("1010")),
        },
        contact: Contact {
            first_name: parsed("Eva"),
            last_name: parsed("Huber"),
            email: parsed("eva@wideworld.example"),
            phone_number: None,
        },
        culture: parsed("de-AT"),
        language: parsed("de"),
        associated_partner_id: None,
        agreement: None,
        order: None,
    }
}

/// Added by [`provider`], without a reseller.
pub(crate) fn customer() -> Customer {
    let (offers, partner_ids) = (HashMap::new(), HashMap::new());
    let situation = Situation {
        caller: Some(&provider()),
        partnership: None,
        domain_taken: false,
        catalogue: Catalogue { offers: &offers, partner_ids: &partner_ids },
    };
    let write = write_by(&provider(), &[Role::AdminAgent]);
    let added = add(&write, situation, &add_customer(), || uuid::Uuid::from_u128(60));
    added.expect("a customer").customer
}

/// Sold everywhere, in both billing cycles.
pub(crate) fn offer() -> Offer {
    Offer {
        id: parsed("business-basic"),
        name: parsed("Business Basic"),
        description: None,
        unit_type: parsed("Licenses"),
        minimum_quantity: 1,
        maximum_quantity: 300,
        countries: Vec::new(),
        billing_cycles: BillingCycle::ALL.to_vec(),
        upgrade_targets: Vec::new(),
        is_available: true,
    }
}

pub(crate) fn relation(organisation: &Organisation, customer: TenantId) -> CustomerPartner {
    CustomerPartner {
        customer_id: customer,
        partner: partner(organisation),
        role: match organisation.kind {
            OrganisationKind::IndirectReseller => PartnerRole::Reseller,
            _ => PartnerRole::Provider,
        },
        since: Timestamp::from_millis(NOON),
        company_name: parsed("Wide World Importers"),
        domain: parsed("wideworld.onmicrosoft.com"),
        active_subscriptions: 0,
        request_id: None,
    }
}

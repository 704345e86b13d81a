//! What stories about customers' invitations begin with: the four clouds, the people in them, an
//! invitation and its acceptance.

use serde_json::{Value, json};
use tandem_tests::tokens::{header, signed};
use tandem_tests::{Caller, Reply, World};

pub const INVITATIONS: &str = "/v1/customers/relationshiprequests";

/// A cloud, with a provider and a reseller that are partners, and a customer that nobody has met.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub cloud: &'static str,
    pub provider: &'static str,
    pub provider_tenant: &'static str,
    pub reseller: &'static str,
    pub reseller_tenant: &'static str,
    pub customer: &'static str,
    pub country: &'static str,
    pub domain_suffix: &'static str,
    /// The customer agreement of this cloud.
    pub agreement: &'static str,
}

pub const GLOBAL: Place = Place {
    cloud: "global",
    provider: "ana@contoso.example",
    provider_tenant: "10000000-0000-4000-8000-000000000001",
    reseller: "felix@fabrikam.example",
    reseller_tenant: "20000000-0000-4000-8000-000000000001",
    customer: "alma@alpineskihouse.example",
    country: "AT",
    domain_suffix: "onmicrosoft.com",
    agreement: "117a77b0-9360-443b-8795-c6dedc750cf9",
};

pub const CHINA: Place = Place {
    cloud: "china",
    provider: "lin@blueyonder.example",
    provider_tenant: "10000000-0000-4000-8000-000000000003",
    reseller: "wei@lucerne.example",
    reseller_tenant: "20000000-0000-4000-8000-000000000006",
    customer: "xin@consolidated.example",
    country: "CN",
    domain_suffix: "partner.onmschina.cn",
    agreement: "5c1d3b6e-27f4-4f0e-9a3e-8d0a6e1f7b21",
};

pub const USGOV: Place = Place {
    cloud: "usgov",
    provider: "uma@adatum.example",
    provider_tenant: "10000000-0000-4000-8000-000000000004",
    reseller: "bea@bellows.example",
    reseller_tenant: "20000000-0000-4000-8000-000000000009",
    customer: "cora@cohocounty.example",
    country: "US",
    domain_suffix: "onmicrosoft.us",
    agreement: "9f2e7d04-61b8-4c35-b5d2-3a7c9e0f4d62",
};

pub const GERMANY: Place = Place {
    cloud: "germany",
    provider: "vera@vanarsdel.example",
    provider_tenant: "10000000-0000-4000-8000-000000000005",
    reseller: "mia@munson.example",
    reseller_tenant: "20000000-0000-4000-8000-000000000010",
    customer: "lena@lamna.example",
    country: "DE",
    domain_suffix: "onmicrosoft.de",
    agreement: "d3a8c5f1-0e49-4b7a-8c16-5f2b9d7e3a84",
};

pub const CLOUDS: [Place; 4] = [GLOBAL, CHINA, USGOV, GERMANY];

/// Somebody of a tenant with these roles there, whose e-mail address the issuer has verified.
pub fn mailbox(world: &World, tenant: &str, email: &str, roles: &[&str]) -> Caller {
    let mut claims = world.claims(tenant, roles);
    claims["email"] = json!(email);
    claims["sub"] = json!(format!("{tenant}.{email}"));
    world.with_token(&signed(&header(), &claims))
}

/// A company profile as a tenant introduces itself with.
pub fn organisation(place: Place, domain: &str) -> Value {
    let (state, postal_code) = match place.country {
        "CN" => (json!("Beijing"), "100000"),
        "US" => (json!("WA"), "98052"),
        "DE" => (Value::Null, "20457"),
        _ => (Value::Null, "5700"),
    };
    json!({
        "domain": format!("{domain}.{}", place.domain_suffix), "companyName": format!("Company of {domain}"),
        "email": "alma@alpineskihouse.example", "culture": "de-AT", "language": "de",
        "defaultAddress": {
            "country": place.country, "city": "Zell am See", "addressLine1": "Seestrasse 4",
            "state": state, "postalCode": postal_code, "firstName": "Alma", "lastName": "Pichler",
        },
    })
}

/// That the customer agreement is accepted on the page.
pub fn agreed() -> Value {
    let contact = json!({"firstName": "Alma", "lastName": "Pichler", "email": "alma@alpineskihouse.example"});
    json!({"accepted": true, "primaryContact": contact})
}

/// Everything that accepting may take, of a tenant that nobody has met.
pub fn consent(invitation: &Value, place: Place, domain: &str) -> Value {
    json!({
        "termsDigest": invitation["termsDigest"], "confirmed": true, "agreement": agreed(),
        "organisation": organisation(place, domain),
    })
}

/// The same of a tenant that is a customer already.
pub fn consent_of_known(invitation: &Value) -> Value {
    json!({"termsDigest": invitation["termsDigest"], "confirmed": true, "agreement": agreed()})
}

/// An invitation of a place's reseller with its provider, for these services, to the place's customer.
pub async fn invited_by_both(world: &World, place: Place, services: Value) -> Value {
    let with = json!({"indirectCloudSolutionProviderId": place.provider_tenant});
    invited(&world.sign_in(place.reseller).await, place.customer, services, with).await
}

/// An invitation of the place's provider alone.
pub async fn invited_by_provider(world: &World, place: Place, services: Value) -> Value {
    invited(&world.sign_in(place.provider).await, place.customer, services, json!({})).await
}

/// An invitation of the place's reseller alone.
pub async fn invited_by_reseller(world: &World, place: Place, services: Value) -> Value {
    invited(&world.sign_in(place.reseller).await, place.customer, services, json!({})).await
}

pub async fn invited(by: &Caller, email: &str, services: Value, mut more: Value) -> Value {
    more["email"] = json!(email);
    more["delegatedAdmin"] = services;
    by.post(INVITATIONS, more).await.expect(201)
}

/// Where an invitation is.
pub fn place_of(invitation: &Value) -> String {
    format!("{INVITATIONS}/{}", invitation["id"].as_str().expect("an id"))
}

/// Does something with an invitation: `accept`, `decline`, `resend` or `cancel`.
pub async fn act_on(by: &Caller, invitation: &Value, act: &str, body: Value) -> Reply {
    by.post(&format!("{}/{act}", place_of(invitation)), body).await
}

/// The place's customer accepts what both ask, as a tenant seen for the first time: its tenant.
pub async fn customer_of_both(world: &World, place: Place, services: Value) -> (Value, String) {
    let invitation = invited_by_both(world, place, services).await;
    let customer = world.sign_in(place.customer).await;
    let body = consent(&invitation, place, "met");
    let accepted = act_on(&customer, &invitation, "accept", body).await.expect(200);
    let tenant = accepted["recipient"]["tenantId"].as_str().expect("a tenant").to_owned();
    (accepted, tenant)
}

/// The services that somebody holds in a tenant, as its own people see it: (partner, service).
pub async fn held_in(tenant: &Caller) -> Vec<(String, String)> {
    let list = tenant.get("/v1/delegatedaccess").await.expect(200);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let items = list["items"].as_array().expect("items").iter();
    let mut held: Vec<_> = items.map(|item| (text(&item["tenantId"]), text(&item["service"]))).collect();
    held.sort();
    held
}

/// The link of an open link's draft, and the key in it.
pub fn key_of(draft: &Value) -> String {
    let url = draft["url"].as_str().expect("a link");
    url.rsplit('/').next().expect("a key").to_owned()
}

/// What somebody who has an open link sees, by the key: its terms and its id.
pub async fn opened(by: &Caller, base: &str, draft: &Value) -> Value {
    by.get(&format!("{base}/{}", key_of(draft))).await.expect(200)
}

//! Steps that many stories begin with.

use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

/// Contoso asks Litware; the request as Contoso sees it.
pub async fn asked(world: &World) -> Value {
    let provider = world.sign_in(people::PROVIDER).await;
    ask(&provider, people::RESELLER).await.expect(201)
}

pub async fn ask(by: &Caller, email: &str) -> Reply {
    by.post("/v1/relationships/requests", json!({"email": email})).await
}

pub async fn accept(by: &Caller, request: &Value) -> Reply {
    let id = request["id"].as_str().expect("an id");
    let body = json!({"termsDigest": request["termsDigest"], "confirmed": true});
    by.post(&format!("/v1/relationships/requests/{id}/accept"), body).await
}

pub async fn act(by: &Caller, request: &Value, act: &str) -> Reply {
    let id = request["id"].as_str().expect("an id");
    by.post(&format!("/v1/relationships/requests/{id}/{act}"), json!({})).await
}

/// The key in a request's link.
pub fn key(request: &Value) -> String {
    let url = request["url"].as_str().expect("the link, shown to the sender");
    url.rsplit('/').next().expect("a key").to_owned()
}

/// Contoso and Litware as partners; the accepted request.
pub async fn partners(world: &World) -> Value {
    let request = asked(world).await;
    accept(&world.sign_in(people::RESELLER).await, &request).await.expect(200)
}

pub fn customer(domain: &str) -> Value {
    json!({
        "companyProfile": {"domain": format!("{domain}.onmicrosoft.com"), "companyName": "Wide World Importers"},
        "billingProfile": {
            "companyName": "Wide World Importers", "email": "eva@wideworld.example", "culture": "de-DE", "language": "de",
            "defaultAddress": {
                "country": "DE", "city": "Hamburg", "addressLine1": "Speicherstadt 1", "postalCode": "20457",
                "firstName": "Eva", "lastName": "Huber",
            },
        },
    })
}

pub fn agreement() -> Value {
    json!({
        "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9", "type": "MicrosoftCustomerAgreement",
        "dateAgreed": "2026-11-01T00:00:00Z",
        "primaryContact": {"firstName": "Eva", "lastName": "Huber", "email": "eva@wideworld.example"},
    })
}

/// A customer for a reseller, with agreement and one subscription.
pub fn customer_with_order(domain: &str, reseller: &str) -> Value {
    let mut body = customer(domain);
    body["associatedPartnerId"] = json!(reseller);
    body["agreement"] = agreement();
    body["order"] = json!({"lineItems": [{"lineItemNumber": 0, "offerId": "office-basic", "quantity": 5}]});
    body
}

/// Contoso adds a customer for Litware, whose partner it is: (customer id, subscription id).
pub async fn customer_of_litware(world: &World, domain: &str) -> (String, String) {
    let provider = world.sign_in(people::PROVIDER).await;
    let reseller = world.tenant_of(people::RESELLER).await;
    let created = provider.post("/v1/customers", customer_with_order(domain, &reseller)).await.expect(201);
    let subscription = &created["order"]["lineItems"][0]["subscriptionId"];
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    (text(&created["id"]), text(subscription))
}

/// What a person finds in a list, by one member.
pub async fn listed(by: &Caller, path: &str, member: &str) -> Vec<String> {
    let list = by.get(path).await.expect(200);
    let items = list["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item.pointer(member).and_then(Value::as_str).unwrap_or_default().to_owned())
        .collect()
}

/// The partners in somebody's list.
pub async fn partners_of(by: &Caller) -> Vec<String> {
    listed(by, "/v1/relationships", "/name").await
}

/// How many items of a kind the table holds.
pub async fn count(world: &World, kind: &str) -> usize {
    world.items().await.iter().filter(|item| tandem_tests::text(item, "kind") == kind).count()
}

/// Contoso adds a customer for Litware, whose partner it is, without an order: its id.
pub async fn idle_customer_of_litware(world: &World, domain: &str) -> String {
    let provider = world.sign_in(people::PROVIDER).await;
    let mut body = customer(domain);
    body["associatedPartnerId"] = json!(world.tenant_of(people::RESELLER).await);
    let created = provider.post("/v1/customers", body).await.expect(201);
    created["id"].as_str().expect("an id").to_owned()
}

/// Blue Yonder adds a customer for Lucerne in China, where a service has one holder (A2): its id, and
/// the tenants of provider and reseller, which holds everything.
pub async fn customer_in_china(world: &World) -> (String, [String; 2]) {
    let (provider, reseller) = ("lin@blueyonder.example", "wei@lucerne.example");
    let mut body = customer("wideworld");
    body["companyProfile"]["domain"] = json!("wideworld.partner.onmschina.cn");
    body["billingProfile"]["culture"] = json!("zh-CN");
    body["billingProfile"]["language"] = json!("zh");
    body["billingProfile"]["defaultAddress"] = json!({
        "country": "CN", "state": "Beijing", "city": "Beijing", "addressLine1": "Jianguo Road 1",
        "postalCode": "100022", "firstName": "Xin", "lastName": "Li",
    });
    let partners = [world.tenant_of(provider).await, world.tenant_of(reseller).await];
    body["associatedPartnerId"] = json!(partners[1]);
    let created = world.sign_in(provider).await.post("/v1/customers", body).await.expect(201);
    (created["id"].as_str().expect("an id").to_owned(), partners)
}

/// A user to add to a customer.
pub fn user(name: &str) -> Value {
    json!({"userPrincipalName": name, "displayName": "Mia Egger", "firstName": "Mia", "lastName": "Egger"})
}

/// An answer as a repeat of its call gets it: a temporary password is in the first one only (C4).
pub fn without_password(mut answer: Value) -> Value {
    for place in ["userCredentials", "passwordProfile"] {
        if let Some(Value::Object(secret)) = answer.get_mut(place) {
            secret.remove("password");
        }
    }
    answer
}

/// A cart of one of each of these offers, billed monthly.
pub fn cart(offers: &[&str]) -> Value {
    let line = |offer: &&str| json!({"catalogItemId": offer, "quantity": 5, "billingCycle": "monthly"});
    json!({"lineItems": offers.iter().map(line).collect::<Vec<_>>()})
}

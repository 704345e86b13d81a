//! The provider directory: everybody searches it (D1).

mod entries;
mod page;

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_domain::organisation::{Organisation, OrganisationKind};
use tandem_domain::{Cloud, TenantId};
use tandem_store::Store;
use tandem_tests::{Caller, World, people};

use crate::steps::listed;

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const UNKNOWN: &str = "70000000-0000-4000-8000-000000000001";

fn path(tenant: &str) -> String {
    format!("/v1/providers/{tenant}")
}

/// What the operator says of a provider.
fn entry(changes: Value) -> Value {
    let mut entry = json!({
        "languages": ["de", "en"], "services": ["support", "marketing"],
        "contact": {"email": "new@contoso.example"}, "listed": true,
    });
    for (name, value) in changes.as_object().expect("changes") {
        entry[name] = value.clone();
    }
    entry
}

async fn found(world: &World, query: &str) -> Vec<String> {
    listed(&world.nobody(), &format!("/v1/providers{query}"), "/name").await
}

/// Providers of these names and countries, put into the table and listed by the operator.
async fn with_providers(world: &World, providers: &[(String, &str)]) {
    let store = Store::new(world.stack.client(), world.table());
    let operator = world.sign_in(people::OPERATOR).await;
    for (number, (name, country)) in (1000_u128..).zip(providers) {
        let organisation = Organisation {
            tenant_id: TenantId::new(uuid::Uuid::from_u128(number)),
            kind: OrganisationKind::IndirectProvider,
            name: name.parse().expect("a name"),
            mpn_id: Some(number.to_string().parse().expect("a partner ID")),
            domain: format!("p{number}.example"),
            country: country.parse().expect("a country"),
            cloud: Cloud::Global,
            domain_confirmed: true,
            contact_email: None,
        };
        store.put_organisation(&organisation, &[]).await.expect("an organisation");
        let path = path(&organisation.tenant_id.to_string());
        operator.put(&path, entry(json!({}))).await.expect(201);
    }
}

#[tokio::test]
async fn anybody_finds_the_official_providers_without_signing_in_d1() {
    let world = World::start().await;
    let all = found(&world, "").await;
    assert_eq!(
        all,
        [
            "Adatum Federal",
            "Blue Yonder 云分销",
            "Contoso Distribution",
            "Northwind Cloud",
            "VanArsdel Cloud"
        ]
    );
    let contoso = &world.nobody().get("/v1/providers?name=contoso").await.expect(200)["items"][0];
    assert_eq!(
        contoso,
        &json!({
            "tenantId": CONTOSO, "name": "Contoso Distribution", "mpnId": "1000001", "country": "DE",
            "cloud": "global", "languages": ["de", "en", "pl"],
            "services": ["support", "technical_help", "marketing", "billing_and_credit"],
            "contact": {
                "email": "sales@contoso.example", "telephone": "+49 30 5550101",
                "website": "https://contoso.example/resellers",
            },
            "attributes": {"objectType": "ProviderListing"},
        })
    );
}

#[tokio::test]
async fn a_token_makes_no_difference_to_the_search_whatever_it_is_d1() {
    let world = World::start().await;
    let nobody = world.nobody().get("/v1/providers").await.expect(200);
    for caller in [
        world.sign_in(people::PROVIDER).await,
        world.member(UNKNOWN, &[]),
        world.with_token("x"),
        world.with_token("a.b.c"),
    ] {
        assert_eq!(caller.get("/v1/providers").await.expect(200), nobody);
    }
}

#[tokio::test]
async fn the_search_is_by_country_and_by_the_beginning_of_the_name_in_any_case_d1() {
    let world = World::start().await;
    let providers = ["Östra Moln", "östlich", "Ost Cloud", "con#100%_x", "Contoso & Söhne"];
    with_providers(&world, &providers.map(|name| (name.to_owned(), "SE"))).await;
    for (query, expected) in [
        ("?country=de", &["Contoso Distribution", "VanArsdel Cloud"][..]),
        ("?country=DE&name=van", &["VanArsdel Cloud"]),
        ("?name=CONTOSO", &["Contoso & Söhne", "Contoso Distribution"]),
        ("?name=contoso%20d&country=", &["Contoso Distribution"]),
        ("?country=SE&name=contoso", &["Contoso & Söhne"]),
        ("?name=%C3%B6st", &["östlich", "Östra Moln"]),
        ("?name=con%23100%25_", &["con#100%_x"]),
        ("?name=toso", &[]),
        ("?name=Contoso%20Distributions", &[]),
        ("?country=SE&name=VanArsdel", &[]),
        ("?country=FR", &[]),
    ] {
        assert_eq!(found(&world, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn many_providers_come_page_by_page_in_the_order_of_their_names_d1() {
    let world = World::start().await;
    let providers: Vec<_> = (0..57)
        .map(|number| {
            (
                format!("{} {:02}", ["Cloud", "cloud", "Dist"][number % 3], (number * 5) % 57),
                ["DE", "PL"][number % 2],
            )
        })
        .collect();
    with_providers(&world, &providers).await;
    for (query, expected) in
        [("?", 62), ("?name=cLoUd&", 38), ("?country=PL&", 28), ("?country=PL&name=dist&", 9)]
    {
        let whole = found(&world, query).await;
        assert_eq!(whole.len(), expected, "{query}");
        assert!(whole.is_sorted_by_key(|name| name.to_lowercase()), "{whole:?}");
        for size in [1, 7, expected, 100] {
            assert_eq!(
                walk(&world.nobody(), &format!("/v1/providers{query}size={size}")).await,
                whole,
                "{size}"
            );
        }
    }
}

/// Walks all pages; gives the names in the order in which they came.
async fn walk(by: &Caller, path: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut page = by.get(path).await.expect(200);
    loop {
        let items = page["items"].as_array().expect("items");
        names.extend(items.iter().map(|item| text_of(&item["name"])));
        let next = page["links"]["next"].clone();
        let Some(uri) = next["uri"].as_str() else { return names };
        let token = text_of(&next["headers"][0]["value"]);
        page = by.with("ms-continuationtoken", &token).get(&format!("/v1{uri}")).await.expect(200);
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn what_cannot_be_searched_for_is_refused_and_says_which() {
    let world = World::start().await;
    let nobody = world.nobody();
    let long = format!("name={}", "x".repeat(65));
    for (query, field) in [
        ("country=XX", "country"),
        ("country=Germany", "country"),
        (long.as_str(), "name"),
        ("name=%20", "name"),
        ("name=a%0Ab", "name"),
        ("size=501", "size"),
        ("offset=1", "offset"),
        ("seekOperation=next", "MS-ContinuationToken"),
    ] {
        let error = nobody.get(&format!("/v1/providers?{query}")).await.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{query}");
    }
}

#[tokio::test]
async fn searching_writes_nothing_and_other_methods_lead_nowhere() {
    let world = World::start().await;
    let before = world.items().await;
    for _ in 0..20 {
        found(&world, "?name=contoso").await;
        world.nobody().get("/lambda-url/directory-page/providers?name=contoso").await;
    }
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        for path in ["/v1/providers", "/lambda-url/directory-page/providers"] {
            let reply = world.nobody().send(method.clone(), path, Body::from("{}")).await;
            assert_eq!(reply.status, 404, "{method} {path}");
        }
    }
    assert_eq!(world.items().await, before);
}

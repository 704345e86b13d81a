//! Lists: pages, order, filters (C6, C8).

use serde_json::Value;
use tandem_tests::{Caller, World, people};

use crate::steps::{customer, listed};

async fn add(by: &Caller, domain: &str, name: &str) {
    let mut body = customer(domain);
    body["companyProfile"]["companyName"] = name.into();
    body["billingProfile"]["companyName"] = name.into();
    by.post("/v1/customers", body).await.expect(201);
}

/// Walks all pages of a list; gives the names in the order in which they came.
async fn walk(by: &Caller, path: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut page = by.get(path).await.expect(200);
    loop {
        names.extend(
            page["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|item| item["companyProfile"]["companyName"].as_str().expect("a name").to_owned()),
        );
        let next = page["links"]["next"].clone();
        let Some(uri) = next["uri"].as_str() else { return names };
        let token = next["headers"][0]["value"].as_str().expect("a token");
        page = by.with("ms-continuationtoken", token).get(&format!("/v1{uri}")).await.expect(200);
    }
}

#[tokio::test]
async fn customers_come_in_the_order_of_their_names_page_by_page_c6() {
    let world = World::start().await;
    let provider = world.sign_in(people::OTHER_PROVIDER).await;
    for number in 0..23 {
        add(&provider, &format!("c{number}"), &format!("Company {:02}", (number * 7) % 23)).await;
    }
    let whole = walk(&provider, "/v1/customers").await;
    assert!(whole.len() >= 23);
    assert!(whole.is_sorted_by_key(|name| name.to_lowercase()), "{whole:?}");
    for size in [1, 2, 5, 22, 100] {
        assert_eq!(walk(&provider, &format!("/v1/customers?size={size}")).await, whole, "pages of {size}");
    }
}

pub fn filter(field: &str, value: &str) -> String {
    let json = format!("{{\"Field\":\"{field}\",\"Value\":\"{value}\",\"Operator\":\"starts_with\"}}");
    json.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

#[tokio::test]
async fn filters_by_name_and_domain_begin_with_and_ignore_case_c6() {
    let world = World::start().await;
    let provider = world.sign_in(people::OTHER_PROVIDER).await;
    for (domain, name) in [("alpha", "Zeta GmbH"), ("alpine", "zeppelin"), ("beta", "Other")] {
        add(&provider, domain, name).await;
    }
    let by =
        |field, value| walk_owned(&provider, format!("/v1/customers?size=1&filter={}", filter(field, value)));
    assert_eq!(by("CompanyName", "ZE").await, ["zeppelin", "Zeta GmbH"]);
    assert_eq!(by("Domain", "alp").await, ["Zeta GmbH", "zeppelin"]);
    assert_eq!(by("CompanyName", "none").await, Vec::<String>::new());
}

async fn walk_owned(by: &Caller, path: String) -> Vec<String> {
    walk(by, &path).await
}

#[tokio::test]
async fn provider_and_reseller_see_the_customers_that_they_share_c8() {
    let world = World::start().await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::PARTNER).await];
    let [contoso, fabrikam] =
        [world.tenant_of(people::PROVIDER).await, world.tenant_of(people::PARTNER).await];
    let shared =
        listed(&provider, &format!("/v1/customers?filter={}", filter("IndirectReseller", &fabrikam)), "/id")
            .await;
    let field = "IndirectCloudSolutionProvider";
    let same = listed(&reseller, &format!("/v1/customers?filter={}", filter(field, &contoso)), "/id").await;
    assert!(!shared.is_empty());
    assert_eq!(shared, same);
    let path = format!("/v1/customers?filter={}", filter(field, &fabrikam));
    provider.get(&path).await.refused(403, "authorization_failed");
}

#[tokio::test]
async fn partners_are_found_by_the_beginning_of_their_name_in_any_spelling_of_the_type() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for spelling in [
        "IsIndirectCloudSolutionProviderOf",
        "is_indirect_cloud_solution_provider_of",
        "isIndirectCloudSolutionProviderOf",
    ] {
        let path = format!("/v1/relationships?relationship_type={spelling}&filter={}", filter("Name", "fab"));
        let list = provider.get(&path).await.expect(200);
        assert_eq!(list["items"][0]["name"], "Fabrikam IT");
        assert_eq!(list["items"][0]["relationshipType"], "is_indirect_cloud_solution_provider_of");
        assert_eq!(list["items"][0]["state"], "Active");
    }
    let other = "/v1/relationships?relationship_type=is_indirect_reseller_of";
    let error: Value = provider.get(other).await.refused(403, "authorization_failed");
    assert_eq!(error["code"], 1002);
}

#[tokio::test]
async fn requests_come_newest_first_page_by_page() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut made = Vec::new();
    for _ in 0..5 {
        let request = crate::steps::asked(&world).await;
        crate::steps::act(&provider, &request, "cancel").await.expect(200);
        made.push(request["id"].as_str().expect("an id").to_owned());
    }
    made.reverse();
    for size in [1, 2, 3, 100] {
        let mut ids = Vec::new();
        let mut page = provider
            .get(&format!("/v1/relationships/requests?state=cancelled&size={size}"))
            .await
            .expect(200);
        loop {
            ids.extend(
                page["items"]
                    .as_array()
                    .expect("items")
                    .iter()
                    .map(|item| item["id"].as_str().unwrap_or("").to_owned()),
            );
            let next = page["links"]["next"].clone();
            let Some(uri) = next["uri"].as_str() else { break };
            let token = next["headers"][0]["value"].as_str().expect("a token");
            page = provider.with("ms-continuationtoken", token).get(&format!("/v1{uri}")).await.expect(200);
        }
        assert_eq!(ids, made, "pages of {size}");
    }
}

//! Reading customers: lists in every client's spelling, partners as each party sees them, and whether
//! a domain is taken (Z12, C5, C6, C8, A1, N5).

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use crate::steps::{customer, customer_of_litware, idle_customer_of_litware, listed, partners};

fn escaped(filter: &Value) -> String {
    let text = filter.to_string();
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

async fn head(by: &Caller, domain: &str) -> Reply {
    by.send(Method::HEAD, &format!("/v1/domains/{domain}"), Body::empty()).await
}

#[tokio::test]
async fn a_filter_is_read_as_dotnet_and_as_java_spell_it_c6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for filter in [
        json!({"Field": "CompanyName", "Value": "woodg", "Operator": "starts_with"}),
        json!({"value": "WOODG", "field": "CompanyName", "fieldType": "String", "operator": "StartsWith"}),
        json!({"Field": "companyname", "Value": "Woodgrove", "Operator": "STARTS_WITH"}),
        json!({"field": "Domain", "value": "woodgrove", "operator": "startsWith"}),
    ] {
        for size in ["", "size=0&", "size=5&"] {
            let path = format!("/v1/customers?{size}filter={}", escaped(&filter));
            assert_eq!(listed(&provider, &path, "/companyProfile/companyName").await, ["Woodgrove Bank"]);
        }
    }
}

#[tokio::test]
async fn pages_are_asked_for_in_any_letter_case() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let first = provider.get("/v1/customers?Size=1").await.expect(200);
    assert_eq!(first["totalCount"], 1, "of this page");
    let token = first["links"]["next"]["headers"][0]["value"].as_str().expect("a token");
    let next = provider.with("MS-ContinuationToken", token);
    let spelled = ["size=1&seekOperation=next", "size=1&seekoperation=NEXT", "seekOperation=Next&size=1"];
    let mut pages = Vec::new();
    for query in spelled {
        pages.push(next.get(&format!("/v1//customers/?{query}")).await.expect(200)["items"].clone());
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
    assert_ne!(pages[0], first["items"]);
    // In lists there are neither billing profile nor privileges.
    let item = &first["items"][0];
    assert!(item["billingProfile"].is_null() && item["allowDelegatedAccess"].is_null(), "{item}");
}

#[tokio::test]
async fn each_partner_sees_whom_it_shares_the_customer_with_the_customer_sees_all_a1() {
    let world = World::start().await;
    partners(&world).await;
    let (id, _) = customer_of_litware(&world, "wideworld").await;
    let path = format!("/v1/customers/{id}/relationships");
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let seen = provider.get(&path).await.expect(200)["items"].clone();
    assert_eq!(seen[0]["name"], "Litware Conseil");
    assert_eq!(seen[0]["relationshipType"], "is_indirect_cloud_solution_provider_of");
    let seen = reseller.get(&path).await.expect(200)["items"].clone();
    assert_eq!(seen[0]["name"], "Contoso Distribution");
    assert_eq!(seen[0]["relationshipType"], "is_indirect_reseller_of");
    assert!(seen[0].get("delegatedAdmin").is_none(), "whose privileges they are is the customer's to see");
    let own = world.member(&id, &["global_admin"]).get(&path).await.expect(200);
    assert!(own.get("own").is_none(), "it is no partner of its own");
    let own = own["items"].clone();
    let [contoso, litware] = &own.as_array().expect("items")[..] else { panic!("{own}") };
    assert_eq!(
        (&contoso["role"], &litware["role"]),
        (&json!("indirect_provider"), &json!("indirect_reseller"))
    );
    assert_eq!(contoso["delegatedAdmin"], json!([]), "the provider has none (C2)");
    let services = litware["delegatedAdmin"].as_array().expect("privileges");
    assert_eq!(services.len(), 5);
    let granted_by = json!({"tenantId": contoso["id"], "name": "Contoso Distribution"});
    assert_eq!((&services[0]["grantedBy"], &services[0]["serviceName"]), (&granted_by, &json!("Directory")));
    assert!(services[0]["since"].is_string() && litware["since"].is_string());
}

#[tokio::test]
async fn a_partner_sees_beside_its_fellows_itself_with_its_own_privileges_a1() {
    let world = World::start().await;
    partners(&world).await;
    let (id, subscription) = customer_of_litware(&world, "wideworld").await;
    let path = format!("/v1/customers/{id}/relationships");
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let seen = reseller.get(&path).await.expect(200);
    let (own, fellow) = (&seen["own"], &seen["items"][0]);
    assert_eq!((&own["name"], &own["role"]), (&json!("Litware Conseil"), &json!("indirect_reseller")));
    assert_eq!(own["delegatedAdmin"].as_array().map(Vec::len), Some(5));
    assert_eq!((&fellow["role"], &fellow["tenantId"]), (&json!("indirect_provider"), &fellow["id"]));
    let on = json!([{"subscriptionId": subscription, "friendlyName": "Office Suite Basic"}]);
    assert_eq!((&fellow["supportContact"], &fellow["resellerOfRecord"]), (&on, &json!([])), "S5");
    assert!(fellow["since"].is_string());
    let seen = provider.get(&path).await.expect(200);
    assert_eq!(seen["own"]["delegatedAdmin"], json!([]), "the provider has none (C2)");
    assert!(seen["items"][0].get("delegatedAdmin").is_none());
}

#[tokio::test]
async fn a_customer_sees_its_reseller_of_record_that_is_no_partner_a1_s3() {
    let world = World::start().await;
    partners(&world).await;
    let (id, subscription) = customer_of_litware(&world, "wideworld").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let record = format!("/v1/customers/{id}/subscriptions/{subscription}/resellerofrecord");
    provider.put(&record, json!({"mpnId": "2000001"})).await.expect(200);
    let path = format!("/v1/customers/{id}/relationships");
    let seen = world.member(&id, &["helpdesk_agent"]).get(&path).await.expect(200);
    let stranger = &seen["items"][2];
    assert_eq!((&stranger["name"], &stranger["mpnId"]), (&json!("Fabrikam IT"), &json!("2000001")));
    assert_eq!((&stranger["role"], &stranger["delegatedAdmin"]), (&json!("none"), &json!([])));
    assert_eq!(stranger["resellerOfRecord"][0]["subscriptionId"], subscription);
    assert!(stranger.get("since").is_none() && stranger.get("state").is_none());
    assert_eq!(listed(&provider, &path, "/name").await, ["Litware Conseil"], "it shares nothing with it");
}

#[tokio::test]
async fn what_is_shared_is_seen_after_the_partnership_was_removed_x2() {
    let world = World::start().await;
    partners(&world).await;
    let path = format!("/v1/customers/{}/relationships", idle_customer_of_litware(&world, "wideworld").await);
    let provider = world.sign_in(people::PROVIDER).await;
    let removal = format!("/v1/relationships/{}/removal", world.tenant_of(people::RESELLER).await);
    provider.post(&removal, json!({"attestationAccepted": true})).await.expect(200);
    assert_eq!(listed(&provider, &path, "/name").await, ["Litware Conseil"]);
    let reseller = world.sign_in(people::RESELLER).await;
    assert_eq!(listed(&reseller, &path, "/name").await, ["Contoso Distribution"]);
}

#[tokio::test]
async fn a_customer_of_ones_own_has_no_other_partners() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let created = provider.post("/v1/customers", customer("alone")).await.expect(201);
    let path = format!("/v1/customers/{}/relationships", created["id"].as_str().expect("an id"));
    let list = provider.get(&path).await.expect(200);
    assert_eq!((&list["totalCount"], &list["items"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn a_reseller_reads_a_customer_as_its_provider_does_z12() {
    let world = World::start().await;
    partners(&world).await;
    let path = format!("/v1/customers/{}", idle_customer_of_litware(&world, "wideworld").await);
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let (mut seen, mut by_reseller) =
        (provider.get(&path).await.expect(200), reseller.get(&path).await.expect(200));
    assert_eq!(
        (seen["allowDelegatedAccess"].take(), by_reseller["allowDelegatedAccess"].take()),
        (json!(false), json!(true))
    );
    let domains = by_reseller.as_object_mut().and_then(|members| members.remove("customDomains"));
    assert_eq!(
        domains,
        Some(json!(["wideworld.onmicrosoft.com"])),
        "from its directory: with privileges (A4)"
    );
    assert_eq!(seen, by_reseller, "the commercial record is both partners'");
    assert_eq!(seen["associatedPartnerId"], world.tenant_of(people::RESELLER).await);
    let id = seen["id"].as_str().expect("an id");
    let own = world.member(id, &["helpdesk_agent"]).get(&path).await.expect(200);
    assert_eq!((&own["customDomains"], &own["allowDelegatedAccess"]), (&domains.into(), &json!(false)));
}

#[tokio::test]
async fn whether_a_domain_is_taken_is_told_to_partners_in_their_own_cloud_n5() {
    let world = World::start().await;
    for email in [people::PROVIDER, people::OTHER_PROVIDER, people::RESELLER] {
        let partner = world.sign_in(email).await;
        for (domain, status) in [
            ("woodgrove.onmicrosoft.com", 200),
            ("WoodGrove.OnMicrosoft.com", 200),
            ("nobody.onmicrosoft.com", 404),
            ("woodgrove.partner.onmschina.cn", 404),
            ("woodgrove", 400),
            ("wood_grove.onmicrosoft.com", 400),
        ] {
            let reply = head(&partner, domain).await;
            assert_eq!((reply.status, reply.bytes.len()), (status, 0), "{email} {domain}");
            assert_eq!(reply.headers["ms-requestid"].len(), 36);
            assert!(reply.headers.contains_key("ms-correlationid"));
        }
    }
    for email in [people::CUSTOMER, people::OPERATOR] {
        let other = world.sign_in(email).await;
        for domain in ["woodgrove.onmicrosoft.com", "nobody.onmicrosoft.com"] {
            assert_eq!(head(&other, domain).await.status, 403, "{email} {domain}");
        }
    }
}

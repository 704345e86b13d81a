//! The lists of the program: enrollments, the directory, people, and inactive partner IDs.

use serde_json::{Value, json};
use tandem_tests::people;

use super::Large;

const PROSEWARE: &str = "20000000-0000-4000-8000-000000000003";
const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const FABRIKAM: &str = "20000000-0000-4000-8000-000000000001";

fn tenant(number: usize) -> String {
    format!("7e5e11e4-0000-4000-8000-{number:012}")
}

fn texts<'a>(pages: &'a [Vec<Value>], name: &str) -> Vec<&'a str> {
    pages.iter().flatten().map(|item| item[name].as_str().expect("a text")).collect()
}

#[tokio::test]
async fn ever_so_many_enrollments_wait_in_order_z11() {
    let large = Large::start().await;
    let item = large.item(&format!("ENROLLMENT#{PROSEWARE}"), "ENROLLMENT").await;
    large
        .copies(&item, 500, |number| {
            let (id, since) = (tenant(number), format!("2026-05-01T00:00:00.{number:03}Z"));
            vec![
                ("PK", json!(format!("ENROLLMENT#{id}"))),
                ("GSI1SK", json!(format!("{since}#{id}"))),
                ("tenantId", json!(id)),
            ]
        })
        .await;
    let operator = large.world.sign_in(people::OPERATOR).await;
    let pages = large.walk(&operator, "/v1/enrollments?size=500", 2).await;
    let waiting = texts(&pages, "tenantId");
    let expected: Vec<_> = (0..500).map(tenant).chain([PROSEWARE.to_owned()]).collect();
    assert!(pages.len() > 1, "they take more than a megabyte");
    assert_eq!(waiting, expected, "the longest waiting first");
}

#[tokio::test]
async fn ever_so_many_providers_are_found_by_country_and_name_d1() {
    let large = Large::start().await;
    let item = large.item(&format!("PROVIDER#{CONTOSO}"), "LISTING").await;
    large
        .copies(&item, 500, |number| {
            let (id, name) = (tenant(number), format!("A copy {number:03}"));
            let place = format!("{}#{id}", name.to_lowercase());
            vec![
                ("PK", json!(format!("PROVIDER#{id}"))),
                ("GSI1SK", json!(place)),
                ("GSI2SK", json!(place)),
                ("tenantId", json!(id)),
                ("name", json!(name)),
            ]
        })
        .await;
    let nobody = large.world.nobody();
    for query in ["?size=500", "?country=DE&size=500"] {
        let pages = large.walk(&nobody, &format!("/v1/providers{query}"), 2).await;
        let names = texts(&pages, "name");
        assert_eq!(names[0], "A copy 000");
        assert_eq!(names.iter().filter(|name| name.starts_with("A copy")).count(), 500, "{query}");
        assert!(names.is_sorted_by_key(|name| name.to_lowercase()), "{names:?}");
        assert!(pages.len() > 1, "{query}");
    }
    let found = large.walk(&nobody, "/v1/providers?country=DE&name=a%20copy%20449", 1).await;
    assert_eq!(texts(&found, "tenantId"), [tenant(449)], "at once");
}

#[tokio::test]
async fn of_ever_so_many_people_who_has_a_role_is_found_a_megabyte_at_a_time_z20() {
    let large = Large::start().await;
    let admin = large.world.sign_in(people::PROVIDER).await;
    let roles = large.read(&admin, "/v1/roles", 1).await;
    let helpdesk =
        roles["items"].as_array().expect("items").iter().find(|role| role["name"] == "HelpdeskAgents");
    let helpdesk = helpdesk.expect("the role")["id"].as_str().expect("an id");
    let before = large.read(&admin, &format!("/v1/roles/{helpdesk}/usermembers"), 2).await;
    let ana = large.read(&admin, "/v1/people", 2).await;
    let ana = ana["items"]
        .as_array()
        .expect("items")
        .iter()
        .find(|one| one["userPrincipalName"] == people::PROVIDER);
    let ana = ana.expect("an admin agent")["id"].as_str().expect("an id");
    let item = large.item(&format!("PEOPLE#{CONTOSO}"), &format!("MEMBER#{ana}")).await;
    large
        .copies(&item, 500, |number| {
            let subject = format!("!{number:04}");
            vec![("SK", json!(format!("MEMBER#{subject}"))), ("subject", json!(subject))]
        })
        .await;
    let pages = large.walk(&admin, &format!("/v1/roles/{helpdesk}/usermembers"), 2).await;
    assert!(pages.len() > 1 && pages[0].is_empty(), "the first megabytes are of admin agents");
    assert_eq!(pages.concat(), before["items"].as_array().expect("items").clone());
    assert!(large.walk(&admin, "/v1/people", 2).await.concat().len() > 500);
}

#[tokio::test]
async fn of_ever_so_many_inactive_partner_ids_a_provider_is_shown_its_partners_z11() {
    let large = Large::start().await;
    let operator = large.world.sign_in(people::OPERATOR).await;
    let inactive =
        json!({"name": "Fabrikam IT", "accountType": "location", "country": "DE", "status": "inactive"});
    operator.put("/v1/partnerids/2000001", inactive).await.expect(200);
    let item = large.item("MPN#2000001", "").await;
    large
        .copies(&item, 700, |number| {
            let mpn_id = (1_100_000 + number).to_string();
            vec![
                ("PK", json!(format!("MPN#{mpn_id}"))),
                ("GSI1SK", json!(format!("{mpn_id:0>10}"))),
                ("mpnId", json!(mpn_id)),
                ("holder.tenantId", json!(tenant(number))),
            ]
        })
        .await;
    // The list and the caller at once; then the partnerships of up to 500 holders, a hundred a call, at once.
    let provider = large.world.sign_in(people::PROVIDER).await;
    let pages = large.walk(&provider, "/v1/partnerids?status=inactive", 2 + 5).await;
    assert_eq!(texts(&pages, "mpnId"), ["2000001"]);
    assert_eq!(pages.concat()[0]["holder"]["tenantId"], FABRIKAM);
    let all = large.walk(&operator, "/v1/partnerids?status=inactive&size=100", 2).await;
    let (all, mut sorted) = (texts(&all, "mpnId"), texts(&all, "mpnId"));
    sorted.sort_unstable();
    assert!(all.len() > 700 && all == sorted, "in order, each once");
}

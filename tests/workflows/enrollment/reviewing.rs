//! The operator's list: by state and age, the longest waiting first, page by page (Z11).

use aws_sdk_dynamodb::types::AttributeValue as V;
use futures_util::future::join_all;
use serde_json::Value;
use tandem_domain::Timestamp;
use tandem_tests::{Caller, World, people, text};

use super::company::{Company, adatum};
use crate::steps::listed;

const PROSEWARE: &str = "20000000-0000-4000-8000-000000000003";

async fn found(by: &Caller, query: &str) -> Vec<String> {
    listed(by, &format!("/v1/enrollments{query}"), "/legalBusiness/companyName").await
}

/// Walks all pages; gives the names in the order in which they came.
async fn walk(by: &Caller, path: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut page = by.get(path).await.expect(200);
    loop {
        let items = page["items"].as_array().expect("items");
        let name = |item: &Value| item["legalBusiness"]["companyName"].as_str().expect("a name").to_owned();
        names.extend(items.iter().map(name));
        let next = page["links"]["next"].clone();
        let Some(uri) = next["uri"].as_str() else { return names };
        let token = next["headers"][0]["value"].as_str().expect("a token").to_owned();
        page = by.with("ms-continuationtoken", &token).get(&format!("/v1{uri}")).await.expect(200);
    }
}

/// Puts the moment at which a company came into its state back by some days.
async fn waits_since(world: &World, company: &Company, days: u32) -> Timestamp {
    let partition = format!("ENROLLMENT#{}", company.tenant);
    let item = world.items().await.into_iter().find(|item| text(item, "PK") == partition).expect("an item");
    let now: i64 = item["stateSince"].as_n().expect("a number").parse().expect("a number");
    let since = Timestamp::from_millis(now - i64::from(days) * 86_400_000);
    let update = world.stack.client().update_item().table_name(world.table());
    let update = update.key("PK", item["PK"].clone()).key("SK", item["SK"].clone());
    let update = update.update_expression("SET stateSince = :since, GSI1SK = :place");
    let update = update.expression_attribute_values(":since", V::N(since.millis().to_string()));
    let place = V::S(format!("{since}#{}", company.tenant));
    update.expression_attribute_values(":place", place).send().await.expect("the item is changed");
    since
}

#[tokio::test]
async fn the_operator_sees_what_waits_for_review_the_longest_first_z11() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    assert_eq!(found(&operator, "").await, ["Proseware"], "of the demo world");
    let mut expected = vec!["Proseware".to_owned()];
    for (number, days) in [(1, 3), (2, 9), (3, 0)] {
        let company = Company::registered(&world, number).await;
        company.waits_for_review(&world).await;
        waits_since(&world, &company, days).await;
    }
    expected.extend(["Company 2", "Company 1", "Company 3"].map(ToOwned::to_owned));
    for query in ["", "?state=under_review", "?state=UnderReview"] {
        assert_eq!(found(&operator, query).await, expected, "{query}");
    }
    for size in 1..=5 {
        assert_eq!(walk(&operator, &format!("/v1/enrollments?size={size}")).await, expected, "{size}");
    }
    let error = operator.get("/v1/enrollments?state=lost").await.refused(400, "invalid_input");
    assert_eq!(error["parameters"]["field"], "state");
    let error = operator.get("/v1/enrollments?before=yesterday").await.refused(400, "invalid_input");
    assert_eq!(error["parameters"]["field"], "before");
}

#[tokio::test]
async fn before_a_moment_are_those_that_came_into_the_state_earlier() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let (first, second) = (Company::registered(&world, 1).await, Company::registered(&world, 2).await);
    for company in [&first, &second] {
        company.waits_for_review(&world).await;
    }
    let (first, second) = (waits_since(&world, &first, 5).await, waits_since(&world, &second, 2).await);
    for (before, expected) in [
        (first.plus_days(1), &["Proseware", "Company 1"][..]),
        (Timestamp::from_millis(first.millis() + 1), &["Proseware", "Company 1"]),
        (first, &["Proseware"]),
        (second.plus_days(30), &["Proseware", "Company 1", "Company 2"]),
        (Timestamp::from_millis(0), &[]),
    ] {
        let query = format!("?before={before}");
        assert_eq!(found(&operator, &query).await, expected, "{before}");
        let walked = walk(&operator, &format!("/v1/enrollments{query}&size=1")).await;
        assert_eq!(walked, expected, "page by page, {before}");
    }
    // With another offset from UTC it is the same moment.
    let berlin = format!(
        "{}%2B02:00",
        Timestamp::from_millis(first.millis() + 1).plus_hours(2).to_string().trim_end_matches('Z')
    );
    assert_eq!(found(&operator, &format!("?before={berlin}")).await, ["Proseware", "Company 1"]);
}

#[tokio::test]
async fn an_enrollment_is_in_the_list_of_its_state_and_in_no_other() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let states = ["draft", "email_unverified", "under_review", "rejected", "active"];
    let mut company = adatum(&world).await;
    company.name = "Adatum".to_owned();
    for state in states {
        match state {
            "draft" => drop(company.begins().await.expect(201)),
            "email_unverified" => drop(company.submits().await.expect(200)),
            "under_review" => drop(company.confirms(&world).await.expect(200)),
            "rejected" => drop(company.is_rejected(&world, "No.").await.expect(200)),
            _ => {
                company.changes(company.application()).await.expect(200);
                company.submits().await.expect(200);
                company.confirms(&world).await.expect(200);
                company.is_approved(&world).await.expect(200);
            }
        }
        for listed in states {
            let names = found(&operator, &format!("?state={listed}")).await;
            assert_eq!(names.contains(&company.name), listed == state, "{state} in {listed}: {names:?}");
            let own = found(&company.admin, &format!("?state={listed}")).await;
            assert_eq!(own.len(), usize::from(listed == state), "its own list");
        }
        assert_eq!(found(&company.admin, "").await, ["Adatum"]);
    }
}

#[tokio::test]
async fn many_that_wait_come_page_by_page_each_once() {
    let world = World::start().await;
    world.without_stream();
    let operator = world.sign_in(people::OPERATOR).await;
    let companies: Vec<_> = (1..=60).map(|number| Company::new(&world, number)).collect();
    join_all(companies.iter().map(async |company| company.begins().await.expect(201))).await;
    let whole = found(&operator, "?state=draft").await;
    let mut sorted = whole.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((whole.len(), sorted.len()), (60, 60));
    for size in [1, 7, 59, 60, 500] {
        assert_eq!(
            walk(&operator, &format!("/v1/enrollments?state=draft&size={size}")).await,
            whole,
            "{size}"
        );
    }
}

#[tokio::test]
async fn what_waits_in_the_demo_world_can_be_reviewed() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let path = format!("/v1/enrollments/{PROSEWARE}");
    let before = operator.get(&path).await.expect(200);
    assert_eq!(before["applicant"]["email"], "paula@proseware.example");
    let approved = operator.post(&format!("{path}/approve"), serde_json::json!({})).await.expect(200);
    assert_eq!(approved["state"], "active");
    assert!(found(&operator, "").await.is_empty());
    let asked = crate::steps::ask(&world.sign_in(people::PROVIDER).await, "partners@proseware.example").await;
    assert_eq!(asked.expect(201)["recipient"]["tenantId"], PROSEWARE);
}

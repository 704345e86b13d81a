//! From when to when the trail is read, and how far back: page by page, over years.

use aws_sdk_dynamodb::types::AttributeValue;
use tandem_domain::Timestamp;
use tandem_tests::{Caller, World, people, text};

use super::{TRAIL, operations, trail};
use crate::steps::{asked, partners};

/// The year that it is, as the trail tells it.
async fn this_year(by: &Caller) -> i32 {
    let now = trail(by, "").await[0]["operationDate"].as_str().expect("a date").to_owned();
    now[..4].parse().expect("a year")
}

#[tokio::test]
async fn dates_are_read_however_they_are_written_back_to_the_end_of_the_retention() {
    let world = World::start().await;
    asked(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let now = trail(&provider, "").await[0]["operationDate"].as_str().expect("a date").to_owned();
    let (year, day) = (&now[..4], &now[..10]);
    let last_year = this_year(&provider).await - 1;
    for start in [
        day.to_owned(),
        format!("{day}T00:00:00"),
        format!("{day}T00:00:00Z"),
        format!("{year}-01-001"),
        format!("1/1/{year}%2012:00:00%20AM"),
    ] {
        let found = trail(&provider, &format!("startDate={start}&endDate={day}")).await;
        assert_eq!(operations(&found)[0], "request_partner_relationship", "{start}");
    }
    let long_ago = format!("startDate={0}-01-01&endDate={0}-01-31", last_year - 5);
    let before = trail(&provider, &long_ago).await;
    assert!(before.is_empty(), "{before:#?}");
    for (query, field) in [
        ("startDate=2017-06-01", "startDate"),
        ("startDate=6/1/2017%2012:00:00%20AM", "startDate"),
        ("startDate=yesterday", "startDate"),
        (&format!("startDate={day}&endDate={last_year}-12-31"), "endDate"),
        ("endDate=2026-13-01", "endDate"),
        ("tenantId=contoso", "tenantId"),
        ("format=xlsx", "format"),
        ("size=501", "size"),
    ] {
        let refused = provider.get(&format!("{TRAIL}?{query}")).await.refused(400, "invalid_input");
        assert_eq!(refused["parameters"]["field"], field, "{query}");
    }
}

/// Puts copies of Contoso's first record into the trail, one at each of these times.
async fn long_ago(world: &World, times: &[&str]) {
    let items = world.items().await;
    let of = |item: &&tandem_tests::Item| {
        text(item, "kind") == "audit" && text(item, "PK").contains("-000000000001#")
    };
    let item = items.iter().find(of).expect("a record").clone();
    for (number, time) in times.iter().enumerate() {
        let (organisation, id) = (text(&item, "organisation"), format!("00-{number:036}"));
        let millis = time.parse::<Timestamp>().expect("a time").millis();
        let shard = number % 10 % 4;
        let mut copy = item.clone();
        copy.insert(
            "PK".to_owned(),
            AttributeValue::S(format!("AUDIT#{organisation}#{}#{shard}", &time[..4])),
        );
        copy.insert("SK".to_owned(), AttributeValue::S(format!("{time}#{id}")));
        copy.insert("at".to_owned(), AttributeValue::N(millis.to_string()));
        world
            .stack
            .client()
            .put_item()
            .table_name(world.table())
            .set_item(Some(copy))
            .send()
            .await
            .expect("put");
    }
}

/// Every page of a list, as its links lead on.
async fn pages(by: &Caller, first: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut reply = by.get(first).await;
    loop {
        let page = reply.expect(200);
        let dates = page["items"].as_array().expect("items").iter();
        pages.push(dates.map(|item| item["operationDate"].as_str().expect("a date").to_owned()).collect());
        let next = &page["links"]["next"];
        let Some(uri) = next["uri"].as_str() else { return pages };
        let token = next["headers"][0]["value"].as_str().expect("a token");
        reply = by.with("ms-continuationtoken", token).get(&format!("/v1{uri}")).await;
    }
}

#[tokio::test]
async fn a_trail_of_many_years_is_read_page_by_page_in_order() {
    let world = World::start().await;
    asked(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let first = this_year(&provider).await - 6;
    let times = (0..24).map(|month| format!("{}-{:02}-15T12:00:00.000Z", first + month / 4, 1 + month % 12));
    let times: Vec<_> = times.collect();
    long_ago(&world, &times.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let usual = trail(&provider, "").await.len();
    let since = trail(&provider, &format!("startDate={}-01-01", first + 6)).await.len();
    assert!(usual <= since, "the last 30 days");
    let mut expected = times.clone();
    expected.sort();
    expected.reverse();
    for size in [1, 5, 100] {
        let pages = pages(&provider, &format!("{TRAIL}?startDate={first}-01-01&size={size}")).await;
        assert!(pages.iter().all(|page| page.len() <= size));
        assert_eq!(pages.concat()[since..], expected, "{size} a page");
    }
    let table = provider.get(&format!("{TRAIL}?startDate={first}-01-01&format=csv")).await.text();
    assert_eq!(table.lines().count(), 1 + since + times.len());
}

#[tokio::test]
async fn a_cursor_of_another_side_leads_nowhere_else_t5() {
    let world = World::start().await;
    partners(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let first = provider.get(&format!("{TRAIL}?size=1")).await.expect(200);
    let token = first["links"]["next"]["headers"][0]["value"].as_str().expect("more");
    let northwind = world.tenant_of(people::OTHER_PROVIDER).await;
    let stranger = world.sign_in(people::OTHER_PROVIDER).await.with("ms-continuationtoken", token);
    let side = trail(&stranger, "seekOperation=next&startDate=2026-01-01").await;
    assert!(side.iter().all(|record| record["partnerId"] == northwind.as_str()), "{side:#?}");
}

#[tokio::test]
async fn records_are_kept_for_as_long_as_the_deployment_says() {
    let world = World::start().await;
    asked(&world).await;
    let items = world.items().await;
    let record = items.iter().find(|item| text(item, "kind") == "audit").expect("a record");
    let number = |name: &str| record[name].as_n().expect("a number").parse::<i64>().expect("a number");
    let days = (number("ttl") - number("at") / 1000) / 86_400;
    assert_eq!(days, 7 * 366, "seven years by default");
}

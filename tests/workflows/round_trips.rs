//! A read takes two round trips to the table at most, however much lies there: what doesn't fit is left to
//! the next page. (The benchmark has the number for every read; here are those that a large table drove
//! beyond it.)

mod program;

use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use serde_json::{Value, json};
use tandem_tests::wire::{Kind, Wire};
use tandem_tests::{Caller, Item, World, people, text};

use crate::steps::{asked, customer_of_litware, partners};

struct Large {
    wire: Wire,
    world: World,
}

impl Large {
    async fn start() -> Self {
        let wire = Wire::start().await;
        Self { world: World::over(&wire).await, wire }
    }

    /// How many reads the functions have sent, besides those that open connections.
    fn reads(&self) -> usize {
        let opens = |key: &str| key == "WRITE#0";
        let calls = self.wire.calls();
        let reads = calls.iter().filter(|call| call.kind() == Kind::Read);
        reads.filter(|call| !call.touches.iter().any(|touch| opens(&touch.key))).count()
    }

    /// An answer, for which the table was asked so often at most.
    async fn read(&self, by: &Caller, path: &str, most: usize) -> Value {
        let before = self.reads();
        let answer = by.get(path).await.expect(200);
        let took = self.reads() - before;
        assert!(took <= most, "{path} took {took} reads");
        answer
    }

    /// All pages of a list, for each of which the table was asked so often at most.
    async fn walk(&self, by: &Caller, path: &str, most: usize) -> Vec<Vec<Value>> {
        let mut page = self.read(by, path, most).await;
        let mut pages = Vec::new();
        loop {
            pages.push(page["items"].as_array().expect("items").clone());
            let next = &page["links"]["next"];
            let Some(uri) = next["uri"].as_str().map(|uri| format!("/v1{uri}")) else { return pages };
            let token = next["headers"][0]["value"].as_str().expect("a token").to_owned();
            page = self.read(&by.with("ms-continuationtoken", &token), &uri, most).await;
        }
    }

    async fn item(&self, pk: &str, sk: &str) -> Item {
        let items = self.world.items().await;
        let found = items.into_iter().find(|item| text(item, "PK") == pk && text(item, "SK").starts_with(sk));
        found.expect("an item with that key")
    }

    /// Puts so many copies of an item into the table, each with some kilobytes that nobody reads.
    async fn copies(&self, of: &Item, count: usize, own: impl Fn(usize) -> Vec<(&'static str, Value)>) {
        let copies: Vec<_> = (0..count)
            .map(|number| {
                let mut item = of.clone();
                item.insert("ballast".to_owned(), AttributeValue::S("x".repeat(6000)));
                for (name, value) in own(number) {
                    set(&mut item, name, &value);
                }
                let put = PutRequest::builder().set_item(Some(item)).build().expect("an item");
                WriteRequest::builder().put_request(put).build()
            })
            .collect();
        for batch in copies.chunks(25) {
            let (client, table) = (self.world.stack.client(), self.world.table());
            let written = client.batch_write_item().request_items(table, batch.to_vec()).send().await;
            written.expect("a batch is written");
        }
    }
}

/// Sets an attribute, or one within a map: `provider.name`.
fn set(item: &mut Item, name: &str, value: &Value) {
    let value = AttributeValue::S(value.as_str().expect("a text").to_owned());
    match name.split_once('.') {
        None => drop(item.insert(name.to_owned(), value)),
        Some((map, name)) => match item.get_mut(map) {
            Some(AttributeValue::M(map)) => drop(map.insert(name.to_owned(), value)),
            other => panic!("{map} is no map: {other:?}"),
        },
    }
}

#[tokio::test]
async fn requests_of_which_none_fits_the_filter_are_passed_over_a_megabyte_at_a_time() {
    let large = Large::start().await;
    let pending = asked(&large.world).await;
    let id = pending["id"].as_str().expect("an id");
    let mut item = large.item(&format!("REQUEST#{id}"), "REQUEST").await;
    item.insert("state".to_owned(), AttributeValue::S("cancelled".to_owned()));
    large
        .copies(&item, 500, |number| {
            let place = format!("2031-01-01T00:00:00.000Z#{number:04}");
            vec![("PK", json!(format!("REQUEST#copy{number}"))), ("GSI1SK", json!(place))]
        })
        .await;
    let provider = large.world.sign_in(people::PROVIDER).await;
    let pages = large.walk(&provider, "/v1/relationships/requests?state=pending", 2).await;
    let lengths: Vec<_> = pages.iter().map(Vec::len).collect();
    assert!(lengths[0] == 0 && lengths.len() > 1, "the newest megabytes are cancelled: {lengths:?}");
    assert_eq!(pages.concat().len(), 1);
    assert_eq!(pages.concat()[0]["id"], pending["id"]);
}

#[tokio::test]
async fn a_large_catalogue_is_paged_by_offset_and_upgrades_do_not_look_through_it_s1_s2() {
    let large = Large::start().await;
    partners(&large.world).await;
    let (customer, subscription) = customer_of_litware(&large.world, "wideworld").await;
    let provider = large.world.sign_in(people::PROVIDER).await;
    let path = format!("/v1/customers/{customer}/subscriptions/{subscription}/upgrades");
    let before = large.read(&provider, &path, 2).await;
    let offer = large.item("OFFER#office-basic", "OFFER").await;
    large
        .copies(&offer, 500, |number| {
            let (id, name) = (format!("copy-{number:04}"), format!("A copy {number:04}"));
            let place = format!("{}#{id}", name.to_lowercase());
            vec![
                ("PK", json!(format!("OFFER#{id}"))),
                ("GSI1SK", json!(place)),
                ("id", json!(id)),
                ("name", json!(name)),
            ]
        })
        .await;
    assert_eq!(large.read(&provider, &path, 2).await, before, "the upgrades");
    let pages = large.walk(&provider, "/v1/offers?country=DE&offset=450&size=3", 2).await;
    let found = pages.concat();
    let names: Vec<_> = found.iter().take(4).map(|offer| offer["name"].as_str().unwrap_or("")).collect();
    assert_eq!(names, ["A copy 0450", "A copy 0451", "A copy 0452", "A copy 0453"]);
    assert!(pages[0].is_empty(), "two megabytes hold fewer than 450 of them");
    let near = large.read(&provider, "/v1/offers?country=DE&offset=100&size=3", 2).await;
    assert_eq!(near["items"][0]["name"], "A copy 0100", "at once");
}

#[tokio::test]
async fn a_reseller_with_many_providers_has_them_in_order_p5() {
    let large = Large::start().await;
    partners(&large.world).await;
    let litware = large.world.tenant_of(people::RESELLER).await;
    let item = large.item(&format!("ORG#{litware}"), "PROVIDER#").await;
    large
        .copies(&item, 200, |number| {
            let id = format!("7e5e11e4-0000-4000-8000-{number:012}");
            let name = format!("Provider {:03}", 199 - number);
            vec![
                ("SK", json!(format!("PROVIDER#{id}"))),
                ("provider.tenantId", json!(id)),
                ("provider.name", json!(name)),
            ]
        })
        .await;
    let reseller = large.world.sign_in(people::RESELLER).await;
    let pages = large.walk(&reseller, "/v1/relationships?size=50", 2).await;
    let names: Vec<_> =
        pages.concat().iter().map(|item| item["name"].as_str().unwrap_or("").to_owned()).collect();
    assert!(names.len() > 200 && names.is_sorted_by_key(|name| name.to_lowercase()), "{names:?}");
}

#[tokio::test]
async fn a_trail_is_looked_through_some_years_at_a_time_n3() {
    let large = Large::start().await;
    asked(&large.world).await;
    let provider = large.world.sign_in(people::PROVIDER).await;
    let trail = "/v1/auditrecords";
    let recent = large.read(&provider, trail, 1 + 4 * 9).await;
    let date = recent["items"][0]["operationDate"].as_str().expect("a date");
    let start = date[..4].parse::<u32>().expect("a year") - 6;
    let before = large.wire.calls().len();
    let path = format!("{trail}?startDate={start}-01-01");
    assert_eq!(large.read(&provider, &path, 1 + 4 * 9).await["links"]["next"], Value::Null);
    let calls = large.wire.calls().split_off(before);
    let years = calls.iter().flat_map(|call| &call.touches).filter(|touch| touch.action == "Query");
    let mut years: Vec<_> = years.map(|touch| &touch.key).collect();
    years.sort();
    assert!(years.windows(2).all(|pair| pair[0] != pair[1]), "each year's shards once: {years:?}");
}

//! The catalogue: what there is to order, for whoever is signed in (S1).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::steps::listed;

#[tokio::test]
async fn offers_of_a_country_come_in_the_order_of_their_names() {
    let world = World::start().await;
    for who in [people::PROVIDER, people::PARTNER, people::CUSTOMER, people::OPERATOR] {
        let reader = world.sign_in(who).await;
        let german = listed(&reader, "/v1/offers?country=de", "/name").await;
        assert!(german.is_sorted() && german.contains(&"Tax Archive DACH".to_owned()), "{german:?}");
        let dutch = listed(&reader, "/v1/offers?country=NL", "/name").await;
        assert_eq!(dutch.len(), german.len() - 1, "not sold there: {dutch:?}");
        let mut paged = Vec::new();
        let mut page = reader.get("/v1/offers?country=NL&size=3").await.expect(200);
        loop {
            let names = page["items"].as_array().expect("items").iter();
            paged.extend(names.map(|offer| offer["name"].as_str().expect("a name").to_owned()));
            let next = page["links"]["next"].clone();
            let Some(uri) = next["uri"].as_str() else { break };
            let token = next["headers"][0]["value"].as_str().expect("a token");
            page = reader.with("ms-continuationtoken", token).get(&format!("/v1{uri}")).await.expect(200);
        }
        assert_eq!(paged, dutch, "page by page");
        let mut counted = Vec::new();
        loop {
            let path = format!("/v1/offers?country=NL&offset={}&size=3", counted.len());
            let names = listed(&reader, &path, "/name").await;
            if names.is_empty() {
                break;
            }
            counted.extend(names.into_iter().take(3));
        }
        assert_eq!(counted, dutch, "by offset");
    }
}

#[tokio::test]
async fn a_page_after_an_offset_says_where_it_is_and_what_is_next() {
    let world = World::start().await;
    let reader = world.sign_in(people::PROVIDER).await;
    let all = listed(&reader, "/v1/offers?country=DE", "/id").await;
    let first = reader.get("/v1/offers?country=DE&offset=1&size=2").await.expect(200);
    assert_eq!(first["items"][0]["id"], all[1].as_str());
    let next = &first["links"]["next"];
    assert_eq!(next["uri"], "/offers?size=2&country=DE&seekOperation=Next");
    let token = next["headers"][0]["value"].as_str().expect("a token");
    let reader = reader.with("ms-continuationtoken", token);
    let second = reader.get("/v1/offers?size=2&country=DE&seekOperation=Next").await.expect(200);
    assert_eq!((&second["items"][0]["id"], &second["links"]["self"]), (&all[3].as_str().into(), next));
}

#[tokio::test]
async fn an_offer_says_how_it_is_sold_and_what_it_may_be_upgraded_to_s2() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let offer = provider.get("/v1/offers/Office-Basic?country=DE").await.expect(200);
    assert_eq!((&offer["minimumQuantity"], &offer["maximumQuantity"]), (&json!(1), &json!(300)));
    assert_eq!((&offer["country"], &offer["isAvailableForPurchase"]), (&json!("DE"), &json!(true)));
    assert_eq!(offer["upgradeTargetOffers"], json!(["office-standard", "office-enterprise"]));
    assert_eq!(offer["supportedBillingCycles"], json!(["monthly", "annual"]));
    let itself = offer["links"]["self"]["uri"].as_str().expect("its own address");
    assert_eq!(provider.get(&format!("/v1{itself}")).await.expect(200), offer);
    let classic = provider.get("/v1/offers/office-classic?country=DE").await.expect(200);
    assert_eq!(classic["isAvailableForPurchase"], false, "for those who have it");
}

#[tokio::test]
async fn the_offer_that_a_subscription_links_to_is_there() {
    let world = World::start().await;
    let reader = world.sign_in(people::PARTNER).await;
    let path = "/v1/customers/30000000-0000-4000-8000-000000000001/subscriptions";
    for link in listed(&reader, path, "/links/offer/uri").await {
        let offer = reader.get(&format!("/v1{link}")).await.expect(200);
        assert!(offer.get("country").is_none(), "{offer}");
    }
}

#[tokio::test]
async fn a_country_is_needed_for_the_list_and_must_be_one() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for path in
        ["/v1/offers", "/v1/offers?country=", "/v1/offers?country=XX", "/v1/offers/office-basic?country=x"]
    {
        let error = provider.get(path).await.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], "country", "{error}");
    }
    for path in
        ["/v1/offers/nothing?country=DE", "/v1/offers/tax-archive-dach?country=FR", "/v1/offers/a%20b"]
    {
        provider.get(path).await.refused(404, "not_found");
    }
    let roleless = world.member("10000000-0000-4000-8000-000000000001", &[]);
    roleless.get("/v1/offers?country=DE").await.refused(403, "role_insufficient");
    assert_eq!(world.nobody().get("/v1/offers?country=DE").await.status, 401);
}

#[tokio::test]
async fn the_demo_lists_the_offers() {
    let world = World::start().await;
    let demo = world.demo().await;
    let offers = demo["offers"].as_array().expect("offers");
    assert!(offers.iter().all(|offer| offer["id"].is_string() && offer["name"].is_string()), "{offers:?}");
    assert!(
        offers
            .iter()
            .map(|offer| offer["id"].clone())
            .collect::<Vec<Value>>()
            .contains(&json!("cloud-backup"))
    );
}

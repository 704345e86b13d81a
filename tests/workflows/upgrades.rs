//! A subscription becomes one of another offer, all of it or nothing (S2, X4, Z15).

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people, text};

use crate::replays::replayed;
use crate::steps::{count, customer_of_litware, listed, partners};

struct Story {
    world: World,
    provider: Caller,
    list: String,
    path: String,
}

async fn story() -> Story {
    let world = World::start().await;
    partners(&world).await;
    let (customer, subscription) = customer_of_litware(&world, "wideworld").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let list = format!("/v1/customers/{customer}/subscriptions");
    Story { path: format!("{list}/{subscription}"), world, provider, list }
}

fn to(offer: &str) -> Value {
    json!({"targetOffer": {"id": offer}})
}

#[tokio::test]
async fn what_it_can_be_upgraded_to_is_listed_with_what_stands_in_the_way() {
    let Story { world, provider, path, .. } = story().await;
    let upgrades = provider.get(&format!("{path}/upgrades")).await.expect(200);
    let items = upgrades["items"].as_array().expect("items");
    let targets: Vec<_> = items.iter().map(|item| item["targetOffer"]["id"].as_str()).collect();
    assert_eq!(targets, [Some("office-standard"), Some("office-enterprise")]);
    assert!(items.iter().all(|item| item["isEligible"] == true && item["upgradeErrors"] == json!([])));
    provider.patch(&path, json!({"status": "suspended"})).await.expect(200);
    let reseller = world.sign_in(people::RESELLER).await;
    let upgrades = reseller.get(&format!("{path}/upgrades")).await.expect(200);
    assert_eq!(upgrades["items"][0]["isEligible"], false);
    assert_eq!(upgrades["items"][0]["upgradeErrors"][0]["code"], "subscription_status_not_active");
}

#[tokio::test]
async fn an_upgrade_carries_on_seats_reseller_ledger_and_support_contact_s2_x4() {
    let Story { world, provider, list, path } = story().await;
    let litware = world.tenant_of(people::RESELLER).await;
    provider.put(&format!("{path}/resellerofrecord"), json!({"mpnId": "2000002"})).await.expect(200);
    provider.put(&format!("{path}/supportcontact"), json!({"supportTenantId": litware})).await.expect(200);
    let before = provider.get(&path).await.expect(200);
    let audits = count(&world, "audit").await;
    let body = json!({"TargetOffer": {"Id": "Office-Standard", "Name": null}, "UpgradeType": "UpgradeOnly"});
    let result = provider.post(&format!("{path}/upgrades"), body).await.expect(200);
    assert_eq!(result["upgradeType"], "upgrade_only");
    assert_eq!(result["sourceSubscriptionId"], before["id"]);
    let new = format!("{list}/{}", result["targetSubscriptionId"].as_str().expect("an id"));
    assert_eq!(count(&world, "audit").await - audits, 3, "provider, customer, reseller");
    let old = provider.get(&path).await.expect(200);
    assert_eq!(old["status"], "deleted");
    let upgraded = provider.get(&new).await.expect(200);
    for same in ["quantity", "partnerId", "resellerOfRecord", "orderId", "billingCycle", "autoRenewEnabled"] {
        assert_eq!(upgraded[same], before[same], "{same}");
    }
    assert_eq!(upgraded["status"], "active");
    assert_eq!(upgraded["offerName"], "Office Suite Standard");
    assert_eq!(upgraded["friendlyName"], "Office Suite Standard", "nobody had chosen another");
    let contact = provider.get(&format!("{new}/supportcontact")).await.expect(200);
    assert_eq!(contact["supportTenantId"], json!(litware));
    // The ledger goes on: what the old one had, and what changes on the new one.
    provider.put(&format!("{new}/resellerofrecord"), json!({"mpnId": "2000001"})).await.expect(200);
    let ledger = provider.get(&format!("{new}/resellersofrecord")).await.expect(200);
    let told =
        |number: usize| (&ledger["items"][number]["to"]["mpnId"], &ledger["items"][number]["subscriptionId"]);
    assert_eq!(told(0), (&json!("2000002"), &before["id"]));
    assert_eq!(told(1), (&json!("2000001"), &upgraded["id"]));
    // One of the two is counted wherever subscriptions are.
    let removal = provider.get(&format!("/v1/relationships/{litware}/removal")).await.expect(200);
    assert_eq!(removal["stays"]["supportContacts"], 1);
}

#[tokio::test]
async fn a_former_reseller_stays_the_reseller_of_record_x4() {
    let Story { world, provider, list, path } = story().await;
    let litware = world.tenant_of(people::RESELLER).await;
    let named = json!({"partnerId": "2000002", "friendlyName": "Head office"});
    provider.patch(&path, named).await.expect(200);
    let removal = format!("/v1/relationships/{litware}/removal");
    provider.post(&removal, json!({"attestationAccepted": true})).await.expect(200);
    let result = provider.post(&format!("{path}/upgrades"), to("office-enterprise")).await.expect(200);
    let new = format!("{list}/{}", result["targetSubscriptionId"].as_str().expect("an id"));
    let upgraded = provider.get(&new).await.expect(200);
    assert_eq!(upgraded["partnerId"], "2000002");
    assert_eq!(upgraded["friendlyName"], "Head office");
    let seats = json!({"quantity": 400, "friendlyName": "Head office"});
    assert_eq!(provider.patch(&new, seats).await.expect(200)["quantity"], 400);
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_and_nothing_changes_n6() {
    let Story { world, provider, path, .. } = story().await;
    let upgrades = format!("{path}/upgrades");
    for (body, field) in [
        (json!({}), "targetOffer"),
        (json!({"targetOffer": {}}), "targetOffer.id"),
        (to("a b"), "targetOffer.id"),
        (to("mail-plan-1"), "targetOffer.id"),
        (to("nowhere"), "targetOffer.id"),
        (json!({"targetOffer": {"id": "office-standard"}, "quantity": 301}), "quantity"),
        (json!({"targetOffer": {"id": "office-standard"}, "quantity": 0}), "quantity"),
        (json!({"targetOffer": {"id": "office-standard"}, "upgradeType": "sideways"}), "upgradeType"),
    ] {
        let refused = world.unchanged(provider.post(&upgrades, body.clone())).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{body}: {error}");
    }
    let reseller = world.sign_in(people::RESELLER).await;
    let refused = world.unchanged(reseller.post(&upgrades, to("office-standard"))).await;
    refused.refused(403, "authorization_failed");
    let stale = provider.with("if-match", "x").post(&upgrades, to("office-standard")).await;
    stale.refused(400, "etag_stale");
    provider.patch(&path, json!({"status": "suspended"})).await.expect(200);
    let refused = world.unchanged(provider.post(&upgrades, to("office-standard"))).await;
    assert_eq!(refused.refused(409, "upgrade_not_possible")["code"], 910_040);
}

#[tokio::test]
async fn what_was_upgraded_is_not_changed_any_more() {
    let Story { world, provider, path, .. } = story().await;
    provider.post(&format!("{path}/upgrades"), to("office-standard")).await.expect(200);
    let again = world.unchanged(provider.post(&format!("{path}/upgrades"), to("office-standard"))).await;
    again.refused(409, "subscription_not_active");
    let seats = world.unchanged(provider.patch(&path, json!({"quantity": 6}))).await;
    assert_eq!(seats.refused(409, "subscription_not_active")["code"], 910_014);
    for refused in [
        world.unchanged(provider.patch(&path, json!({"partnerId": "2000002"}))).await,
        world.unchanged(provider.put(&format!("{path}/resellerofrecord"), json!({"mpnId": "2000002"}))).await,
    ] {
        assert_eq!(refused.refused(400, "partner_on_record_fixed")["code"], 800_098);
    }
    let contact = provider.put(&format!("{path}/supportcontact"), json!({})).await;
    contact.refused(409, "subscription_not_active");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_upgrades_at_once_one_wins_n1() {
    for _ in 0..6 {
        let Story { world, provider, list, path } = story().await;
        let upgrades = format!("{path}/upgrades");
        let (first, second) = tokio::join!(
            provider.post(&upgrades, to("office-standard")),
            provider.post(&upgrades, to("office-enterprise"))
        );
        let (won, lost) = if first.status == 200 { (first, second) } else { (second, first) };
        let new = won.expect(200)["targetSubscriptionId"].as_str().expect("an id").to_owned();
        let why = lost.json()["errorName"].as_str().unwrap_or_default().to_owned();
        assert!(["etag_stale", "subscription_not_active"].contains(&why.as_str()), "{why}");
        let there = listed(&provider, &list, "/id").await;
        assert!(there.len() == 2 && there.contains(&new), "{there:?}");
        let relation = world.items().await.into_iter().find(|item| {
            text(item, "PK") == format!("CUSTOMER#{}", list.split('/').nth(3).unwrap_or_default())
                && text(item, "SK").starts_with("PARTNER#1")
        });
        let counted = relation.expect("a relationship")["activeSubscriptions"].clone();
        assert_eq!(counted.as_n().map(String::as_str), Ok("1"), "an upgrade doesn't change the number");
    }
}

#[tokio::test]
async fn an_upgrade_is_replayed_n2() {
    let Story { world, path, .. } = story().await;
    let (body, other) = (to("office-standard"), to("office-enterprise"));
    replayed(&world, people::PROVIDER, "POST", &format!("{path}/upgrades"), body, other).await;
}

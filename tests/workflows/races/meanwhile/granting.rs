//! Something is granted, taken back or changed while something else is granted.

use serde_json::{Value, json};
use tandem_tests::text;

use super::{ACCEPT, MANAGE, Story};
use crate::invariants::agrees_with_itself;
use crate::invitations::{CHINA, INVITATIONS, act_on, consent, invited, mailbox, organisation};
use crate::races::market::{Tenant, rival};
use crate::steps::{count, user};

#[tokio::test(flavor = "multi_thread")]
async fn no_user_is_added_once_the_privileges_were_taken_back_t6() {
    let story = Story::begin().await;
    let directory = rival(&story.world, CHINA.provider, "directory", None).await;
    let customer = Tenant::new(&story.world, 1);
    customer.meets(&directory).await.expect(200);
    let users = format!("/v1/customers/{}/users", customer.id);
    let before = count(&story.world, "user").await;
    let added = directory.caller.post(&users, user("mia@race1.partner.onmschina.cn"));
    let (added, taken) =
        story.wire.between("administer-users", added, customer.takes_all_back(&directory)).await;
    taken.expect(200);
    added.refused(403, "delegated_admin_missing");
    assert_eq!(count(&story.world, "user").await, before);
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_invitations_that_meet_a_new_tenant_at_once_make_one_customer_of_both_partners_i4() {
    let story = Story::begin().await;
    let teams = rival(&story.world, "rui@relecloud.example", "teams", None).await;
    let customer = Tenant::new(&story.world, 1);
    let (first, second) =
        story.wire.between(ACCEPT, customer.meets(&story.both), customer.meets(&teams)).await;
    second.expect(200);
    first.expect(200);
    let items = story.world.items().await;
    let of = |kind: &str, what: &str| {
        items.iter().filter(|item| text(item, "kind") == kind && text(item, what) == customer.id).count()
    };
    assert_eq!(
        (of("customer", "id"), of("domain", "customerId"), of("customer_partner", "customerId")),
        (1, 1, 3)
    );
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_admins_of_a_customer_grant_by_one_link_at_once_is_all_granted_l6_a1() {
    let story = Story::begin().await;
    let link = rival(&story.world, CHINA.provider, "exchange,teams", None).await;
    let customer = story.customer(1).await;
    let [exchange, teams] =
        ["exchange", "teams"].map(|service| customer.accepts(&link, json!({"services": [service]})));
    let (exchange, teams) = story.wire.between(ACCEPT, exchange, teams).await;
    assert_eq!(
        (&exchange.expect(200)["granted"], &teams.expect(200)["granted"]),
        (&json!(["exchange"]), &json!(["teams"]))
    );
    let held = customer.admin.get("/v1/delegatedaccess").await.expect(200);
    let held: Vec<_> =
        held["items"].as_array().expect("items").iter().map(|item| item["service"].clone()).collect();
    assert_eq!(held, ["exchange", "teams"]);
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tenants_with_the_invited_address_the_slower_learns_nothing_l5() {
    let story = Story::begin().await;
    let invitation = invited(&story.other.caller, "eva@race.example", json!(["azure"]), json!({})).await;
    let accept = |number: usize| {
        let admin = mailbox(
            &story.world,
            &format!("41000000-0000-4000-8000-{number:012}"),
            "eva@race.example",
            &["global_admin"],
        );
        let body = consent(&invitation, CHINA, &format!("eva{number}"));
        let invitation = &invitation;
        async move { act_on(&admin, invitation, "accept", body).await }
    };
    let (slower, faster) = story.wire.between(ACCEPT, accept(1), accept(2)).await;
    faster.expect(200);
    slower.refused(404, "not_found");
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_that_is_attested_meanwhile_is_the_one_that_stays_i5() {
    let story = Story::begin().await;
    let added = story.provider.caller.post("/v1/customers", added()).await.expect(201);
    let id = added["id"].as_str().expect("an id");
    let customer = Tenant::known(&story.world, id);
    let agreements = format!("/v1/customers/{id}/agreements");
    let mut attested = crate::steps::agreement();
    attested["templateId"] = json!(CHINA.agreement);
    let attested = story.provider.caller.post(&agreements, attested);
    let (accepted, attested) = story
        .wire
        .between(ACCEPT, customer.accepts(&story.other, json!({"reassign": ["exchange"]})), attested)
        .await;
    attested.expect(201);
    accepted.expect(200);
    let kept = story.provider.caller.get(&agreements).await.expect(200);
    let kept = kept["items"].as_array().expect("items");
    assert_eq!((kept.len(), &kept[0]["primaryContact"]["firstName"]), (1, &json!("Eva")));
    assert_eq!(customer.holders().await, [story.other.tenant.as_str()]);
    agrees_with_itself(&story.world).await;
}

/// A customer that Blue Yonder adds, and whose privileges it has.
fn added() -> Value {
    let mut profile = organisation(CHINA, "attested");
    let company = json!({"domain": profile["domain"].take()});
    profile.as_object_mut().expect("a profile").remove("domain");
    profile["culture"] = json!("zh-CN");
    json!({"companyProfile": company, "billingProfile": profile})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reseller_gives_nothing_to_a_provider_that_has_left_meanwhile_p4_z9() {
    let story = Story::begin().await;
    let reseller = Tenant::known(&story.world, CHINA.reseller_tenant);
    reseller.takes_all_back(&story.provider).await.expect(200);
    let removal = format!("/v1/relationships/{}/removal", CHINA.reseller_tenant);
    let removed = story.provider.caller.post(&removal, json!({"attestationAccepted": true}));
    let (given, removed) = story.wire.between(MANAGE, reseller.hands_over(&story.provider), removed).await;
    removed.expect(200);
    assert_eq!(given.refused(400, "invalid_input")["parameters"]["field"], "tenantId");
    assert_eq!(reseller.holders().await, [""; 0]);
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cap_that_is_set_while_the_link_is_rotated_is_that_of_the_new_one_z17() {
    let story = Story::begin().await;
    let [draft, rotate] =
        ["", "/rotate"].map(|act| format!("{INVITATIONS}/draft{act}?delegatedAdmin=exchange"));
    let rotated = story.other.caller.post(&rotate, json!({}));
    let capped = story.other.caller.patch(&draft, json!({"maxUses": 3}));
    let (rotated, capped) = story.wire.between("draft-invitation", rotated, capped).await;
    assert_eq!(capped.expect(200)["maxUses"], 3);
    let rotated = rotated.expect(200);
    assert_eq!((&rotated["maxUses"], &rotated["useCount"]), (&json!(3), &json!(0)));
    assert_eq!(story.other.caller.get(&draft).await.expect(200)["url"], rotated["url"]);
    agrees_with_itself(&story.world).await;
}

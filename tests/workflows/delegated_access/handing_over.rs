//! A service passes to another partner: one act, whoever held it before (A2).

use serde_json::json;
use tandem_tests::{World, text};

use super::{CONTOSO, LITWARE, PATH, Story, give, held, sorted, take_back};
use crate::invariants::agrees_with_itself;
use crate::invitations::{CHINA, INVITATIONS, consent, invited, mailbox};
use crate::replays::replayed;
use crate::steps::{accept, ask, customer_in_china};

#[tokio::test]
async fn a_service_passes_to_another_partner_and_whoever_held_it_loses_it_a2() {
    let story = Story::begin().await;
    let given = give(&story.admin(), "Exchange", CONTOSO).await.expect(200);
    assert_eq!(held(&given), [("Contoso Distribution", "exchange")]);
    let granted_by = json!({"tenantId": story.id, "name": "Wide World Importers"});
    assert_eq!(given["items"][0]["grantedBy"], granted_by);
    let list = story.admin().get(PATH).await.expect(200);
    let mut now = held(&list);
    now.sort_by_key(|(name, _)| *name);
    let of_litware =
        ["directory", "sharepoint", "teams", "azure"].map(|service| ("Litware Conseil", service));
    assert_eq!(now, [vec![("Contoso Distribution", "exchange")], of_litware.to_vec()].concat());
    assert_eq!(story.told("dap_admin_relationship_approved").await, sorted([CONTOSO, &story.id]));
    assert_eq!(story.told("dap_admin_relationship_terminated").await, sorted([LITWARE, &story.id]));
    let seen = story.provider.get(&story.path()).await.expect(200);
    assert_eq!(seen["allowDelegatedAccess"], true, "effective at once (T6)");
    assert!(seen["customDomains"].is_array());
    let again = story.world.unchanged(give(&story.admin(), "exchange", CONTOSO)).await.expect(200);
    assert_eq!(again["items"], given["items"], "since when it holds it");
}

#[tokio::test]
async fn a_free_service_is_given_as_well() {
    let story = Story::begin().await;
    take_back(&story.admin(), LITWARE, "").await.expect(200);
    let given = give(&story.admin(), "azure", LITWARE).await.expect(200);
    assert_eq!(held(&given), [("Litware Conseil", "azure")]);
    assert_eq!(held(&story.admin().get(PATH).await.expect(200)), held(&given));
}

#[tokio::test]
async fn handing_over_is_replayed_n2() {
    let world = World::start().await;
    let admin = "gina@woodgrove.example";
    let body = json!({"tenantId": CONTOSO});
    let other = json!({"tenantId": "20000000-0000-4000-8000-000000000001"});
    replayed(&world, admin, "PUT", &format!("{PATH}/azure"), body, other).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hand_overs_at_once_exactly_one_holds_the_service_in_the_end_a2() {
    for _ in 0..8 {
        let story = Story::begin().await;
        let admin = story.admin().patient();
        let (one, other) = tokio::join!(give(&admin, "azure", CONTOSO), give(&admin, "azure", LITWARE));
        for reply in [one, other] {
            assert_eq!(held(&reply.expect(200)).len(), 1, "whoever it was given to");
        }
        let list = story.admin().get(PATH).await.expect(200);
        assert_eq!(held(&list).iter().filter(|(_, service)| *service == "azure").count(), 1, "{list}");
    }
}

/// Whom the customer's item of holders names for a service.
async fn holder(world: &World, customer: &str, service: &str) -> Option<String> {
    let items = world.items().await;
    let item = items
        .iter()
        .find(|item| text(item, "PK") == format!("CUSTOMER#{customer}") && text(item, "SK") == "HOLDERS")?;
    Some(item.get(service)?.as_m().ok()?.get("tenantId")?.as_s().ok()?.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_cloud_has_one_holder_it_is_the_last_one_that_got_it_a2() {
    let world = World::start().await;
    let (id, [provider, reseller]) = customer_in_china(&world).await;
    let admin = world.member(&id, &["global_admin"]).patient();
    assert_eq!(holder(&world, &id, "teams").await.as_ref(), Some(&reseller));
    give(&admin, "teams", &provider).await.expect(200);
    assert_eq!(holder(&world, &id, "teams").await.as_ref(), Some(&provider));
    take_back(&admin, &provider, "").await.expect(200);
    assert_eq!(holder(&world, &id, "teams").await, None, "another may have it now");
    let (one, other) = tokio::join!(give(&admin, "teams", &provider), give(&admin, "teams", &reseller));
    for reply in [one, other] {
        reply.expect(200);
    }
    let list = admin.get(PATH).await.expect(200);
    let teams = list["items"].as_array().expect("items").iter().filter(|item| item["service"] == "teams");
    let teams: Vec<_> = teams.map(|item| item["tenantId"].as_str().expect("a tenant")).collect();
    assert_eq!(teams.len(), 1, "{list}");
    assert_eq!(holder(&world, &id, "teams").await.as_deref(), Some(teams[0]));
}

#[tokio::test]
async fn a_relationship_that_ends_frees_what_its_partner_held_c9() {
    let world = World::start().await;
    let (id, [provider, _]) = customer_in_china(&world).await;
    let admin = world.member(&id, &["global_admin"]);
    give(&admin, "azure", &provider).await.expect(200);
    let path = format!("/v1/customers/{id}");
    let caller = world.sign_in("lin@blueyonder.example").await;
    caller.patch(&path, json!({"relationshipToPartner": "none"})).await.expect(200);
    assert_eq!(holder(&world, &id, "azure").await, None);
    assert!(held(&admin.get(PATH).await.expect(200)).iter().all(|(_, service)| *service != "azure"));
    let refused = world.unchanged(give(&admin, "azure", &provider)).await.refused(400, "invalid_input");
    assert_eq!(refused["parameters"]["field"], "tenantId", "it is no partner any more");
}

#[tokio::test]
async fn a_providers_access_to_its_reseller_stands_beside_the_holder_of_a_service_a2_a6_p4() {
    const RELECLOUD: &str = "20000000-0000-4000-8000-000000000008";
    let world = World::start().await;
    // A reseller that is another reseller's customer as well (E7).
    let asking = world.sign_in(CHINA.reseller).await;
    let invitation = invited(&asking, "rui@relecloud.example", json!(["azure"]), json!({})).await;
    let customer = mailbox(&world, RELECLOUD, "rui@relecloud.example", &["global_admin"]);
    let path = format!("{INVITATIONS}/{}/accept", invitation["id"].as_str().expect("an id"));
    customer.post(&path, consent(&invitation, CHINA, "relecloud")).await.expect(200);
    let provider = world.sign_in(CHINA.provider).await;
    let request = ask(&provider, "rui@relecloud.example").await.expect(201);
    accept(&world.sign_in("rui@relecloud.example").await, &request).await.expect(200);
    let list = customer.get(PATH).await.expect(200);
    assert!(held(&list).contains(&("Lucerne 科技", "azure")), "{list}");
    assert!(held(&list).contains(&("Blue Yonder 云分销", "azure")), "{list}");
    agrees_with_itself(&world).await;
    provider.get(&format!("/v1/customers/{RELECLOUD}/users")).await.refused(404, "not_found");
    let taken = take_back(&customer, CHINA.provider_tenant, "").await.expect(200);
    assert_eq!(taken["totalCount"], 0);
    assert_eq!(held(&customer.get(PATH).await.expect(200)), [("Lucerne 科技", "azure")]);
}

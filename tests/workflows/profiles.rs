//! The profiles of a partner: who reads and changes them, and how another primary contact comes to speak
//! for it (Z12, Z18, E3, S4).

mod contact;
mod wire;

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

use crate::replays::replayed;
use crate::steps::{customer_with_order, partners};

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";

const LEGAL: &str = "/v1/profiles/legalbusiness";
const ORGANIZATION: &str = "/v1/profiles/organization";
const SUPPORT: &str = "/v1/profiles/support";
const ALL: [&str; 3] = [LEGAL, ORGANIZATION, SUPPORT];

/// The profile as it is, without its etag, to be changed and sent back.
async fn present(by: &Caller, path: &str) -> Value {
    let mut profile = by.get(path).await.expect(200);
    profile["attributes"].as_object_mut().expect("attributes").remove("etag");
    profile
}

/// The same profile with something in it changed.
fn changed(path: &str, mut profile: Value) -> Value {
    match path {
        SUPPORT => profile["telephone"] = json!("+33 4 5550177"),
        LEGAL => profile["address"]["addressLine1"] = json!("10 rue de la Barre"),
        _ => profile["defaultAddress"]["addressLine1"] = json!("12 rue de la Barre"),
    }
    profile
}

#[tokio::test]
async fn every_role_reads_and_admins_change_z12_z18() {
    let roles = ["admin_agent", "sales_agent", "helpdesk_agent", "global_admin", "operator"];
    for tenant in [CONTOSO, LITWARE] {
        let world = World::start().await;
        for path in ALL {
            let nobody = world.member(tenant, &[]);
            world.unchanged(nobody.get(path)).await.refused(403, "role_insufficient");
            for role in roles {
                let member = world.member(tenant, &[role]);
                let profile = member.get(path).await.expect(200);
                let mut change = changed(path, profile);
                if ["admin_agent", "global_admin"].contains(&role) {
                    // Each time something else.
                    let object = if path == LEGAL { "address" } else { "defaultAddress" };
                    if path == SUPPORT {
                        change["website"] = json!(format!("www.{}.example", role.replace('_', "-")));
                    } else {
                        change[object]["addressLine2"] = json!(role);
                    }
                    let put = member.put(path, change).await.expect(200);
                    assert_eq!(member.get(path).await.expect(200), put, "{role} {path}");
                } else {
                    world.unchanged(member.put(path, change)).await.refused(403, "role_insufficient");
                }
            }
        }
    }
}

#[tokio::test]
async fn who_isnt_a_partner_has_no_profile_and_learns_of_none_z12() {
    let world = World::start().await;
    let partner = world.sign_in(people::RESELLER).await;
    let unknown = "4c1d2f6a-8a5e-4d3b-9c55-000000000009";
    for path in ALL {
        let body = changed(path, present(&partner, path).await);
        let stranger = world.member(unknown, &["admin_agent", "global_admin"]);
        let [none, none_to_change] = [stranger.get(path).await, stranger.put(path, body.clone()).await];
        let texts = [none.text(), none_to_change.text()];
        none.refused(404, "not_found");
        none_to_change.refused(404, "not_found");
        for who in [people::CUSTOMER, people::OPERATOR] {
            let caller = world.sign_in(who).await;
            assert_eq!(world.unchanged(caller.get(path)).await.text(), texts[0], "{who}");
            assert_eq!(world.unchanged(caller.put(path, body.clone())).await.text(), texts[1], "{who}");
        }
        assert_eq!(world.unchanged(world.nobody().get(path)).await.status, 401);
    }
}

#[tokio::test]
async fn the_three_are_one_record_with_one_etag() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let mut legal = admin.get(LEGAL).await.expect(200);
    legal["address"]["city"] = json!("Villeurbanne");
    legal["address"]["postalCode"] = json!("69100");
    legal["primaryContact"]["lastName"] = json!("Martin-Petit");
    let put = admin.put(LEGAL, legal.clone()).await.expect(200);
    assert_ne!(put["attributes"]["etag"], legal["attributes"]["etag"], "a new etag");
    let organization = admin.get(ORGANIZATION).await.expect(200);
    assert_eq!(organization["defaultAddress"]["city"], "Villeurbanne");
    assert_eq!(organization["defaultAddress"]["lastName"], "Martin-Petit");
    assert_eq!(organization["attributes"]["etag"], put["attributes"]["etag"]);
    assert_eq!(admin.get(SUPPORT).await.expect(200)["attributes"]["etag"], put["attributes"]["etag"]);
    // Whatever was read before is stale now, wherever the etag stands.
    let error = world.unchanged(admin.put(LEGAL, legal.clone())).await.refused(400, "etag_stale");
    assert_eq!(error["code"], 2055);
    let old = legal["attributes"]["etag"].as_str().expect("an etag");
    let support = changed(SUPPORT, present(&admin, SUPPORT).await);
    let by_header = world.sign_in(people::RESELLER).await.with("if-match", old);
    world.unchanged(by_header.put(SUPPORT, support.clone())).await.refused(400, "etag_stale");
    admin.put(SUPPORT, support).await.expect(200);
}

#[tokio::test]
async fn language_and_culture_are_the_organisations() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let mut organization = present(&admin, ORGANIZATION).await;
    assert_eq!((&organization["language"], &organization["culture"]), (&json!("en"), &json!("en-FR")));
    organization["language"] = json!("zh-cn");
    organization["culture"] = json!("ZH-fr");
    organization["defaultAddress"]["phoneNumber"] = json!("+33 4 5550133");
    let put = admin.put(ORGANIZATION, organization).await.expect(200);
    assert_eq!((&put["language"], &put["culture"]), (&json!("zh-CN"), &json!("zh-FR")));
    let legal = admin.get(LEGAL).await.expect(200);
    assert_eq!(legal["primaryContact"]["phoneNumber"], "+33 4 5550133", "the primary contact's");
}

#[tokio::test]
async fn customers_are_shown_the_support_contact_from_then_on_s4() {
    let world = World::start().await;
    partners(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let support = json!({"email": "secours@litware.example", "telephone": "+33 4 5550199"});
    let put = reseller.put("/v1/profiles/supportprofile", support.clone()).await.expect(200);
    assert_eq!(put["email"], "secours@litware.example");
    assert!(put.get("website").is_none(), "the whole profile: what is left out is gone");
    assert_eq!(reseller.get(SUPPORT).await.expect(200), put);
    let mut body = customer_with_order("wideworld", LITWARE);
    body["order"]["lineItems"][0]["partnerIdOnRecord"] = json!("2000002");
    let created = provider.post("/v1/customers", body).await.expect(201);
    let [customer, subscription] = [&created["id"], &created["order"]["lineItems"][0]["subscriptionId"]]
        .map(|id| id.as_str().expect("an id"));
    let customer_admin = world.member(customer, &["global_admin"]);
    let seen = customer_admin.get(&format!("/v1/customers/{customer}/subscriptions/{subscription}")).await;
    assert_eq!(seen.expect(200)["resellerOfRecord"]["supportContact"], support);
}

#[tokio::test]
async fn the_operators_word_on_a_partner_id_and_the_partners_support_dont_touch_each_other() {
    let world = World::start().await;
    let (operator, reseller) = (world.sign_in(people::OPERATOR).await, world.sign_in(people::RESELLER).await);
    let entry = operator.get("/v1/partnerids/2000002").await.expect(200);
    let support = changed(SUPPORT, present(&reseller, SUPPORT).await);
    reseller.put(SUPPORT, support).await.expect(200);
    assert_eq!(operator.get("/v1/partnerids/2000002").await.expect(200), entry, "the same etag");
}

#[tokio::test]
async fn a_change_is_in_the_partners_own_trail_n3() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    for path in ALL {
        let body = changed(path, present(&admin, path).await);
        admin.put(path, body.clone()).await.expect(200);
        let again = world.unchanged(admin.put(path, body)).await;
        again.expect(200);
    }
    let trail = admin.get("/v1/auditrecords").await.expect(200);
    let records: Vec<_> = trail["items"].as_array().expect("items").iter().take(3).collect();
    let operations: Vec<_> = records.iter().filter_map(|record| record["operationType"].as_str()).collect();
    assert_eq!(
        operations,
        ["update_support_profile", "update_organization_profile", "update_legal_business_profile"]
    );
    assert!(records.iter().all(|record| record["resourceType"] == "partner_profile"), "{trail}");
    let new = records[0]["resourceNewValue"].as_str().expect("a value");
    assert!(new.contains("+33 4 5550177") && !new.contains("rue de la Barre"), "no more than differs: {new}");
}

#[tokio::test]
async fn a_change_is_replayed_n2() {
    for path in ALL {
        let world = World::start().await;
        let admin = world.sign_in(people::RESELLER).await;
        let profile = present(&admin, path).await;
        replayed(&world, people::RESELLER, "PUT", path, changed(path, profile.clone()), profile).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_changes_of_one_version_one_wins() {
    for _ in 0..4 {
        let world = World::start().await;
        let admin = world.sign_in(people::RESELLER).await;
        let support = admin.get(SUPPORT).await.expect(200);
        let with = |email: &str| {
            let mut body = support.clone();
            body["email"] = json!(email);
            body
        };
        let (one, other) = tokio::join!(
            admin.put(SUPPORT, with("one@litware.example")),
            admin.put(SUPPORT, with("other@litware.example"))
        );
        let (won, lost) = if one.status == 200 { (one, other) } else { (other, one) };
        lost.refused(400, "etag_stale");
        assert_eq!(admin.get(SUPPORT).await.expect(200), won.expect(200));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_different_profiles_at_once_are_both_kept() {
    for _ in 0..4 {
        let world = World::start().await;
        let admin = world.sign_in(people::RESELLER).await;
        let [support, organization] = [
            changed(SUPPORT, present(&admin, SUPPORT).await),
            changed(ORGANIZATION, present(&admin, ORGANIZATION).await),
        ];
        let (one, other) = tokio::join!(admin.put(SUPPORT, support), admin.put(ORGANIZATION, organization));
        one.expect(200);
        other.expect(200);
        assert_eq!(admin.get(SUPPORT).await.expect(200)["telephone"], "+33 4 5550177");
        let organization = admin.get(ORGANIZATION).await.expect(200);
        assert_eq!(organization["defaultAddress"]["addressLine1"], "12 rue de la Barre");
    }
}

//! The program operator keeps the registry of partner IDs (Z11); orders and associations see what it says
//! (S3), and providers see which of their partners' are inactive.

mod inactive;

use serde_json::{Value, json};
use tandem_domain::partner_id::{AccountType, Registration};
use tandem_domain::policy::Role;
use tandem_domain::write::Person;
use tandem_domain::{Timestamp, Write};
use tandem_store::{Imported, Store};
use tandem_tests::{Caller, World, people};

use crate::steps::{customer_of_litware, listed, partners};

const LITWARE: &str = "2000002";
const INACTIVE: &str = "/v1/partnerids?status=inactive";
const AUDIT: &str = "/v1/auditrecords";

fn path(mpn_id: &str) -> String {
    format!("/v1/partnerids/{mpn_id}")
}

/// Litware's entry with another status.
fn litware(status: &str) -> Value {
    json!({"name": "Litware Conseil", "accountType": "location", "country": "FR", "status": status})
}

/// The operations that a side's trail tells of, newest first.
async fn told(by: &Caller, side: &str) -> Vec<String> {
    listed(by, &format!("{AUDIT}?tenantId={side}"), "/operationType").await
}

#[tokio::test]
async fn a_change_keeps_the_holder_and_is_told_on_both_sides_z11_n3() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let before = operator.get(&path(LITWARE)).await.expect(200);
    let reseller = world.tenant_of(people::RESELLER).await;
    assert_eq!((&before["status"], &before["holder"]["tenantId"]), (&json!("active"), &json!(reseller)));
    let body =
        json!({"name": "Litware SAS", "accountType": "Location", "country": "fr", "status": "Inactive"});
    let after = operator.put(&path(LITWARE), body.clone()).await.expect(200);
    assert_eq!((&after["name"], &after["status"]), (&json!("Litware SAS"), &json!("inactive")));
    assert_eq!((&after["holder"], &after["agreementActive"]), (&before["holder"], &json!(true)));
    assert_ne!(after["attributes"]["etag"], before["attributes"]["etag"]);
    assert_eq!(operator.get(&path(LITWARE)).await.expect(200), after);
    let again = world.unchanged(operator.put(&path(LITWARE), body)).await.expect(200);
    assert_eq!(again, after, "it is like that already");
    let own = world.tenant_of(people::OPERATOR).await;
    for side in [&own, &reseller] {
        assert_eq!(told(&operator, side).await[0], "update_partner_id", "{side}");
    }
}

#[tokio::test]
async fn an_unknown_partner_id_is_registered_and_can_be_looked_up_z11() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    operator.get(&path("5000001")).await.refused(404, "not_found");
    let body = json!({"name": "Proseware", "accountType": "global", "country": "CH", "status": "active"});
    let made = operator.put(&path("5000001"), body.clone()).await.expect(201);
    assert_eq!((made.get("holder"), made.get("agreementActive")), (None, None));
    assert_eq!(operator.get(&path("5000001")).await.expect(200), made);
    let again = world.unchanged(operator.put(&path("5000001"), body.clone())).await.expect(200);
    assert_eq!(again, made, "it is known by now");
    let stays = json!({"name": "Proseware", "accountType": "global", "country": "CH", "status": "active",
        "agreementActive": true});
    let error = world.unchanged(operator.put(&path("5000001"), stays)).await.refused(400, "invalid_input");
    assert_eq!(error["parameters"]["field"], "agreementActive");
    for wrong in ["x", "0123", "12345678901"] {
        operator.put(&path(wrong), body.clone()).await.refused(404, "not_found");
    }
    let provider = world.sign_in(people::PROVIDER).await;
    let known = provider.get("/v1/profiles/mpn?mpnId=5000001").await.expect(200);
    assert_eq!(known["partnerName"], "Proseware");
}

#[tokio::test]
async fn one_request_id_changes_the_registry_once_and_an_etag_of_before_is_stale_n2() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let before = operator.get(&path(LITWARE)).await.expect(200);
    let by = operator.with("ms-requestid", "0a9d6a3c-46b4-4e8f-9a80-b1fd0b5ae7a1");
    let first = by.put(&path(LITWARE), litware("inactive")).await.expect(200);
    operator.put(&path(LITWARE), litware("active")).await.expect(200);
    let again = world.unchanged(by.put(&path(LITWARE), litware("inactive"))).await.expect(200);
    assert_eq!(again, first, "answered again, not done again");
    by.put(&path(LITWARE), litware("active")).await.refused(409, "request_id_reused");
    let mut stale = litware("inactive");
    stale["attributes"] = before["attributes"].clone();
    world.unchanged(operator.put(&path(LITWARE), stale)).await.refused(400, "etag_stale");
    let etag = before["attributes"]["etag"].as_str().expect("an etag");
    let stale = operator.with("if-match", etag);
    stale.put(&path(LITWARE), litware("inactive")).await.refused(400, "etag_stale");
}

#[tokio::test]
async fn only_the_operators_people_keep_the_registry_whatever_role_others_have_z11_z12() {
    let world = World::start().await;
    let roles = ["admin_agent", "sales_agent", "helpdesk_agent", "global_admin", "operator"];
    let organisations = [people::PROVIDER, people::RESELLER, people::CUSTOMER, people::OPERATOR];
    for email in organisations {
        let tenant = world.tenant_of(email).await;
        for role in roles {
            let member = world.member(&tenant, &[role]);
            let (status, name) = match (email, role) {
                (people::OPERATOR, "operator") => (200, ""),
                (people::OPERATOR, _) => (403, "role_insufficient"),
                _ => (403, "authorization_failed"),
            };
            for (mpn_id, known) in [(LITWARE, true), ("9999999", false)] {
                let reply = member.get(&path(mpn_id)).await;
                match (status, known) {
                    (200, true) => _ = reply.expect(200),
                    (200, false) => _ = reply.refused(404, "not_found"),
                    _ => _ = reply.refused(status, name),
                }
            }
            let put = world.unchanged(member.put(&path(LITWARE), litware("active"))).await;
            if status == 200 {
                _ = put.expect(200);
            } else {
                _ = put.refused(status, name);
            }
            let (status, name) = match (email, role) {
                (people::PROVIDER, _) | (people::OPERATOR, "operator") => (200, ""),
                (people::OPERATOR, _) => (403, "role_insufficient"),
                _ => (403, "authorization_failed"),
            };
            let list = member.get(INACTIVE).await;
            if status == 200 { _ = list.expect(200) } else { _ = list.refused(status, name) }
        }
        let nobody = world.member(&tenant, &[]);
        assert_eq!(nobody.get(&path(LITWARE)).await.status, 403, "without a role");
    }
    let stranger = world.member("77777777-7777-4777-8777-777777777777", &["operator"]);
    stranger.get(&path(LITWARE)).await.refused(403, "authorization_failed");
    stranger.get(INACTIVE).await.refused(403, "authorization_failed");
    assert_eq!(world.nobody().get(INACTIVE).await.status, 401);
}

#[tokio::test]
async fn every_bad_field_of_an_entry_is_told_n6() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let body = json!({"name": "Fabrikam\u{202e}", "country": "XX", "status": "gone", "holder": {}});
    let error = world.unchanged(operator.put(&path(LITWARE), body)).await.refused(400, "invalid_input");
    let sentences = error["data"].as_array().expect("sentences").len();
    assert_eq!(
        sentences, 5,
        "name, country, status, accountType, and holder, which nobody changes here: {error}"
    );
    for query in ["", "?status=active", "?status=gone"] {
        let error = operator.get(&format!("/v1/partnerids{query}")).await.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], "status");
    }
}

#[tokio::test]
async fn changes_and_imports_at_the_same_time_lose_no_holder_and_no_place_in_the_list() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let at = path(LITWARE);
    let before = operator.get(&at).await.expect(200);
    for round in 0..4 {
        let (active, inactive) = ([line(LITWARE, true)], [line(LITWARE, false)]);
        let (put, first, second) = tokio::join!(
            operator.put(&at, litware(["inactive", "active"][round % 2])),
            imported(&world, &active, false),
            imported(&world, &inactive, false),
        );
        assert!([200, 503].contains(&put.status), "{}", put.text());
        for outcome in first.into_iter().chain(second) {
            assert_ne!(outcome, Imported::New, "it was there");
        }
        let after = operator.get(&path(LITWARE)).await.expect(200);
        assert_eq!(after["holder"], before["holder"]);
        let listed = listed(&operator, INACTIVE, "/mpnId").await.contains(&LITWARE.to_owned());
        assert_eq!(listed, after["status"] == "inactive");
    }
}

#[tokio::test]
async fn a_partner_agreement_that_ends_is_seen_at_the_next_association_s3() {
    let world = World::start().await;
    partners(&world).await;
    let (id, subscription) = customer_of_litware(&world, "wideworld").await;
    let operator = world.sign_in(people::OPERATOR).await;
    let mut ended = litware("active");
    ended["agreementActive"] = json!(false);
    assert_eq!(operator.put(&path(LITWARE), ended).await.expect(200)["agreementActive"], false);
    let kept = operator.put(&path(LITWARE), litware("active")).await.expect(200);
    assert_eq!(kept["agreementActive"], false, "left out, it stays as it is");
    let provider = world.sign_in(people::PROVIDER).await;
    let of_record = format!("/v1/customers/{id}/subscriptions/{subscription}/resellerofrecord");
    let set = world.unchanged(provider.put(&of_record, json!({"mpnId": LITWARE}))).await;
    set.refused(403, "partner_agreement_missing");
}

fn line(mpn_id: &str, active: bool) -> Registration {
    Registration {
        mpn_id: mpn_id.parse().expect("a partner ID"),
        name: "Litware Conseil".parse().expect("a name"),
        account_type: AccountType::Location,
        country: "FR".parse().expect("a country"),
        active,
    }
}

/// What an import of these lines comes to.
async fn imported(world: &World, lines: &[Registration], dry_run: bool) -> Vec<Imported> {
    let store = Store::new(world.stack.client(), world.table());
    let operator = store.operator().await.expect("a table").expect("an operator");
    let id = || uuid::Uuid::new_v4().to_string();
    let write = Write {
        person: Person {
            issuer: "a test".to_owned(),
            tenant_id: operator.tenant_id,
            subject: "somebody".to_owned(),
            email: None,
            email_verified: false,
            roles: vec![Role::Operator],
        },
        now: Timestamp::from_millis(tandem_tests::tokens::now() * 1000),
        replay_key: id(),
        fingerprint: id(),
        operation: id(),
        request_id: id(),
        correlation_id: id(),
    };
    store.import_partner_ids(&write, &operator, lines, dry_run).await.expect("a table")
}

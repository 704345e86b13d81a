//! Roles are given and taken: once, with a record of it, in the form of Partner Center's clients (N2, N3, N6).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use super::{ADMINS, HELPDESK, LITWARE, SALES, id_of, member, members, mia, take};
use crate::replays::replayed;
use crate::steps::{count, listed};

#[tokio::test]
async fn a_role_is_given_as_partner_centers_clients_ask_for_it() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let body = json!({
        "Id": "auth0|mia", "DisplayName": "Mia Egger", "UserPrincipalName": "Mia@Litware.example",
        "RoleId": SALES.to_uppercase(), "AccountId": LITWARE, "Links": null, "Attributes": {"ObjectType": "UserMember"},
    });
    let given = admin.post(&members(&SALES.to_uppercase()), body).await.expect(200);
    let expected = json!({
        "id": "auth0|mia", "displayName": "Mia Egger", "userPrincipalName": "mia@litware.example",
        "roleId": SALES, "attributes": {"objectType": "UserMember"},
    });
    assert_eq!(given, expected);
    assert!(listed(&admin, &members(SALES), "/id").await.contains(&"auth0|mia".to_owned()));
    let second = admin.post(&members(HELPDESK), json!({"id": "auth0|mia"})).await.expect(200);
    assert_eq!((&second["displayName"], &second["roleId"]), (&json!("Mia Egger"), &json!(HELPDESK)));
    let people = admin.get("/v1/people").await.expect(200);
    let mia = people["items"].as_array().expect("people").iter().find(|person| person["id"] == "auth0|mia");
    let mia = mia.expect("Mia");
    assert_eq!(mia["roles"], json!(["sales_agent", "helpdesk_agent"]));
    assert_eq!(mia["addedBy"], id_of(&world, people::RESELLER).await);
}

#[tokio::test]
async fn who_has_the_role_already_is_shown_once_more_and_nothing_changes() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let given = admin.post(&members(SALES), mia()).await.expect(200);
    for body in [mia(), json!({"id": "auth0|mia"})] {
        let again = world.unchanged(admin.post(&members(SALES), body)).await.expect(200);
        assert_eq!(again, given);
    }
    let mut married = mia();
    married["displayName"] = json!("Mia Moser");
    admin.post(&members(SALES), married.clone()).await.expect(200);
    assert!(listed(&admin, "/v1/people", "/displayName").await.contains(&"Mia Moser".to_owned()));
}

#[tokio::test]
async fn who_has_no_role_left_is_off_the_list() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    for role in [SALES, HELPDESK] {
        admin.post(&members(role), mia()).await.expect(200);
    }
    let before = listed(&admin, "/v1/people", "/id").await.len();
    assert_eq!(take(&admin, SALES, "auth0|mia").await.status, 204);
    assert_eq!(listed(&admin, "/v1/people", "/id").await.len(), before);
    take(&admin, SALES, "auth0|mia").await.refused(404, "not_found");
    assert_eq!(take(&admin, HELPDESK, "auth0|mia").await.status, 204);
    assert_eq!(listed(&admin, "/v1/people", "/id").await.len(), before - 1);
}

#[tokio::test]
async fn giving_and_taking_have_one_effect_per_request_id_n2() {
    let world = World::start().await;
    let other = json!({"id": "auth0|other", "userPrincipalName": "other@litware.example"});
    replayed(&world, people::RESELLER, "POST", &members(ADMINS), mia(), other).await;
    let admin = world.sign_in(people::RESELLER).await;
    let once = admin.with("ms-requestid", "3c4d9a3e-5b44-4c1c-9d0e-2a8f1b6c7d5e");
    assert_eq!(take(&once, ADMINS, "auth0|mia").await.status, 204);
    let again = world.unchanged(take(&once, ADMINS, "auth0|mia")).await;
    assert_eq!((again.status, again.bytes.len()), (204, 0));
    take(&admin, ADMINS, "auth0|mia").await.refused(404, "not_found");
}

#[tokio::test]
async fn every_bad_field_is_named_and_changes_nothing_n6() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let long = "x".repeat(256);
    for (field, value) in [
        ("id", Value::Null),
        ("id", json!("")),
        ("id", json!(7)),
        ("id", json!("two words")),
        ("id", json!("a/b")),
        ("id", json!("a%2Fb")),
        ("id", json!(long)),
        ("userPrincipalName", Value::Null),
        ("userPrincipalName", json!("mia")),
        ("displayName", json!("two\nlines")),
        ("roleId", json!(ADMINS)),
        ("roleId", json!("admin_agent")),
    ] {
        let mut body = mia();
        body[field] = value.clone();
        let refused = world.unchanged(admin.post(&members(SALES), body)).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{value}: {error}");
    }
}

#[tokio::test]
async fn roles_and_people_that_there_are_not_are_not_found() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let lea = id_of(&world, people::RESELLER).await;
    for role in ["77777777-7777-4777-8777-777777777777", "admin_agent", "AdminAgents"] {
        admin.get(&members(role)).await.refused(404, "not_found");
        admin.post(&members(role), mia()).await.refused(404, "not_found");
        take(&admin, role, &lea).await.refused(404, "not_found");
    }
    for id in ["nobody", "a%2Fb", "a%20b", "%2F", "usermembers"] {
        let refused = world.unchanged(take(&admin, SALES, id)).await;
        refused.refused(404, "not_found");
    }
}

#[tokio::test]
async fn an_escaped_slash_in_a_path_leads_nowhere_else() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let manon = id_of(&world, "manon@litware.example").await;
    for path in [
        member(SALES, &format!("x%2F..%2F{manon}")),
        format!("/v1/roles/{SALES}%2Fusermembers/usermembers/{manon}"),
        format!("/v1/roles/{ADMINS}%2F..%2F{SALES}/usermembers/{manon}"),
    ] {
        let send = admin.send(axum::http::Method::DELETE, &path, axum::body::Body::empty());
        world.unchanged(send).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn what_was_given_and_taken_stands_in_the_organisations_own_trail_n3() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let before = count(&world, "audit").await;
    admin.post(&members(SALES), mia()).await.expect(200);
    take(&admin, SALES, "auth0|mia").await;
    assert_eq!(count(&world, "audit").await - before, 2);
    let trail = admin.get("/v1/auditrecords").await.expect(200);
    let [taken, given] = [&trail["items"][0], &trail["items"][1]];
    assert_eq!(
        (&taken["operationType"], &given["operationType"]),
        (&json!("remove_user_member"), &json!("add_user_member"))
    );
    for record in [taken, given] {
        assert_eq!(record["resourceType"], "user_member");
        assert_eq!(record["userPrincipalName"], people::RESELLER);
        assert_eq!(record["customizedData"][0]["value"], "auth0|mia");
    }
    let new: Value =
        serde_json::from_str(given["resourceNewValue"].as_str().expect("what is")).expect("JSON");
    assert_eq!(new["Roles"], json!(["sales_agent"]));
}

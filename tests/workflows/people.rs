//! A partner's people and their roles (Z20, E6, T3).

mod addresses;
mod giving;
mod last_admin_agent;
mod roles_from_list;

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::tokens::{header, signed};
use tandem_tests::{Caller, Reply, World, people};

use crate::steps::listed;

const ADMINS: &str = "9f2d1b5e-3c64-4b0a-8f5a-6b1c0d7e2a41";
const SALES: &str = "2b7c4e90-58d1-4f3e-9a66-0c5d8e1f7b32";
const HELPDESK: &str = "c41a6f08-7e2d-45b9-b3d7-91e0f4a8c653";

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";
const WOODGROVE: &str = "30000000-0000-4000-8000-000000000001";

/// The other salesperson of a story.
const BEN: &str = "ben@contoso.example";

fn members(role: &str) -> String {
    format!("/v1/roles/{role}/usermembers")
}

fn member(role: &str, id: &str) -> String {
    format!("{}/{}", members(role), id.replace('|', "%7C"))
}

/// Somebody of Litware.
fn mia() -> Value {
    json!({"id": "auth0|mia", "displayName": "Mia Egger", "userPrincipalName": "mia@litware.example"})
}

async fn take(by: &Caller, role: &str, id: &str) -> Reply {
    by.send(Method::DELETE, &member(role, id), Body::empty()).await
}

/// The id of a person of the demo world.
async fn id_of(world: &World, email: &str) -> String {
    let demo = world.demo().await;
    let person = demo["people"].as_array().expect("people").iter().find(|person| person["email"] == email);
    person.expect("a person of the demo world")["id"].as_str().expect("an id").to_owned()
}

/// Somebody who is signed in with this subject, and with these roles in the token.
fn person(world: &World, tenant: &str, subject: &str, roles: &[&str]) -> Caller {
    let mut claims = world.claims(tenant, roles);
    claims["sub"] = json!(subject);
    world.with_token(&signed(&header(), &claims))
}

/// Everything that can be done with a list, reading first.
async fn everything(by: &Caller) -> [Reply; 5] {
    [
        by.get("/v1/roles").await,
        by.get(&members(ADMINS)).await,
        by.get("/v1/people").await,
        by.post(&members(SALES), mia()).await,
        take(by, SALES, "auth0|mia").await,
    ]
}

#[tokio::test]
async fn the_roles_are_partner_centers_and_the_same_everywhere() {
    let world = World::start().await;
    for who in [people::PROVIDER, people::RESELLER] {
        let roles = world.sign_in(who).await.get("/v1/roles").await.expect(200);
        let roles: Vec<_> = roles["items"].as_array().expect("roles").iter().collect();
        let found: Vec<_> = roles.iter().map(|role| (&role["name"], &role["id"])).collect();
        let expected = [json!("AdminAgents"), json!("SalesAgents"), json!("HelpdeskAgents")];
        let ids = [json!(ADMINS), json!(SALES), json!(HELPDESK)];
        assert_eq!(found, expected.iter().zip(&ids).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn the_demo_worlds_partners_have_their_agents_on_their_lists() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (role, email) in [(ADMINS, people::PROVIDER), (SALES, BEN), (HELPDESK, "carla@contoso.example")] {
        assert_eq!(listed(&provider, &members(role), "/userPrincipalName").await, [email]);
        assert_eq!(listed(&provider, &members(role), "/id").await, [id_of(&world, email).await]);
    }
    let everybody = provider.get("/v1/people").await.expect(200);
    let ben = everybody["items"].as_array().expect("people").iter();
    let ben = ben.clone().find(|person| person["userPrincipalName"] == BEN).expect("Ben");
    assert_eq!((&ben["displayName"], &ben["roles"]), (&json!("Ben Okafor"), &json!(["sales_agent"])));
    assert_eq!(everybody["totalCount"], 3);
    let reseller = world.sign_in(people::RESELLER).await;
    let names = listed(&reseller, "/v1/people", "/userPrincipalName").await;
    assert_eq!(names.len(), 3, "Louis is a global admin, which no list says: {names:?}");
}

#[tokio::test]
async fn a_global_admin_or_admin_agent_changes_any_role_reads_and_others_have_no_list_z20_z12() {
    let world = World::start().await;
    let [all, reads, none] = [[200, 200, 200, 200, 204], [200, 200, 200, 403, 403], [403; 5]];
    for (tenant, role, expected) in [
        (CONTOSO, "admin_agent", all),
        (CONTOSO, "global_admin", all),
        (CONTOSO, "sales_agent", reads),
        (CONTOSO, "helpdesk_agent", reads),
        (LITWARE, "admin_agent", all),
        (LITWARE, "global_admin", all),
        (LITWARE, "sales_agent", reads),
        (LITWARE, "helpdesk_agent", reads),
        (LITWARE, "janitor", none),
        (WOODGROVE, "global_admin", none),
        (WOODGROVE, "admin_agent", none),
        ("90000000-0000-4000-8000-000000000001", "operator", none),
        ("77777777-7777-4777-8777-777777777777", "admin_agent", none),
    ] {
        let replies = everything(&world.member(tenant, &[role])).await;
        assert_eq!(replies.each_ref().map(|reply| reply.status), expected, "{tenant} {role}: {replies:?}");
        if expected == reads {
            replies[3].clone().refused(403, "role_insufficient");
        }
        if tenant == WOODGROVE {
            replies[0].clone().refused(403, "authorization_failed");
        }
    }
    for reply in everything(&world.nobody()).await {
        assert_eq!(reply.status, 401);
    }
}

#[tokio::test]
async fn there_is_no_way_to_another_organisations_list_z12() {
    let world = World::start().await;
    let [ana, ben] = [id_of(&world, people::PROVIDER).await, id_of(&world, BEN).await];
    let other = world.sign_in(people::OTHER_PROVIDER).await;
    for (role, id) in [(ADMINS, &ana), (SALES, &ben), (SALES, &"nobody".to_owned())] {
        let refused = world.unchanged(take(&other, role, id)).await;
        refused.refused(404, "not_found");
    }
    let seen = listed(&other, "/v1/people", "/id").await;
    assert!(!seen.contains(&ana) && !seen.contains(&ben), "{seen:?}");
    let body = json!({"id": ben, "userPrincipalName": BEN});
    other.post(&members(ADMINS), body).await.expect(200);
    let contosos = listed(&world.sign_in(people::PROVIDER).await, &members(ADMINS), "/id").await;
    assert_eq!(contosos, [ana], "Ben is an admin agent of Northwind's list, not of Contoso's");
}

#[tokio::test]
async fn people_come_page_by_page_also_those_of_one_role() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    for number in 0..5 {
        let body =
            json!({"id": format!("p{number}"), "userPrincipalName": format!("p{number}@litware.example")});
        admin.post(&members(HELPDESK), body).await.expect(200);
    }
    for (path, all) in [("/v1/people".to_owned(), 8), (members(HELPDESK), 6)] {
        let mut page = admin.get(&format!("{path}?size=3")).await.expect(200);
        let mut ids = Vec::new();
        loop {
            ids.extend(page["items"].as_array().expect("items").iter().map(|item| item["id"].to_string()));
            let next = &page["links"]["next"];
            let Some(uri) = next["uri"].as_str() else { break };
            let token = next["headers"][0]["value"].as_str().expect("a token");
            page = admin.with("ms-continuationtoken", token).get(&format!("/v1{uri}")).await.expect(200);
        }
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}: {ids:?}");
    }
}

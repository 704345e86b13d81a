//! Where the list has the agent roles, the token's count for nothing (Z20, T3, T6).

use serde_json::json;
use tandem_domain::people::Member;
use tandem_store::Store;
use tandem_tests::wire::{Fault, Kind, Wire};
use tandem_tests::{World, people};

use super::{ADMINS, BEN, CONTOSO, LITWARE, SALES, id_of, members, mia, person, take};
use crate::steps::{ask, listed};

const FROM_LIST: (&str, &str) = ("ROLES_FROM", "list");

#[tokio::test]
async fn a_role_counts_from_the_moment_it_is_given_until_the_moment_it_is_taken_t6() {
    let world = World::set(&[FROM_LIST]).await;
    let admin = world.sign_in(people::RESELLER).await;
    let mia_herself = person(&world, LITWARE, "auth0|mia", &[]);
    mia_herself.get("/v1/people").await.refused(403, "role_insufficient");
    admin.post(&members(SALES), mia()).await.expect(200);
    mia_herself.get("/v1/people").await.expect(200);
    mia_herself.post(&members(SALES), mia()).await.refused(403, "role_insufficient");
    admin.post(&members(ADMINS), mia()).await.expect(200);
    mia_herself.post(&members(SALES), mia()).await.expect(200);
    take(&admin, ADMINS, "auth0|mia").await;
    mia_herself.post(&members(SALES), mia()).await.refused(403, "role_insufficient");
    take(&admin, SALES, "auth0|mia").await;
    mia_herself.get("/v1/relationships").await.refused(403, "role_insufficient");
}

#[tokio::test]
async fn what_the_token_says_of_agent_roles_counts_for_nothing_and_of_the_others_as_ever() {
    let world = World::set(&[FROM_LIST]).await;
    let agent = ["admin_agent", "sales_agent", "helpdesk_agent"];
    let unlisted = person(&world, CONTOSO, "unlisted", &agent);
    for path in ["/v1/people", "/v1/relationships", "/v1/customers", "/v1/offers?country=DE"] {
        unlisted.get(path).await.refused(403, "role_insufficient");
    }
    let refused = world.unchanged(ask(&unlisted, people::RESELLER)).await;
    refused.refused(403, "role_insufficient");
    let ben = person(&world, CONTOSO, &id_of(&world, BEN).await, &["admin_agent"]);
    ask(&ben, people::RESELLER).await.refused(403, "role_insufficient");
    ben.get("/v1/customers").await.expect(200);
    ask(&world.sign_in(people::PROVIDER).await, people::RESELLER).await.expect(201);
    let global_admin = person(&world, LITWARE, "unlisted", &["global_admin"]);
    global_admin.post(&members(SALES), mia()).await.expect(200);
    let operator = world.sign_in(people::OPERATOR).await;
    operator.get("/v1/partnerids/2000002").await.expect(200);
}

#[tokio::test]
async fn where_the_token_has_the_roles_the_list_counts_for_nothing() {
    let world = World::start().await;
    world.sign_in(people::RESELLER).await.post(&members(ADMINS), mia()).await.expect(200);
    let mia_herself = person(&world, LITWARE, "auth0|mia", &[]);
    mia_herself.get("/v1/people").await.refused(403, "role_insufficient");
}

#[tokio::test]
async fn an_entry_counts_for_nobody_of_another_tenant_or_issuer_t3() {
    let world = World::set(&[FROM_LIST]).await;
    let ana = id_of(&world, people::PROVIDER).await;
    let elsewhere = person(&world, LITWARE, &ana, &[]);
    elsewhere.get("/v1/people").await.refused(403, "role_insufficient");
    let store = Store::new(world.stack.client(), world.table());
    let tenant = LITWARE.parse().expect("a tenant");
    let litware = store.organisation(tenant).await.expect("the table").expect("Litware");
    let of_another_issuer = Member {
        tenant_id: tenant,
        issuer: "https://before.example".to_owned(),
        subject: "auth0|mia".parse().expect("a subject"),
        display_name: None,
        principal_name: None,
        roles: tandem_domain::people::AgentRole::ALL.into_iter().collect(),
        since: "2026-01-05T09:00:00Z".parse().expect("a time"),
        added_by: "before".to_owned(),
        version: 3,
    };
    store.put_people(&litware, &[of_another_issuer]).await.expect("the table");
    let mia_herself = person(&world, LITWARE, "auth0|mia", &[]);
    mia_herself.get("/v1/people").await.refused(403, "role_insufficient");
    let global_admin = person(&world, LITWARE, "louis", &["global_admin"]);
    global_admin.post(&members(SALES), mia()).await.refused(409, "last_admin_agent");
    let lea = json!({"id": "lea", "userPrincipalName": "lea.b@litware.example"});
    global_admin.post(&members(ADMINS), lea).await.expect(200);
    global_admin.post(&members(SALES), mia()).await.expect(200);
    mia_herself.get("/v1/people").await.expect(200);
    let admins = listed(&mia_herself, &members(ADMINS), "/id").await;
    assert!(!admins.contains(&"auth0|mia".to_owned()), "the roles of the other one are gone: {admins:?}");
}

#[tokio::test]
async fn without_the_list_nobody_is_let_in_and_who_is_nobody_reads_nothing_d2() {
    let wire = Wire::start().await;
    let world = World::over_with(&wire, &[FROM_LIST]).await;
    let admin = world.sign_in(people::RESELLER).await;
    admin.get("/v1/roles").await.expect(200);
    wire.plan("administer-roles", Kind::Read, &[Fault::RequestLost; 16]);
    let before = wire.calls().len();
    let reply = admin.get("/v1/people").await;
    assert!(reply.is_retryable(), "{}", reply.text());
    reply.refused(503, "unavailable");
    let asked = wire.calls().split_off(before);
    assert!(asked.iter().all(|call| call.operation == "GetItem"), "nothing is decided without it: {asked:?}");
    wire.mend();
    admin.get("/v1/people").await.expect(200);
    let before = wire.calls().len();
    world.nobody().get("/v1/people").await;
    let searched = wire.calls().len();
    assert_eq!(searched, before, "the gateway let nobody through");
    world.nobody().get("/v1/providers").await.expect(200);
    let calls = &wire.calls()[searched..];
    assert!(calls.iter().flat_map(|call| &call.touches).all(|touch| !touch.key.starts_with("PEOPLE#")));
}

#[tokio::test]
async fn a_subject_that_no_key_could_hold_has_no_entry() {
    let world = World::set(&[FROM_LIST]).await;
    let strange = person(&world, CONTOSO, &"x".repeat(1100), &["admin_agent"]);
    strange.get("/v1/people").await.refused(403, "role_insufficient");
}

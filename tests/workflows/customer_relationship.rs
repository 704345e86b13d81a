//! Partners end their relationship with a customer, or give up their privileges there (Z13, Z14, C9).

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people, text};

use crate::lists::filter;
use crate::replays::replayed;
use crate::steps::{customer, customer_of_litware, idle_customer_of_litware, listed, partners};

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";

fn end() -> Value {
    json!({"relationshipToPartner": "none"})
}

fn give_up() -> Value {
    json!({"allowDelegatedAccess": false})
}

/// A world with an idle customer that Contoso added for Litware: its path.
async fn shared(world: &World) -> String {
    partners(world).await;
    format!("/v1/customers/{}", idle_customer_of_litware(world, "wideworld").await)
}

/// Whose side of the trail has this operation for a customer.
async fn told(world: &World, operation: &str, customer: &str) -> Vec<String> {
    let items = world.items().await;
    let of = items
        .iter()
        .filter(|item| text(item, "operation") == operation && customer.ends_with(text(item, "customerId")));
    let mut told: Vec<_> = of.map(|item| text(item, "organisation").to_owned()).collect();
    told.sort();
    told
}

fn sorted<const N: usize>(mut organisations: [&str; N]) -> [&str; N] {
    organisations.sort_unstable();
    organisations
}

#[tokio::test]
async fn after_the_end_the_provider_finds_nothing_and_others_keep_what_they_have_c9_z12() {
    let world = World::start().await;
    let path = shared(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let body = json!({"relationshipToPartner": "none", "attributes": {"objectType": "Customer"}});
    assert_eq!(provider.patch(&path, body.clone()).await.expect(200), body, "and the rest left out");
    let id = path.rsplit('/').next().expect("an id").to_owned();
    let unknown = "/v1/customers/77777777-7777-4777-8777-777777777777";
    let parts =
        ["relationships", "subscriptions", "orders", "agreements", "profiles/company", "profiles/billing"];
    for below in parts.map(|part| format!("/{part}")).into_iter().chain([String::new()]) {
        let gone = provider.get(&format!("{path}{below}")).await;
        assert_eq!(gone.text(), provider.get(&format!("{unknown}{below}")).await.text());
        gone.refused(404, "not_found");
        reseller.get(&format!("{path}{below}")).await.expect(200);
    }
    assert!(!listed(&provider, "/v1/customers", "/id").await.contains(&id));
    assert!(listed(&reseller, "/v1/customers", "/id").await.contains(&id));
    assert_eq!(reseller.get(&path).await.expect(200)["allowDelegatedAccess"], true);
    provider.patch(&path, end()).await.refused(404, "not_found");
    let told = told(&world, "remove_partner_customer_relationship", &path).await;
    assert_eq!(told, sorted([CONTOSO, LITWARE, id.as_str()]));
}

#[tokio::test]
async fn what_two_shared_is_in_neither_list_of_the_other_after_an_end_c8() {
    let world = World::start().await;
    let path = shared(&world).await;
    let id = path.rsplit('/').next().expect("an id").to_owned();
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let of_litware = format!("/v1/customers?filter={}", filter("IndirectReseller", LITWARE));
    let of_contoso = format!("/v1/customers?filter={}", filter("IndirectCloudSolutionProvider", CONTOSO));
    let lists = [(&provider, &of_litware), (&reseller, &of_contoso)];
    for (who, list) in lists {
        assert_eq!(listed(who, list, "/id").await, std::slice::from_ref(&id), "both share it");
    }
    assert_eq!(listed(&reseller, &format!("{path}/relationships"), "/id").await, [CONTOSO]);
    provider.patch(&path, end()).await.expect(200);
    for (who, list) in lists {
        assert_eq!(listed(who, list, "/id").await, Vec::<String>::new());
    }
    assert_eq!(listed(&reseller, &format!("{path}/relationships"), "/id").await, Vec::<String>::new());
}

#[tokio::test]
async fn privileges_end_with_the_relationship_a3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let created = provider.post("/v1/customers", customer("alone")).await.expect(201);
    let path = format!("/v1/customers/{}", created["id"].as_str().expect("an id"));
    let id = path.rsplit('/').next().expect("an id");
    provider.patch(&path, end()).await.expect(200);
    assert_eq!(told(&world, "dap_admin_relationship_terminated", &path).await, sorted([CONTOSO, id]));
    let left = world.items().await.iter().filter(|item| text(item, "PK") == format!("ADMIN#{id}")).count();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn an_active_subscription_keeps_the_relationship_c9() {
    let world = World::start().await;
    partners(&world).await;
    let (id, _) = customer_of_litware(&world, "wideworld").await;
    let path = format!("/v1/customers/{id}");
    let provider = world.sign_in(people::PROVIDER).await;
    let error = world.unchanged(provider.patch(&path, end())).await.refused(409, "subscriptions_active");
    assert_eq!((&error["code"], &error["parameters"]["activeSubscriptions"]), (&json!(910_020), &json!(1)));
}

#[tokio::test]
async fn a_reseller_never_ends_a_relationship_z13() {
    let world = World::start().await;
    let path = shared(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    let error = world.unchanged(reseller.patch(&path, end())).await.refused(403, "authorization_failed");
    assert_eq!(error["code"], 1002);
}

#[tokio::test]
async fn any_partner_gives_up_its_own_privileges_at_once_and_stays_a_partner_z14_a4() {
    let world = World::start().await;
    let path = shared(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let answer = reseller.patch(&path, give_up()).await.expect(200);
    assert_eq!(answer["allowDelegatedAccess"], false);
    assert_eq!(answer, reseller.get(&path).await.expect(200), "as it is read from then on");
    let id = path.rsplit('/').next().expect("an id");
    assert_eq!(told(&world, "dap_admin_relationship_terminated", &path).await, sorted([LITWARE, id]));
    // Nothing left to give up: the same answer, and nothing is written.
    assert_eq!(world.unchanged(reseller.patch(&path, give_up())).await.expect(200), answer);
    let none = world.unchanged(provider.patch(&path, give_up())).await.expect(200);
    assert_eq!(none["allowDelegatedAccess"], false, "the provider never had any (C2)");
}

#[tokio::test]
async fn only_an_admin_agent_of_a_partner_gives_privileges_up_z14() {
    let world = World::start().await;
    let path = shared(&world).await;
    let id = path.rsplit('/').next().expect("an id").to_owned();
    let stranger = "10000000-0000-4000-8000-000000000002";
    for (tenant, role, status) in [
        (CONTOSO, "sales_agent", 403),
        (LITWARE, "sales_agent", 403),
        (LITWARE, "helpdesk_agent", 403),
        (LITWARE, "global_admin", 403),
        (id.as_str(), "global_admin", 403),
        (stranger, "admin_agent", 404),
        (CONTOSO, "admin_agent", 200),
        (LITWARE, "admin_agent", 200),
    ] {
        let reply = world.member(tenant, &[role]).patch(&path, give_up()).await;
        assert_eq!(reply.status, status, "{tenant} {role}: {}", reply.text());
    }
}

#[tokio::test]
async fn only_one_wish_at_a_time_and_none_for_more_privileges() {
    let world = World::start().await;
    let path = shared(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let refused = async |who: &Caller, body: Value, field: &str| {
        let error = world.unchanged(who.patch(&path, body)).await.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{error}");
    };
    refused(&reseller, json!({}), "relationshipToPartner").await;
    refused(&reseller, json!({"relationshipToPartner": "reseller"}), "relationshipToPartner").await;
    refused(&reseller, json!({"relationshipToPartner": "advisor"}), "relationshipToPartner").await;
    refused(&reseller, json!({"allowDelegatedAccess": true}), "allowDelegatedAccess").await;
    refused(&reseller, json!({"allowDelegatedAccess": "no"}), "allowDelegatedAccess").await;
    // The provider has no privileges: false is as it is, true would be more.
    let both = |allow: bool| json!({"relationshipToPartner": "none", "allowDelegatedAccess": allow});
    refused(&provider, both(true), "allowDelegatedAccess").await;
    provider.patch(&path, both(false)).await.expect(200);
    let created = provider.post("/v1/customers", customer("alone")).await.expect(201);
    let own = format!("/v1/customers/{}", created["id"].as_str().expect("an id"));
    let error = world.unchanged(provider.patch(&own, both(false))).await.refused(400, "invalid_input");
    assert_eq!(error["parameters"]["field"], "allowDelegatedAccess");
    provider.patch(&own, both(true)).await.expect(200);
}

#[tokio::test]
async fn the_whole_resource_in_dotnets_shape_is_read() {
    let world = World::start().await;
    let path = shared(&world).await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let whole = |relationship: &str, allow: Value| {
        json!({
            "Id": null, "CommerceId": null, "CompanyProfile": null, "BillingProfile": null,
            "RelationshipToPartner": relationship, "AllowDelegatedAccess": allow, "UserCredentials": null,
            "CustomDomains": null, "AssociatedPartnerId": null, "Links": null,
            "Attributes": {"Etag": null, "ObjectType": "Customer"},
        })
    };
    let answer = reseller.patch(&path, whole("Unknown", json!(false))).await.expect(200);
    assert_eq!(answer["allowDelegatedAccess"], false);
    // Other fields that are sent back are not looked at on this route.
    let mut read = provider.get(&path).await.expect(200);
    read["relationshipToPartner"] = json!("none");
    assert_eq!(provider.patch(&format!("{path}/"), read).await.expect(200)["relationshipToPartner"], "none");
    let other = format!("/v1/customers/{}", idle_customer_of_litware(&world, "other").await);
    provider.patch(&other, whole("None", Value::Null)).await.expect(200);
}

#[tokio::test]
async fn ending_and_giving_up_are_replayed_n2() {
    for (who, body, other) in [
        (people::PROVIDER, end(), give_up()),
        (people::RESELLER, give_up(), json!({"allowDelegatedAccess": false, "id": "x"})),
    ] {
        let world = World::start().await;
        let path = shared(&world).await;
        // After the end a repeat is answered as before, though the customer isn't there any more.
        replayed(&world, who, "PATCH", &path, body, other).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_ends_at_once_one_is_the_end_and_the_other_finds_nothing() {
    for _ in 0..6 {
        let world = World::start().await;
        let path = shared(&world).await;
        let provider = world.sign_in(people::PROVIDER).await;
        let (one, other) = tokio::join!(provider.patch(&path, end()), provider.patch(&path, end()));
        let (won, lost) = if one.status == 200 { (one, other) } else { (other, one) };
        won.expect(200);
        lost.refused(404, "not_found");
        assert_eq!(told(&world, "remove_partner_customer_relationship", &path).await.len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_give_up_at_once_all_are_answered_and_one_is_recorded() {
    let world = World::start().await;
    let path = shared(&world).await;
    let reseller = world.sign_in(people::RESELLER).await;
    let replies = futures_util::future::join_all((0..8).map(|_| reseller.patch(&path, give_up()))).await;
    for reply in replies {
        assert_eq!(reply.expect(200)["allowDelegatedAccess"], false);
    }
    assert_eq!(told(&world, "dap_admin_relationship_terminated", &path).await.len(), 2);
}

#[tokio::test]
async fn javas_five_repeats_under_one_id_are_one_change_n2() {
    let world = World::start().await;
    let path = shared(&world).await.replace("/v1/", "/v1//");
    let id = "4c1d2f6a-8a5e-4d3b-9c55-000000000001";
    for (who, body) in [
        (people::RESELLER, json!({"allowDelegatedAccess": false, "attributes": {"objectType": "Customer"}})),
        (
            people::PROVIDER,
            json!({"relationshipToPartner": "none", "attributes": {"objectType": "Customer"}}),
        ),
    ] {
        let caller = world.sign_in(who).await.with("MS-RequestId", id).with("MS-CorrelationId", id);
        let first = caller.patch(&path, body.clone()).await.expect(200);
        for _ in 0..4 {
            assert_eq!(world.unchanged(caller.patch(&path, body.clone())).await.expect(200), first);
        }
    }
}

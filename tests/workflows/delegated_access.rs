//! The people of a tenant see who holds privileges in it, take them back, and give them to another
//! partner (A1–A3, Z9, P4).

mod handing_over;
mod notices;

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people, text};

use crate::steps::{customer_of_litware, listed, partners};

const PATH: &str = "/v1/delegatedaccess";
const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";
const SERVICES: [&str; 5] = ["directory", "exchange", "sharepoint", "teams", "azure"];

/// A customer that Contoso added for Litware: Litware has the privileges, Contoso has none (C2).
struct Story {
    world: World,
    provider: Caller,
    reseller: Caller,
    id: String,
    subscription: String,
}

impl Story {
    async fn begin() -> Self {
        Self::in_a(World::start().await).await
    }

    async fn in_a(world: World) -> Self {
        partners(&world).await;
        let (id, subscription) = customer_of_litware(&world, "wideworld").await;
        let [provider, reseller] =
            [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
        Self { world, provider, reseller, id, subscription }
    }

    fn customer(&self, role: &str) -> Caller {
        self.world.member(&self.id, &[role])
    }

    fn admin(&self) -> Caller {
        self.customer("global_admin")
    }

    fn path(&self) -> String {
        format!("/v1/customers/{}", self.id)
    }

    /// Whose side of the trail has this operation about privileges in the customer's tenant.
    async fn told(&self, operation: &str) -> Vec<String> {
        let items = self.world.items().await;
        let of = items.iter().filter(|item| {
            text(item, "operation") == operation && text(item, "resourceId").ends_with(&self.id)
        });
        let mut told: Vec<_> = of.map(|item| text(item, "organisation").to_owned()).collect();
        told.sort();
        told
    }
}

async fn take_back(by: &Caller, partner: &str, service: &str) -> Reply {
    let query = if service.is_empty() { String::new() } else { format!("?service={service}") };
    by.send(Method::DELETE, &format!("{PATH}/{partner}{query}"), Body::empty()).await
}

async fn give(by: &Caller, service: &str, partner: &str) -> Reply {
    by.put(&format!("{PATH}/{service}"), json!({"tenantId": partner})).await
}

/// Who holds what, as a list says.
fn held(list: &Value) -> Vec<(&str, &str)> {
    let held = list["items"].as_array().expect("items").iter();
    held.map(|item| (named(item, "name"), named(item, "service"))).collect()
}

fn named<'a>(item: &'a Value, member: &str) -> &'a str {
    item[member].as_str().unwrap_or_else(|| panic!("no {member}: {item}"))
}

#[tokio::test]
async fn any_role_of_the_tenant_sees_who_holds_which_service_since_when_and_by_whose_act_a1_z12() {
    let story = Story::begin().await;
    for role in ["global_admin", "admin_agent", "helpdesk_agent"] {
        let list = story.customer(role).get(PATH).await.expect(200);
        assert_eq!(held(&list), SERVICES.map(|service| ("Litware Conseil", service)));
        let first = &list["items"][0];
        assert_eq!((&first["tenantId"], &first["mpnId"]), (&json!(LITWARE), &json!("2000002")));
        assert_eq!(first["serviceName"], "Directory");
        assert_eq!(first["grantedBy"], json!({"tenantId": CONTOSO, "name": "Contoso Distribution"}));
        assert_eq!(first["attributes"]["objectType"], "DelegatedAccess");
        assert!(first["since"].is_string());
    }
}

#[tokio::test]
async fn everybody_sees_and_changes_its_own_tenant_only_t2() {
    let story = Story::begin().await;
    assert_eq!(held(&story.provider.get(PATH).await.expect(200)), [], "nobody administers Contoso");
    let of_litware = story.reseller.get(PATH).await.expect(200);
    assert_eq!(held(&of_litware), SERVICES.map(|service| ("Contoso Distribution", service)), "P4");
    let woodgrove = story.world.sign_in(people::CUSTOMER).await;
    assert!(held(&woodgrove.get(PATH).await.expect(200)).iter().all(|(name, _)| *name == "Fabrikam IT"));
    let taken = story.world.unchanged(take_back(&woodgrove, LITWARE, "")).await.expect(200);
    assert_eq!(held(&taken), [], "it holds nothing there");
    assert_eq!(held(&story.admin().get(PATH).await.expect(200)).len(), SERVICES.len());
}

#[tokio::test]
async fn only_a_global_admin_of_the_tenant_takes_back_or_hands_over_z9() {
    let story = Story::begin().await;
    for role in ["admin_agent", "sales_agent", "helpdesk_agent", "operator"] {
        let other = story.customer(role);
        let refused = story.world.unchanged(take_back(&other, LITWARE, "")).await;
        refused.refused(403, "role_insufficient");
        let refused = story.world.unchanged(give(&other, "azure", CONTOSO)).await;
        refused.refused(403, "role_insufficient");
    }
    story.world.member(&story.id, &[]).get(PATH).await.refused(403, "role_insufficient");
}

#[tokio::test]
async fn one_service_is_taken_back_at_once_and_the_others_are_kept_a3_t6() {
    let story = Story::begin().await;
    let left = take_back(&story.admin(), LITWARE, "directory").await.expect(200);
    assert_eq!(held(&left), ["exchange", "sharepoint", "teams", "azure"].map(|s| ("Litware Conseil", s)));
    assert_eq!(left["links"]["self"]["uri"], "/delegatedaccess");
    assert_eq!(held(&story.admin().get(PATH).await.expect(200)), held(&left));
    let users = story.reseller.get(&format!("{}/users", story.path())).await;
    users.refused(403, "delegated_admin_missing");
    assert_eq!(story.reseller.get(&story.path()).await.expect(200)["allowDelegatedAccess"], true);
    assert_eq!(story.told("dap_admin_relationship_terminated").await, sorted([LITWARE, &story.id]));
    let again = story.world.unchanged(take_back(&story.admin(), LITWARE, "directory")).await.expect(200);
    assert_eq!(again["items"], left["items"]);
}

#[tokio::test]
async fn all_is_taken_back_and_the_commercial_relationship_stays_a3_a4() {
    let story = Story::begin().await;
    let subscription = format!("{}/subscriptions/{}", story.path(), story.subscription);
    let contact = format!("{subscription}/supportcontact");
    story.provider.put(&contact, json!({"supportTenantId": LITWARE})).await.expect(200);
    let record = json!({"mpnId": "2000002"});
    story.provider.put(&format!("{subscription}/resellerofrecord"), record).await.expect(200);
    let sold = story.provider.get(&subscription).await.expect(200);
    let taken = take_back(&story.admin(), LITWARE, "").await.expect(200);
    assert_eq!((&taken["totalCount"], &taken["items"]), (&json!(0), &json!([])));
    let seen = story.reseller.get(&story.path()).await.expect(200);
    assert_eq!(seen["allowDelegatedAccess"], false);
    assert!(seen.get("customDomains").is_none(), "from the customer's directory (A4): {seen}");
    assert_eq!(story.provider.get(&subscription).await.expect(200), sold);
    assert_eq!(story.reseller.get(&contact).await.expect(200)["supportTenantId"], LITWARE);
    let own = story.admin().get(&format!("{}/relationships", story.path())).await.expect(200);
    let litware = &own["items"][1];
    assert_eq!((&litware["role"], &litware["delegatedAdmin"]), (&json!("indirect_reseller"), &json!([])));
    let on = json!([{"subscriptionId": story.subscription, "friendlyName": sold["friendlyName"]}]);
    assert_eq!((&litware["resellerOfRecord"], &litware["supportContact"]), (&on, &on));
    let again = story.world.unchanged(take_back(&story.admin(), LITWARE, "")).await.expect(200);
    assert_eq!(again["items"], json!([]), "nothing is left to take");
}

#[tokio::test]
async fn a_reseller_takes_back_its_providers_access_to_its_own_tenant_p4() {
    let story = Story::begin().await;
    let admin = story.world.sign_in("louis@litware.example").await;
    let left = take_back(&admin, CONTOSO, "azure").await.expect(200);
    assert_eq!(
        held(&left),
        ["directory", "exchange", "sharepoint", "teams"].map(|s| ("Contoso Distribution", s))
    );
    assert_eq!(held(&take_back(&admin, CONTOSO, "").await.expect(200)), []);
    assert_eq!(listed(&story.reseller, "/v1/relationships", "/name").await, ["Contoso Distribution"]);
    assert_eq!(held(&story.admin().get(PATH).await.expect(200)).len(), 5, "what it holds itself stays");
    let trail = story.provider.get("/v1/auditrecords").await.expect(200);
    let record = &trail["items"][0];
    assert_eq!(record["resourceType"], "indirect_provider_indirect_reseller_dap", "{record}");
    assert_eq!(record["operationType"], "dap_admin_relationship_terminated");
    assert_eq!(held(&give(&admin, "teams", CONTOSO).await.expect(200)), [("Contoso Distribution", "teams")]);
}

#[tokio::test]
async fn what_names_nothing_is_not_found_and_what_is_wrong_is_named_n6() {
    let story = Story::begin().await;
    let (world, admin) = (&story.world, story.admin());
    world.unchanged(take_back(&admin, "litware", "")).await.refused(404, "not_found");
    world.unchanged(give(&admin, "mail", LITWARE)).await.refused(404, "not_found");
    let invalid = |reply: Reply, field: &str| {
        let error = reply.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{error}");
    };
    invalid(world.unchanged(take_back(&admin, LITWARE, "mail")).await, "service");
    // Without a service everything is taken, so a slip must not look like that.
    for (slip, field) in [
        ("service=", "service"),
        ("services=directory", "services"),
        ("service=directory&service=teams", "service"),
        ("service=teams&all=false", "all"),
    ] {
        let path = format!("{PATH}/{LITWARE}?{slip}");
        invalid(world.unchanged(admin.send(Method::DELETE, &path, Body::empty())).await, field);
    }
    let body = Body::from(json!({"service": "teams"}).to_string());
    let path = format!("{PATH}/{LITWARE}");
    invalid(world.unchanged(admin.send(Method::DELETE, &path, body)).await, "service");
    invalid(world.unchanged(give(&admin, "azure", "litware")).await, "tenantId");
    let azure = format!("{PATH}/azure");
    invalid(world.unchanged(admin.put(&azure, json!({}))).await, "tenantId");
    let more = json!({"tenantId": LITWARE, "since": "2026-01-01"});
    invalid(world.unchanged(admin.put(&azure, more)).await, "since");
    for stranger in
        ["20000000-0000-4000-8000-000000000001", "70000000-0000-4000-8000-000000000009", &story.id]
    {
        invalid(world.unchanged(give(&admin, "azure", stranger)).await, "tenantId");
    }
}

#[tokio::test]
async fn a_taking_back_is_replayed_and_one_id_is_for_one_service_n2() {
    let story = Story::begin().await;
    let admin = story.admin().with("ms-requestid", "5d4b9ec2-3a53-4c18-9d46-7c8d4c6a3f10");
    let first = take_back(&admin, LITWARE, "azure").await.expect(200);
    story.admin().put(&format!("{PATH}/azure"), json!({"tenantId": LITWARE})).await.expect(200);
    let again = story.world.unchanged(take_back(&admin, LITWARE, "azure")).await.expect(200);
    assert_eq!(again, first, "as it was answered, though it holds it again");
    for other in ["", "teams"] {
        let reused = story.world.unchanged(take_back(&admin, LITWARE, other)).await;
        reused.refused(409, "request_id_reused");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_take_back_at_once_all_are_answered_and_one_is_recorded_n1() {
    let story = Story::begin().await;
    let admin = story.admin();
    let replies = futures_util::future::join_all((0..8).map(|_| take_back(&admin, LITWARE, ""))).await;
    for reply in replies {
        assert_eq!(held(&reply.expect(200)), []);
    }
    assert_eq!(story.told("dap_admin_relationship_terminated").await, sorted([LITWARE, &story.id]));
    assert_eq!(story.world.mails().await.len(), 3, "the request, its outcome, and one about the privileges");
}

#[tokio::test(flavor = "multi_thread")]
async fn services_that_are_taken_back_at_the_same_time_are_all_gone_t6() {
    let story = Story::begin().await;
    let admin = story.admin().patient();
    let three = ["exchange", "teams", "azure"].map(|service| take_back(&admin, LITWARE, service));
    for reply in futures_util::future::join_all(three).await {
        reply.expect(200);
    }
    let left = story.admin().get(PATH).await.expect(200);
    assert_eq!(held(&left), ["directory", "sharepoint"].map(|service| ("Litware Conseil", service)));
}

fn sorted<const N: usize>(mut organisations: [&str; N]) -> [&str; N] {
    organisations.sort_unstable();
    organisations
}

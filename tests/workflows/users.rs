//! Partners with delegated admin administer the users of a customer; the others only sell (Z19, A4).

mod adding;
mod passwords;

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use crate::steps::{agreement, count, customer, customer_of_litware, listed, partners, user};

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";
const NORTHWIND: &str = "10000000-0000-4000-8000-000000000002";

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
        let world = World::start().await;
        partners(&world).await;
        let (id, subscription) = customer_of_litware(&world, "wideworld").await;
        let [provider, reseller] =
            [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
        Self { world, provider, reseller, id, subscription }
    }

    fn customer(&self) -> String {
        format!("/v1/customers/{}", self.id)
    }

    fn users(&self) -> String {
        format!("{}/users", self.customer())
    }

    /// The admin that the customer began with.
    fn admin(&self) -> String {
        format!("{}/{}", self.users(), self.id)
    }

    /// Everything that can be done about users: listed, read, given a password, added.
    async fn everything(&self, by: &Caller) -> [Reply; 4] {
        [
            by.get(&self.users()).await,
            by.get(&self.admin()).await,
            by.post(&format!("{}/resetpassword", self.admin()), json!({})).await,
            by.post(&self.users(), mia()).await,
        ]
    }
}

fn mia() -> Value {
    user("mia@wideworld.onmicrosoft.com")
}

#[tokio::test]
async fn an_admin_agent_administers_a_helpdesk_agent_resets_and_nobody_else_does_either_z19() {
    let story = Story::begin().await;
    for (tenant, role, expected) in [
        (LITWARE, "helpdesk_agent", [200, 200, 200, 403]),
        (LITWARE, "sales_agent", [403; 4]),
        (LITWARE, "global_admin", [403; 4]),
        (&story.id, "global_admin", [403; 4]),
        (&story.id, "admin_agent", [403; 4]),
        (NORTHWIND, "admin_agent", [404; 4]),
        (LITWARE, "admin_agent", [200, 200, 200, 201]),
    ] {
        let replies = story.everything(&story.world.member(tenant, &[role])).await;
        assert_eq!(replies.each_ref().map(|reply| reply.status), expected, "{tenant} {role}: {replies:?}");
    }
    let [list, ..] = story.everything(&story.world.member(LITWARE, &["sales_agent"])).await;
    assert_eq!(list.refused(403, "role_insufficient")["code"], 900_150);
    let [list, ..] = story.everything(&story.world.member(&story.id, &["global_admin"])).await;
    assert_eq!(list.refused(403, "authorization_failed")["code"], 1002);
}

#[tokio::test]
async fn a_stranger_learns_nothing_of_users_or_of_the_customer_n5_z12() {
    let story = Story::begin().await;
    let stranger = story.world.sign_in(people::OTHER_PROVIDER).await;
    let unknown = "77777777-7777-4777-8777-777777777777";
    for reply in story.everything(&stranger).await {
        let at_an_unknown_one = stranger.get(&format!("/v1/customers/{unknown}/users")).await;
        assert_eq!(reply.text(), at_an_unknown_one.text());
        reply.refused(404, "not_found");
    }
    let added = story.reseller.post(&story.users(), mia()).await.expect(201);
    let of_another = added["id"].as_str().expect("an id");
    let trey = "/v1/customers/30000000-0000-4000-8000-000000000003/users";
    let reply = story.provider.get(&format!("{trey}/{of_another}")).await;
    assert_eq!(reply.refused(404, "user_not_found")["code"], 910_054, "a user of another customer");
    let path = format!("{trey}/{of_another}/resetpassword");
    let reset = story.world.unchanged(story.provider.post(&path, json!({}))).await;
    reset.refused(404, "user_not_found");
}

#[tokio::test]
async fn the_provider_whose_reseller_has_the_privileges_sells_on_and_administers_nothing_a4_c2() {
    let story = Story::begin().await;
    for reply in story.world.unchanged(story.everything(&story.provider)).await {
        let error = reply.refused(403, "delegated_admin_missing");
        assert_eq!((&error["code"], &error["parameters"]["service"]), (&json!(910_052), &json!("directory")));
    }
    for reply in story.everything(&story.reseller).await {
        assert!(reply.status < 300, "the reseller may: {}", reply.text());
    }
    let (provider, customer) = (&story.provider, story.customer());
    let order = json!({"lineItems": [{"lineItemNumber": 0, "offerId": "mail-plan-1", "quantity": 1}]});
    provider.post(&format!("{customer}/orders"), order).await.expect(201);
    let subscription = format!("{customer}/subscriptions/{}", story.subscription);
    let seats = json!({"quantity": 6, "autoRenewEnabled": true});
    assert_eq!(provider.patch(&subscription, seats).await.expect(200)["quantity"], 6);
    let record = json!({"mpnId": "2000002"});
    provider.put(&format!("{subscription}/resellerofrecord"), record).await.expect(200);
}

#[tokio::test]
async fn privileges_that_were_given_up_are_gone_at_once_and_selling_goes_on_z14_a4_t6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut body = customer("alone");
    body["agreement"] = agreement();
    let created = provider.post("/v1/customers", body).await.expect(201);
    let path = format!("/v1/customers/{}", created["id"].as_str().expect("an id"));
    let users = format!("{path}/users");
    provider.post(&users, user("mia@alone.onmicrosoft.com")).await.expect(201);
    provider.patch(&path, json!({"allowDelegatedAccess": false})).await.expect(200);
    let another = user("ben@alone.onmicrosoft.com");
    let refused = world.unchanged(provider.post(&users, another)).await;
    refused.refused(403, "delegated_admin_missing");
    provider.get(&users).await.refused(403, "delegated_admin_missing");
    let order = json!({"lineItems": [{"lineItemNumber": 0, "offerId": "office-basic", "quantity": 1}]});
    provider.post(&format!("{path}/orders"), order).await.expect(201);
}

#[tokio::test]
async fn what_the_customer_takes_back_is_refused_at_once_and_what_was_sold_stays_a3_t6() {
    let story = Story::begin().await;
    let customers_own = story.world.member(&story.id, &["global_admin"]);
    let path = format!("/v1/delegatedaccess/{LITWARE}");
    story.reseller.get(&story.users()).await.expect(200);
    let directory = format!("{path}?service=directory");
    customers_own.send(Method::DELETE, &directory, Body::empty()).await.expect(200);
    for reply in story.world.unchanged(story.everything(&story.reseller)).await {
        reply.refused(403, "delegated_admin_missing");
    }
    let seen = story.reseller.get(&story.customer()).await.expect(200);
    assert_eq!(seen["allowDelegatedAccess"], true, "the privileges for other services stay");
    customers_own.send(Method::DELETE, &path, Body::empty()).await.expect(200);
    story.reseller.get(&story.users()).await.refused(403, "delegated_admin_missing");
    let subscriptions = format!("{}/subscriptions", story.customer());
    assert_eq!(listed(&story.reseller, &subscriptions, "/id").await, [story.subscription]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_adding_and_a_giving_up_at_once_nothing_is_done_without_privileges_t6() {
    for _ in 0..8 {
        let story = Story::begin().await;
        let (customer, users) = (story.customer(), story.users());
        let before = count(&story.world, "user").await;
        let (given_up, added) = tokio::join!(
            story.reseller.patch(&customer, json!({"allowDelegatedAccess": false})),
            story.reseller.post(&users, mia())
        );
        given_up.expect(200);
        let there = count(&story.world, "user").await - before;
        assert_eq!(there, usize::from(added.status == 201));
        if added.status != 201 {
            added.refused(403, "delegated_admin_missing");
        }
        story
            .reseller
            .post(&users, user("ben@wideworld.onmicrosoft.com"))
            .await
            .refused(403, "delegated_admin_missing");
    }
}

#[tokio::test]
async fn a_customer_begins_with_the_admin_that_adding_it_named_c4() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let created = provider.post("/v1/customers", customer("alone")).await.expect(201);
    let path = format!("/v1/customers/{}/users", created["id"].as_str().expect("an id"));
    let users = provider.get(&path).await.expect(200);
    assert_eq!(users["totalCount"], 1);
    let admin = &users["items"][0];
    let name = created["userCredentials"]["userName"].as_str().expect("a name");
    assert_eq!(admin["userPrincipalName"], format!("{name}@alone.onmicrosoft.com"));
    assert_eq!((&admin["firstName"], &admin["lastName"]), (&json!("Eva"), &json!("Huber")));
    assert_eq!((&admin["usageLocation"], &admin["state"]), (&json!("DE"), &json!("active")));
    assert_eq!((&admin["userDomainType"], &admin["passwordProfile"]), (&json!("none"), &Value::Null));
    let own = admin["links"]["self"]["uri"].as_str().expect("a link");
    assert_eq!(&provider.get(&format!("/v1{own}")).await.expect(200), admin);
}

#[tokio::test]
async fn the_demo_worlds_customers_have_the_admin_that_every_customer_begins_with() {
    let world = World::start().await;
    let demo = world.demo().await;
    let organisations = demo["organisations"].as_array().expect("organisations");
    for (who, customer) in [(people::PARTNER, "Woodgrove Bank"), (people::PROVIDER, "Trey Research")] {
        let found = organisations.iter().find(|one| one["name"] == customer).expect(customer);
        let [tenant, domain] = ["tenantId", "domain"].map(|member| found[member].as_str().expect("a text"));
        let path = format!("/v1/customers/{tenant}/users");
        let names = listed(&world.sign_in(who).await, &path, "/userPrincipalName").await;
        assert_eq!(names, [format!("admin@{domain}")]);
    }
    let provider = world.sign_in(people::PROVIDER).await;
    let woodgrove = "/v1/customers/30000000-0000-4000-8000-000000000001/users";
    provider.get(woodgrove).await.refused(403, "delegated_admin_missing");
}

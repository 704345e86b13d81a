//! A world in which a route has something to work on, for whoever tries it.

mod program;

use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use crate::invitations::{INVITATIONS, agreed, invited, mailbox, place_of};

use super::oracle::{Relation, Who};
use crate::steps::{
    act, agreement, asked, cart, customer, customer_of_litware, idle_customer_of_litware, partners, user,
};
use program::Program;

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";
/// The address that the customer is invited at.
const INVITED: &str = "eva@wideworld.example";
const WOODGROVE: &str = "30000000-0000-4000-8000-000000000001";

pub struct Story {
    pub world: World,
    request: Value,
    customer: String,
    subscription: String,
    order: String,
    cart: String,
    record: String,
    program: Program,
    attempts: u32,
}

impl Story {
    pub async fn begin(rule: &str, relation: Relation) -> Self {
        let world = World::start().await;
        let (customer, subscription) = (WOODGROVE.to_owned(), String::new());
        let [order, cart, record] = [const { String::new() }; 3];
        let (request, program) = (Value::Null, Program::default());
        let mut story =
            Self { request, customer, subscription, order, cart, record, program, attempts: 0, world };
        if story.program_is(rule).await {
            return story;
        }
        match rule {
            "change request" | "answer request" | "read request" => story.request_is(relation).await,
            "change invitation" | "answer invitation" | "read invitation" => {
                story.invitation_is(relation).await;
            }
            "draft partnership" | "draft invitation" => story.drafts_are_there().await,
            "own invitations" | "invite" => {}
            "own audit" | "audit record" => story.something_was_done().await,
            "own lists" | "own privileges" | "verify domain" | "verify" | "catalogue" => {}
            _ => story.partnership_is(relation, rule).await,
        }
        story
    }

    /// Contoso asked, which is on its side of the trail.
    async fn something_was_done(&mut self) {
        asked(&self.world).await;
        let provider = self.world.sign_in(people::PROVIDER).await;
        let trail = provider.get("/v1/auditrecords").await.expect(200);
        trail["items"][0]["id"].as_str().expect("a record").clone_into(&mut self.record);
    }

    async fn request_is(&mut self, relation: Relation) {
        self.request = asked(&self.world).await;
        if relation == Relation::Ended {
            let provider = self.world.sign_in(people::PROVIDER).await;
            act(&provider, &self.request, "cancel").await.expect(200);
        }
    }

    async fn invitation_is(&mut self, relation: Relation) {
        let provider = self.world.sign_in(people::PROVIDER).await;
        self.request = invited(&provider, INVITED, json!(["azure"]), json!({})).await;
        if relation == Relation::Ended {
            let path = format!("{}/cancel", place_of(&self.request));
            provider.post(&path, json!({})).await.expect(200);
        }
    }

    /// Whoever may has its links, so that there is something to change.
    async fn drafts_are_there(&mut self) {
        let (requests, asked) = ("/v1/relationships/requests/draft", "?delegatedAdmin=exchange,azure");
        for who in [Who::Contoso, Who::OtherProvider, Who::Litware, Who::OtherReseller] {
            let caller = self.member(who, &["admin_agent"]);
            for query in ["", asked] {
                caller.get(&format!("{INVITATIONS}/draft{query}")).await.expect(200);
            }
            if [Who::Contoso, Who::OtherProvider].contains(&who) {
                caller.get(requests).await.expect(200);
            }
        }
    }

    /// Asking begins without a partnership, or after one.
    async fn partnership_is(&mut self, relation: Relation, rule: &str) {
        if rule == "ask" && relation == Relation::Lasting {
            return;
        }
        partners(&self.world).await;
        let of_subscriptions =
            ["read customer", "set record", "set many records", "change subscription", "support contact"];
        if of_subscriptions.contains(&rule) {
            (self.customer, self.subscription) = customer_of_litware(&self.world, "policy").await;
        }
        if ["end relationship", "change profile", "users", "add user", "take back", "hand over"]
            .contains(&rule)
        {
            self.customer = idle_customer_of_litware(&self.world, "policy").await;
        }
        if ["order", "read cart", "change cart"].contains(&rule) {
            (self.customer, self.subscription) = customer_of_litware(&self.world, "policy").await;
        }
        if rule == "attest" {
            self.customer = idle_customer_of_litware(&self.world, "policy").await;
        }
        if rule == "read customer" {
            let provider = self.world.sign_in(people::PROVIDER).await;
            let orders = provider.get(&format!("/v1/customers/{}/orders", self.customer)).await.expect(200);
            orders["items"][0]["id"].as_str().expect("an order").clone_into(&mut self.order);
        }
        if rule.ends_with(" cart") {
            let provider = self.world.sign_in(people::PROVIDER).await;
            let carts = format!("/v1/customers/{}/carts", self.customer);
            let cart = provider.post(&carts, cart(&["office-basic"])).await.expect(201);
            cart["id"].as_str().expect("a cart").clone_into(&mut self.cart);
        }
        if relation == Relation::Ended {
            let provider = self.world.sign_in(people::PROVIDER).await;
            let path = format!("/v1/relationships/{LITWARE}/removal");
            provider.post(&path, json!({"attestationAccepted": true})).await.expect(200);
        }
    }

    fn tenant(&self, who: Who) -> &str {
        match who {
            Who::Contoso => CONTOSO,
            Who::Litware => LITWARE,
            Who::OtherProvider => "10000000-0000-4000-8000-000000000002",
            Who::OtherReseller => "20000000-0000-4000-8000-000000000007",
            Who::TheCustomer => &self.customer,
            Who::OtherCustomer => "30000000-0000-4000-8000-000000000004",
            Who::Operator => "90000000-0000-4000-8000-000000000001",
            Who::Nobody => "70000000-0000-4000-8000-000000000001",
        }
    }

    /// Lets somebody try the route on what the story has.
    pub async fn attempt(&mut self, route: &str, who: Who, roles: &[&str]) -> Reply {
        self.attempts += 1;
        let caller = self.member(who, roles);
        let (method, path, body) = self.request(route, who);
        call(&caller, method, &path, body).await
    }

    /// Somebody of an organisation of the story.
    pub fn member(&self, who: Who, roles: &[&str]) -> Caller {
        match who {
            Who::TheCustomer => mailbox(&self.world, self.tenant(who), INVITED, roles),
            _ => self.world.member(self.tenant(who), roles),
        }
    }

    /// A request for the route on what the story has: method, path and body.
    pub fn request<'a>(&self, route: &'a str, who: Who) -> (&'a str, String, Value) {
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let the_other = if who == Who::Litware { CONTOSO } else { LITWARE };
        let own = format!("delegatedaccess/{the_other}");
        let path = self
            .path_in_program(path)
            .replace("auditrecords/{id}", &format!("auditrecords/{}", self.record))
            .replace("/v1/offers/{id}", "/v1/offers/office-basic")
            .replace("delegatedaccess/{id}", if method == "PUT" { "delegatedaccess/azure" } else { &own })
            .replace("{id}", self.request["id"].as_str().unwrap_or(&self.customer))
            .replace("{sid}", &self.subscription)
            .replace("{oid}", &self.order)
            .replace("{cartId}", &self.cart)
            // The user that a customer begins with has its id.
            .replace("{userId}", &self.customer)
            .replace("{tenantId}", the_other)
            .replace("{domain}", "woodgrove.onmicrosoft.com")
            .replace("agreementstatus", "agreementstatus?mpnId=2000002");
        let lists = route == "GET /v1/customers/relationshiprequests";
        let path = if lists { format!("{path}?direction=sent") } else { path };
        let path = if path == "/v1/offers" { "/v1/offers?country=DE".to_owned() } else { path };
        let path = match (route, who) {
            ("GET /v1/auditrecords", Who::Operator) => format!("{path}?tenantId={CONTOSO}"),
            _ => path,
        };
        if let Some(body) = self.body_in_program(route, who) {
            return (method, path, body);
        }
        let body = match path.rsplit('/').next() {
            Some("requests") => json!({"email": people::RESELLER}),
            Some("relationshiprequests") => json!({"email": INVITED}),
            Some("draft") => json!({"maxUses": 1000, "expiresInHours": 100}),
            Some("accept") if path.starts_with(INVITATIONS) => json!({
                "termsDigest": self.request["termsDigest"], "confirmed": true, "agreement": agreed(),
            }),
            Some("accept") => json!({"termsDigest": self.request["termsDigest"], "confirmed": true}),
            Some("removal") => json!({"attestationAccepted": true}),
            Some("users") => user(&format!("mia{}@policy.onmicrosoft.com", self.attempts)),
            Some("customers") => customer(&format!("attempt{}", self.attempts)),
            Some("validateresellers") => json!({"partnerIds": ["2000002"]}),
            Some("orders") => json!({"lineItems": [{"offerId": "office-basic", "quantity": 1}]}),
            Some("carts") => cart(&["office-basic"]),
            Some(id) if method == "PUT" && id == self.cart => cart(&["office-standard"]),
            Some("agreements") => agreement(),
            Some("resellerofrecord") if path == "/v1/subscriptions/resellerofrecord" => json!({
                "mpnId": "2000002",
                "subscriptions": [{"customerId": self.customer, "subscriptionId": self.subscription}],
            }),
            Some("resellerofrecord") => json!({"mpnId": "2000002"}),
            Some("upgrades") => json!({"targetOffer": {"id": "office-standard"}}),
            Some("supportcontact") => json!({"supportTenantId": LITWARE}),
            Some("azure") => json!({"tenantId": the_other}),
            Some("company") => json!({"companyName": "Wide World Traders"}),
            Some("billing") => customer("unused")["billingProfile"].clone(),
            Some(id) if method == "PATCH" && id == self.customer => json!({"relationshipToPartner": "none"}),
            _ if method == "PATCH" => json!({"quantity": 5 + self.attempts, "autoRenewEnabled": true}),
            _ => json!({}),
        };
        (method, path, body)
    }
}

pub async fn call(caller: &Caller, method: &str, path: &str, body: Value) -> Reply {
    match method {
        "GET" => caller.get(path).await,
        "PUT" => caller.put(path, body).await,
        "DELETE" => caller.send(axum::http::Method::DELETE, path, axum::body::Body::empty()).await,
        "HEAD" => caller.send(axum::http::Method::HEAD, path, axum::body::Body::empty()).await,
        "PATCH" => caller.patch(path, body).await,
        _ => caller.post(path, body).await,
    }
}

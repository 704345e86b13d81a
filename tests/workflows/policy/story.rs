//! A world in which a route has something to work on, for whoever tries it.

use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use super::oracle::{Relation, Who};
use crate::steps::{act, asked, customer, customer_of_litware, partners};

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const LITWARE: &str = "20000000-0000-4000-8000-000000000002";
const WOODGROVE: &str = "30000000-0000-4000-8000-000000000001";

pub struct Story {
    pub world: World,
    request: Value,
    customer: String,
    subscription: String,
    attempts: u32,
}

impl Story {
    pub async fn begin(rule: &str, relation: Relation) -> Self {
        let world = World::start().await;
        let (customer, subscription) = (WOODGROVE.to_owned(), String::new());
        let mut story = Self { request: Value::Null, customer, subscription, attempts: 0, world };
        match rule {
            "change request" | "answer request" | "read request" => story.request_is(relation).await,
            "own lists" => {}
            _ => story.partnership_is(relation, rule).await,
        }
        story
    }

    async fn request_is(&mut self, relation: Relation) {
        self.request = asked(&self.world).await;
        if relation == Relation::Ended {
            let provider = self.world.sign_in(people::PROVIDER).await;
            act(&provider, &self.request, "cancel").await.expect(200);
        }
    }

    /// Asking begins without a partnership, or after one.
    async fn partnership_is(&mut self, relation: Relation, rule: &str) {
        if rule == "ask" && relation == Relation::Lasting {
            return;
        }
        partners(&self.world).await;
        if ["read customer", "set record"].contains(&rule) {
            (self.customer, self.subscription) = customer_of_litware(&self.world, "policy").await;
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
        let caller = self.world.member(self.tenant(who), roles);
        let (method, path) = route.split_once(' ').expect("a method and a path");
        let the_other = if who == Who::Litware { CONTOSO } else { LITWARE };
        let path = path
            .replace("{id}", self.request["id"].as_str().unwrap_or(&self.customer))
            .replace("{sid}", &self.subscription)
            .replace("{tenantId}", the_other);
        let body = match path.rsplit('/').next() {
            Some("requests") => json!({"email": people::RESELLER}),
            Some("accept") => json!({"termsDigest": self.request["termsDigest"], "confirmed": true}),
            Some("removal") => json!({"attestationAccepted": true}),
            Some("customers") => customer(&format!("attempt{}", self.attempts)),
            Some("resellerofrecord") => json!({"mpnId": "2000002"}),
            _ if method == "PATCH" => json!({"partnerId": "2000002"}),
            _ => json!({}),
        };
        call(&caller, method, &path, body).await
    }
}

pub async fn call(caller: &Caller, method: &str, path: &str, body: Value) -> Reply {
    match method {
        "GET" => caller.get(path).await,
        "PUT" => caller.put(path, body).await,
        "PATCH" => caller.patch(path, body).await,
        _ => caller.post(path, body).await,
    }
}

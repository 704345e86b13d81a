//! Customers in China, where a service has one holder, and the partners that compete for them (A2).

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World};

use crate::invitations::{CHINA, INVITATIONS, agreed, opened, organisation};

pub const EXCHANGE: &str = "exchange";

/// A partner, and the link by which it invites customers.
pub struct Rival {
    pub caller: Caller,
    pub tenant: String,
    pub name: String,
    /// The open link, as whoever has it sees it.
    pub link: Value,
}

/// A customer's global admin; nobody has met the tenant yet.
pub struct Tenant {
    pub admin: Caller,
    pub id: String,
    domain: String,
}

/// A partner that invites by an open link for these services, and with this provider if there is one.
pub async fn rival(world: &World, email: &str, services: &str, with: Option<&str>) -> Rival {
    let caller = world.sign_in(email).await;
    let provider = with.map(|with| format!("&indirectCloudSolutionProviderId={with}")).unwrap_or_default();
    let draft = format!("{INVITATIONS}/draft?delegatedAdmin={services}{provider}");
    let draft = caller.get(&draft).await.expect(200);
    let link = opened(&caller, INVITATIONS, &draft).await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    Rival { tenant: text(&link["sender"]["tenantId"]), name: text(&link["sender"]["name"]), caller, link }
}

/// Lucerne and Relecloud, resellers, who both want the customer's Exchange.
pub async fn rivals(world: &World) -> [Rival; 2] {
    [
        rival(world, CHINA.reseller, EXCHANGE, None).await,
        rival(world, "rui@relecloud.example", EXCHANGE, None).await,
    ]
}

impl Tenant {
    pub fn new(world: &World, number: usize) -> Self {
        let id = format!("40000000-0000-4000-8000-{number:012}");
        Self { admin: world.member(&id, &["global_admin"]), id, domain: format!("race{number}") }
    }

    /// A tenant that is known already.
    pub fn known(world: &World, id: &str) -> Self {
        Self { admin: world.member(id, &["global_admin"]), id: id.to_owned(), domain: String::new() }
    }

    /// The same, repeating what may be repeated.
    pub fn patient(self) -> Self {
        Self { admin: self.admin.patient(), ..self }
    }

    /// Accepts as a tenant seen for the first time.
    pub async fn meets(&self, rival: &Rival) -> Reply {
        self.accepts(rival, json!({"organisation": organisation(CHINA, &self.domain)})).await
    }

    /// The same, without granting anything.
    pub async fn meets_without(&self, rival: &Rival) -> Reply {
        self.accepts(rival, json!({"organisation": organisation(CHINA, &self.domain), "services": []})).await
    }

    /// Accepts, with what else it says.
    pub async fn accepts(&self, rival: &Rival, said: Value) -> Reply {
        let mut body =
            json!({"termsDigest": rival.link["termsDigest"], "confirmed": true, "agreement": agreed()});
        body.as_object_mut().expect("a body").extend(said.as_object().expect("members").clone());
        let link = rival.link["id"].as_str().expect("an id");
        self.admin.post(&format!("{INVITATIONS}/{link}/accept"), body).await
    }

    pub async fn takes_back(&self, from: &Rival) -> Reply {
        let path = format!("/v1/delegatedaccess/{}?service={EXCHANGE}", from.tenant);
        self.admin.send(Method::DELETE, &path, Body::empty()).await
    }

    pub async fn takes_all_back(&self, from: &Rival) -> Reply {
        self.admin.send(Method::DELETE, &format!("/v1/delegatedaccess/{}", from.tenant), Body::empty()).await
    }

    pub async fn hands_over(&self, to: &Rival) -> Reply {
        self.admin.put(&format!("/v1/delegatedaccess/{EXCHANGE}"), json!({"tenantId": to.tenant})).await
    }

    /// Who holds Exchange, as its own people see it.
    pub async fn holders(&self) -> Vec<String> {
        let held = self.admin.get("/v1/delegatedaccess").await.expect(200);
        let held = held["items"].as_array().expect("items").iter().filter(|item| item["service"] == EXCHANGE);
        held.map(|item| item["tenantId"].as_str().expect("a tenant").to_owned()).collect()
    }
}

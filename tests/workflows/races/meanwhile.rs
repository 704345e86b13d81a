//! What happens between an act's reading and its commit: the act is decided anew on what there is, or
//! refused; nothing is left behind that belongs to nobody (N1).

mod ending;
mod granting;

use serde_json::{Value, json};
use tandem_tests::wire::Wire;
use tandem_tests::{Caller, Reply, World};

use super::market::{EXCHANGE, Rival, Tenant, rival};
use crate::invitations::CHINA;

const ACCEPT: &str = "accept-customer-invitation";
const MANAGE: &str = "change-delegated-admin";
const CHANGE: &str = "change-customer";

/// Partners in China over a wire that can be held.
struct Story {
    wire: Wire,
    world: World,
    /// Blue Yonder, which sells through Lucerne.
    provider: Rival,
    /// Lucerne, with Blue Yonder.
    both: Rival,
    /// Relecloud, a reseller that nobody has to do with.
    other: Rival,
}

impl Story {
    async fn begin() -> Self {
        let wire = Wire::start().await;
        let world = World::over(&wire).await;
        let provider = rival(&world, CHINA.provider, EXCHANGE, None).await;
        let both = rival(&world, CHINA.reseller, EXCHANGE, Some(CHINA.provider_tenant)).await;
        let other = rival(&world, "rui@relecloud.example", EXCHANGE, None).await;
        Self { wire, world, provider, both, other }
    }

    /// A customer that Blue Yonder has, without privileges.
    async fn customer(&self, number: usize) -> Tenant {
        let tenant = Tenant::new(&self.world, number);
        tenant.meets_without(&self.provider).await.expect(200);
        tenant
    }

    async fn ends(&self, customer: &Tenant) -> Reply {
        let end = json!({"relationshipToPartner": "none"});
        self.provider.caller.patch(&format!("/v1/customers/{}", customer.id), end).await
    }

    async fn renames(&self, customer: &Tenant, name: &str) -> Reply {
        let path = format!("/v1/customers/{}/profiles/company", customer.id);
        self.provider.caller.put(&path, json!({"companyName": name})).await
    }
}

/// What a partner's list calls a customer; none if it isn't there.
async fn name_in_list(partner: &Caller, customer: &Tenant) -> Option<String> {
    let list = partner.get("/v1/customers").await.expect(200);
    let found = list["items"].as_array().expect("items").iter().find(|item| item["id"] == customer.id)?;
    found.pointer("/companyProfile/companyName").and_then(Value::as_str).map(ToOwned::to_owned)
}

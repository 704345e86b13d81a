//! One open link and two hundred organisations at once (P2, I4): as many pass as it allows, each once.

use std::collections::BTreeSet;

use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use tandem_domain::organisation::{Organisation, OrganisationKind};
use tandem_domain::{Cloud, TenantId};
use tandem_store::Store;
use tandem_tests::{Caller, Reply, World, people, text};

use crate::invariants::{customers, partners_of_both_lists};
use crate::invitations::{GLOBAL, INVITATIONS, consent, opened};

const REQUESTS: &str = "/v1/relationships/requests";
const MANY: usize = 200;
const CAP: usize = 150;

/// An open link of Contoso's, and the organisations that have it.
struct Link {
    world: World,
    owner: Caller,
    /// Where its draft and its uses are.
    base: &'static str,
    query: &'static str,
    draft: Value,
    opened: Value,
}

/// Somebody with the link: the tenant, and what its people send.
struct User {
    tenant: String,
    admin: Caller,
    body: Value,
}

impl Link {
    async fn of_contoso(base: &'static str, query: &'static str) -> Self {
        let world = World::start().await;
        world.without_stream();
        let owner = world.sign_in(people::PROVIDER).await;
        let draft = owner.get(&format!("{base}/draft{query}")).await.expect(200);
        let opened = opened(&owner, base, &draft).await;
        Self { world, owner, base, query, draft, opened }
    }

    /// Resellers that enrolled.
    async fn resellers(&self, many: usize) -> Vec<User> {
        let store = Store::new(self.world.stack.client(), self.world.table());
        let enrolled = (0..many).map(reseller);
        for reseller in enrolled.clone() {
            store.put_organisation(&reseller, &[]).await.expect("a reseller");
        }
        enrolled.map(|reseller| self.user(reseller.tenant_id, json!({}))).collect()
    }

    /// Tenants that nobody has met.
    fn tenants(&self, many: usize) -> Vec<User> {
        let profile = |number| consent(&self.opened, GLOBAL, &format!("many{number}"));
        (0..many).map(|number| self.user(tenant(number), profile(number))).collect()
    }

    fn user(&self, tenant: TenantId, mut body: Value) -> User {
        body["termsDigest"] = self.opened["termsDigest"].clone();
        body["confirmed"] = json!(true);
        let tenant = tenant.to_string();
        // Under so much at once the table may be too slow for one try.
        User { admin: self.world.member(&tenant, &["global_admin"]).patient(), tenant, body }
    }

    async fn accept(&self, user: &User) -> Reply {
        let link = self.opened["id"].as_str().expect("an id");
        user.admin.post(&format!("{}/{link}/accept", self.base), user.body.clone()).await
    }

    /// All of them at once, some by two of their people; those who passed, and how often it was passed
    /// according to its owner.
    async fn used_by(&self, users: &[User]) -> BTreeSet<String> {
        let cap = json!({"maxUses": CAP});
        self.owner.patch(&format!("{}/draft{}", self.base, self.query), cap).await.expect(200);
        let replies = users.iter().enumerate().map(|(number, user)| async move {
            if number % 5 == 0 {
                let (one, other) = join(self.accept(user), self.accept(user)).await;
                vec![one, other]
            } else {
                vec![self.accept(user).await]
            }
        });
        let replies = join_all(replies).await;
        let passed = users.iter().zip(replies).filter_map(|(user, replies)| {
            let passed: Vec<_> = replies.into_iter().filter_map(passed).collect();
            assert!(passed.windows(2).all(|two| two[0] == two[1]), "one request: {passed:?}");
            (!passed.is_empty()).then(|| user.tenant.clone())
        });
        passed.collect()
    }

    async fn counts(&self, passed: &BTreeSet<String>) {
        assert_eq!(passed.len(), CAP);
        let draft = self.owner.get(&format!("{}/draft{}", self.base, self.query)).await.expect(200);
        assert_eq!((&draft["url"], &draft["useCount"]), (&self.draft["url"], &json!(CAP)));
        assert_eq!(draft["state"], "used_up");
        let uses = format!("{}/draft/uses{}", self.base, self.query);
        let sign = if self.query.is_empty() { '?' } else { '&' };
        let uses = self.owner.get(&format!("{uses}{sign}size=500")).await.expect(200);
        let uses = uses["items"].as_array().expect("items");
        let tenants = uses.iter().map(|used| used["tenantId"].as_str().expect("a tenant").to_owned());
        assert_eq!((uses.len(), &tenants.collect::<BTreeSet<_>>()), (CAP, passed), "one use each");
    }
}

/// The accepted request, or none where the link was used up.
fn passed(reply: Reply) -> Option<String> {
    if reply.status != 200 {
        let error = reply.refused(410, "invitation_over");
        assert_eq!(error["parameters"]["state"], "used_up", "{error}");
        return None;
    }
    Some(reply.json()["id"].as_str().expect("an id").to_owned())
}

fn tenant(number: usize) -> TenantId {
    format!("50000000-0000-4000-8000-{number:012}").parse().expect("a tenant")
}

fn reseller(number: usize) -> Organisation {
    Organisation {
        tenant_id: tenant(number),
        kind: OrganisationKind::IndirectReseller,
        name: format!("Reseller {number}").parse().expect("a name"),
        mpn_id: Some(format!("{}", 5_000_000 + number).parse().expect("a partner ID")),
        domain: format!("reseller{number}.example"),
        country: "DE".parse().expect("a country"),
        cloud: Cloud::Global,
        domain_confirmed: true,
        contact_email: None,
    }
}

/// The ends of keys of a kind, each as often as it is there.
fn ends(world: &World, kind: &str, of: &str) -> Vec<String> {
    let items = world.outlines(&["PK", "SK", "kind"]);
    let of_kind = items.iter().filter(|item| text(item, "kind") == kind && text(item, "SK").ends_with(of));
    let partition = |item| text(item, "PK").split('#').nth(1).unwrap_or_default().to_owned();
    let mut ends: Vec<_> = of_kind.map(partition).filter(|tenant| tenant.starts_with("5000")).collect();
    ends.sort();
    ends
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_resellers_at_once_a_hundred_and_fifty_pass_a_link_capped_there_p2_p6() {
    let link = Link::of_contoso(REQUESTS, "").await;
    let passed = link.used_by(&link.resellers(MANY).await).await;
    link.counts(&passed).await;
    let partners = ends(&link.world, "partnership", GLOBAL.provider_tenant);
    assert_eq!(partners, Vec::from_iter(passed), "one partnership each, and nobody else's");
    let items = link.world.outlines(&["PK", "SK", "kind", "state", "uses", "tenantId", "requestId"]);
    partners_of_both_lists(&items);
    customers::links_count_their_uses(&items);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_new_tenants_at_once_a_hundred_and_fifty_pass_a_link_capped_there_i4() {
    let link = Link::of_contoso(INVITATIONS, "?delegatedAdmin=exchange").await;
    let passed = link.used_by(&link.tenants(MANY)).await;
    link.counts(&passed).await;
    let passed = Vec::from_iter(passed);
    for kind in ["customer", "agreement", "customer_partner", "delegated_admin"] {
        assert_eq!(ends(&link.world, kind, ""), passed, "one {kind} each, and nobody else's");
    }
    customers::links_count_their_uses(&link.world.outlines(&[
        "PK",
        "SK",
        "kind",
        "uses",
        "tenantId",
        "requestId",
    ]));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_passes_a_link_once_its_rotation_is_answered_z17() {
    let link = Link::of_contoso(INVITATIONS, "?delegatedAdmin=none").await;
    let users = link.tenants(24);
    let (before, after) = users.split_at(16);
    let rotate = format!("{INVITATIONS}/draft/rotate?delegatedAdmin=none");
    let rotation = async {
        let rotated = link.owner.post(&rotate, json!({})).await.expect(200);
        assert_eq!((&rotated["useCount"], rotated["url"] == link.draft["url"]), (&json!(0), false));
        for reply in join_all(after.iter().map(|user| link.accept(user))).await {
            assert_eq!(reply.refused(410, "invitation_over")["parameters"]["state"], "rotated");
        }
    };
    let (replies, ()) = join(join_all(before.iter().map(|user| link.accept(user))), rotation).await;
    let passed = replies.iter().filter(|reply| reply.status == 200).count();
    for reply in replies.into_iter().filter(|reply| reply.status != 200) {
        assert_eq!(reply.refused(410, "invitation_over")["parameters"]["state"], "rotated");
    }
    assert_eq!(ends(&link.world, "customer_partner", GLOBAL.provider_tenant).len(), passed);
    customers::links_count_their_uses(&link.world.outlines(&[
        "PK",
        "SK",
        "kind",
        "uses",
        "tenantId",
        "requestId",
    ]));
}

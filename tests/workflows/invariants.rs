//! What holds after whatever happened (D1, D4): a random sequence of commands by several
//! organisations leaves a table that agrees with itself, and with a simple model.

pub mod customers;
mod enrollments;
mod random_customers;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use serde_json::{Value, json};
use tandem_tests::wire::Wire;
use tandem_tests::{Item, World, text};

use crate::steps::{accept, act, ask, customer};

/// A small generator with a seed, so that a failure can be run again.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % most
    }
}

const PROVIDERS: [(&str, &str); 2] = [
    ("ana@contoso.example", "10000000-0000-4000-8000-000000000001"),
    ("nora@northwind.example", "10000000-0000-4000-8000-000000000002"),
];
const RESELLERS: [(&str, &str); 3] = [
    ("felix@fabrikam.example", "20000000-0000-4000-8000-000000000001"),
    ("lea@litware.example", "20000000-0000-4000-8000-000000000002"),
    ("sara@southridge.example", "20000000-0000-4000-8000-000000000007"),
];

const PARTNERSHIP: &str = "indirect_partnership";

/// Northwind's request to Wingtip, which nobody answers here.
const OPEN_IN_DEMO_WORLD: &str = "715690bc-5a7a-82b1-95d3-7cfa402a573b";

/// The model: who is whose partner, and which request of a pair is open.
#[derive(Default)]
struct Model {
    partners: BTreeSet<(usize, usize)>,
    open: BTreeMap<(usize, usize), Value>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_random_sequence_gives_what_a_simple_model_gives_d4() {
    for seed in [1, 20, 300] {
        let world = World::start().await;
        let model = random_sequence(&world, seed, 60).await;
        check(&world, &model, seed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_random_sequence_gives_the_same_while_calls_to_the_table_go_wrong_d2_d4() {
    let struck: usize = join_all([4, 50, 600].map(async |seed| {
        let wire = Wire::start().await;
        let world = World::over(&wire).await;
        wire.storm(seed, 4);
        let model = random_sequence(&world, seed, 20).await;
        let struck = wire.mend();
        check(&world, &model, seed).await;
        struck
    }))
    .await
    .into_iter()
    .sum();
    assert!(struck > 3, "the storms were none");
}

async fn random_sequence(world: &World, seed: u64, steps: usize) -> Model {
    let mut model = Model::default();
    model.partners.insert((0, 0)); // The demo world begins with Contoso and Fabrikam as partners.
    let mut random = Random(seed);
    for step in 0..steps {
        one_step(world, &mut model, &mut random, step).await;
    }
    model
}

async fn one_step(world: &World, model: &mut Model, random: &mut Random, step: usize) {
    let pair = (random.below(PROVIDERS.len()), random.below(RESELLERS.len()));
    let provider = world.sign_in(PROVIDERS[pair.0].0).await.patient();
    let reseller = world.sign_in(RESELLERS[pair.1].0).await.patient();
    match random.below(6) {
        0 | 1 => {
            let reply = ask(&provider, RESELLERS[pair.1].0).await;
            match model.open.entry(pair) {
                _ if model.partners.contains(&pair) => drop(reply.refused(409, "already_partners")),
                Entry::Occupied(_) => drop(reply.refused(409, "request_pending")),
                Entry::Vacant(free) => drop(free.insert(reply.expect(201))),
            }
        }
        2 => {
            if let Some(request) = model.open.remove(&pair) {
                accept(&reseller, &request).await.expect(200);
                model.partners.insert(pair);
                accept(&reseller, &request).await.expect(200);
            }
        }
        3 => {
            if let Some(request) = model.open.remove(&pair) {
                let (who, what) =
                    if random.below(2) == 0 { (&provider, "cancel") } else { (&reseller, "decline") };
                act(who, &request, what).await.expect(200);
                accept(&reseller, &request).await.refused(410, "invitation_over");
            }
        }
        4 => {
            let path = format!("/v1/relationships/{}/removal", RESELLERS[pair.1].1);
            let reply = provider.post(&path, json!({"attestationAccepted": true})).await;
            if model.partners.remove(&pair) {
                reply.expect(200);
            } else {
                assert!([404, 409].contains(&reply.status), "{}", reply.text());
            }
        }
        _ => {
            let mut body = customer(&format!("step{step}"));
            body["associatedPartnerId"] = json!(RESELLERS[pair.1].1);
            let reply = provider.post("/v1/customers", body).await;
            if model.partners.contains(&pair) {
                reply.expect(201);
            } else {
                reply.refused(409, "not_partners");
            }
        }
    }
}

async fn check(world: &World, model: &Model, seed: u64) {
    let there = agrees_with_itself(world).await;
    let expected: BTreeSet<_> = model
        .partners
        .iter()
        .map(|pair| (PROVIDERS[pair.0].1.to_owned(), RESELLERS[pair.1].1.to_owned()))
        .collect();
    let ours = |provider: &str| PROVIDERS.iter().any(|(_, tenant)| *tenant == provider);
    let partners: BTreeSet<_> = there.partners.into_iter().filter(|(provider, _)| ours(provider)).collect();
    assert_eq!(partners, expected, "seed {seed}");
    let open = model.open.values().map(|request| request["id"].as_str().unwrap_or(""));
    let open: BTreeSet<_> = open.chain([OPEN_IN_DEMO_WORLD]).map(ToOwned::to_owned).collect();
    assert_eq!(there.open, open, "seed {seed}");
}

/// What the table says of partners and open requests, and the outlines of all its items.
pub struct Seen {
    partners: BTreeSet<(String, String)>,
    open: BTreeSet<String>,
    pub items: Vec<Item>,
}

/// Checks everything that holds without knowing what happened, once all mail is out.
pub async fn agrees_with_itself(world: &World) -> Seen {
    world.stack.settle().await;
    let items = world.outlines(&[
        "PK",
        "SK",
        "kind",
        "state",
        "status",
        "operation",
        "requestId",
        "ttl",
        "orderedBy",
        "activeSubscriptions",
        "requestKind",
        "cloud",
        "uses",
        "tenantId",
        "partner",
        "organisationKind",
        "mpnId",
        "holder",
        "count",
        "contactEmail",
        "domain",
        "customerId",
        "roles",
    ]);
    let of = |kind: &str| items.iter().filter(|item| text(item, "kind") == kind).collect::<Vec<_>>();
    let partners = partners_of_both_lists(&items);
    // One lock per open request of a pair, none beside.
    let open: BTreeSet<_> = of("relationship_request")
        .iter()
        .filter(|item| text(item, "state") == "pending" && text(item, "requestKind") == PARTNERSHIP)
        .map(|item| text(item, "PK").trim_start_matches("REQUEST#").to_owned())
        .collect();
    let locks: BTreeSet<_> = of("pending").iter().map(|item| text(item, "requestId").to_owned()).collect();
    assert_eq!(locks, open);
    // Every owed mail was sent, one item per mail.
    for mail in of("outbox") {
        assert_eq!(text(mail, "state"), "sent");
    }
    // A partnership in each cloud; open, Northwind's request to Wingtip and Litware's invitation of Trey; of
    // Proseware's application, the link and that it is reviewed.
    let of_demo_world = 8;
    assert_eq!(of("outbox").len(), of_demo_world + world.stack.outbox().len());
    // Every user has its name.
    assert_eq!(of("user").len(), of("user_name").len());
    // A relationship counts the active subscriptions that its partner ordered (C9).
    let mut ordered: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for item in of("subscription").into_iter().filter(|item| text(item, "status") == "active") {
        *ordered.entry((text(item, "PK"), text(item, "orderedBy"))).or_default() += 1;
    }
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for item in of("customer_partner") {
        let count = item.get("activeSubscriptions").and_then(|count| count.as_n().ok()?.parse().ok());
        if let Some(count) = count.filter(|count| *count > 0) {
            counted.insert((text(item, "PK"), text(item, "SK").trim_start_matches("PARTNER#")), count);
        }
    }
    assert_eq!(counted, ordered);
    // The trail tells of every change of partnerships: as many created as there are and were.
    let told =
        |operation: &str| of("audit").iter().filter(|item| text(item, "operation") == operation).count() / 2;
    let (created, removed) = (told("create_partner_relationship"), told("remove_partner_relationship"));
    assert_eq!(created - removed, partners.len());
    enrollments::make_whole_resellers(&items);
    enrollments::keep_an_admin_agent(&items);
    enrollments::hold_one_partner_id(&items);
    enrollments::and_customers_have_a_domain(&items);
    customers::pairs_are_partners(&items);
    customers::links_count_their_uses(&items);
    customers::privileges_are_of_partners(&items);
    customers::holders_hold(world, &items).await;
    Seen { partners, open, items }
}

/// A partnership is in both lists or in neither, once per pair (P5).
pub fn partners_of_both_lists(items: &[Item]) -> BTreeSet<(String, String)> {
    let of = |kind: &'static str| items.iter().filter(move |item| text(item, "kind") == kind);
    let active = of("partnership").filter(|item| text(item, "state") == "active");
    let by_reseller: BTreeSet<_> = active.map(pair_of).collect();
    assert_eq!(by_reseller, of("listed_reseller").map(pair_of).collect());
    by_reseller
}

fn pair_of(item: &Item) -> (String, String) {
    let (pk, sk) = (text(item, "PK"), text(item, "SK"));
    let own = pk.trim_start_matches("ORG#").to_owned();
    let other = sk.rsplit('#').next().unwrap_or_default().to_owned();
    if sk.starts_with("PROVIDER#") { (other, own) } else { (own, other) }
}

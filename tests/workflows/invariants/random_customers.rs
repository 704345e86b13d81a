//! A random sequence of what customers and their partners do about one service in China, and a simple
//! model of it (D4, A2).

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use serde_json::json;
use tandem_tests::wire::Wire;
use tandem_tests::{World, text};

use super::{Random, agrees_with_itself};
use crate::invitations::{CHINA, INVITATIONS, opened};
use crate::races::market::{EXCHANGE, Rival, Tenant, rival};

/// Lucerne invites with its provider Blue Yonder, the others alone.
const JOINT: usize = 0;
const PROVIDER: usize = 2;

/// Who is whose partner, and who holds the service of whom.
#[derive(Default)]
struct Model {
    partners: BTreeMap<usize, BTreeSet<usize>>,
    holders: BTreeMap<usize, usize>,
}

struct Market {
    world: World,
    rivals: [Rival; 3],
    customers: Vec<Tenant>,
    model: Model,
    random: Random,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_customers_and_partners_do_gives_what_a_simple_model_gives_d4_a2() {
    Market::in_a(World::start().await, 5).await.go(80).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn customers_and_partners_get_the_same_while_calls_to_the_table_go_wrong_d2_d4() {
    let struck: usize = join_all([6, 70].map(async |seed| {
        let wire = Wire::start().await;
        let mut market = Market::in_a(World::over(&wire).await, seed).await;
        wire.storm(seed, 4);
        market.steps(20).await;
        let struck = wire.mend();
        market.check().await;
        struck
    }))
    .await
    .into_iter()
    .sum();
    assert!(struck > 3, "the storms were none");
}

impl Market {
    async fn in_a(world: World, seed: u64) -> Self {
        let with = [Some(CHINA.provider_tenant), None, None];
        let who = [CHINA.reseller, "rui@relecloud.example", CHINA.provider];
        let rivals =
            join_all(who.iter().zip(with).map(|(who, with)| rival(&world, who, EXCHANGE, with))).await;
        let patient = rivals.into_iter().map(|rival| Rival { caller: rival.caller.patient(), ..rival });
        let rivals: Vec<_> = patient.collect();
        let customers = (0..3).map(|number| Tenant::new(&world, number).patient()).collect();
        let Ok(rivals) = rivals.try_into() else { panic!("three rivals") };
        Self { world, rivals, customers, model: Model::default(), random: Random(seed) }
    }

    async fn go(mut self, steps: usize) {
        self.steps(steps).await;
        self.check().await;
    }

    async fn steps(&mut self, steps: usize) {
        for step in 0..steps {
            let (customer, rival) = (self.random.below(3), self.random.below(3));
            match self.random.below(8) {
                0..=2 => self.accept(customer, rival).await,
                3 => self.take_back(customer, rival).await,
                4 | 5 => self.hand_over(customer, rival).await,
                6 => self.rotate(customer, rival).await,
                _ => self.end(customer).await,
            }
            let holder = self.model.holders.get(&customer).map(|holder| self.rivals[*holder].tenant.clone());
            assert_eq!(self.customers[customer].holders().await, Vec::from_iter(holder), "step {step}");
        }
    }

    async fn accept(&mut self, customer: usize, rival: usize) {
        let (tenant, from) = (&self.customers[customer], &self.rivals[rival]);
        let reassign = self.random.below(2) == 0;
        let said = if reassign { json!({"reassign": [EXCHANGE]}) } else { json!({}) };
        let reply = match self.model.partners.get(&customer) {
            None => tenant.meets(from).await,
            Some(_) => tenant.accepts(from, said).await,
        };
        let holder = self.model.holders.get(&customer).filter(|holder| **holder != rival && !reassign);
        if let Some(holder) = holder {
            let error = reply.refused(409, "service_held");
            assert_eq!(error["parameters"]["holder"]["name"], self.rivals[*holder].name);
            return;
        }
        reply.expect(200);
        let partners = self.model.partners.entry(customer).or_default();
        partners.insert(rival);
        if rival == JOINT {
            partners.insert(PROVIDER);
        }
        self.model.holders.insert(customer, rival);
    }

    async fn take_back(&mut self, customer: usize, rival: usize) {
        self.customers[customer].takes_back(&self.rivals[rival]).await.expect(200);
        if self.model.holders.get(&customer) == Some(&rival) {
            self.model.holders.remove(&customer);
        }
    }

    async fn hand_over(&mut self, customer: usize, rival: usize) {
        let reply = self.customers[customer].hands_over(&self.rivals[rival]).await;
        if self.model.is_partner(customer, rival) {
            reply.expect(200);
            self.model.holders.insert(customer, rival);
        } else {
            reply.refused(400, "invalid_input");
        }
    }

    /// Nobody passes the old link; the new one is there at once.
    async fn rotate(&mut self, customer: usize, rival: usize) {
        let from = &mut self.rivals[rival];
        let with = if rival == JOINT { CHINA.provider_tenant } else { "" };
        let with =
            if with.is_empty() { String::new() } else { format!("&indirectCloudSolutionProviderId={with}") };
        let path = format!("{INVITATIONS}/draft/rotate?delegatedAdmin={EXCHANGE}{with}");
        let draft = from.caller.post(&path, json!({})).await.expect(200);
        let refused = self.customers[customer].accepts(from, json!({"reassign": [EXCHANGE]})).await;
        if self.model.holders.get(&customer) != Some(&rival) {
            assert_eq!(refused.refused(410, "invitation_over")["parameters"]["state"], "rotated");
        }
        from.link = opened(&from.caller, INVITATIONS, &draft).await;
    }

    async fn end(&mut self, customer: usize) {
        let path = format!("/v1/customers/{}", self.customers[customer].id);
        let end = json!({"relationshipToPartner": "none"});
        let reply = self.rivals[PROVIDER].caller.patch(&path, end).await;
        if !self.model.is_partner(customer, PROVIDER) {
            reply.refused(404, "not_found");
            return;
        }
        reply.expect(200);
        self.model.partners.entry(customer).or_default().remove(&PROVIDER);
        if self.model.holders.get(&customer) == Some(&PROVIDER) {
            self.model.holders.remove(&customer);
        }
    }

    async fn check(&self) {
        let there = agrees_with_itself(&self.world).await.items;
        for (number, customer) in self.customers.iter().enumerate() {
            let partition = format!("CUSTOMER#{}", customer.id);
            let partners = there.iter().filter(|item| text(item, "PK") == partition);
            let partners = partners.filter_map(|item| text(item, "SK").strip_prefix("PARTNER#"));
            let expected = self.model.partners.get(&number).into_iter().flatten();
            let expected = expected.map(|partner| self.rivals[*partner].tenant.as_str());
            assert_eq!(partners.collect::<BTreeSet<_>>(), expected.collect());
        }
    }
}

impl Model {
    fn is_partner(&self, customer: usize, rival: usize) -> bool {
        self.partners.get(&customer).is_some_and(|partners| partners.contains(&rival))
    }
}

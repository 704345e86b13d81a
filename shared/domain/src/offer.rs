//! Offers of the catalogue (S1): what there is to subscribe to, where, how many of it, and what it may
//! be upgraded to. They are data that an operator keeps; nothing here knows a particular one.

mod import;

pub use import::{ImportState, import_record};

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::subscription::BillingCycle;
use crate::text::{Description, Line};
use crate::{Country, OfferId, Quantity};

/// How many upgrade targets an offer may have, and how large it may be as JSON: together they are read as
/// one item of the table, which has at most 400 KB.
pub const MOST_UPGRADE_TARGETS: usize = 40;
pub const MOST_BYTES: usize = 8 * 1024;

/// Something that can be subscribed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    pub id: OfferId,
    pub name: Line,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    /// What is counted: `Licenses`, `Usage` and the like.
    pub unit_type: Line,
    pub minimum_quantity: u32,
    pub maximum_quantity: u32,
    /// Where it is sold; empty means everywhere.
    #[serde(default)]
    pub countries: Vec<Country>,
    /// How it is billed.
    #[serde(default = "every_cycle", rename = "supportedBillingCycles")]
    pub billing_cycles: Vec<BillingCycle>,
    /// What a subscription of it may be upgraded to (S2).
    #[serde(default, rename = "upgradeTargetOffers")]
    pub upgrade_targets: Vec<OfferId>,
    /// Whether it can be ordered. What can't any more stays in the catalogue for those who have it.
    #[serde(default = "yes", rename = "isAvailableForPurchase")]
    pub is_available: bool,
}

fn every_cycle() -> Vec<BillingCycle> {
    BillingCycle::ALL.to_vec()
}

fn yes() -> bool {
    true
}

impl Offer {
    /// S1: 1 or more licences, within the offer's limits.
    ///
    /// # Errors
    /// The rule that the count breaks.
    pub fn check(&self, quantity: Quantity) -> Result<(), String> {
        if (self.minimum_quantity..=self.maximum_quantity).contains(&quantity.get()) {
            Ok(())
        } else {
            let (least, most) = (self.minimum_quantity, self.maximum_quantity);
            Err(format!("must be from {least} to {most} licences, the limits of offer {}", self.id))
        }
    }

    /// Says everything in the offer that doesn't fit, whatever else the catalogue holds.
    fn check_itself(&self, problem: &mut impl FnMut(String)) {
        for text in [&self.name, &self.unit_type] {
            if let Err(rule) = text.as_str().parse::<Line>() {
                problem(format!("its name and unitType {rule}"));
            }
        }
        if let Some(Err(rule)) = self.description.as_ref().map(|text| text.as_str().parse::<Description>()) {
            problem(format!("its description {rule}"));
        }
        if self.minimum_quantity < 1 || self.minimum_quantity > self.maximum_quantity {
            problem("minimumQuantity must be from 1 to maximumQuantity".to_owned());
        }
        if self.maximum_quantity > Quantity::MAX {
            problem(format!("maximumQuantity must be at most {}", Quantity::MAX));
        }
        if self.billing_cycles.is_empty() {
            problem("supportedBillingCycles must name one".to_owned());
        }
        if self.upgrade_targets.contains(&self.id) {
            problem("upgradeTargetOffers names the offer itself".to_owned());
        }
        if self.upgrade_targets.len() > MOST_UPGRADE_TARGETS {
            problem(format!("upgradeTargetOffers must name at most {MOST_UPGRADE_TARGETS}"));
        }
        if serde_json::to_string(self).is_ok_and(|json| json.len() > MOST_BYTES) {
            problem(format!("must be at most {MOST_BYTES} bytes long"));
        }
    }

    #[must_use]
    pub fn is_sold_in(&self, country: Country) -> bool {
        self.countries.is_empty() || self.countries.contains(&country)
    }

    #[must_use]
    pub fn is_billed(&self, cycle: BillingCycle) -> bool {
        self.billing_cycles.contains(&cycle)
    }
}

/// Reads a catalogue as an operator writes it: a JSON list of offers.
///
/// # Errors
/// What isn't such a list, and everything in it that doesn't fit, by offer.
pub fn read_catalogue(json: &str) -> Result<Vec<Offer>, Vec<String>> {
    let offers: Vec<Offer> = serde_json::from_str(json).map_err(|error| vec![error.to_string()])?;
    let ids: HashSet<_> = offers.iter().map(|offer| &offer.id).collect();
    let mut seen = HashSet::new();
    let mut problems = Vec::new();
    for offer in &offers {
        let mut problem = |rule: String| problems.push(format!("offer {}: {rule}", offer.id));
        if !seen.insert(&offer.id) {
            problem("is there twice".to_owned());
        }
        offer.check_itself(&mut problem);
        for target in offer.upgrade_targets.iter().filter(|target| !ids.contains(target)) {
            problem(format!("upgradeTargetOffers names {target}, which isn't in the catalogue"));
        }
    }
    if problems.is_empty() { Ok(offers) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{MOST_UPGRADE_TARGETS, read_catalogue};
    use crate::Quantity;
    use crate::subscription::BillingCycle;

    fn offer(id: &str, more: &[(&str, Value)]) -> Value {
        let mut offer = json!({
            "id": id, "name": "Archive", "unitType": "Licenses", "minimumQuantity": 5, "maximumQuantity": 300,
        });
        for (name, value) in more {
            offer[*name] = value.clone();
        }
        offer
    }

    #[test]
    fn what_an_offer_leaves_out_is_as_usual() {
        let offers = read_catalogue(&json!([offer("Archive-1", &[])]).to_string()).expect("a catalogue");
        let [only] = &offers[..] else { panic!("one offer") };
        assert_eq!(only.id.as_str(), "archive-1", "ids are the same in any letter case");
        assert!(only.is_available && only.is_sold_in("DE".parse().expect("DE")));
        assert!(only.is_billed(BillingCycle::Monthly) && only.is_billed(BillingCycle::Annual));
    }

    #[test]
    fn a_count_is_within_the_offers_limits_s1() {
        let offers = read_catalogue(&json!([offer("a", &[])]).to_string()).expect("a catalogue");
        let check = |count| offers[0].check(Quantity::new(count).expect("a count"));
        assert!(check(5).is_ok() && check(300).is_ok());
        assert!(check(4).is_err() && check(301).is_err());
    }

    #[test]
    fn an_offer_and_what_it_is_upgraded_to_fit_into_one_item_of_the_table() {
        let targets = |count: usize| {
            let ids: Vec<_> = (0..count).map(|number| format!("t{number}")).collect();
            let source = offer("a", &[("upgradeTargetOffers", json!(ids))]);
            let all: Vec<_> = ids.iter().map(|id| offer(id, &[])).chain([source]).collect();
            read_catalogue(&Value::Array(all).to_string())
        };
        assert!(targets(MOST_UPGRADE_TARGETS).is_ok());
        assert_eq!(targets(MOST_UPGRADE_TARGETS + 1).expect_err("a problem").len(), 1);
        let sold = |countries: usize| {
            let large = offer("a", &[("countries", json!(vec!["DE"; countries]))]);
            read_catalogue(&json!([large]).to_string())
        };
        assert!(sold(300).is_ok());
        assert_eq!(sold(3000).expect_err("a problem"), ["offer a: must be at most 8192 bytes long"]);
        let wordy = offer("a", &[("description", json!("x".repeat(1001)))]);
        assert_eq!(read_catalogue(&json!([wordy]).to_string()).expect_err("a problem").len(), 1);
    }

    #[test]
    fn a_catalogue_that_does_not_fit_says_everything_that_is_wrong() {
        let json = json!([
            offer("a", &[("minimumQuantity", json!(0)), ("upgradeTargetOffers", json!(["a", "nowhere"]))]),
            offer("a", &[("maximumQuantity", json!(99_000_000)), ("supportedBillingCycles", json!([]))]),
        ]);
        assert_eq!(read_catalogue(&json.to_string()).expect_err("problems").len(), 6);
        for wrong in ["{}", "[{}]", "[{\"id\": \"a b\"}]", "x"] {
            assert!(read_catalogue(wrong).is_err(), "{wrong}");
        }
        let bad_id = json!([offer("no spaces", &[])]);
        assert!(read_catalogue(&bad_id.to_string()).is_err(), "an id is what a path can name");
    }
}

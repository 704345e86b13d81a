//! Offers of the catalogue (S1).

use serde::{Deserialize, Serialize};

use crate::text::Line;
use crate::{Country, OfferId, Quantity};

/// Something that can be subscribed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    pub id: OfferId,
    pub name: Line,
    /// What is counted: `Licenses`, `Usage` and the like.
    pub unit_type: Line,
    pub minimum_quantity: u32,
    pub maximum_quantity: u32,
    /// Where it is sold; empty means everywhere.
    #[serde(default)]
    pub countries: Vec<Country>,
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

    #[must_use]
    pub fn is_sold_in(&self, country: Country) -> bool {
        self.countries.is_empty() || self.countries.contains(&country)
    }
}

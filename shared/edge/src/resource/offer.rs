//! `Offer`.

use serde_json::{Value, json};
use tandem_domain::Country;
use tandem_domain::offer::Offer;

use super::link;

/// An offer, as it is sold in a country if one is asked for.
pub fn offer(offer: &Offer, country: Option<Country>) -> Value {
    let of_country = country.map(|country| format!("?country={country}")).unwrap_or_default();
    json!({
        "id": offer.id,
        "name": offer.name,
        "description": offer.description,
        "minimumQuantity": offer.minimum_quantity,
        "maximumQuantity": offer.maximum_quantity,
        "unitType": offer.unit_type,
        "isAvailableForPurchase": offer.is_available,
        "country": country,
        "supportedBillingCycles": offer.billing_cycles,
        "upgradeTargetOffers": offer.upgrade_targets,
        "links": {"self": link(format!("/offers/{}{of_country}", offer.id))},
        "attributes": {"objectType": "Offer"},
    })
}

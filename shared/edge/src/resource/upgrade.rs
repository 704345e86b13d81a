//! `Upgrade` and `UpgradeResult`.

use serde_json::{Value, json};
use tandem_domain::offer::Offer;
use tandem_domain::subscription::Subscription;
use tandem_domain::subscription::upgrade::{UpgradeProblem, UpgradeType, Upgraded};

use super::{link, offer};

/// What a subscription may be upgraded to, and what stands in the way.
pub fn upgrade(subscription: &Subscription, target: &Offer, problem: Option<&UpgradeProblem>) -> Value {
    let errors: Vec<_> = problem
        .into_iter()
        .map(|problem| json!({"code": problem.code(), "description": problem.description()}))
        .collect();
    json!({
        "targetOffer": offer(target, None),
        "upgradeType": UpgradeType::default().as_str(),
        "isEligible": problem.is_none(),
        "quantity": subscription.quantity,
        "upgradeErrors": errors,
        "attributes": {"objectType": "Upgrade"},
    })
}

/// What came of an upgrade.
pub fn upgrade_result(upgraded: &Upgraded, upgrade_type: UpgradeType) -> Value {
    let customer = upgraded.new.customer_id;
    json!({
        "sourceSubscriptionId": upgraded.old.id,
        "targetSubscriptionId": upgraded.new.id,
        "upgradeType": upgrade_type.as_str(),
        "upgradeErrors": [],
        "licenseErrors": [],
        "links": {"targetSubscription": link(format!("/customers/{customer}/subscriptions/{}", upgraded.new.id))},
        "attributes": {"objectType": "UpgradeResult"},
    })
}

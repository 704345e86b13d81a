//! What the bodies say.

use tandem_domain::subscription::upgrade::{Upgrade, UpgradeType};
use tandem_domain::subscription::{BillingCycle, ChangeSubscription, SubscriptionStatus};
use tandem_domain::{Quantity, Rejection, SubscriptionId};
use tandem_edge::{Call, Form, UnknownKeys};

/// The resource as it is to be, and the version that the caller means to change.
pub fn change(call: &Call, id: SubscriptionId) -> Result<(ChangeSubscription, Option<u32>), Rejection> {
    let mut form = call.form(UnknownKeys::Ignored)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    let command = ChangeSubscription {
        quantity: quantity(&mut form),
        friendly_name: form.optional("friendlyName"),
        status: form.choice("status", &SubscriptionStatus::ALL.map(|status| (status.as_str(), status))),
        auto_renew: form.boolean("autoRenewEnabled"),
        partner_id: form.optional("partnerId"),
        billing_cycle: form.choice("billingCycle", &BillingCycle::ALL.map(|cycle| (cycle.as_str(), cycle))),
        offer_id: form.optional("offerId"),
    };
    Ok((form.finish(Some(command))?, expected_version))
}

/// The offer that is to take the place of the subscription's.
pub fn upgrade(call: &Call, id: SubscriptionId) -> Result<(Upgrade, UpgradeType, Option<u32>), Rejection> {
    let mut form = call.form(UnknownKeys::Ignored)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    let target_offer = form.required_object("targetOffer", |offer| offer.required("id"));
    let upgrade_type = form.choice("upgradeType", &UpgradeType::ALL.map(|kind| (kind.as_str(), kind)));
    let quantity = quantity(&mut form);
    let command = target_offer.map(|target_offer| Upgrade { target_offer, quantity });
    Ok((form.finish(command)?, upgrade_type.unwrap_or_default(), expected_version))
}

fn quantity(form: &mut Form) -> Option<Quantity> {
    match form.integer("quantity").map(Quantity::new)? {
        Ok(quantity) => Some(quantity),
        Err(rule) => {
            form.refuse("quantity", rule);
            None
        }
    }
}

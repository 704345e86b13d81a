use super::{count, credited_to, offer, present, subscription};
use crate::examples::{organisation, parsed, provider, relation, reseller, tenant, write_by};
use crate::offer::Offer;
use crate::organisation::OrganisationKind;
use crate::policy::Role;
use crate::subscription::upgrade::{PresentOffers, Upgrade, UpgradeProblem, Upgraded, upgrade};
use crate::subscription::{Subscription, SubscriptionStatus};
use crate::{Quantity, Rejection};

fn upgrade_of(
    subscription: &Subscription,
    target: Option<&Offer>,
    quantity: Option<Quantity>,
) -> Result<Upgraded, Rejection> {
    let (who, source) = (provider(), offer("business-basic"));
    let ours = relation(&who, tenant(60));
    let offers = PresentOffers { country: Some(parsed("AT")), source: Some(&source), target };
    let command = Upgrade { target_offer: parsed("business-premium"), quantity };
    let write = write_by(&who, &[Role::SalesAgent]);
    upgrade(&write, present(subscription, Some(&ours), &who), offers, &command, uuid::Uuid::from_u128(51))
}

#[test]
fn an_upgrade_carries_on_what_belongs_to_the_subscription_s2_x4() {
    let gone = organisation(8, OrganisationKind::IndirectReseller, "DE");
    let before = Subscription { support_contact: Some(reseller().tenant_id), ..credited_to(&gone) };
    let upgraded = upgrade_of(&before, Some(&offer("business-premium")), None).expect("an upgrade");
    assert_eq!((upgraded.old.status, upgraded.old.version), (SubscriptionStatus::Deleted, 2));
    let new = upgraded.new;
    assert_eq!((new.quantity, new.version, new.status), (count(5), 1, SubscriptionStatus::Active));
    assert_eq!(new.friendly_name.as_str(), "Offer business-premium", "nobody had chosen the old name");
    assert_eq!(new.reseller_of_record, before.reseller_of_record);
    assert_eq!(new.support_contact, before.support_contact);
    assert_eq!(new.ledger(), before.id);
    assert_eq!(upgraded.audit.len(), 4, "provider, customer, reseller of record, support contact");
    let named = Subscription { friendly_name: parsed("Head office"), ..before };
    let upgraded = upgrade_of(&named, Some(&offer("business-premium")), None).expect("an upgrade");
    assert_eq!(upgraded.new.friendly_name.as_str(), "Head office");
}

#[test]
fn what_stands_in_the_way_of_an_upgrade_is_said() {
    let field = |refused: Result<_, Rejection>| match refused {
        Err(Rejection::Invalid(fields)) => fields[0].field.clone(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was upgraded"),
    };
    let target = offer("business-premium");
    assert_eq!(field(upgrade_of(&subscription(), None, None)), "targetOffer.id");
    assert_eq!(field(upgrade_of(&subscription(), Some(&offer("other")), None)), "targetOffer.id");
    let abroad = Offer { countries: vec![parsed("DE")], ..target.clone() };
    assert_eq!(field(upgrade_of(&subscription(), Some(&abroad), None)), "targetOffer.id");
    assert_eq!(field(upgrade_of(&subscription(), Some(&target), Some(count(301)))), "quantity");
    let suspended = Subscription { status: SubscriptionStatus::Suspended, ..subscription() };
    let refused = upgrade_of(&suspended, Some(&target), None).err();
    assert_eq!(refused, Some(Rejection::UpgradeNotPossible(UpgradeProblem::NotActive)));
}

mod support_contact;
mod upgrade;

use super::{
    BillingCycle, ChangeSubscription, Changed, Present, ResellerOfRecord, Subscription, SubscriptionStatus,
    associate, change,
};
use crate::customer::CustomerPartner;
use crate::examples::{organisation, parsed, provider, registered, relation, reseller, tenant, write_by};
use crate::offer::Offer;
use crate::organisation::{Organisation, OrganisationKind};
use crate::partner_id::{VerifiedReseller, verify};
use crate::policy::Role;
use crate::{Cloud, OrderId, Quantity, Rejection, SubscriptionId, Timestamp};

fn subscription() -> Subscription {
    Subscription {
        id: SubscriptionId::new(uuid::Uuid::from_u128(50)),
        customer_id: tenant(60),
        order_id: OrderId::new(uuid::Uuid::from_u128(70)),
        offer_id: parsed("business-basic"),
        offer_name: parsed("Business Basic"),
        unit_type: parsed("Licenses"),
        friendly_name: parsed("Business Basic"),
        quantity: count(5),
        status: SubscriptionStatus::Active,
        billing_cycle: BillingCycle::Monthly,
        auto_renew: true,
        ordered_by: provider().tenant_id,
        reseller_of_record: None,
        record_ledger: None,
        support_contact: None,
        created: Timestamp::from_millis(0),
        version: 1,
    }
}

fn count(number: i64) -> Quantity {
    Quantity::new(number).expect("a count")
}

fn verified(who: &Organisation) -> VerifiedReseller {
    let entry = registered(who);
    verify(entry.mpn_id, Some(&entry), Cloud::Global, parsed("DE")).expect("eligible")
}

fn credited_to(who: &Organisation) -> Subscription {
    let record = ResellerOfRecord { reseller: verified(who), since: Timestamp::from_millis(1) };
    Subscription { reseller_of_record: Some(record), ..subscription() }
}

fn offer(id: &str) -> Offer {
    Offer {
        id: parsed(id),
        name: parsed(&format!("Offer {id}")),
        description: None,
        unit_type: parsed("Licenses"),
        minimum_quantity: 2,
        maximum_quantity: 300,
        countries: vec![parsed("AT")],
        billing_cycles: BillingCycle::ALL.to_vec(),
        upgrade_targets: vec![parsed("business-premium")],
        is_available: true,
    }
}

fn present<'a>(
    subscription: &'a Subscription,
    relation: Option<&'a CustomerPartner>,
    caller: &'a Organisation,
) -> Present<'a> {
    Present {
        customer_id: tenant(60),
        subscription: Some(subscription),
        relation,
        caller: Some(caller),
        registered: None,
        expected_version: None,
    }
}

fn associate_by(
    who: &Organisation,
    relation: Option<&CustomerPartner>,
    subscription: &Subscription,
    expected_version: Option<u32>,
) -> Result<Option<Changed>, Rejection> {
    let entry = registered(&reseller());
    let seen = present(subscription, relation, who);
    let seen = Present { registered: Some(&entry), expected_version, ..seen };
    associate(&write_by(who, &[Role::SalesAgent]), seen, entry.mpn_id, None)
}

fn change_by(
    who: &Organisation,
    subscription: &Subscription,
    command: &ChangeSubscription,
) -> Result<Option<Changed>, Rejection> {
    let related = relation(who, tenant(60));
    let entry = registered(&reseller());
    let seen = Present { registered: Some(&entry), ..present(subscription, Some(&related), who) };
    change(&write_by(who, &[Role::SalesAgent]), seen, Some(&offer("business-basic")), command)
}

#[test]
fn the_ordering_provider_sets_the_reseller_of_record_z5_s4() {
    let ours = relation(&provider(), tenant(60));
    let changed = associate_by(&provider(), Some(&ours), &subscription(), Some(1));
    let changed = changed.expect("permitted").expect("a change");
    let record = changed.subscription.reseller_of_record.clone().expect("a reseller of record");
    assert_eq!(record.reseller.tenant_id, reseller().tenant_id);
    assert_eq!(changed.subscription.version, 2);
    let entry = changed.entry.expect("a line of the ledger");
    assert_eq!((entry.from, entry.to), (None, record.reseller.mpn_id));
    assert_eq!(changed.audit.len(), 3, "provider, reseller and customer");
    let again = associate_by(&provider(), Some(&ours), &changed.subscription, None);
    assert!(matches!(again, Ok(None)), "the same reseller is no change");
}

#[test]
fn who_did_not_order_it_cannot_change_it_s6() {
    let other = organisation(4, OrganisationKind::IndirectProvider, "DE");
    let related = relation(&other, tenant(60));
    let by_other = |relation| associate_by(&other, relation, &subscription(), None).err();
    assert_eq!(by_other(Some(&related)), Some(Rejection::WrongPartnerKind));
    assert_eq!(by_other(None), Some(Rejection::NotFound), "without a relationship it isn't there (Z12)");
    for command in [
        ChangeSubscription { quantity: Some(count(4)), ..Default::default() },
        ChangeSubscription { friendly_name: Some(parsed("Mine")), ..Default::default() },
        ChangeSubscription::default(),
    ] {
        let refused = change_by(&other, &subscription(), &command).err();
        assert_eq!(refused, Some(Rejection::WrongPartnerKind), "{command:?}");
    }
}

#[test]
fn a_stale_etag_and_a_deleted_subscription_are_refused() {
    let ours = relation(&provider(), tenant(60));
    let stale = associate_by(&provider(), Some(&ours), &subscription(), Some(7)).err();
    assert_eq!(stale, Some(Rejection::StaleEtag));
    let deleted = Subscription { status: SubscriptionStatus::Deleted, ..subscription() };
    let refused = associate_by(&provider(), Some(&ours), &deleted, None).err();
    assert_eq!(refused, Some(Rejection::PartnerOnRecordFixed));
    let seats = ChangeSubscription { quantity: Some(count(6)), ..Default::default() };
    let refused = change_by(&provider(), &deleted, &seats).err();
    assert_eq!(refused, Some(Rejection::SubscriptionNotActive));
}

#[test]
fn several_changes_are_one_step_and_one_record_a_party_z15() {
    let command = ChangeSubscription {
        quantity: Some(count(20)),
        friendly_name: Some(parsed("Head office")),
        status: Some(SubscriptionStatus::Suspended),
        auto_renew: Some(false),
        partner_id: registered(&reseller()).mpn_id.into(),
        ..Default::default()
    };
    let changed = change_by(&provider(), &subscription(), &command).expect("permitted").expect("a change");
    assert_eq!((changed.subscription.version, changed.active_by()), (2, -1));
    assert_eq!(changed.audit.len(), 3);
    let new = changed.audit[0].new.as_ref().and_then(serde_json::Value::as_object).expect("what is");
    assert_eq!(new.len(), 5, "{new:?}");
    assert_eq!(changed.audit[0].old.as_ref().expect("what was")["quantity"], 5);
}

#[test]
fn an_absent_auto_renew_is_taken_as_off_from_the_provider_only() {
    let nothing = ChangeSubscription::default();
    let by_provider = change_by(&provider(), &subscription(), &nothing).expect("permitted");
    assert!(!by_provider.expect("a change").subscription.auto_renew);
    let by_reseller = change_by(&reseller(), &credited_to(&reseller()), &nothing).expect("permitted");
    assert!(by_reseller.is_none(), "what is absent stays");
}

#[test]
fn the_reseller_of_record_renames_it_and_nothing_else_z16() {
    let ours = credited_to(&reseller());
    let rename = ChangeSubscription { friendly_name: Some(parsed("Ours")), ..Default::default() };
    let renamed = change_by(&reseller(), &ours, &rename).expect("permitted").expect("a change");
    assert_eq!(renamed.subscription.friendly_name.as_str(), "Ours");
    assert!(renamed.subscription.auto_renew);
    let full = ChangeSubscription { quantity: Some(count(5)), auto_renew: Some(true), ..rename.clone() };
    assert!(change_by(&reseller(), &ours, &full).is_ok(), "the full resource, otherwise as it is");
    for more in [
        ChangeSubscription { quantity: Some(count(4)), ..rename.clone() },
        ChangeSubscription { auto_renew: Some(false), ..rename.clone() },
        ChangeSubscription { status: Some(SubscriptionStatus::Suspended), ..rename.clone() },
        ChangeSubscription { partner_id: Some(parsed("77")), ..rename },
    ] {
        assert_eq!(change_by(&reseller(), &ours, &more).err(), Some(Rejection::WrongPartnerKind), "{more:?}");
    }
}

#[test]
fn what_cannot_be_changed_says_so() {
    let refused = |command: ChangeSubscription| match change_by(&provider(), &subscription(), &command) {
        Err(Rejection::Invalid(fields)) => fields[0].field.clone(),
        other => panic!("{other:?}"),
    };
    let nothing = ChangeSubscription::default;
    assert_eq!(refused(ChangeSubscription { quantity: Some(count(301)), ..nothing() }), "quantity");
    assert_eq!(refused(ChangeSubscription { quantity: Some(count(1)), ..nothing() }), "quantity");
    let annual = Some(BillingCycle::Annual);
    assert_eq!(refused(ChangeSubscription { billing_cycle: annual, ..nothing() }), "billingCycle");
    assert_eq!(refused(ChangeSubscription { offer_id: Some(parsed("other")), ..nothing() }), "offerId");
    let deleted = Some(SubscriptionStatus::Deleted);
    assert_eq!(refused(ChangeSubscription { status: deleted, ..nothing() }), "status");
}

#[test]
fn seats_of_a_subscription_that_names_a_former_reseller_can_be_changed_x4() {
    let gone = organisation(8, OrganisationKind::IndirectReseller, "DE");
    let named = credited_to(&gone);
    let mpn_id = verified(&gone).mpn_id;
    let command =
        ChangeSubscription { quantity: Some(count(9)), partner_id: Some(mpn_id), ..Default::default() };
    // The registry's entry at hand is another's: the partner ID is not looked at again.
    assert!(change_by(&provider(), &named, &command).expect("permitted").is_some());
}

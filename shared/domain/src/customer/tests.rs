//! Adding customers, rule by rule.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{AddCustomer, Added, AgreementGiven, Situation, add};
use crate::delegated_admin::Service;
use crate::examples::{add_customer, offer, parsed, partnership, provider, registered, reseller, write_by};
use crate::offer::Offer;
use crate::order::{Catalogue, PlaceOrder, PlaceOrderLine};
use crate::partner_id::RegisteredPartnerId;
use crate::partnership::{Partnership, PartnershipState};
use crate::policy::Role;
use crate::subscription::BillingCycle;
use crate::{Cloud, OfferId, PartnerId, Quantity, Rejection, TenantId, Timestamp};

fn offers() -> HashMap<OfferId, Offer> {
    let offer = offer();
    HashMap::from([(offer.id.clone(), offer)])
}

fn partner_ids() -> HashMap<PartnerId, RegisteredPartnerId> {
    let entry = registered(&reseller());
    HashMap::from([(entry.mpn_id, entry)])
}

fn add_with(
    command: &AddCustomer,
    partnership: Option<&Partnership>,
    taken: bool,
) -> Result<Added, Rejection> {
    let (offers, partner_ids) = (offers(), partner_ids());
    let provider = provider();
    let situation = Situation {
        caller: Some(&provider),
        partnership,
        domain_taken: taken,
        catalogue: Catalogue { offers: &offers, partner_ids: &partner_ids },
    };
    let mut next = 100u128;
    let new_id = || {
        next += 1;
        uuid::Uuid::from_u128(next)
    };
    add(&write_by(&provider, &[Role::SalesAgent]), situation, command, new_id).map_err(Rejection::from)
}

fn agreement(cloud: Cloud) -> String {
    cloud.rules().agreement.id.to_owned()
}

fn ordering(quantity: i64, on_record: Option<&str>) -> AddCustomer {
    let mut command = add_customer();
    let contact = command.contact.clone();
    command.agreement = Some(AgreementGiven {
        template_id: agreement(Cloud::Global),
        primary_contact: contact,
        date_agreed: Timestamp::from_millis(0),
    });
    command.order = Some(PlaceOrder {
        billing_cycle: BillingCycle::Monthly,
        lines: vec![PlaceOrderLine {
            number: None,
            offer_id: parsed("business-basic"),
            quantity: Quantity::new(quantity).expect("a count"),
            friendly_name: None,
            partner_id_on_record: on_record.map(parsed),
        }],
    });
    command
}

/// Who holds privileges on every service, and through whom.
fn holders(added: &Added) -> Vec<(TenantId, Option<TenantId>)> {
    let admins: Vec<_> =
        added.privileges.partners.iter().map(|change| change.after.clone().expect("privileges")).collect();
    for admin in &admins {
        assert!(Service::all().all(|service| admin.covers(service)));
    }
    admins.iter().map(|admin| (admin.partner, admin.via)).collect()
}

#[test]
fn without_a_reseller_the_provider_gets_the_privileges_c2() {
    let added = add_with(&add_customer(), None, false).expect("a customer");
    assert_eq!(added.partners.len(), 1);
    assert_eq!(holders(&added), [(provider().tenant_id, None)]);
}

#[test]
fn with_a_reseller_both_are_partners_and_it_gets_every_privilege_c2() {
    let mut command = add_customer();
    command.associated_partner_id = Some(reseller().tenant_id);
    let added = add_with(&command, Some(&partnership()), false).expect("a customer");
    assert_eq!(added.partners.len(), 2);
    assert_eq!(holders(&added), [(reseller().tenant_id, Some(provider().tenant_id))]);
}

#[test]
fn a_reseller_needs_an_active_partnership_c1_x4() {
    let mut command = add_customer();
    command.associated_partner_id = Some(reseller().tenant_id);
    let removed = Partnership { state: PartnershipState::Removed, ..partnership() };
    assert_eq!(add_with(&command, None, false).err(), Some(Rejection::NotPartners));
    assert_eq!(add_with(&command, Some(&removed), false).err(), Some(Rejection::NotPartners));
}

#[test]
fn a_taken_domain_is_refused_c1() {
    assert_eq!(
        add_with(&add_customer(), None, true).err(),
        Some(Rejection::DomainTaken { field: "companyProfile.domain" })
    );
}

#[test]
fn another_region_is_refused_c7() {
    let mut command = add_customer();
    command.address.country = parsed("US");
    assert!(matches!(add_with(&command, None, false), Err(Rejection::DifferentCloudOrRegion { .. })));
}

#[test]
fn an_order_needs_the_agreement() {
    let mut command = ordering(5, None);
    command.agreement = None;
    assert_eq!(add_with(&command, None, false).err(), Some(Rejection::AgreementMissing));
}

#[test]
fn the_agreement_is_that_of_the_customers_cloud() {
    let mut command = ordering(5, None);
    command.agreement.as_mut().expect("an agreement").template_id = agreement(Cloud::China);
    let Err(Rejection::Invalid(fields)) = add_with(&command, None, false) else {
        panic!("a wrong agreement")
    };
    assert_eq!(fields[0].field, "agreement.templateId");
}

#[test]
fn an_order_becomes_a_subscription_a_line_with_its_reseller_of_record_s1_s3() {
    let added = add_with(&ordering(5, Some("1002")), None, false).expect("a customer");
    let placed = added.order.expect("an order");
    assert_eq!(placed.subscriptions.len(), 1);
    let record = placed.subscriptions[0].reseller_of_record.as_ref().expect("a reseller of record");
    assert_eq!(record.reseller.tenant_id, reseller().tenant_id);
    assert_eq!(placed.relies_on.len(), 1);
    assert_eq!(placed.relies_on[0].mpn_id, parsed::<PartnerId>("1002"));
}

#[test]
fn every_problem_is_named_at_once_n6() {
    let mut command = ordering(301, Some("77"));
    command.associated_partner_id = Some(reseller().tenant_id);
    let Err(Rejection::Invalid(fields)) = add_with(&command, None, true) else { panic!("several problems") };
    let fields: Vec<_> = fields.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(
        fields,
        ["companyProfile.domain", "associatedPartnerId", "order.lineItems[0].quantity", "order.lineItems"]
    );
}

proptest! {
    /// C3, S1: an order is refused with every problem named, or becomes a subscription a line.
    #[test]
    fn an_order_is_all_or_nothing(lines in prop::collection::vec((1i64..400, any::<bool>(), any::<bool>()), 1..20)) {
        let mut command = ordering(1, None);
        let order = command.order.as_mut().expect("an order");
        order.lines = lines
            .iter()
            .map(|(quantity, known_offer, on_record)| PlaceOrderLine {
                number: None,
                offer_id: parsed(if *known_offer { "business-basic" } else { "no-such-offer" }),
                quantity: Quantity::new(*quantity).expect("a count"),
                friendly_name: None,
                partner_id_on_record: on_record.then(|| parsed("1002")),
            })
            .collect();
        let bad = lines.iter().filter(|(quantity, known, _)| !known || *quantity > 300).count();
        match add_with(&command, None, false) {
            Ok(added) => {
                prop_assert_eq!(bad, 0);
                let placed = added.order.expect("an order");
                prop_assert_eq!(placed.subscriptions.len(), lines.len());
                prop_assert_eq!(placed.order.lines.len(), lines.len());
            }
            Err(Rejection::Invalid(fields)) => prop_assert_eq!(fields.len(), bad),
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}

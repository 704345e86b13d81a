//! Submitting orders, rule by rule.

use std::collections::HashMap;

use super::{Catalogue, PlaceOrder, PlaceOrderLine, Present, Submission, Submitted, submit};
use crate::agreement::{Agreement, AgreementGiven};
use crate::examples::{
    add_customer, customer, offer, organisation, parsed, provider, registered, relation, reseller, write_by,
};
use crate::offer::Offer;
use crate::organisation::{Organisation, OrganisationKind};
use crate::policy::Role;
use crate::subscription::BillingCycle;
use crate::{Quantity, Rejection, Timestamp};

fn line(quantity: i64, on_record: Option<&str>) -> PlaceOrderLine {
    PlaceOrderLine {
        number: None,
        offer_id: offer().id,
        quantity: Quantity::new(quantity).expect("a count"),
        friendly_name: None,
        partner_id_on_record: on_record.map(parsed),
    }
}

fn an_order(lines: Vec<PlaceOrderLine>) -> Submission {
    Submission { orders: vec![PlaceOrder { billing_cycle: BillingCycle::Monthly, lines }], agreement: None }
}

fn given() -> AgreementGiven {
    AgreementGiven {
        template_id: crate::Cloud::Global.rules().agreement.id.to_owned(),
        primary_contact: add_customer().contact,
        date_agreed: Timestamp::from_millis(0),
    }
}

fn submit_by(
    who: &Organisation,
    offer: Offer,
    agreed: bool,
    submission: &Submission,
) -> Result<Submitted, Rejection> {
    let (customer, related) = (customer(), relation(who, customer().id));
    let offers = HashMap::from([(offer.id.clone(), offer)]);
    let entry = registered(&reseller());
    let partner_ids = HashMap::from([(entry.mpn_id, entry)]);
    let present = Present {
        customer: Some(&customer),
        relation: Some(&related),
        caller: Some(who),
        catalogue: Catalogue { offers: &offers, partner_ids: &partner_ids },
    };
    let write = write_by(who, &[Role::SalesAgent]);
    let agreement = agreed.then(|| Agreement::attested(&given(), &write.person));
    let mut next = 100;
    submit(&write, present, agreement.as_ref(), submission, || {
        next += 1;
        uuid::Uuid::from_u128(next)
    })
}

#[test]
fn an_order_becomes_a_subscription_a_line_c3_s1() {
    let submission = an_order(vec![line(5, None), line(7, Some("1002"))]);
    let submitted = submit_by(&provider(), offer(), true, &submission).expect("an order");
    assert_eq!(submitted.subscriptions(), 2);
    assert!(submitted.agreement.is_none());
}

#[test]
fn a_reseller_of_record_hears_of_its_own_lines_only_n3_n5() {
    let submission = an_order(vec![line(5, None), line(7, Some("1002"))]);
    let submitted = submit_by(&provider(), offer(), true, &submission).expect("an order");
    let told = |tenant| submitted.audit.iter().find(|record| record.organisation == tenant).expect("told");
    let lines = |tenant| told(tenant).new.as_ref().expect("what was ordered")["lineItems"].clone();
    assert_eq!(lines(provider().tenant_id).as_array().map(Vec::len), Some(2));
    assert_eq!(lines(customer().id).as_array().map(Vec::len), Some(2));
    assert_eq!(lines(reseller().tenant_id).as_array().map(Vec::len), Some(1));
}

#[test]
fn the_agreement_was_accepted_or_comes_along_z8() {
    let mut submission = an_order(vec![line(5, None)]);
    let submit = |agreed, submission: &Submission| submit_by(&provider(), offer(), agreed, submission);
    assert_eq!(submit(false, &submission).err(), Some(Rejection::AgreementMissing));
    submission.agreement = Some(given());
    assert!(submit(false, &submission).expect("both").agreement.is_some());
    assert_eq!(submit(true, &submission).err(), Some(Rejection::AgreementExists));
}

#[test]
fn only_a_provider_of_the_customer_orders_z4_i9() {
    let order = an_order(vec![line(5, None)]);
    assert_eq!(submit_by(&reseller(), offer(), true, &order).err(), Some(Rejection::WrongPartnerKind));
    let other = organisation(4, OrganisationKind::IndirectProvider, "DE");
    assert!(submit_by(&other, offer(), true, &order).is_ok(), "each provider with a relationship may");
}

#[test]
fn an_offer_is_ordered_as_the_catalogue_has_it_s1() {
    let order = an_order(vec![line(5, None)]);
    let refused = |offer| match submit_by(&provider(), offer, true, &order) {
        Err(Rejection::Invalid(fields)) => fields[0].field.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(Offer { is_available: false, ..offer() }), "lineItems[0].offerId");
    assert_eq!(refused(Offer { countries: vec![parsed("DE")], ..offer() }), "lineItems[0].offerId");
    assert_eq!(refused(Offer { maximum_quantity: 4, ..offer() }), "lineItems[0].quantity");
    assert_eq!(refused(Offer { billing_cycles: vec![BillingCycle::Annual], ..offer() }), "billingCycle");
}

#[test]
fn every_problem_is_named_by_its_field_n6() {
    let submission = an_order(vec![line(301, Some("77")), line(1, Some("1002"))]);
    let Err(Rejection::Invalid(fields)) = submit_by(&provider(), offer(), false, &submission) else {
        panic!("several problems")
    };
    let fields: Vec<_> = fields.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["agreement", "lineItems[0].quantity", "lineItems[0].partnerIdOnRecord"]);
}

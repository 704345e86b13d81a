//! Carts, rule by rule.

use std::collections::HashMap;

use super::{Cart, CartLine, CartStatus, Changed, LIFE_SECONDS, begin, cancel, change, check_out, review};
use crate::agreement::{Agreement, AgreementGiven};
use crate::customer::CustomerPartner;
use crate::examples::{
    NOON, add_customer, customer, offer, organisation, parsed, provider, registered, relation, reseller,
    write_by,
};
use crate::offer::Offer;
use crate::order::{Catalogue, LineProblem, Present};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partner_id::RegisteredPartnerId;
use crate::policy::Role;
use crate::subscription::BillingCycle;
use crate::write::Write;
use crate::{CartId, Quantity, Rejection, Timestamp};

/// What a cart is made in: the demo's provider, customer and offer.
struct Shop {
    offers: HashMap<crate::OfferId, Offer>,
    partner_ids: HashMap<crate::PartnerId, RegisteredPartnerId>,
    customer: crate::customer::Customer,
    relation: CustomerPartner,
    caller: Organisation,
}

impl Shop {
    fn of(caller: &Organisation) -> Self {
        let (offer, entry) = (offer(), registered(&reseller()));
        Self {
            offers: HashMap::from([(offer.id.clone(), offer)]),
            partner_ids: HashMap::from([(entry.mpn_id, entry)]),
            customer: customer(),
            relation: relation(caller, customer().id),
            caller: caller.clone(),
        }
    }

    fn present(&self) -> Present<'_> {
        Present {
            customer: Some(&self.customer),
            relation: Some(&self.relation),
            caller: Some(&self.caller),
            catalogue: Catalogue { offers: &self.offers, partner_ids: &self.partner_ids },
        }
    }

    fn write(&self) -> Write {
        write_by(&self.caller, &[Role::SalesAgent])
    }

    fn cart(&self) -> Cart {
        let lines = vec![line(5, BillingCycle::Monthly), line(2, BillingCycle::Annual)];
        self.begun(lines).expect("a cart").cart
    }

    fn begun(&self, lines: Vec<CartLine>) -> Result<Changed, Rejection> {
        begin(&self.write(), self.present(), lines, CartId::new(uuid::Uuid::from_u128(80)))
    }

    fn agreed(&self) -> Agreement {
        let contact = add_customer().contact;
        let given = AgreementGiven {
            template_id: crate::Cloud::Global.rules().agreement.id.to_owned(),
            primary_contact: contact,
            date_agreed: Timestamp::from_millis(0),
        };
        Agreement::attested(&given, &self.write().person)
    }
}

fn line(quantity: i64, billing_cycle: BillingCycle) -> CartLine {
    CartLine {
        offer_id: offer().id,
        quantity: Quantity::new(quantity).expect("a count"),
        friendly_name: None,
        billing_cycle,
        transaction_reseller: None,
    }
}

#[test]
fn a_cart_lives_fifteen_minutes_from_its_last_change_c3() {
    let shop = Shop::of(&provider());
    let cart = shop.cart();
    assert_eq!(cart.expires.millis() - cart.created.millis(), i64::from(LIFE_SECONDS) * 1000);
    let mut later = shop.write();
    later.now = Timestamp::from_millis(NOON + 60_000);
    let lines = vec![line(9, BillingCycle::Monthly)];
    let changed = change(&later, Some(&cart), shop.present(), lines.clone(), Some(1)).expect("in time").cart;
    assert_eq!((changed.version, changed.expires.millis() - cart.expires.millis()), (2, 60_000));
    later.now = changed.expires;
    let too_late = change(&later, Some(&changed), shop.present(), lines, None).err();
    assert_eq!(too_late, Some(Rejection::CartExpired));
    let checked_out = check_out(&later, Some(&changed), shop.present(), None, None, uuid::Uuid::nil);
    assert_eq!(checked_out.err(), Some(Rejection::CartExpired));
    assert!(cancel(&later, Some(&changed), Some(&shop.relation), None).is_ok(), "it can still be taken away");
}

#[test]
fn checked_out_it_becomes_an_order_per_billing_cycle_and_is_over_c3() {
    let shop = Shop::of(&provider());
    let (cart, agreed, write) = (shop.cart(), shop.agreed(), shop.write());
    let out = |agreed| check_out(&write, Some(&cart), shop.present(), agreed, None, uuid::Uuid::nil);
    assert_eq!(out(None).err(), Some(Rejection::AgreementMissing));
    let out = out(Some(&agreed)).expect("checked out");
    let cycles: Vec<_> = out.submitted.orders.iter().map(|placed| placed.order.billing_cycle).collect();
    assert_eq!(cycles, [BillingCycle::Monthly, BillingCycle::Annual]);
    assert_eq!((out.cart.status, out.expected_version), (CartStatus::Ordered, 1));
    let again = check_out(&write, Some(&out.cart), shop.present(), Some(&agreed), None, uuid::Uuid::nil);
    assert_eq!(again.err(), Some(Rejection::CartOrdered));
    assert_eq!(
        cancel(&write, Some(&out.cart), Some(&shop.relation), None).err(),
        Some(Rejection::CartOrdered)
    );
}

#[test]
fn nobody_but_its_owner_sees_a_cart_z12() {
    let (shop, cart) = (Shop::of(&provider()), Shop::of(&provider()).cart());
    for other in [reseller(), organisation(4, OrganisationKind::IndirectProvider, "DE")] {
        let theirs = Shop::of(&other);
        let write = theirs.write();
        let related = Some(&theirs.relation);
        let catalogue = theirs.present().catalogue;
        let seen = review(&write.person, write.now, Some(&cart), Some(&theirs.customer), related, catalogue);
        assert_eq!(seen.err(), Some(Rejection::NotFound));
        assert_eq!(cancel(&write, Some(&cart), related, None).err(), Some(Rejection::NotFound));
    }
    let helpdesk = write_by(&provider(), &[Role::HelpdeskAgent]);
    assert_eq!(
        cancel(&helpdesk, Some(&cart), Some(&shop.relation), None).err(),
        Some(Rejection::RoleInsufficient)
    );
}

#[test]
fn bad_lines_are_refused_and_shown_once_they_went_bad_n6() {
    let mut shop = Shop::of(&provider());
    let bad = CartLine { transaction_reseller: Some(parsed("77")), ..line(301, BillingCycle::Monthly) };
    let Err(Rejection::Invalid(fields)) = shop.begun(vec![bad]) else { panic!("two problems") };
    let named: Vec<_> = fields.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(named, ["lineItems[0].quantity", "lineItems[0].participants"]);

    let cart = shop.cart();
    shop.offers.values_mut().for_each(|offer| offer.maximum_quantity = 4);
    let write = shop.write();
    let (customer, relation) = (Some(&shop.customer), Some(&shop.relation));
    let problems =
        review(&write.person, write.now, Some(&cart), customer, relation, shop.present().catalogue);
    let problems = problems.expect("the owner's");
    assert!(matches!(&problems[0][..], [LineProblem::Quantity { too_many: true, .. }]), "{problems:?}");
    assert!(problems[1].is_empty());
    let stale = change(&write, Some(&cart), shop.present(), cart.lines.clone(), Some(7)).err();
    assert_eq!(stale, Some(Rejection::StaleEtag));
}

//! Orders, carts and agreements on the way in, as Partner Center's clients send them.
//!
//! Fields that would change what is bought or who is credited, and that aren't supported, are refused;
//! others that aren't known here (terms, provisioning, attestations, currencies) are passed over.

use tandem_domain::address::Contact;
use tandem_domain::agreement::AgreementGiven;
use tandem_domain::cart::CartLine;
use tandem_domain::order::{MOST_LINES, PlaceOrder, PlaceOrderLine};
use tandem_domain::subscription::BillingCycle;
use tandem_domain::time::LooseTime;
use tandem_domain::{PartnerId, Quantity, Timestamp};

use crate::Form;

const NOT_SUPPORTED: &str = "isn't supported; leave it out";

/// Reads an agreement that the customer accepted elsewhere, at a time that isn't in the future.
pub fn agreement(form: &mut Form, now: Timestamp) -> Option<AgreementGiven> {
    // Whether it is the one of the customer's cloud shows once the customer is known.
    let template_id = form.required("templateId");
    // Other agreements than the customer's own can't be attested here.
    form.choice("type", &[("MicrosoftCustomerAgreement", ())]);
    let date_agreed = form.required("dateAgreed").map(LooseTime::time);
    if date_agreed.is_some_and(|date| date > now) {
        form.refuse("dateAgreed", "must not be in the future");
    }
    let primary_contact = form.required_object("primaryContact", contact);
    Some(AgreementGiven {
        template_id: template_id?,
        primary_contact: primary_contact?,
        date_agreed: date_agreed?,
    })
}

/// Reads a person to turn to.
pub fn contact(form: &mut Form) -> Option<Contact> {
    let (first_name, last_name, email) =
        (form.required("firstName"), form.required("lastName"), form.required("email"));
    let phone_number = form.optional("phoneNumber");
    Some(Contact { first_name: first_name?, last_name: last_name?, email: email?, phone_number })
}

/// Reads an order: its lines, billed monthly if nothing is said.
pub fn order(form: &mut Form) -> Option<PlaceOrder> {
    let billing_cycle = billing_cycle(form);
    let lines = form.list("lineItems", 1, MOST_LINES, |line| {
        line.unsupported(
            &[
                "parentSubscriptionId",
                "additionalPartnerIdsOnRecord",
                "promotionId",
                "renewsTo",
                "customTermEndDate",
            ],
            NOT_SUPPORTED,
        );
        let number = line.integer("lineItemNumber");
        let offer_id = line.required("offerId");
        let quantity = line.required_integer("quantity", Quantity::new);
        let friendly_name = line.optional("friendlyName");
        let partner_id_on_record = line.optional("partnerIdOnRecord");
        Some(PlaceOrderLine {
            number,
            offer_id: offer_id?,
            quantity: quantity?,
            friendly_name,
            partner_id_on_record,
        })
    });
    Some(PlaceOrder { billing_cycle, lines: lines? })
}

/// Reads the lines of a cart.
pub fn cart_lines(form: &mut Form) -> Option<Vec<CartLine>> {
    form.list("lineItems", 1, MOST_LINES, |line| {
        line.unsupported(&["addonItems", "promotionId", "renewsTo", "customTermEndDate"], NOT_SUPPORTED);
        let offer_id = line.required("catalogItemId");
        let quantity = line.required_integer("quantity", Quantity::new);
        let friendly_name = line.optional("friendlyName");
        let billing_cycle = billing_cycle(line);
        let transaction_reseller = line.optional_list("participants", 1, participant).pop();
        Some(CartLine {
            offer_id: offer_id?,
            quantity: quantity?,
            friendly_name,
            billing_cycle,
            transaction_reseller,
        })
    })
}

/// Whom a line is credited to: one partner, the reseller that sells.
fn participant(form: &mut Form) -> Option<PartnerId> {
    let key: Option<String> = form.required("key");
    if key.is_some_and(|key| !key.replace('_', "").eq_ignore_ascii_case("transactionreseller")) {
        form.refuse("key", "must be transaction_reseller");
    }
    form.required("value")
}

/// .NET's clients send `unknown` for what was never set.
fn billing_cycle(form: &mut Form) -> BillingCycle {
    let [monthly, annual] = BillingCycle::ALL;
    let names = [(monthly.as_str(), Some(monthly)), (annual.as_str(), Some(annual)), ("unknown", None)];
    form.choice("billingCycle", &names).flatten().unwrap_or_default()
}

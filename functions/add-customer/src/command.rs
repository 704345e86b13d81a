//! The body of `POST /v1/customers`, as Partner Center's clients send it, with `agreement` and
//! `order` beside it.

use tandem_domain::address::{Address, Contact};
use tandem_domain::agreement::TEMPLATE_ID;
use tandem_domain::customer::{AddCustomer, AgreementGiven};
use tandem_domain::language::{Culture, LanguageCode};
use tandem_domain::order::{MOST_LINES, PlaceOrder, PlaceOrderLine};
use tandem_domain::subscription::BillingCycle;
use tandem_domain::text::{CompanyName, Line};
use tandem_domain::{FieldError, Quantity, Timestamp};
use tandem_edge::Form;

/// Reads the customer to add, and everything that is wrong with its fields. Where agreement or order
/// can't be read the customer is there without them, so that the rest can be checked all the same.
pub(crate) fn read(mut form: Form, now: Timestamp) -> (Option<AddCustomer>, Vec<FieldError>) {
    let company = form.required_object("companyProfile", |profile| {
        let name: Option<CompanyName> = profile.optional("companyName");
        Some((profile.required("domain")?, name))
    });
    let billing = form.required_object("billingProfile", read_billing);
    let associated_partner_id = form.optional("associatedPartnerId");
    let agreement = form.object("agreement", |agreement| read_agreement(agreement, now));
    let order = form.object("order", read_order);
    let command = company.zip(billing).map(|((domain, name), billing)| AddCustomer {
        domain,
        company_name: name.unwrap_or(billing.company_name),
        address: billing.address,
        contact: billing.contact,
        culture: billing.culture,
        language: billing.language,
        associated_partner_id,
        agreement,
        order,
    });
    (command, form.errors())
}

struct Billing {
    company_name: CompanyName,
    address: Address,
    contact: Contact,
    culture: Culture,
    language: LanguageCode,
}

fn read_billing(form: &mut Form) -> Option<Billing> {
    let company_name = form.required("companyName");
    let email = form.required("email");
    let culture = form.required("culture");
    let language = form.required("language");
    // Clients give the contact's names in the address, or beside it.
    let [first, last]: [Option<Line>; 2] = [form.optional("firstName"), form.optional("lastName")];
    let address = form.required_object("defaultAddress", |address| {
        let [inner_first, inner_last] = [address.optional("firstName"), address.optional("lastName")];
        let (first, last) = (inner_first.or(first), inner_last.or(last));
        if first.is_none() {
            address.refuse("firstName", "is required");
        }
        if last.is_none() {
            address.refuse("lastName", "is required");
        }
        let phone: Option<Line> = address.optional("phoneNumber");
        let (country, city, line) =
            (address.required("country"), address.required("city"), address.required("addressLine1"));
        let read = Address {
            region: address.optional("region"),
            state: address.optional("state"),
            address_line2: address.optional("addressLine2"),
            postal_code: address.optional("postalCode"),
            country: country?,
            city: city?,
            address_line1: line?,
        };
        Some((read, first?, last?, phone))
    });
    let (address, first_name, last_name, phone_number) = address?;
    let contact = Contact { first_name, last_name, email: email?, phone_number };
    Some(Billing { company_name: company_name?, address, contact, culture: culture?, language: language? })
}

fn read_agreement(form: &mut Form, now: Timestamp) -> Option<AgreementGiven> {
    let template: Option<String> = form.required("templateId");
    if template.as_deref().is_some_and(|template| !template.eq_ignore_ascii_case(TEMPLATE_ID)) {
        form.refuse("templateId", format!("must be {TEMPLATE_ID}, the customer agreement"));
    }
    // Other agreements than the customer's own can't be attested here.
    form.choice("type", &[("MicrosoftCustomerAgreement", ())]);
    let date_agreed: Option<Timestamp> = form.required("dateAgreed");
    if date_agreed.is_some_and(|date| date > now) {
        form.refuse("dateAgreed", "must not be in the future");
    }
    let primary_contact = form.required_object("primaryContact", |contact| {
        let (first_name, last_name, email) =
            (contact.required("firstName"), contact.required("lastName"), contact.required("email"));
        let phone_number = contact.optional("phoneNumber");
        Some(Contact { first_name: first_name?, last_name: last_name?, email: email?, phone_number })
    });
    Some(AgreementGiven { primary_contact: primary_contact?, date_agreed: date_agreed? })
}

fn read_order(form: &mut Form) -> Option<PlaceOrder> {
    let cycles = [("monthly", BillingCycle::Monthly), ("annual", BillingCycle::Annual)];
    let billing_cycle = form.choice("billingCycle", &cycles).unwrap_or_default();
    let lines = form.list("lineItems", 1, MOST_LINES, |line| {
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

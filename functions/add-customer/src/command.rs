//! The body of `POST /v1/customers`, as Partner Center's clients send it, with `agreement` and
//! `order` beside it.

use tandem_domain::customer::AddCustomer;
use tandem_domain::text::CompanyName;
use tandem_domain::{FieldError, Timestamp};
use tandem_edge::profile::billing_profile;
use tandem_edge::{Form, ordering};

/// Reads the customer to add, and everything that is wrong with its fields. Where agreement or order
/// can't be read the customer is there without them, so that the rest can be checked all the same.
pub(crate) fn read(mut form: Form, now: Timestamp) -> (Option<AddCustomer>, Vec<FieldError>) {
    let company = form.required_object("companyProfile", |profile| {
        let name: Option<CompanyName> = profile.optional("companyName");
        let number = profile.optional("organizationRegistrationNumber");
        Some((profile.required("domain")?, name, number))
    });
    let billing = form.required_object("billingProfile", billing_profile);
    // A customer has one name, the billing profile's, which clients may repeat.
    let names = (company.as_ref().and_then(|company| company.1.as_ref()), billing.as_ref());
    if let (Some(name), Some(billing)) = names
        && *name != billing.company_name
    {
        form.refuse("companyProfile.companyName", "must be the billing profile's, or be left out");
    }
    form.object("userCredentials", |credentials| {
        if credentials.given("password") {
            credentials.refuse("password", "must be left out; a temporary one is made and shown once");
        }
        Some(())
    });
    let associated_partner_id = form.optional("associatedPartnerId");
    let agreement = form.object("agreement", |given| ordering::agreement(given, now));
    let order = form.object("order", ordering::order);
    let command = company.zip(billing).map(|((domain, _, registration_number), billing)| AddCustomer {
        domain,
        registration_number,
        company_name: billing.company_name,
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

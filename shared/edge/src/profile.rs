//! A customer's profiles on the way in: as `POST /v1/customers` has them, and each by itself.

use tandem_domain::address::{Address, Contact};
use tandem_domain::customer::{BillingProfile, CompanyProfile};
use tandem_domain::text::Line;

use crate::Form;

/// Reads a billing profile. Clients give the contact's names in the address, or beside it.
pub fn billing_profile(form: &mut Form) -> Option<BillingProfile> {
    let company_name = form.required("companyName");
    let email = form.required("email");
    let culture = form.required("culture");
    let language = form.required("language");
    let beside: [Option<Line>; 2] = [form.optional("firstName"), form.optional("lastName")];
    let address = form.required_object("defaultAddress", |form| {
        let [first, last] = ["firstName", "lastName"].map(|name| form.optional(name));
        let [first, last] = [first.or(beside[0].clone()), last.or(beside[1].clone())];
        for (name, given) in [("firstName", &first), ("lastName", &last)] {
            if given.is_none() {
                form.refuse(name, "is required");
            }
        }
        let phone_number: Option<Line> = form.optional("phoneNumber");
        let address = address(form);
        Some((address?, first?, last?, phone_number))
    });
    let (address, first_name, last_name, phone_number) = address?;
    let contact = Contact { first_name, last_name, email: email?, phone_number };
    Some(BillingProfile {
        company_name: company_name?,
        address,
        contact,
        culture: culture?,
        language: language?,
    })
}

/// Reads a company profile; only the name must be there.
pub fn company_profile(form: &mut Form) -> Option<CompanyProfile> {
    let company_name = form.required("companyName");
    let profile = CompanyProfile {
        domain: form.optional("domain"),
        registration_number: form.optional("organizationRegistrationNumber"),
        address: form.object("address", address),
        email: form.optional("email"),
        company_name: company_name?,
    };
    Some(profile)
}

pub(crate) fn address(form: &mut Form) -> Option<Address> {
    let country = form.required("country");
    let city = form.required("city");
    let address_line1 = form.required("addressLine1");
    let [region, state, district, address_line2, address_line3, postal_code] =
        ["region", "state", "district", "addressLine2", "addressLine3", "postalCode"]
            .map(|name| form.optional(name));
    Some(Address {
        country: country?,
        region,
        city: city?,
        state,
        district,
        address_line1: address_line1?,
        address_line2,
        address_line3,
        postal_code,
    })
}

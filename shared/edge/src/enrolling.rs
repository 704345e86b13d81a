//! What a company says of itself, on the way in: in an application, and in a partner's profiles.

use tandem_domain::Cloud;
use tandem_domain::address::Contact;
use tandem_domain::enrollment::{ApplicationGiven, LegalBusiness};
use tandem_domain::partner_id::SupportDetails;
use tandem_domain::profile::OrganizationProfile;
use tandem_domain::text::Line;

use crate::Form;
use crate::profile::address;

/// Reads an application (E1). What a tenant that is known may leave out, any may here; the rule decides.
pub fn application(form: &mut Form) -> Option<ApplicationGiven> {
    let mpn_id = form.required("mpnId");
    let cloud = form.choice("cloud", &Cloud::ALL.map(|cloud| (cloud.as_str(), cloud)));
    let domain = form.optional("domain");
    let legal_business = form.object("legalBusiness", legal_business);
    let support = form.required_object("support", support);
    let language = form.optional("language").unwrap_or_default();
    Some(ApplicationGiven { mpn_id: mpn_id?, cloud, domain, legal_business, support: support?, language })
}

/// Reads the legal name and address, and who speaks for the company.
pub fn legal_business(form: &mut Form) -> Option<LegalBusiness> {
    let company_name = form.required("companyName");
    let address = form.required_object("address", address);
    let primary_contact = form.required_object("primaryContact", primary_contact);
    Some(LegalBusiness { company_name: company_name?, address: address?, primary_contact: primary_contact? })
}

/// Reads a partner's organisation profile: its address and primary contact in one object, as Partner
/// Center's clients send them.
pub fn organization(form: &mut Form) -> Option<OrganizationProfile> {
    let company_name = form.required("companyName");
    let domain = form.optional("domain");
    let (email, language, culture) =
        (form.required("email"), form.required("language"), form.required("culture"));
    let whole = form.required_object("defaultAddress", |form| {
        let [first_name, last_name, phone_number]: [Option<Line>; 3] =
            ["firstName", "lastName", "phoneNumber"].map(|name| form.required(name));
        let address = address(form);
        Some((address?, first_name?, last_name?, phone_number?))
    });
    let (address, first_name, last_name, phone_number) = whole?;
    let contact = Contact { first_name, last_name, email: email?, phone_number: Some(phone_number) };
    Some(OrganizationProfile {
        company_name: company_name?,
        domain,
        address,
        contact,
        language: language?,
        culture: culture?,
    })
}

/// Reads the customer-support contact.
pub fn support(form: &mut Form) -> Option<SupportDetails> {
    let (email, telephone, website) =
        (form.required("email"), form.required("telephone"), form.optional("website"));
    Some(SupportDetails { email: email?, telephone: Some(telephone?), website })
}

fn primary_contact(form: &mut Form) -> Option<Contact> {
    let [first_name, last_name] = ["firstName", "lastName"].map(|name| form.required(name));
    let email = form.required("email");
    let phone_number = form.required("phoneNumber");
    Some(Contact {
        first_name: first_name?,
        last_name: last_name?,
        email: email?,
        phone_number: Some(phone_number?),
    })
}

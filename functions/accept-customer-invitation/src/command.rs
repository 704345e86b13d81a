//! The body of an acceptance.

use tandem_domain::Rejection;
use tandem_domain::address::Contact;
use tandem_domain::delegated_admin::Service;
use tandem_domain::relationship_request::{Consent, NewTenant};
use tandem_edge::profile::billing_profile;
use tandem_edge::{Form, ordering};

/// Reads what the customer's admin confirms.
pub(crate) fn read(mut form: Form) -> Result<Consent, Rejection> {
    let terms_digest = form.required("termsDigest");
    let confirmed = form.boolean("confirmed").unwrap_or(false);
    let agreement = form.object("agreement", accepted_agreement);
    let organisation = form.object("organisation", new_tenant);
    let most = Service::all().count();
    let services = form.given("services").then(|| form.strings("services", 0, most)).flatten();
    let reassign = form.given("reassign").then(|| form.strings("reassign", 0, most)).flatten();
    form.finish(terms_digest.map(|terms_digest| Consent {
        terms_digest,
        confirmed,
        agreement,
        organisation,
        services,
        reassign: reassign.unwrap_or_default(),
    }))
}

/// The person who accepts; an agreement that isn't accepted is none.
fn accepted_agreement(form: &mut Form) -> Option<Contact> {
    let accepted = form.boolean("accepted").unwrap_or(false);
    form.required_object("primaryContact", ordering::contact).filter(|_| accepted)
}

/// A profile as a customer's billing profile, with the domain and the number that it is registered under.
fn new_tenant(form: &mut Form) -> Option<NewTenant> {
    let domain = form.required("domain");
    let registration_number = form.optional("organizationRegistrationNumber");
    let profile = billing_profile(form);
    let (domain, profile) = domain.zip(profile)?;
    Some(NewTenant {
        company_name: profile.company_name,
        domain,
        registration_number,
        address: profile.address,
        contact: profile.contact,
        culture: profile.culture,
        language: profile.language,
    })
}

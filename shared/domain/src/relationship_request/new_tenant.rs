//! The customer that accepts: as it is known, or as it introduces itself (I4, C7).

use super::{Consent, ConsentSituation, CustomerTerms};
use crate::address::{Address, Contact};
use crate::customer::{Customer, DomainName, profile_problems};
use crate::language::{Culture, LanguageCode};
use crate::organisation::{Organisation, Partner};
use crate::text::{CompanyName, RegistrationNumber};
use crate::write::Write;
use crate::{Cloud, Country, Rejection};

/// The company profile of a tenant seen for the first time.
#[derive(Clone, Debug)]
pub struct NewTenant {
    pub company_name: CompanyName,
    pub domain: DomainName,
    pub registration_number: Option<RegistrationNumber>,
    pub address: Address,
    pub contact: Contact,
    pub culture: Culture,
    pub language: LanguageCode,
}

impl NewTenant {
    /// Whether it says what is known already.
    fn is_that_of(&self, customer: &Customer) -> bool {
        let Self { company_name, domain, registration_number, address, contact, culture, language } = self;
        (company_name, domain, registration_number)
            == (&customer.company_name, &customer.domain, &customer.registration_number)
            && (address, contact, culture, language)
                == (&customer.address, &customer.contact, &customer.culture, &customer.language)
    }
}

/// The customer, if everyone concerned may work with it.
pub(super) fn the_customer(
    write: &Write,
    asked: &CustomerTerms,
    seen: ConsentSituation<'_>,
    command: &Consent,
    sender: &Partner,
) -> Result<Customer, Rejection> {
    let another_cloud = |cloud: Cloud| cloud != asked.cloud;
    if seen.organisation.is_some_and(|organisation| another_cloud(organisation.cloud))
        || seen.customer.is_some_and(|customer| another_cloud(customer.cloud))
    {
        return Err(Rejection::DifferentCloudOrRegion { field: "id" });
    }
    match (seen.customer, &command.organisation) {
        // Of two invitations that a new tenant accepts at once, the first introduces it.
        (Some(customer), Some(new)) if !new.is_that_of(customer) => {
            Err(Rejection::field("organisation", "must be left out; the profile of this tenant is known"))
        }
        (Some(customer), _) if !meet(asked, sender, customer.country) => {
            Err(Rejection::DifferentCloudOrRegion { field: "id" })
        }
        (Some(customer), _) => Ok(customer.clone()),
        (None, None) => Err(Rejection::OrganisationMissing),
        (None, Some(new)) => introduced(write, asked, seen, new, sender),
    }
}

/// Whether both partners may work with a customer in that country (C7).
fn meet(asked: &CustomerTerms, sender: &Partner, country: Country) -> bool {
    std::iter::once(sender).chain(&asked.provider).all(|partner| partner.may_work_with(asked.cloud, country))
}

/// Whether the profile's country is one that both partners may work with (C7). A tenant that is known as
/// an organisation lies where it is registered, whatever it says.
fn its_country(
    asked: &CustomerTerms,
    known: Option<&Organisation>,
    new: &NewTenant,
    sender: &Partner,
) -> Result<(), Rejection> {
    let field = "organisation.defaultAddress.country";
    let said = new.address.country;
    let registered = known.map_or(said, |organisation| organisation.country);
    if !meet(asked, sender, registered) || !meet(asked, sender, said) {
        Err(Rejection::DifferentCloudOrRegion { field })
    } else if said != registered {
        Err(Rejection::field(field, format!("must be {registered}, where this organisation is registered")))
    } else {
        Ok(())
    }
}

fn introduced(
    write: &Write,
    asked: &CustomerTerms,
    seen: ConsentSituation<'_>,
    new: &NewTenant,
    sender: &Partner,
) -> Result<Customer, Rejection> {
    let mut problems = Vec::new();
    if !new.domain.is_default_in(asked.cloud) {
        let rule = format!("must end in {}", asked.cloud.rules().domain_suffix);
        problems.push(Rejection::field("organisation.domain", rule));
    } else if seen.domain_taken {
        problems.push(Rejection::DomainTaken { field: "organisation.domain" });
    }
    match its_country(asked, seen.organisation, new, sender) {
        Ok(()) => problems.extend(profile_problems(new)),
        // What the rules of that country are is of no use to whoever can't work there.
        Err(wrong) => problems.push(wrong),
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    Ok(Customer {
        id: write.person.tenant_id,
        company_name: new.company_name.clone(),
        domain: new.domain.clone(),
        registration_number: new.registration_number.clone(),
        cloud: asked.cloud,
        country: new.address.country,
        address: new.address.clone(),
        contact: new.contact.clone(),
        culture: new.culture.clone(),
        language: new.language.clone(),
        added_by: asked.provider.as_ref().unwrap_or(sender).tenant_id,
        added_for: asked.provider.as_ref().map(|_| sender.tenant_id),
        created: write.now,
        version: 1,
    })
}

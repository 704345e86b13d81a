//! Changing a customer's company or billing profile (Z4, Z18).
//!
//! Partner Center has two profiles; here one record is behind both, so that a customer has one name,
//! one address and one contact. The company profile says less: what it leaves out stays. The billing
//! profile says everything but the registration number. The default domain never changes (C1), and the
//! country stays one that every partner of the customer may work in (C7). Lists are in the order of
//! names, so another name moves the customer in the list of each of its partners, in the same change.

use serde_json::{Value, json};

use super::check::{self, FieldNames, has_registration_number};
use super::{Customer, CustomerPartner, DomainName};
use crate::address::{Address, Contact};
use crate::audit::{AuditRecord, Operation, Resource, differing};
use crate::language::{Culture, LanguageCode};
use crate::policy::{Action, permit};
use crate::text::{CompanyName, RegistrationNumber};
use crate::write::Write;
use crate::{EmailAddress, Rejection};

/// The most items that one change holds.
const MOST_ITEMS: usize = 100;

/// A profile as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeProfile {
    Company(CompanyProfile),
    Billing(BillingProfile),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyProfile {
    pub company_name: CompanyName,
    /// Sent back as it is; it can't be changed.
    pub domain: Option<DomainName>,
    pub registration_number: Option<RegistrationNumber>,
    pub address: Option<Address>,
    pub email: Option<EmailAddress>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingProfile {
    pub company_name: CompanyName,
    pub address: Address,
    pub contact: Contact,
    pub culture: Culture,
    pub language: LanguageCode,
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct ProfileSituation<'a> {
    pub customer: Option<&'a Customer>,
    /// All partners of the customer, the caller among them if it is one.
    pub partners: &'a [CustomerPartner],
    /// How many pairs of its partners share it.
    pub pairs: usize,
    /// The etag's version, if the caller sent one.
    pub expected_version: Option<u32>,
}

/// A changed record. Commit it under the conditions that the record is as it was read and that the
/// caller is still a partner, if it was one.
#[derive(Clone, Debug)]
pub struct ProfileChanged {
    pub customer: Customer,
    /// The version that was read.
    pub expected_version: u32,
    /// Whether it moves in the lists of its partners.
    pub renamed: bool,
    pub audit: Vec<AuditRecord>,
}

/// Changes a profile. `Ok(None)`: it is like that already.
///
/// # Errors
/// Z12, Z4, Z18; a stale etag; another domain; what addresses and contacts must be (C1); a country
/// outside of a partner's group (C7); more partners than one change can hold.
pub fn change_profile(
    write: &Write,
    situation: ProfileSituation<'_>,
    command: &ChangeProfile,
) -> Result<Option<ProfileChanged>, Rejection> {
    let old = situation.customer.ok_or(Rejection::NotFound)?;
    let caller = write.person.tenant_id;
    let relation = situation.partners.iter().find(|partner| partner.partner.tenant_id == caller);
    permit(Action::ChangeCustomerProfile, old.standing_of(caller, relation), &write.person.roles)?;
    if situation.expected_version.is_some_and(|version| version != old.version) {
        return Err(Rejection::StaleEtag);
    }
    let mut customer = command.applied_to(old);
    if customer == *old && !command.changes_domain(old) {
        return Ok(None);
    }
    let problems = problems(&customer, old, situation.partners, command);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let renamed = customer.company_name != old.company_name;
    let partners = situation.partners.len();
    let moved = if renamed { partners + situation.pairs } else { 1 };
    // The record, what moves, a line in the trail for each party, and the request id.
    if 1 + moved + (partners + 1) + 1 > MOST_ITEMS {
        return Err(Rejection::TooManyPartners { most: (MOST_ITEMS - 3) / 3 });
    }
    customer.version += 1;
    let parties = situation.partners.iter().map(|partner| partner.partner.tenant_id).chain([old.id]);
    let audit = changes(old, &customer).for_each(parties);
    Ok(Some(ProfileChanged { customer, expected_version: old.version, renamed, audit }))
}

fn problems(
    customer: &Customer,
    old: &Customer,
    partners: &[CustomerPartner],
    command: &ChangeProfile,
) -> Vec<Rejection> {
    let names = command.field_names();
    let number = customer.registration_number.as_ref();
    let mut problems = Vec::new();
    // What somebody recorded before isn't the caller's to mend, unless it changes it.
    let same = customer.address == old.address
        && customer.contact == old.contact
        && customer.registration_number == old.registration_number;
    if !partners.iter().all(|partner| partner.partner.may_work_with(customer.cloud, customer.country)) {
        problems.push(Rejection::DifferentCloudOrRegion { field: names.country });
    } else if !same {
        problems.extend(check::problems(&customer.address, &customer.contact, number, names));
    }
    if command.changes_domain(old) {
        problems.push(Rejection::field("domain", "can't be changed; send it as it is or leave it out"));
    }
    problems
}

impl ChangeProfile {
    fn changes_domain(&self, old: &Customer) -> bool {
        let Self::Company(profile) = self else { return false };
        profile.domain.as_ref().is_some_and(|domain| *domain != old.domain)
    }

    fn field_names(&self) -> FieldNames {
        let registration_number = "organizationRegistrationNumber";
        match self {
            Self::Company(_) => FieldNames {
                address: "address",
                country: "address.country",
                phone_number: "address.phoneNumber",
                registration_number,
            },
            Self::Billing(_) => FieldNames {
                address: "defaultAddress",
                country: "defaultAddress.country",
                phone_number: "defaultAddress.phoneNumber",
                registration_number,
            },
        }
    }

    fn applied_to(&self, old: &Customer) -> Customer {
        let mut customer = old.clone();
        match self {
            Self::Company(profile) => {
                customer.company_name = profile.company_name.clone();
                customer.address = profile.address.clone().unwrap_or(customer.address);
                customer.contact.email = profile.email.clone().unwrap_or(customer.contact.email);
                customer.registration_number =
                    profile.registration_number.clone().or(customer.registration_number);
            }
            Self::Billing(profile) => {
                customer.company_name = profile.company_name.clone();
                customer.address = profile.address.clone();
                customer.contact = profile.contact.clone();
                customer.culture = profile.culture.clone();
                customer.language = profile.language.clone();
            }
        }
        customer.country = customer.address.country;
        // A customer that moves to where there is no such number leaves its own behind.
        if customer.country != old.country && !has_registration_number(customer.country) {
            customer.registration_number = None;
        }
        customer
    }
}

/// From what to what, as far as the two differ.
fn changes(old: &Customer, new: &Customer) -> AuditRecord {
    let (from, to) = differing(Some(fields(old)), fields(new));
    AuditRecord {
        organisation: old.id,
        customer_id: Some(old.id),
        customer_name: Some(new.company_name.clone()),
        operation: Operation::UpdateCustomerBillingProfile,
        resource: Resource::Customer,
        resource_id: old.id.to_string(),
        old: from,
        new: to,
    }
}

fn fields(customer: &Customer) -> Value {
    json!({
        "companyName": customer.company_name, "address": customer.address, "contact": customer.contact,
        "culture": customer.culture, "language": customer.language,
        "organizationRegistrationNumber": customer.registration_number,
    })
}

#[cfg(test)]
mod tests;

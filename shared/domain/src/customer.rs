//! Customers and their partners (C).
//!
//! C1: a provider adds a customer for itself or, with an active partnership, on behalf of a
//! reseller; its default domain is unique in the cloud. C2: with a reseller both become the
//! customer's partners, and the reseller gets delegated admin privileges on every service, the
//! provider none; without a reseller the provider gets them. C3: customer, agreement and first order
//! are one change: all of it or none. C4: the admin user's temporary password is shown once and kept
//! nowhere. C7: a customer and its partners are in the same cloud and region group. C9: a provider ends
//! its relationship with a customer while it has no active subscription there.

mod add;
mod check;
mod parties;
mod problems;
mod profile;
mod relationship;
#[cfg(test)]
mod tests;

pub use crate::agreement::AgreementGiven;
pub use add::{AddCustomer, Added, Situation, add};
pub(crate) use check::profile_problems;
pub use parties::{Dealings, Party};
pub use problems::PHONE_NUMBER_RULE;
pub use profile::{
    BillingProfile, ChangeProfile, CompanyProfile, ProfileChanged, ProfileSituation, change_profile,
};
pub use relationship::{
    ChangeRelationship, Ended, GivenUp, MOST_SHARING, ONLY_THE_CUSTOMER_GRANTS, Relationship,
    RelationshipChange, change_relationship,
};

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::address::{Address, Contact};
use crate::language::{Culture, LanguageCode};
use crate::organisation::Partner;
use crate::policy::{Action, Standing, permit};
use crate::text::{CompanyName, RegistrationNumber};
use crate::write::Person;
use crate::{Cloud, Country, CustomerId, Rejection, RequestId, TenantId, Timestamp};

/// A customer: the organisation that uses the subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    pub id: CustomerId,
    pub company_name: CompanyName,
    pub domain: DomainName,
    /// Where the country's organisations have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_number: Option<RegistrationNumber>,
    pub cloud: Cloud,
    pub country: Country,
    pub address: Address,
    pub contact: Contact,
    /// As in `en-US`: how numbers and dates are written.
    pub culture: Culture,
    /// As in `en`.
    pub language: LanguageCode,
    /// The partners that it was added by or for, so that a read answers them without a second one.
    pub added_by: TenantId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_for: Option<TenantId>,
    pub created: Timestamp,
    pub version: u32,
}

/// A partner of a customer: the reseller relationship.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerPartner {
    pub customer_id: CustomerId,
    pub partner: Partner,
    pub role: PartnerRole,
    pub since: Timestamp,
    /// The customer as lists show it.
    pub company_name: CompanyName,
    pub domain: DomainName,
    /// How many of the customer's active subscriptions this partner ordered. While there is one the
    /// relationship can't end (C9); counted here, so that an end and an order can't miss each other.
    #[serde(default)]
    pub active_subscriptions: u32,
    /// The invitation that it comes from, if the customer accepted one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<RequestId>,
}

impl CustomerPartner {
    /// What this partner is to the customer.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.role {
            PartnerRole::Provider => Standing::CustomerProvider,
            PartnerRole::Reseller => Standing::CustomerReseller,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerRole {
    Provider,
    Reseller,
}

impl Customer {
    /// What an organisation is to this customer. `relation` is the organisation's own.
    #[must_use]
    pub fn standing_of(&self, tenant: TenantId, relation: Option<&CustomerPartner>) -> Standing {
        standing_with(self.id, tenant, relation)
    }
}

/// What `tenant` is to the customer with this id, for whoever needs no more of the customer.
#[must_use]
pub fn standing_with(id: CustomerId, tenant: TenantId, relation: Option<&CustomerPartner>) -> Standing {
    if tenant == id {
        Standing::Customer
    } else {
        relation.map_or(Standing::Stranger, CustomerPartner::standing)
    }
}

/// Z12: its partners and the customer itself read what is the customer's.
///
/// # Errors
/// Anybody else is told what it is told of an unknown customer.
pub fn may_read(
    person: &Person,
    id: CustomerId,
    relation: Option<&CustomerPartner>,
) -> Result<(), Rejection> {
    permit(Action::ReadCustomer, standing_with(id, person.tenant_id, relation), &person.roles)
}

/// The same for a list, which could be empty as well because there is no such customer.
///
/// # Errors
/// As [`may_read`], or there is no such customer.
pub fn may_list(
    person: &Person,
    id: CustomerId,
    relation: Option<&CustomerPartner>,
    is_known: bool,
) -> Result<(), Rejection> {
    may_read(person, id, relation)?;
    if is_known { Ok(()) } else { Err(Rejection::NotFound) }
}

/// A default domain: at least two labels of letters, digits and hyphens, 3 to 253 characters, in
/// lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DomainName(String);

impl DomainName {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can be the default domain of a customer in that cloud (C1).
    #[must_use]
    pub fn is_default_in(&self, cloud: Cloud) -> bool {
        self.0.ends_with(cloud.rules().domain_suffix)
    }
}

impl FromStr for DomainName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if (3..=253).contains(&text.len()) && text.contains('.') && text.split('.').all(label) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err("must be a domain name such as contoso.onmicrosoft.com".to_owned())
        }
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! Partner IDs (MPN IDs) and their registry.
//!
//! A partner ID names a partner *location account* and decides who gets incentives. The program
//! operator keeps the registry. S3: before a partner ID is put on a subscription it is verified: it
//! exists, is a location account, is active, is the one that a reseller enrolled with, in the same
//! cloud and in the same country or region group, and that reseller has an active partner agreement.
//! Each failure says which.

mod change;
mod registration;

pub use change::{
    ChangePartnerId, PartnerIdChanged, change, concerns_provider, import_record, may_list_inactive, read,
};
pub use registration::{ACCOUNT_TYPES, COLUMNS, Registration, STATUSES};

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::address::is_phone_number;
use crate::customer::{DomainName, PHONE_NUMBER_RULE};
use crate::organisation::{Organisation, OrganisationKind};
use crate::rejection::{PartnerIdProblem, Rejection};
use crate::text::{Line, Name};
use crate::{Cloud, Country, EmailAddress, FieldError, TenantId};

/// A partner ID: 1 to 10 digits without leading zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartnerId(u64);

impl FromStr for PartnerId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = (1..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(id) if digits && !text.starts_with('0') => Ok(Self(id)),
            _ => Err("must be a partner ID: 1 to 10 digits without leading zeros".to_owned()),
        }
    }
}

impl fmt::Display for PartnerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for PartnerId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartnerId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What a partner ID names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountType {
    /// Transacts, and gets incentives.
    Location,
    /// The parent of locations; doesn't transact.
    Global,
}

/// An entry of the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisteredPartnerId {
    pub mpn_id: PartnerId,
    pub name: Name,
    pub account_type: AccountType,
    pub active: bool,
    pub country: Country,
    /// The organisation that enrolled with this ID; at most one (E7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// Counts the changes; entries of before there was a count have had none.
    #[serde(default = "first_version")]
    pub version: u32,
}

fn first_version() -> u32 {
    RegisteredPartnerId::FIRST_VERSION
}

/// The organisation that enrolled with a partner ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Holder {
    pub tenant_id: TenantId,
    pub kind: OrganisationKind,
    pub name: Name,
    pub cloud: Cloud,
    pub country: Country,
    /// Whether the partner agreement is accepted and in force.
    pub agreement_active: bool,
    /// Whom its customers turn to (S4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<SupportDetails>,
}

impl Holder {
    /// An organisation as the registry has it from now on, with its agreement in force.
    #[must_use]
    pub fn of(organisation: &Organisation, support: Option<SupportDetails>) -> Self {
        Self {
            tenant_id: organisation.tenant_id,
            kind: organisation.kind,
            name: organisation.name.clone(),
            cloud: organisation.cloud,
            country: organisation.country,
            agreement_active: true,
            support,
        }
    }
}

/// A reseller's customer-support contact, shown to the customers of its subscriptions (S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupportDetails {
    pub email: EmailAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<Line>,
}

impl SupportDetails {
    /// Everything that is wrong with telephone and web site, by the fields below `object`. Customers are
    /// shown both, so a web site is one, and nothing that a browser would run.
    #[must_use]
    pub fn problems(&self, object: &str) -> Vec<FieldError> {
        let mut problems = Vec::new();
        if self.telephone.as_ref().is_some_and(|number| !is_phone_number(number)) {
            problems.push(FieldError::new(below(object, "telephone"), PHONE_NUMBER_RULE));
        }
        if self.website.as_ref().is_some_and(|site| !is_website(site.as_str())) {
            let rule = "must be the address of a web site, such as www.fabrikam.example";
            problems.push(FieldError::new(below(object, "website"), rule));
        }
        problems
    }
}

/// A field of an object of the request; of the request itself if the object has no name.
fn below(object: &str, field: &str) -> String {
    if object.is_empty() { field.to_owned() } else { format!("{object}.{field}") }
}

fn is_website(text: &str) -> bool {
    let address = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
    let host = address.split('/').next().unwrap_or_default();
    host.parse::<DomainName>().is_ok()
        && !address.contains(|c: char| c.is_whitespace() || "<>\"'\\".contains(c))
}

/// An indirect reseller that may be put on a subscription (S3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerifiedReseller {
    pub mpn_id: PartnerId,
    pub tenant_id: TenantId,
    pub name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<SupportDetails>,
}

/// E2: the entry of a partner ID that a tenant of `country` may enroll with: a location account's, active,
/// and registered there. Whose it is doesn't matter here (E7).
pub fn may_enroll(
    mpn_id: PartnerId,
    entry: Option<&RegisteredPartnerId>,
    country: Country,
) -> Result<&RegisteredPartnerId, Rejection> {
    let problem = match entry {
        None => PartnerIdProblem::Unknown,
        Some(entry) if entry.account_type == AccountType::Global => PartnerIdProblem::NotLocation,
        Some(entry) if !entry.active => PartnerIdProblem::Inactive,
        Some(entry) if entry.country != country => PartnerIdProblem::OtherCountry,
        Some(entry) => return Ok(entry),
    };
    Err(Rejection::PartnerId { mpn_id, problem })
}

/// Verifies `mpn_id` for a provider of `cloud` and `country` (S3). `entry` is what the registry holds.
pub fn verify(
    mpn_id: PartnerId,
    entry: Option<&RegisteredPartnerId>,
    cloud: Cloud,
    country: Country,
) -> Result<VerifiedReseller, Rejection> {
    let problem = |problem| Err(Rejection::PartnerId { mpn_id, problem });
    let Some(entry) = entry else {
        return problem(PartnerIdProblem::Unknown);
    };
    if entry.account_type == AccountType::Global {
        return problem(PartnerIdProblem::NotLocation);
    }
    if !entry.active {
        return problem(PartnerIdProblem::Inactive);
    }
    let Some(holder) = &entry.holder else {
        return problem(PartnerIdProblem::NotEnrolled);
    };
    match holder.kind {
        OrganisationKind::IndirectReseller => {}
        OrganisationKind::IndirectProvider => return problem(PartnerIdProblem::IndirectProvider),
        OrganisationKind::Customer | OrganisationKind::Operator => {
            return problem(PartnerIdProblem::NotIndirectReseller);
        }
    }
    if holder.cloud != cloud || !cloud.joins(holder.country, country) {
        return problem(PartnerIdProblem::OtherCloudOrRegion);
    }
    if !holder.agreement_active {
        return problem(PartnerIdProblem::NoAgreement);
    }
    Ok(VerifiedReseller {
        mpn_id,
        tenant_id: holder.tenant_id,
        name: holder.name.clone(),
        support: holder.support.clone(),
    })
}

#[cfg(test)]
mod tests;

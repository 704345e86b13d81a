//! The provider directory: the official list of indirect providers (D1, D2, Z11).
//!
//! D1: anyone can search it by country and name. D2: a provider reads its own listing, and only the
//! program operator changes it. What names the provider (its name, partner ID, country and cloud) is the
//! organisation's and never the request's; a listing that isn't shown to everybody stays with the two.

use std::collections::HashSet;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::audit::{AuditRecord, Operation, Resource, differing};
use crate::language::LanguageCode;
use crate::organisation::{Organisation, OrganisationKind, Partner};
use crate::partner_id::SupportDetails;
use crate::policy::{Action, Standing, permit};
use crate::text::Name;
use crate::write::Person;
use crate::{Cloud, Country, PartnerId, Rejection, TenantId, Write};

/// The most languages of a listing.
pub const MOST_LANGUAGES: usize = 30;
/// The longest beginning of a name that is searched for, in characters: as long as a name.
const MOST_NAME: usize = 64;

/// What a provider does for its resellers besides selling (D1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderService {
    Support,
    TechnicalHelp,
    Marketing,
    BillingAndCredit,
}

impl ProviderService {
    pub const ALL: [Self; 4] = [Self::Support, Self::TechnicalHelp, Self::Marketing, Self::BillingAndCredit];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::TechnicalHelp => "technical_help",
            Self::Marketing => "marketing",
            Self::BillingAndCredit => "billing_and_credit",
        }
    }
}

impl FromStr for ProviderService {
    type Err = String;

    /// Reads it in any letter case, with or without underscores.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
        let found = Self::ALL.into_iter().find(|service| plain(service.as_str()) == plain(text));
        let names = Self::ALL.map(Self::as_str).join(", ");
        found.ok_or_else(|| format!("must be one of: {names}"))
    }
}

/// A provider as the directory has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProviderListing {
    pub tenant_id: TenantId,
    pub name: Name,
    pub mpn_id: PartnerId,
    pub country: Country,
    pub cloud: Cloud,
    #[serde(flatten)]
    pub details: ListingDetails,
    pub version: u32,
}

/// What the operator says of a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListingDetails {
    pub languages: Vec<LanguageCode>,
    pub services: Vec<ProviderService>,
    pub contact: SupportDetails,
    /// Whether everybody finds it.
    pub listed: bool,
}

impl ListingDetails {
    /// What is wrong with it: the names of lists that say the same twice.
    #[must_use]
    pub fn repeated(&self) -> Vec<&'static str> {
        let languages: HashSet<_> = self.languages.iter().map(LanguageCode::as_str).collect();
        let services: HashSet<_> = self.services.iter().collect();
        let lists = [
            ("languages", languages.len() < self.languages.len()),
            ("services", services.len() < self.services.len()),
        ];
        lists.into_iter().filter(|(_, repeats)| *repeats).map(|(name, _)| name).collect()
    }
}

/// The beginning of a name to search for, in any letter case: 1 to 64 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameBeginning(String);

impl NameBeginning {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NameBeginning {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Only in front: a blank at the end is a part of what is typed, as in `wide `.
        let text = text.trim_start_matches(' ');
        if (1..=MOST_NAME).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!("must be the beginning of a name: 1 to {MOST_NAME} characters on one line"))
        }
    }
}

/// Which providers are searched for (D1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectorySearch {
    pub country: Option<Country>,
    pub name: Option<NameBeginning>,
}

/// What the caller's organisation is to the listing of `tenant`: the operator of all of them, a provider
/// of its own; anybody else is a stranger, whether there is one or not (Z12).
fn standing(caller: Option<&Organisation>, tenant: TenantId) -> Standing {
    match caller {
        Some(caller) if caller.is_operator() => Standing::Operator,
        Some(caller) if caller.is_provider() && caller.tenant_id == tenant => Standing::Provider,
        _ => Standing::Stranger,
    }
}

/// Decides whether a person may read the listing of `tenant` (D2).
///
/// # Errors
/// Z12, Z11.
pub fn may_read(person: &Person, caller: Option<&Organisation>, tenant: TenantId) -> Result<(), Rejection> {
    permit(Action::ReadListing, standing(caller, tenant), &person.roles)
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct ListingSituation<'a> {
    pub caller: Option<&'a Organisation>,
    /// The organisation that is to be listed.
    pub provider: Option<&'a Organisation>,
    /// Its listing so far.
    pub listing: Option<&'a ProviderListing>,
    /// The etag's version, if the caller sent one.
    pub expected_version: Option<u32>,
}

/// A listing as it is from now on. Commit it under the condition that there is none yet, or that it has
/// the version that was read.
#[derive(Clone, Debug)]
pub struct ListingChanged {
    pub listing: ProviderListing,
    /// The version that was read, if there was one.
    pub replaces: Option<u32>,
    pub audit: Vec<AuditRecord>,
}

/// Lists a provider, or changes its listing (Z11, D2). `Ok(None)`: it is like that already.
///
/// # Errors
/// Z12, Z11; a tenant that isn't an indirect provider; a stale etag; the same said twice.
pub fn change_listing(
    write: &Write,
    tenant: TenantId,
    situation: ListingSituation<'_>,
    details: &ListingDetails,
) -> Result<Option<ListingChanged>, Rejection> {
    permit(Action::ChangeListing, standing(situation.caller, tenant), &write.person.roles)?;
    let provider = situation.provider.filter(|known| known.kind == OrganisationKind::IndirectProvider);
    let provider = provider.and_then(Organisation::as_partner).ok_or(Rejection::NotFound)?;
    let old = situation.listing;
    let present = old.map_or(0, |old| old.version);
    if situation.expected_version.is_some_and(|version| version != present || old.is_none()) {
        return Err(Rejection::StaleEtag);
    }
    if let Some(repeated) = details.repeated().first() {
        return Err(Rejection::field(*repeated, "must name each only once"));
    }
    let problems = details.contact.problems("contact");
    if !problems.is_empty() {
        return Err(Rejection::Invalid(problems));
    }
    let listing = ProviderListing::of(provider, details.clone(), present);
    if old == Some(&listing) {
        return Ok(None);
    }
    let listing = ProviderListing { version: present + 1, ..listing };
    let audit = record(old, &listing).for_each([tenant, write.person.tenant_id]);
    Ok(Some(ListingChanged { listing, replaces: old.map(|old| old.version), audit }))
}

impl ProviderListing {
    fn of(provider: Partner, details: ListingDetails, version: u32) -> Self {
        let Partner { tenant_id, name, mpn_id, country, cloud, .. } = provider;
        Self { tenant_id, name, mpn_id, country, cloud, details, version }
    }
}

/// From what to what, as far as the two differ.
fn record(old: Option<&ProviderListing>, new: &ProviderListing) -> AuditRecord {
    let (from, to) = differing(old.map(fields), fields(new));
    let operation = match old {
        None => Operation::CreateProviderListing,
        Some(_) => Operation::UpdateProviderListing,
    };
    AuditRecord {
        organisation: new.tenant_id,
        customer_id: None,
        customer_name: None,
        operation,
        resource: Resource::ProviderListing,
        resource_id: new.tenant_id.to_string(),
        old: from,
        new: to,
    }
}

fn fields(listing: &ProviderListing) -> Value {
    let ListingDetails { languages, services, contact, listed } = &listing.details;
    json!({
        "name": listing.name, "mpnId": listing.mpn_id, "country": listing.country, "languages": languages,
        "services": services, "contact": contact, "listed": listed,
    })
}

#[cfg(test)]
mod tests;

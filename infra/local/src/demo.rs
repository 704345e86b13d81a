//! The demo world: who and what there is on a laptop before anything has happened.
//!
//! It lies in demo-world.json, with fixed ids, so that examples and tests can name them. There is at
//! least one of everything that a workflow succeeds with or stumbles over: a reseller ready to be
//! asked, one with a partnership, customers and subscriptions, and one each that isn't enrolled, is
//! in another region, in another cloud, has an inactive partner ID (and a request to answer), or no
//! partner agreement.

mod copy;
mod published;
mod seed;

pub(crate) use copy::settle;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use tandem_domain::address::{Address, Contact};
use tandem_domain::enrollment::Application;
use tandem_domain::language::{Culture, LanguageCode};
use tandem_domain::offer::Offer;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::{AccountType, SupportDetails};
use tandem_domain::policy::Role;
use tandem_domain::provider_listing::ListingDetails;
use tandem_domain::subscription::BillingCycle;
use tandem_domain::text::{CompanyName, Line, Name};
use tandem_domain::{Country, EmailAddress, LinkKey, OfferId, PartnerId, Quantity, TenantId, Timestamp};
use uuid::Uuid;

use crate::catalogue;

const WORLD: &str = include_str!("../demo-world.json");

/// Everything that is there at the start.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct World {
    pub(crate) organisations: Vec<Resident>,
    pub(crate) partner_ids: Vec<KnownPartnerId>,
    /// The catalogue is a file of its own, which an operator replaces.
    #[serde(skip, default = "catalogue::of_the_repository")]
    pub(crate) offers: Vec<Offer>,
    pub(crate) listings: Vec<KnownListing>,
    pub(crate) partnerships: Vec<KnownPartnership>,
    pub(crate) requests: Vec<KnownRequest>,
    pub(crate) invitations: Vec<KnownInvitation>,
    pub(crate) customers: Vec<KnownCustomer>,
    pub(crate) enrollments: Vec<KnownEnrollment>,
}

/// An organisation with its people.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Resident {
    #[serde(flatten)]
    pub(crate) organisation: Organisation,
    /// Whether the table has it from the start; others are tenants whose people can sign in.
    #[serde(default = "yes")]
    pub(crate) registered: bool,
    /// What a partner says of itself, besides whom its customers turn to.
    pub(crate) profile: Option<KnownProfile>,
    people: Vec<Employee>,
}

/// The address of a partner and its primary contact, who has the organisation's contact address.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownProfile {
    pub(crate) address: Address,
    pub(crate) first_name: Line,
    pub(crate) last_name: Line,
    pub(crate) phone_number: Line,
}

#[derive(Clone, Debug, Deserialize)]
struct Employee {
    email: String,
    name: String,
    roles: Vec<Role>,
}

/// Somebody who can sign in.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The subject in tokens: opaque, so that it may be logged.
    pub id: String,
    pub email: String,
    pub name: String,
    pub tenant_id: TenantId,
    /// The organisation's name.
    pub organisation: String,
    pub roles: Vec<Role>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownPartnerId {
    pub(crate) mpn_id: PartnerId,
    pub(crate) name: Name,
    pub(crate) account_type: AccountType,
    pub(crate) active: bool,
    pub(crate) country: Country,
    pub(crate) held_by: Option<TenantId>,
    #[serde(default)]
    pub(crate) agreement_active: bool,
    #[serde(default)]
    pub(crate) support: Option<SupportDetails>,
}

/// A provider in the directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownListing {
    pub(crate) provider: TenantId,
    pub(crate) listed_by: String,
    #[serde(flatten)]
    pub(crate) details: ListingDetails,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownPartnership {
    pub(crate) asked_by: String,
    pub(crate) asked_at: EmailAddress,
    pub(crate) accepted_by: String,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
}

/// A request that waits for its answer, asked when the world is made, for else it would be over. Its
/// key is fixed, so that its page and its id are known beforehand.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownRequest {
    pub(crate) asked_by: String,
    pub(crate) asked_at: EmailAddress,
    pub(crate) key: LinkKey,
}

/// An invitation of a customer that waits for its answer, likewise: to a relationship with privileges on
/// every service.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownInvitation {
    pub(crate) invited_by: String,
    pub(crate) email: EmailAddress,
    pub(crate) key: LinkKey,
}

/// An application that is submitted and confirmed, and waits for its review.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownEnrollment {
    pub(crate) applied_by: String,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
    /// Of the link that confirmed the company's address.
    pub(crate) key: LinkKey,
    #[serde(flatten)]
    pub(crate) application: Application,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownCustomer {
    pub(crate) id: Uuid,
    pub(crate) company_name: CompanyName,
    pub(crate) domain: String,
    pub(crate) address: Address,
    pub(crate) contact: Contact,
    pub(crate) culture: Culture,
    pub(crate) language: LanguageCode,
    pub(crate) added_by: String,
    pub(crate) added_for: Option<TenantId>,
    pub(crate) order: KnownOrder,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownOrder {
    pub(crate) id: Uuid,
    pub(crate) billing_cycle: BillingCycle,
    pub(crate) lines: Vec<KnownOrderLine>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownOrderLine {
    pub(crate) subscription_id: Uuid,
    pub(crate) offer_id: OfferId,
    pub(crate) quantity: Quantity,
    pub(crate) partner_id_on_record: Option<PartnerId>,
}

impl World {
    /// The demo world.
    #[must_use]
    pub fn of_the_repository() -> Self {
        serde_json::from_str(WORLD).expect("demo-world.json is a world")
    }

    /// Everybody who can sign in, by organisation.
    #[must_use]
    pub fn people(&self) -> Vec<Person> {
        self.organisations.iter().flat_map(Resident::people).collect()
    }
}

impl Resident {
    pub(crate) fn people(&self) -> Vec<Person> {
        let organisation = &self.organisation;
        let person = |employee: &Employee| Person {
            id: subject_of(&employee.email),
            email: employee.email.clone(),
            name: employee.name.clone(),
            tenant_id: organisation.tenant_id,
            organisation: organisation.name.to_string(),
            roles: employee.roles.clone(),
        };
        self.people.iter().map(person).collect()
    }
}

impl Person {
    /// The subject in tokens.
    #[must_use]
    pub fn subject(&self) -> String {
        self.id.clone()
    }

    /// The roles, as a person reads them.
    #[must_use]
    pub fn roles_in_words(&self) -> String {
        self.roles.iter().map(|role| role.as_str().replace('_', " ")).collect::<Vec<_>>().join(", ")
    }
}

fn subject_of(email: &str) -> String {
    URL_SAFE_NO_PAD.encode(&digest(&SHA256, email.as_bytes()).as_ref()[..15])
}

fn yes() -> bool {
    true
}

fn time<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use tandem_domain::organisation::OrganisationKind;
    use tandem_domain::policy::Role;

    use super::World;

    #[test]
    fn the_world_has_what_the_workflows_need() {
        let world = World::of_the_repository();
        let count = |kind| world.organisations.iter().filter(|o| o.organisation.kind == kind).count();
        assert!(count(OrganisationKind::IndirectProvider) >= 2);
        assert!(count(OrganisationKind::IndirectReseller) >= 5);
        assert!(count(OrganisationKind::Customer) >= 4);
        assert!(world.offers.len() >= 6);
        for role in Role::ALL {
            assert!(world.people().iter().any(|person| person.roles.contains(&role)), "{role:?}");
        }
    }

    #[test]
    fn everybody_has_an_address_and_a_subject_of_their_own() {
        let people = World::of_the_repository().people();
        let addresses: HashSet<_> = people.iter().map(|person| &person.email).collect();
        let subjects: HashSet<_> = people.iter().map(super::Person::subject).collect();
        assert_eq!((addresses.len(), subjects.len()), (people.len(), people.len()));
        assert!(people.iter().all(|person| person.email.parse::<tandem_domain::EmailAddress>().is_ok()));
    }
}

//! The demo world: who and what there is on a laptop before anything has happened.
//!
//! It lies in demo-world.json, with fixed ids, so that examples and tests can name them. There is at
//! least one of everything that a workflow succeeds with or stumbles over: a reseller ready to be
//! asked, one with a partnership, customers and subscriptions, and one each that isn't enrolled, is
//! in another region, in another cloud, has an inactive partner ID (and a request to answer), or no
//! partner agreement.

mod copy;
mod known;
mod published;
mod seed;

pub(crate) use copy::settle;
pub(crate) use known::{
    KnownCustomer, KnownEnrollment, KnownInvitation, KnownListing, KnownPartnerId, KnownPartnership,
    KnownProfile, KnownRequest,
};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use tandem_domain::offer::Offer;
use tandem_domain::organisation::Organisation;
use tandem_domain::policy::Role;
use tandem_domain::{EmailAddress, Fault, TenantId};
use tandem_store::Store;

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

/// Whether the world is what a table holds, or at least began with.
pub(crate) async fn lives_in(world: &World, store: &Store) -> Result<bool, Fault> {
    let Some(first) = world.organisations.iter().find(|resident| resident.registered) else {
        return Ok(false);
    };
    let found = store.organisation(first.organisation.tenant_id).await?;
    Ok(found.is_some_and(|found| found.name == first.organisation.name))
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
    /// Somebody whom the demo world doesn't have.
    #[must_use]
    pub fn of(tenant_id: TenantId, email: &EmailAddress, roles: Vec<Role>) -> Self {
        let email = email.to_string();
        Self {
            id: subject_of(&email.to_lowercase()),
            name: email.clone(),
            organisation: tenant_id.to_string(),
            tenant_id,
            email,
            roles,
        }
    }

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

#[cfg(test)]
mod tests;

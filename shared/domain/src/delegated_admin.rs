//! Delegated admin privileges: a partner's admin access to a tenant, service by service.
//!
//! A1: privileges are held per partner, tenant and service. P4: accepting a partnership gives the
//! provider admin access to the reseller's tenant. C2: adding a customer with a reseller gives the
//! reseller privileges on every service and the provider none; without a reseller the provider gets
//! them. A2: where the cloud says so, a customer has at most one transacting partner with privileges for
//! a service; A6: that is a provider or a reseller with a relationship, so a provider's access to its
//! reseller's own tenant (P4) doesn't count. A3: the tenant's global admin takes privileges back at any
//! time; the relationship, what was sold and the duty to support stay. Privileges are read at the moment
//! of use (T6).

mod held;
mod holders;
mod manage;
mod privileges;
mod service;
#[cfg(test)]
mod tests;

pub use held::{Held, Names, held};
pub use holders::{Holder, HolderChange, Holders};
pub use manage::{Managed, Notices, Tenancy, hand_over, may_read, take_back};
pub use privileges::{Granting, Privileges, PrivilegesChange, PrivilegesChanged};
pub use service::Service;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{TenantId, Timestamp};

/// The privileges of one partner in one tenant; on one service at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegatedAdmin {
    /// Whose tenant it is: a customer's, or a reseller's (P4).
    pub tenant_id: TenantId,
    pub partner: TenantId,
    /// The provider that this reseller got the privileges through, if any (C2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<TenantId>,
    pub services: BTreeMap<Service, Privilege>,
    #[serde(default, skip_serializing_if = "Basis::is_of_customer")]
    pub basis: Basis,
    /// The write that made it so: whoever changes it names the state that it was decided on.
    pub written_by: String,
}

/// What a partner holds privileges by. The two stand beside each other: a tenant may be a customer of a
/// partner and, as a reseller, its partner (E7), and one ends without the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Its relationship with the tenant as a customer (C2, I7).
    #[default]
    Customer,
    /// A partnership, in the reseller's own tenant (P4).
    Partnership,
}

impl Basis {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like that")]
    fn is_of_customer(&self) -> bool {
        *self == Self::Customer
    }
}

/// Since when a privilege is held, and who granted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Privilege {
    pub since: Timestamp,
    /// The organisation whose act granted it.
    pub granted_by: TenantId,
}

impl DelegatedAdmin {
    /// What tells it from the others in its tenant.
    #[must_use]
    pub fn key(&self) -> (TenantId, Basis) {
        (self.partner, self.basis)
    }

    /// Whether there is a privilege for that service.
    #[must_use]
    pub fn covers(&self, service: Service) -> bool {
        self.services.contains_key(&service)
    }
}

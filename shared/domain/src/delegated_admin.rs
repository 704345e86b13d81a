//! Delegated admin privileges: a partner's admin access to a tenant, service by service.
//!
//! A1: privileges are held per partner, tenant and service. P4: accepting a partnership gives the
//! provider admin access to the reseller's tenant. C2: adding a customer with a reseller gives the
//! reseller privileges on every service and the provider none; without a reseller the provider gets
//! them. Privileges are read at the moment of use (T6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{TenantId, Timestamp};

/// The services of a tenant that privileges are held for.
pub const SERVICES: [&str; 5] = ["directory", "exchange", "sharepoint", "teams", "azure"];

/// The privileges of one partner in one tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelegatedAdmin {
    /// Whose tenant it is: a customer's, or a reseller's (P4).
    pub tenant_id: TenantId,
    pub partner: TenantId,
    /// The provider that this reseller got the privileges through, if any (C2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<TenantId>,
    pub services: BTreeMap<String, Privilege>,
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
    /// Privileges on every service.
    #[must_use]
    pub fn on_every_service(
        tenant_id: TenantId,
        partner: TenantId,
        via: Option<TenantId>,
        granted_by: TenantId,
        now: Timestamp,
    ) -> Self {
        let privilege = Privilege { since: now, granted_by };
        let services = SERVICES.map(|service| (service.to_owned(), privilege.clone())).into();
        Self { tenant_id, partner, via, services }
    }
}

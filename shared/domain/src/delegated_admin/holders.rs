//! Who holds a service's privileges, where the cloud allows one holder only (A2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Service;
use crate::TenantId;
use crate::organisation::Partner;
use crate::text::Name;

/// The one transacting partner with privileges for a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Holder {
    pub tenant_id: TenantId,
    pub name: Name,
}

/// The holders of a customer's services; a service without one is free.
pub type Holders = BTreeMap<Service, Holder>;

/// A service that passes from one holder to another. Commit it under the condition that it is still
/// `from`'s, or free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderChange {
    pub service: Service,
    pub from: Option<TenantId>,
    pub to: Option<Holder>,
}

impl From<&Partner> for Holder {
    fn from(partner: &Partner) -> Self {
        Self { tenant_id: partner.tenant_id, name: partner.name.clone() }
    }
}

/// What passes between the two states.
pub(super) fn changes(before: &Holders, after: &Holders) -> Vec<HolderChange> {
    let of = |holders: &Holders, service| holders.get(&service).cloned();
    let passes = Service::all().map(|service| HolderChange {
        service,
        from: of(before, service).map(|holder| holder.tenant_id),
        to: of(after, service),
    });
    passes.filter(|change| change.from != change.to.as_ref().map(|holder| holder.tenant_id)).collect()
}

//! Privileges as those see them who may read them: service by service, and by names.

use std::collections::{BTreeMap, BTreeSet};

use super::{DelegatedAdmin, Service};
use crate::{TenantId, Timestamp};

/// What organisations are called, as far as it is known.
pub type Names<'a> = BTreeMap<TenantId, &'a str>;

/// A service that a partner holds privileges for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held<'a> {
    pub partner: TenantId,
    pub service: Service,
    pub since: Timestamp,
    /// The organisation whose act granted it.
    pub granted_by: TenantId,
    /// Its name; `None` if nobody knows it any more.
    pub granter: Option<&'a str>,
}

impl DelegatedAdmin {
    /// Everybody whom the privileges name: who holds them, and who granted them.
    pub fn names_whom(&self) -> impl Iterator<Item = TenantId> {
        let granters = self.services.values().map(|privilege| privilege.granted_by);
        std::iter::once(self.partner).chain(granters)
    }

    /// A line for each service, in the order of the catalogue (A1).
    pub fn held<'a>(&self, names: &Names<'a>) -> impl Iterator<Item = Held<'a>> {
        self.services.iter().map(|(service, privilege)| Held {
            partner: self.partner,
            service: *service,
            since: privilege.since,
            granted_by: privilege.granted_by,
            granter: names.get(&privilege.granted_by).copied(),
        })
    }
}

/// Who holds what, a line for each partner and service. What a partner holds twice, as a customer's
/// partner and by a partnership, shows once.
#[must_use]
pub fn held<'a>(admins: &[DelegatedAdmin], names: &Names<'a>) -> Vec<Held<'a>> {
    let mut shown = BTreeSet::new();
    let held = admins.iter().flat_map(|admin| admin.held(names));
    held.filter(|held| shown.insert((held.partner, held.service))).collect()
}

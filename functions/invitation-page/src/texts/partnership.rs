//! The words of an invitation to a partnership.

use tandem_domain::terms::Grant;
use tandem_page::Panel;

use super::Words;

/// What a provider asks a reseller for (P4).
#[derive(Debug)]
pub struct Partnership {
    pub words: Words,
    pub title: &'static str,
    pub what_is_granted: &'static str,
    pub grants_lead: &'static str,
    pub place_orders: &'static str,
    pub add_subscriptions: &'static str,
    pub admin_access: &'static str,
    pub confirm: &'static str,
    pub not_enrolled: Panel,
    pub enroll: &'static str,
}

impl Partnership {
    /// What a grant means, as a sentence (P4); no partnership makes anybody a reseller.
    #[must_use]
    pub fn grant(&self, grant: Grant) -> Option<&'static str> {
        match grant {
            Grant::PlaceOrders => Some(self.place_orders),
            Grant::AddSubscriptions => Some(self.add_subscriptions),
            Grant::AdminAccess => Some(self.admin_access),
            Grant::ResellerRelationship => None,
        }
    }
}

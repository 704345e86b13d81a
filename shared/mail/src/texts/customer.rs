//! The sentences of what customers are asked and what they answer.

use tandem_domain::Cloud;
use tandem_domain::terms::Grant;

use super::{About, AboutBoth, Answer};

pub(crate) struct Customer {
    pub invitation: Invitation,
    pub outcome: Outcome,
    pub privileges: Privileges,
}

/// Inviting a customer (I1).
pub(crate) struct Invitation {
    pub by_reseller: Asking,
    pub by_provider: Asking,
    /// About the reseller's and the provider's name.
    pub by_both: AskingBoth,
    pub accepted_in: AcceptedIn,
    pub reseller: &'static str,
    pub provider: &'static str,
    pub consents: &'static str,
    /// About the reseller's name.
    pub authorize_reseller: About,
    /// About the provider's name.
    pub place_orders: About,
    pub add_subscriptions: About,
    pub agreement: &'static str,
    /// About the partner's name.
    pub admin_access: About,
    /// About the partner's name and the service's.
    pub privileges: AboutBoth,
    pub no_privileges: &'static str,
    pub taken_back: &'static str,
    pub button: &'static str,
    /// About the time until which it is open.
    pub nothing_yet: About,
    pub unexpected: &'static str,
}

/// About the name of the one who asks.
pub(crate) struct Asking {
    /// Without a full stop.
    pub subject: About,
    pub asks: About,
}

pub(crate) struct AskingBoth {
    /// Without a full stop.
    pub subject: AboutBoth,
    pub asks: AboutBoth,
}

/// Where the customers of each cloud accept (I6).
pub(crate) struct AcceptedIn {
    pub global: &'static str,
    pub china: &'static str,
    pub usgov: &'static str,
    pub germany: &'static str,
}

/// What a customer answered (P9).
pub(crate) struct Outcome {
    pub accepted: Answer,
    pub declined: Answer,
    /// For a customer whose name can't be shown.
    pub unnamed: &'static str,
    pub customer: &'static str,
    pub privileges: &'static str,
    pub none: &'static str,
    pub without_privileges: &'static str,
    pub button: &'static str,
    pub why: &'static str,
}

/// What a tenant granted and took back (A3).
pub(crate) struct Privileges {
    /// About the tenant's name; without a full stop.
    pub granted: About,
    pub taken: About,
    pub changed: About,
    /// For a tenant whose name can't be shown.
    pub unnamed: &'static str,
    pub granted_now: &'static str,
    pub taken_now: &'static str,
    pub heading: &'static str,
    pub organisation: &'static str,
    pub services_granted: &'static str,
    pub services_taken: &'static str,
    pub when: &'static str,
    pub button: &'static str,
    pub why: &'static str,
}

/// The text that a sender takes with it (P1). Short: encoded, a Chinese character has nine. White space
/// stands behind every name: one may end in what the next letter would make a link of (M3).
pub(crate) struct Draft {
    pub greeting: &'static str,
    /// About the provider's name.
    pub partnership: About,
    pub by_reseller: About,
    pub by_provider: About,
    /// About the reseller's and the provider's name.
    pub by_both: AboutBoth,
    /// About who gets the privileges and the services.
    pub privileges: AboutBoth,
    pub no_privileges: &'static str,
    pub reseller: &'static str,
    pub provider: &'static str,
    pub answer_here: &'static str,
    pub nothing_yet: &'static str,
}

impl AcceptedIn {
    pub fn of(&self, cloud: Cloud) -> &'static str {
        match cloud {
            Cloud::Global => self.global,
            Cloud::China => self.china,
            Cloud::UsGov => self.usgov,
            Cloud::Germany => self.germany,
        }
    }
}

impl Invitation {
    /// What a grant means; `sender` is who asks, `provider` the provider among those who ask.
    pub fn grant(&self, grant: Grant, sender: &str, provider: &str) -> String {
        match grant {
            Grant::ResellerRelationship => (self.authorize_reseller)(sender),
            Grant::PlaceOrders => (self.place_orders)(provider),
            Grant::AddSubscriptions => (self.add_subscriptions)(provider),
            Grant::AdminAccess => (self.admin_access)(sender),
        }
    }
}

//! The words of an invitation of a customer.

use tandem_domain::Cloud;
use tandem_page::{Panel, Sentence};

use super::Words;

/// What partners ask a customer for (I1, I3, I5). `{holder}` is a gap that the script fills.
#[derive(Debug)]
pub struct Customer {
    pub words: Words,
    pub title_of_reseller: &'static str,
    pub title_of_both: &'static str,
    pub title_of_provider: &'static str,
    pub with_provider: &'static str,
    pub what_is_asked: &'static str,
    pub asked_lead: &'static str,

    // Where that is, in the cloud's terms (I6).
    pub in_365: &'static str,
    pub in_office: &'static str,
    pub in_office_365_21vianet: &'static str,

    // The authorizations.
    pub authorize_reseller: &'static str,
    pub reseller_means: &'static str,
    pub authorize_provider: &'static str,
    pub provider_means: &'static str,
    pub place_orders: &'static str,
    pub add_subscriptions: &'static str,

    // The agreement (I5).
    pub accept_agreement: &'static str,
    pub agreement_means: &'static str,
    pub agreement_version: &'static str,
    pub agreement_link: &'static str,

    // Delegated admin, service by service (I3, A2, A3, A5).
    pub privileges: &'static str,
    pub no_privileges: &'static str,
    pub privileges_mean: &'static str,
    pub may_leave_out: &'static str,
    pub all_are_needed: &'static str,
    pub grant_service: &'static str,
    pub held: &'static str,
    pub held_by: Sentence,
    pub reassign: Sentence,
    pub taken_back_any_time: &'static str,
    pub support_by_the_operator: &'static str,

    pub person: Person,
    pub company: Company,
    pub check_field: &'static str,

    // What was granted.
    pub is_reseller: &'static str,
    pub is_provider: &'static str,
    pub agreement_accepted: &'static str,
    pub holds: &'static str,
    pub to_relationships: &'static str,
    pub no_longer_partners: Panel,
}

/// Whoever accepts.
#[derive(Debug)]
pub struct Person {
    pub panel: Panel,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
}

/// The profile of a tenant that isn't known yet.
#[derive(Debug)]
pub struct Company {
    pub panel: Panel,
    pub name: &'static str,
    pub domain: &'static str,
    pub domain_hint: &'static str,
    pub country: &'static str,
    pub registration_number: &'static str,
    pub needed_in_some: &'static str,
    pub line1: &'static str,
    pub line2: &'static str,
    pub postal_code: &'static str,
    pub city: &'static str,
    pub state: &'static str,
    pub language: &'static str,
    pub language_hint: &'static str,
    pub culture: &'static str,
    pub culture_hint: &'static str,
}

impl Customer {
    /// Where customers of a cloud accept (I6).
    #[must_use]
    pub fn place_in(&self, cloud: Cloud) -> &'static str {
        match cloud {
            Cloud::Global => self.in_365,
            Cloud::UsGov | Cloud::Germany => self.in_office,
            Cloud::China => self.in_office_365_21vianet,
        }
    }
}

//! The sentences of enrolling (E3, E4).

use super::About;

pub(crate) struct Enrollment {
    pub company: &'static str,
    /// About the company's name.
    pub why: About,
    pub confirmation: Confirmation,
    pub news: News,
}

/// Asking for the confirmation of an e-mail address (E3).
pub(crate) struct Confirmation {
    pub enrollment: Confirming,
    pub primary_contact: Confirming,
    pub heading: &'static str,
    pub confirms: &'static str,
    /// About the company's name.
    pub address_is_its: About,
    pub button: &'static str,
    /// About the time until which it is open.
    pub nothing_yet: About,
    /// What holding the link is good for (E9).
    pub proves: &'static str,
}

/// What is confirmed, about the company's name.
pub(crate) struct Confirming {
    /// Without a full stop.
    pub subject: About,
    pub asks: About,
    pub company_did: About,
    pub unexpected: &'static str,
}

/// What has become of an enrollment (E4).
pub(crate) struct News {
    pub draft: State,
    pub under_review: State,
    pub active: State,
    pub rejected: State,
    pub heading: &'static str,
    pub state: &'static str,
    pub since: &'static str,
    pub button: &'static str,
    pub nothing_to_confirm: &'static str,
    pub unexpected: &'static str,
}

pub(crate) struct State {
    pub name: &'static str,
    /// About the company's name; without a full stop.
    pub subject: About,
    pub what_now: &'static str,
}

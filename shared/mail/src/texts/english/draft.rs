//! The text that a sender takes with it, in English.

use crate::texts::Draft;

pub(super) const TEXTS: Draft = Draft {
    greeting: "Hello,",
    partnership: |provider| {
        format!(
            "{provider} asks to be your indirect provider. Accepting lets it place orders and add subscriptions \
             on behalf of your customers, and gives it admin access to your tenant."
        )
    },
    by_reseller: |reseller| format!("{reseller} asks to be your reseller."),
    by_provider: |provider| {
        format!("{provider} asks to be your provider, which may place orders and add subscriptions for you.")
    },
    by_both: |reseller, provider| {
        format!(
            "{reseller} asks to be your reseller. Its provider {provider} may then place orders and add \
             subscriptions for you."
        )
    },
    privileges: |partner, services| {
        format!(
            "Accepting includes the customer agreement, if that is still open, and gives {partner} admin \
             privileges for {services}. You can take the privileges back at any time."
        )
    },
    no_privileges: "Accepting includes the customer agreement, if that is still open. No admin privileges are \
                    asked for.",
    reseller: "the reseller",
    provider: "the provider",
    answer_here: "Please read the details and answer here:",
    nothing_yet: "Opening the link changes nothing. Nothing happens until an admin of yours signs in and confirms.",
};

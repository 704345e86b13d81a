//! The words of the page on which an e-mail address is confirmed.

use tandem_page::Panel;

/// Confirming (E3, E9).
#[derive(Debug)]
pub struct Confirm {
    pub enrollment: Words,
    pub primary_contact: Words,
    pub open_until: &'static str,
    pub confirmed_on: &'static str,
    pub decide: Panel,
    pub address_is_its: &'static str,
    pub button: &'static str,
    pub to_enrollment: &'static str,
}

/// The sentences that each purpose has in its own words.
#[derive(Debug)]
pub struct Words {
    pub title: &'static str,
    pub lead: &'static str,
    pub company_did: &'static str,
    pub confirmed: Panel,
    pub before: Panel,
    pub over: Panel,
}

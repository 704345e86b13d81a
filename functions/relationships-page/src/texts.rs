//! Every word of the page, in every language.
//!
//! A language is one constant of [`Texts`], so the compiler refuses a language that lacks a sentence.
//! `{partner}` and `{service}` are gaps that the script fills with what the API tells.

mod english;
mod simplified_chinese;
mod traditional_chinese;

use tandem_domain::Language;
use tandem_page::{OwnTexts, Panel, Sentence};

/// The words of one language.
#[derive(Debug)]
pub struct Texts {
    /// What every page has, in this page's words.
    pub every_page: OwnTexts,
    pub title: &'static str,
    pub lead: &'static str,
    pub lead_at_customer: &'static str,

    // Before the lists.
    pub sign_in: Panel,
    pub sign_in_as_partner: Panel,
    pub session_ended: Panel,
    pub wrong_role: Panel,
    pub unknown: Panel,
    pub unknown_customer: Panel,

    // A customer's partners; who holds privileges in another organisation's tenant.
    pub partners: Panel,
    pub no_partners: &'static str,
    pub holders: Panel,
    pub no_holders: &'static str,
    /// A partner's own part at a customer, and the partners that it works with there.
    pub dealings: Panel,

    // One partner (A1).
    pub partner_id: &'static str,
    pub role: &'static str,
    pub provider: &'static str,
    pub reseller: &'static str,
    pub no_relationship: &'static str,
    pub partner_since: &'static str,
    pub reseller_of_record: &'static str,
    pub support_contact: &'static str,
    pub privileges: &'static str,
    pub without_privileges: &'static str,
    pub without_own_privileges: &'static str,
    pub since: &'static str,
    pub granted_by: &'static str,
    pub take_back: &'static str,
    pub take_back_all_button: &'static str,

    // Taking back (A3, A5).
    pub take_back_one: Sentence,
    pub take_back_all: Sentence,
    pub loses_one: Sentence,
    pub loses_all: Sentence,
    pub relationship_stays: Sentence,
    pub partnership_stays: Sentence,
    pub support_by_the_operator: Sentence,
    pub given_again: Sentence,
    pub may_not_take_back: &'static str,
    pub confirm: &'static str,
    pub keep: &'static str,
    pub taken_back_one: Sentence,
    pub taken_back_all: Sentence,
}

impl Texts {
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        language.of(&english::TEXTS, &simplified_chinese::TEXTS, &traditional_chinese::TEXTS)
    }
}

//! Every word of the page behind a link, in every language.
//!
//! A language is one constant of [`Texts`], so the compiler refuses a language that lacks a sentence.
//! `{name}` stands for the partner that asks, `{provider}` for the provider that is authorized. The
//! sentences of the grants are part of the terms: whoever changes what one of them means raises the
//! version of the terms ([`TERMS_VERSION`](tandem_domain::terms::TERMS_VERSION)).

mod customer;
mod english;
mod partnership;
mod simplified_chinese;
mod traditional_chinese;

pub use customer::{Company, Customer, Person};
pub use partnership::Partnership;

use tandem_domain::Language;
use tandem_page::{OwnTexts, Panel};

/// The words of one language.
#[derive(Debug)]
pub struct Texts {
    /// How `jiff` writes a point in time.
    pub time_format: &'static str,
    /// What every page has, in this page's words.
    pub every_page: OwnTexts,
    pub partnership: Partnership,
    pub customer: Customer,

    // Who asks, until when (P3).
    pub who_asks: &'static str,
    pub name: &'static str,
    pub domain: &'static str,
    pub country: &'static str,
    pub partner_id: &'static str,
    pub open_until: &'static str,
    pub over: &'static str,

    // Signing in.
    pub sign_in_to_see_link: Panel,
    pub session_ended: Panel,

    // Deciding.
    pub terms_changed: Panel,
    pub changed: Panel,
    pub decline: &'static str,
    pub declining: Panel,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_refused: &'static str,
    pub decline_finally: &'static str,
    pub back: &'static str,

    // What has become of it.
    pub cancelled: Panel,
    pub expired: Panel,
    pub link_expired: Panel,
    pub rotated: Panel,
    pub used_up: Panel,
    pub link_gone: Panel,

    // The sender's own view.
    pub own: Panel,
    pub own_pending: &'static str,
    pub own_declined: &'static str,
    pub own_cancelled: &'static str,
    pub own_expired: &'static str,
    pub own_link: Panel,
    pub own_link_open: &'static str,
    pub own_link_rotated: &'static str,
    pub own_link_used_up: &'static str,
    pub own_link_expired: &'static str,
}

/// The sentences that both kinds of invitation have, each in its own words.
#[derive(Debug)]
pub struct Words {
    pub sign_in_to_answer: Panel,
    pub sign_in_by_link: Panel,
    pub sign_in_to_see: Panel,
    pub decide: Panel,
    pub authorize: &'static str,
    pub authorized_now: Panel,
    pub declined_now: Panel,
    pub accepted: Panel,
    pub declined: Panel,
    pub own_accepted: &'static str,
    pub other_account: Panel,
    pub wrong_role: Panel,
    pub other_region: Panel,
}

impl Texts {
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        language.of(&english::TEXTS, &simplified_chinese::TEXTS, &traditional_chinese::TEXTS)
    }
}

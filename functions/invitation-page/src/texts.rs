//! Every word of the pages, in every language.
//!
//! A language is one constant of [`Texts`], so the compiler refuses a language that lacks a sentence.
//! `{name}` stands for the provider that asks. The sentences of the grants are part of the terms:
//! whoever changes what one of them means raises the version of the terms
//! ([`TERMS_VERSION`](tandem_domain::terms::TERMS_VERSION)).

mod english;
mod simplified_chinese;
mod traditional_chinese;

use tandem_domain::Language;
use tandem_domain::terms::Grant;

/// A panel, or a page of its own: a heading and what to do, a paragraph each.
#[derive(Clone, Copy, Debug)]
pub struct Panel {
    pub heading: &'static str,
    pub paragraphs: &'static [&'static str],
}

/// The words of one language.
#[derive(Debug)]
pub struct Texts {
    /// How `jiff` writes a point in time.
    pub time_format: &'static str,
    pub footer: &'static str,
    pub no_script: &'static str,

    // Who asks, for what, until when (P3).
    pub title: &'static str,
    pub who_asks: &'static str,
    pub name: &'static str,
    pub domain: &'static str,
    pub country: &'static str,
    pub partner_id: &'static str,
    pub what_is_granted: &'static str,
    pub grants_lead: &'static str,
    pub place_orders: &'static str,
    pub add_subscriptions: &'static str,
    pub admin_access: &'static str,
    pub open_until: &'static str,
    pub over: &'static str,

    // Signing in.
    pub sign_in: &'static str,
    pub signed_in_as: &'static str,
    pub use_another_account: &'static str,
    pub sign_in_to_answer: Panel,
    pub sign_in_to_see: Panel,
    pub session_ended: Panel,
    pub sign_in_failed: Panel,
    pub signing_in: &'static str,
    pub back_to_request: &'static str,

    // Deciding.
    pub working: &'static str,
    pub terms_changed: Panel,
    pub decide: Panel,
    pub confirm: &'static str,
    pub authorize: &'static str,
    pub decline: &'static str,
    pub declining: Panel,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_refused: &'static str,
    pub decline_finally: &'static str,
    pub back: &'static str,

    // What has become of it.
    pub authorized_now: Panel,
    pub declined_now: Panel,
    pub accepted: Panel,
    pub declined: Panel,
    pub cancelled: Panel,
    pub expired: Panel,

    // The sender's own view.
    pub own: Panel,
    pub own_pending: &'static str,
    pub own_accepted: &'static str,
    pub own_declined: &'static str,
    pub own_cancelled: &'static str,
    pub own_expired: &'static str,

    // What stands in the way.
    pub other_account: Panel,
    pub wrong_role: Panel,
    pub not_enrolled: Panel,
    pub enroll: &'static str,
    pub other_region: Panel,
    pub not_done: Panel,
    pub try_again: &'static str,
    pub request_number: &'static str,

    // Pages of their own.
    pub not_found: Panel,
    pub unavailable: Panel,
}

impl Texts {
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::TEXTS,
            Language::SimplifiedChinese => &simplified_chinese::TEXTS,
            Language::TraditionalChinese => &traditional_chinese::TEXTS,
        }
    }

    /// What a grant means, as a sentence (P4).
    #[must_use]
    pub fn grant(&self, grant: Grant) -> &'static str {
        match grant {
            Grant::PlaceOrders => self.place_orders,
            Grant::AddSubscriptions => self.add_subscriptions,
            Grant::AdminAccess => self.admin_access,
        }
    }
}

//! The words of the page on which a company enrolls.

use tandem_domain::Cloud;
use tandem_page::{Panel, Sentence};

/// A heading, and sentences with gaps.
pub type State = (&'static str, &'static [Sentence]);

/// Enrolling, from signing in to what comes of it (E1–E8).
#[derive(Debug)]
pub struct Enroll {
    pub title: &'static str,
    pub lead: &'static str,

    // Before anybody is signed in, and instead of the form.
    pub sign_in: Panel,
    pub needed: &'static [&'static str],
    pub session_ended: Panel,
    pub wrong_role: Panel,
    pub partner_already: Panel,
    /// Too many links were sent.
    pub later: State,
    /// For whoever may have one of them still.
    pub later_link_out: &'static str,
    /// For whoever submitted and was refused.
    pub later_not_submitted: &'static str,
    pub back_to_enrollment: &'static str,

    // The application (E1, E8).
    pub application: Panel,
    pub partner: PartnerIdTexts,
    pub company: Company,
    pub known: Panel,
    pub give_company: &'static str,
    pub contact: Contact,
    pub support: Support,
    pub mails: Panel,
    pub mail_language: &'static str,
    pub check_field: &'static str,
    pub next: Panel,
    pub problems: Sentence,
    pub save: &'static str,
    pub submit: &'static str,

    // What happened.
    pub saved: Panel,
    pub sent_again: Panel,
    pub sent_again_to: Sentence,
    pub changed: Panel,
    pub refused: Panel,

    // How it stands (E4).
    pub in_this_state_since: &'static str,
    pub email_unverified: State,
    pub link_over: &'static str,
    pub send_again: &'static str,
    pub change: &'static str,
    pub under_review: State,
    pub rejected: State,
    pub correct: &'static str,
    pub active: State,
}

/// The partner ID, and what it can be refused for (E2).
#[derive(Debug)]
pub struct PartnerIdTexts {
    pub panel: Panel,
    pub mpn_id: &'static str,
    pub mpn_id_hint: &'static str,
    pub not_found: &'static str,
    pub not_location: &'static str,
    pub inactive: &'static str,
    pub other_country: &'static str,
}

/// Legal name and address, and the tenant's place.
#[derive(Debug)]
pub struct Company {
    pub panel: Panel,
    pub name: &'static str,
    pub domain: &'static str,
    pub domain_hint: &'static str,
    pub cloud: &'static str,
    pub cloud_hint: &'static str,
    pub global: &'static str,
    pub china: &'static str,
    pub usgov: &'static str,
    pub germany: &'static str,
    pub country: &'static str,
    pub country_hint: &'static str,
    pub line1: &'static str,
    pub line2: &'static str,
    pub postal_code: &'static str,
    pub city: &'static str,
    pub state: &'static str,
    pub needed_in_some: &'static str,
}

/// Who speaks for the company.
#[derive(Debug)]
pub struct Contact {
    pub panel: Panel,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub phone: &'static str,
}

/// Whom its customers turn to (S4).
#[derive(Debug)]
pub struct Support {
    pub panel: Panel,
    pub email: &'static str,
    pub phone: &'static str,
    pub website: &'static str,
}

impl Company {
    #[must_use]
    pub fn name_of(&self, cloud: Cloud) -> &'static str {
        match cloud {
            Cloud::Global => self.global,
            Cloud::China => self.china,
            Cloud::UsGov => self.usgov,
            Cloud::Germany => self.germany,
        }
    }
}

//! Every word of the pages, in every language.
//!
//! A language is one constant of [`Texts`], so the compiler refuses a language that lacks a sentence.
//! `{company}` stands for the company's name; other gaps are filled by the script with what the API tells.

mod confirm;
mod english;
mod enroll;
mod simplified_chinese;
mod traditional_chinese;

pub use confirm::{Confirm, Words};
pub use enroll::{Company, Contact, Enroll, PartnerIdTexts, Support};

use tandem_domain::Language;
use tandem_page::OwnTexts;

/// The words of one language.
#[derive(Debug)]
pub struct Texts {
    /// How `jiff` writes a point in time.
    pub time_format: &'static str,
    /// What every page has, in these pages' words.
    pub every_page: OwnTexts,
    pub enroll: Enroll,
    pub confirm: Confirm,
}

impl Texts {
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        language.of(&english::TEXTS, &simplified_chinese::TEXTS, &traditional_chinese::TEXTS)
    }
}

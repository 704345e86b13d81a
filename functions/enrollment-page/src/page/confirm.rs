//! The page behind the link of an e-mail that asks for a confirmation (E3, E9).
//!
//! Whoever holds the link sees which company it is about, and nothing else of the application: the
//! address that is confirmed is the one at which the mail was read.

use askama::Template;
use tandem_domain::enrollment::{EmailConfirmation, Purpose};
use tandem_domain::{LinkKey, Timestamp};
use tandem_page::{Frame, LanguageLink, Outcome};

use crate::texts::{Confirm, Texts, Words};

#[derive(Template)]
#[template(path = "confirm.html")]
pub struct ConfirmPage<'a> {
    frame: Frame<'a>,
    texts: &'static Confirm,
    /// The words for what is confirmed.
    words: &'static Words,
    time_format: &'static str,
    key: &'a LinkKey,
    confirmation: &'a EmailConfirmation,
    /// Whether it is the link that is waited for, in time.
    is_open: bool,
}

impl<'a> ConfirmPage<'a> {
    /// The page of a confirmation as it was read.
    #[must_use]
    pub fn new(
        frame: Frame<'a>,
        key: &'a LinkKey,
        confirmation: &'a EmailConfirmation,
        is_open: bool,
    ) -> Self {
        let all = Texts::of(frame.language);
        let texts = &all.confirm;
        let words = match confirmation.purpose {
            Purpose::Enrollment => &texts.enrollment,
            Purpose::PrimaryContact => &texts.primary_contact,
        };
        Self { texts, words, time_format: all.time_format, frame, key, confirmation, is_open }
    }

    /// A sentence with the company's name in its place.
    fn say(&self, text: &str) -> String {
        text.replace("{company}", self.confirmation.company_name.as_str())
    }

    /// The panel that is shown at first; the script may show another once the button was pressed.
    fn first(&self) -> &'static str {
        match self.confirmation.confirmed {
            Some(_) => "before",
            None if self.is_open => "open",
            None => "over",
        }
    }

    /// What the two boxes say: what is done in the company's name, and whose the address is.
    fn consents(&self) -> [(&'static str, String); 2] {
        [("company", self.say(self.words.company_did)), ("address", self.say(self.texts.address_is_its))]
    }

    /// The panels besides the one with the boxes.
    fn outcomes(&self) -> [Outcome; 4] {
        let shared = self.frame.texts;
        [
            Outcome::plain("before", &self.words.before),
            Outcome::plain("confirmed", &self.words.confirmed),
            Outcome::plain("over", &self.words.over),
            Outcome::with_button("not-done", &shared.not_done, ("retry", shared.try_again)),
        ]
    }

    fn languages(&self) -> [LanguageLink; 3] {
        let base = self.frame.settings.base_path();
        LanguageLink::of_each(self.frame.language, |language| {
            format!("{base}/enrollments/{}?language={language}", self.key.as_str())
        })
    }

    fn expires_written(&self) -> String {
        self.written(self.confirmation.expires)
    }

    /// When it was confirmed, if it was.
    fn confirmed_written(&self) -> Option<(Timestamp, String)> {
        self.confirmation.confirmed.map(|time| (time, self.written(time)))
    }

    fn written(&self, time: Timestamp) -> String {
        jiff::Timestamp::from_millisecond(time.millis())
            .map(|time| time.strftime(self.time_format).to_string())
            .unwrap_or_default()
    }
}

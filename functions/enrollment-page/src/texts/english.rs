//! The pages in English.

mod confirm;
mod enroll;

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    time_format: "%-d %B %Y, %H:%M UTC",
    every_page: OwnTexts {
        footer: "Opening this page changes nothing. Something is sent or confirmed only when the button for it is \
                 pressed.",
        no_script: "To go on, switch on JavaScript for this page and load it again.",
        sign_in_failed: Panel {
            heading: "Signing in didn’t work",
            paragraphs: &["Nothing has been changed. Go back to the enrollment and sign in again."],
        },
        back: "Back to the enrollment",
        not_found: Panel {
            heading: "There is nothing at this address",
            paragraphs: &[
                "If you followed a link in an e-mail, check that it is complete, to its last character.",
                "A company enrolls at the address that ends in /enroll.",
            ],
        },
    },
    enroll: enroll::ENROLL,
    confirm: confirm::CONFIRM,
};

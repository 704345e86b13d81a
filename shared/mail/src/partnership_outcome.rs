//! The mail that tells the one who asked what became of the request (P9).

use tandem_domain::Timestamp;

use crate::letter::{Body, Facts, Fixed, Letter};
use crate::texts::Texts;

pub(crate) struct Outcome<'a> {
    pub accepted: bool,
    pub recipient_name: &'a str,
    pub reason: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub url: &'a str,
    pub answered: Timestamp,
}

pub(crate) fn letter(outcome: &Outcome<'_>, texts: &'static Texts) -> Letter {
    let words = if outcome.accepted { &texts.outcome.accepted } else { &texts.outcome.declined };
    let shown = |label, text: Option<&str>| text.map(|text| (label, text.to_owned()));
    let rows = [
        Some((texts.outcome.reseller, outcome.recipient_name.to_owned())),
        Some((texts.outcome.answered, (texts.time)(outcome.answered))),
        shown(texts.outcome.reason, outcome.reason),
        shown(texts.outcome.reference, outcome.reference),
    ];
    Letter {
        lang: texts.lang,
        subject: (words.subject)(outcome.recipient_name),
        link: outcome.url.to_owned(),
        body: Body::Fixed(Fixed {
            message: None,
            opening: vec![(words.subject)(outcome.recipient_name) + texts.stop, words.what_now.to_owned()],
            facts: Facts { heading: texts.outcome.heading, rows: rows.into_iter().flatten().collect() },
            grants: None,
            button: texts.outcome.button,
            address: texts.address,
        }),
        small_print: vec![texts.outcome.why.to_owned()],
    }
}

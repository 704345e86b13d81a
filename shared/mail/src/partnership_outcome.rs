//! The mail that tells the one who asked what became of the request (P9).

use tandem_domain::Timestamp;

use crate::letter::{Body, Facts, Fixed, Letter};
use crate::message::{Unfit, link, one_line, reference, shown};
use crate::texts::Texts;

pub(crate) struct Outcome<'a> {
    pub accepted: bool,
    pub recipient_name: &'a str,
    pub reason: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub url: &'a str,
    pub answered: Timestamp,
}

pub(crate) fn letter(outcome: &Outcome<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let words = if outcome.accepted { &texts.outcome.accepted } else { &texts.outcome.declined };
    let reseller = one_line("recipient_name", outcome.recipient_name)?;
    let rows = [
        Some((texts.outcome.reseller, reseller.to_owned())),
        Some((texts.outcome.answered, (texts.time)(outcome.answered))),
        shown("reason", outcome.reason)?.map(|text| (texts.outcome.reason, text.to_owned())),
        reference(outcome.reference)?.map(|text| (texts.outcome.reference, text.to_owned())),
    ];
    let subject = (words.subject)(reseller);
    Ok(Letter {
        lang: texts.lang,
        link: link(outcome.url)?.to_owned(),
        body: Body::Fixed(Fixed {
            message: None,
            opening: vec![format!("{subject}{}", texts.stop), words.what_now.to_owned()],
            facts: Facts { heading: texts.outcome.heading, rows: rows.into_iter().flatten().collect() },
            grants: None,
            button: texts.outcome.button,
            address: texts.address,
        }),
        small_print: vec![texts.outcome.why.to_owned()],
        subject,
    })
}

//! The mail that asks for the confirmation of an e-mail address (E3, E9).
//!
//! It goes to an address that somebody gave, and may reach a stranger. So it holds nothing of the
//! application but the company's name, and says what the link proves: the mailbox, and nothing else.

use tandem_domain::Timestamp;
use tandem_domain::enrollment::Purpose;
use tandem_domain::text::Name;

use crate::letter::{Body, Facts, Fixed, Letter, List};
use crate::message::{Unfit, link, name};
use crate::texts::Texts;

pub(crate) struct Confirmation<'a> {
    pub purpose: Purpose,
    pub company_name: &'a Name,
    pub url: &'a str,
    pub expires: Timestamp,
}

pub(crate) fn letter(asked: &Confirmation<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let words = &texts.enrollment.confirmation;
    let purpose = match asked.purpose {
        Purpose::Enrollment => &words.enrollment,
        Purpose::PrimaryContact => &words.primary_contact,
    };
    let company = name("company_name", asked.company_name)?;
    let until = (texts.time)(asked.expires);
    let rows =
        vec![(texts.enrollment.company, company.to_owned()), (texts.who_asks.open_until, until.clone())];
    Ok(Letter {
        lang: texts.lang,
        subject: (purpose.subject)(company),
        link: link(asked.url)?.to_owned(),
        body: Body::Fixed(Fixed {
            message: None,
            opening: vec![(purpose.asks)(company)],
            facts: Facts { heading: words.heading, rows },
            grants: Some(List {
                heading: words.confirms.to_owned(),
                items: vec![(purpose.company_did)(company), (words.address_is_its)(company)],
                notes: Vec::new(),
            }),
            button: words.button,
            address: texts.address,
        }),
        small_print: vec![
            (words.nothing_yet)(&until),
            words.proves.to_owned(),
            purpose.unexpected.to_owned(),
            (texts.enrollment.why)(company),
        ],
    })
}

//! The mail that tells the one who invited a customer what it answered (P9).

use tandem_domain::Timestamp;
use tandem_domain::delegated_admin::Service;
use tandem_domain::text::Name;

use crate::letter::{Body, Facts, Fixed, Letter};
use crate::message::{Unfit, link, plain_name, reference, shown};
use crate::texts::Texts;

pub(crate) struct Outcome<'a> {
    pub accepted: bool,
    pub customer_name: Option<&'a Name>,
    pub granted: &'a [Service],
    pub reason: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub url: &'a str,
    pub answered: Timestamp,
}

pub(crate) fn letter(outcome: &Outcome<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let words = &texts.customer.outcome;
    let answer = if outcome.accepted { &words.accepted } else { &words.declined };
    let customer = plain_name("customer_name", outcome.customer_name)?;
    let subject = (answer.subject)(customer.unwrap_or(words.unnamed));
    let mut opening = vec![format!("{subject}{}", texts.stop), answer.what_now.to_owned()];
    // A4: without privileges, admin actions are refused.
    if outcome.accepted && outcome.granted.is_empty() {
        opening.push(words.without_privileges.to_owned());
    }
    Ok(Letter {
        lang: texts.lang,
        subject,
        link: link(outcome.url)?.to_owned(),
        body: Body::Fixed(Fixed {
            message: None,
            opening,
            facts: Facts { heading: texts.outcome.heading, rows: rows(outcome, customer, texts)? },
            grants: None,
            button: words.button,
            address: texts.address,
        }),
        small_print: vec![words.why.to_owned()],
    })
}

fn rows(
    outcome: &Outcome<'_>,
    customer: Option<&str>,
    texts: &'static Texts,
) -> Result<Vec<(&'static str, String)>, Unfit> {
    let words = &texts.customer.outcome;
    let privileges = match outcome.granted {
        [] => words.none.to_owned(),
        services => texts.services(services),
    };
    let rows = [
        customer.map(|name| (words.customer, name.to_owned())),
        Some((texts.outcome.answered, (texts.time)(outcome.answered))),
        outcome.accepted.then_some((words.privileges, privileges)),
        shown("reason", outcome.reason)?.map(|text| (texts.outcome.reason, text.to_owned())),
        reference(outcome.reference)?.map(|text| (texts.outcome.reference, text.to_owned())),
    ];
    Ok(rows.into_iter().flatten().collect())
}

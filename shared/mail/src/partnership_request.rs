//! The mail that asks a reseller for a partnership (P1).
//!
//! It names who asks and everything that accepting grants (P3, P4), says until when, and that the
//! link by itself does nothing (P2).

use tandem_domain::Timestamp;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::Wording;
use tandem_domain::terms::Grant;

use crate::letter::{Facts, Fixed, Letter, List};
use crate::message::{Unfit, link, name, one_line};
use crate::texts::Texts;
use crate::wording;

pub(crate) struct Request<'a> {
    pub sender: &'a Partner,
    pub recipient_name: &'a str,
    pub wording: Option<&'a Wording>,
    pub grants: &'a [Grant],
    pub url: &'a str,
    pub expires: Timestamp,
}

pub(crate) fn letter(request: &Request<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let sender = name("sender_name", &request.sender.name)?;
    let until = (texts.time)(request.expires);
    let fixed = fixed(request, sender, texts)?;
    Ok(Letter {
        lang: texts.lang,
        subject: (texts.request.subject)(sender),
        link: link(request.url)?.to_owned(),
        body: wording::body(request.wording, (texts.message)(sender), fixed)?,
        small_print: vec![
            (texts.request.nothing_yet)(&until),
            texts.request.unexpected.to_owned(),
            (texts.written_for)(sender),
        ],
    })
}

fn fixed(request: &Request<'_>, sender: &str, texts: &'static Texts) -> Result<Fixed, Unfit> {
    let recipient = one_line("recipient_name", request.recipient_name)?;
    let mut rows = texts.who_asks.rows(texts.who_asks.name, request.sender)?;
    rows.push((texts.who_asks.open_until, (texts.time)(request.expires)));
    Ok(Fixed {
        message: None,
        opening: vec![(texts.greeting)(recipient), (texts.request.asks)(sender)],
        facts: Facts { heading: texts.who_asks.heading, rows },
        grants: Some(List {
            heading: (texts.request.grants)(sender),
            items: request.grants.iter().map(|grant| texts.request.grant(*grant).to_owned()).collect(),
            notes: Vec::new(),
        }),
        button: texts.request.button,
        address: texts.address,
    })
}

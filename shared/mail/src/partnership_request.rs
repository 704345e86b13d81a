//! The mail that asks a reseller for a partnership (P1).
//!
//! It names who asks and everything that accepting grants (P3, P4), says until when, and that the
//! link by itself does nothing (P2). A sender's message stands above these words. A sender who
//! edited the text speaks in their place; the small print stays, since it is what tells a reader how
//! to judge the rest.

use tandem_domain::Timestamp;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::Wording;
use tandem_domain::terms::Grant;
use tandem_domain::text::LINK_PLACE;

use crate::letter::{Body, Facts, Fixed, Letter, List, Quote, lines};
use crate::message::{Unfit, one_line};
use crate::texts::Texts;

pub(crate) struct Request<'a> {
    pub sender: &'a Partner,
    pub recipient_name: &'a str,
    pub wording: Option<&'a Wording>,
    pub grants: &'a [Grant],
    pub url: &'a str,
    pub expires: Timestamp,
}

pub(crate) fn letter(request: &Request<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let sender = one_line("sender_name", request.sender.name.as_str())?;
    let until = (texts.time)(request.expires);
    let body = match request.wording {
        Some(Wording::Text(text)) => edited(text.as_str())?,
        Some(Wording::Message(message)) => {
            let heading = (texts.request.message)(sender);
            Body::Fixed(fixed(request, texts, Some(Quote { heading, lines: lines(message.as_str()) }))?)
        }
        None => Body::Fixed(fixed(request, texts, None)?),
    };
    Ok(Letter {
        lang: texts.lang,
        subject: (texts.request.subject)(sender),
        link: request.url.to_owned(),
        body,
        small_print: vec![
            (texts.request.nothing_yet)(&until),
            texts.request.unexpected.to_owned(),
            (texts.request.written_for)(sender),
        ],
    })
}

fn fixed(request: &Request<'_>, texts: &'static Texts, message: Option<Quote>) -> Result<Fixed, Unfit> {
    let sender = request.sender;
    let name = sender.name.as_str();
    Ok(Fixed {
        message,
        opening: vec![(texts.greeting)(request.recipient_name), (texts.request.asks)(name)],
        facts: Facts {
            heading: texts.request.who_asks,
            rows: vec![
                (texts.request.name, name.to_owned()),
                (texts.request.domain, one_line("domain", &sender.domain)?.to_owned()),
                (texts.request.country, sender.country.as_str().to_owned()),
                (texts.request.partner_id, sender.mpn_id.to_string()),
                (texts.request.open_until, (texts.time)(request.expires)),
            ],
        },
        grants: Some(List {
            heading: (texts.request.grants)(name),
            items: request.grants.iter().map(|grant| texts.grant(*grant)).collect(),
        }),
        button: texts.request.button,
        address: texts.address,
    })
}

/// Cuts the text at the place of the link. In the text layout white space has to stand around the
/// link: without it a mail program takes the words behind it, or a full stop as 。, for a part of it.
fn edited(text: &str) -> Result<Body, Unfit> {
    let (above, below) = text.split_once(LINK_PLACE).ok_or(Unfit::Text)?;
    if below.contains(LINK_PLACE) {
        return Err(Unfit::Text);
    }
    let mut above = above.to_owned();
    let mut below = below.to_owned();
    if above.ends_with(|c: char| !c.is_whitespace()) {
        above.push(' ');
    }
    if below.starts_with(|c: char| !c.is_whitespace()) {
        below.insert(0, ' ');
    }
    Ok(Body::Edited { above: lines(&above), below: lines(&below) })
}

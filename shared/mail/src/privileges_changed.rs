//! The mail that tells a partner which privileges a tenant granted it or took back (A3).

use tandem_domain::Timestamp;
use tandem_domain::delegated_admin::Service;
use tandem_domain::text::Name;

use crate::letter::{Body, Facts, Fixed, Letter};
use crate::message::{Unfit, link, plain_name};
use crate::texts::Texts;

pub(crate) struct Change<'a> {
    pub tenant_name: Option<&'a Name>,
    pub granted: &'a [Service],
    pub taken: &'a [Service],
    pub url: &'a str,
    pub changed: Timestamp,
}

pub(crate) fn letter(change: &Change<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let words = &texts.customer.privileges;
    let (granted, taken) = (!change.granted.is_empty(), !change.taken.is_empty());
    let tenant = plain_name("tenant_name", change.tenant_name)?;
    let about = match (granted, taken) {
        (true, false) => words.granted,
        (false, true) => words.taken,
        _ => words.changed,
    };
    let subject = about(tenant.unwrap_or(words.unnamed));
    let opening = [
        Some(format!("{subject}{}", texts.stop)),
        granted.then(|| words.granted_now.to_owned()),
        taken.then(|| words.taken_now.to_owned()),
    ];
    let rows = [
        tenant.map(|name| (words.organisation, name.to_owned())),
        granted.then(|| (words.services_granted, texts.services(change.granted))),
        taken.then(|| (words.services_taken, texts.services(change.taken))),
        Some((words.when, (texts.time)(change.changed))),
    ];
    Ok(Letter {
        lang: texts.lang,
        subject,
        link: link(change.url)?.to_owned(),
        body: Body::Fixed(Fixed {
            message: None,
            opening: opening.into_iter().flatten().collect(),
            facts: Facts { heading: words.heading, rows: rows.into_iter().flatten().collect() },
            grants: None,
            button: words.button,
            address: texts.address,
        }),
        small_print: vec![words.why.to_owned()],
    })
}

//! The mail that invites a customer to a relationship (I1–I4).
//!
//! It names who asks: a reseller, a reseller together with its provider, or a provider. It lists
//! everything that accepting does, each as a line of its own, as the page behind the link does, and
//! says where the customers of this cloud accept (I6).

use tandem_domain::Timestamp;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::{CustomerTerms, Wording};
use tandem_domain::terms::Grant;

use crate::letter::{Facts, Fixed, Letter, List};
use crate::message::{Unfit, link, name};
use crate::texts::Texts;
use crate::wording;

pub(crate) struct Invitation<'a> {
    pub sender: &'a Partner,
    pub wording: Option<&'a Wording>,
    pub grants: &'a [Grant],
    pub terms: &'a CustomerTerms,
    pub url: &'a str,
    pub expires: Timestamp,
}

/// The three shapes (I1).
#[derive(Clone, Copy)]
pub(crate) enum Shape<'a> {
    Reseller,
    WithProvider(&'a Partner),
    Provider,
}

impl<'a> Shape<'a> {
    pub fn of(grants: &[Grant], terms: Option<&'a CustomerTerms>) -> Self {
        match terms.and_then(|terms| terms.provider.as_ref()) {
            Some(provider) => Self::WithProvider(provider),
            None if grants.contains(&Grant::ResellerRelationship) => Self::Reseller,
            None => Self::Provider,
        }
    }
}

pub(crate) fn letter(invitation: &Invitation<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let words = &texts.customer.invitation;
    let sender = name("sender_name", &invitation.sender.name)?;
    let until = (texts.time)(invitation.expires);
    let (subject, asks) = match Shape::of(invitation.grants, Some(invitation.terms)) {
        Shape::Reseller => ((words.by_reseller.subject)(sender), (words.by_reseller.asks)(sender)),
        Shape::Provider => ((words.by_provider.subject)(sender), (words.by_provider.asks)(sender)),
        Shape::WithProvider(provider) => {
            let provider = name("provider_name", &provider.name)?;
            ((words.by_both.subject)(sender, provider), (words.by_both.asks)(sender, provider))
        }
    };
    let fixed = Fixed {
        message: None,
        opening: vec![asks, words.accepted_in.of(invitation.terms.cloud).to_owned()],
        facts: facts(invitation, texts)?,
        grants: Some(consents(invitation, texts)),
        button: words.button,
        address: texts.address,
    };
    Ok(Letter {
        lang: texts.lang,
        subject,
        link: link(invitation.url)?.to_owned(),
        body: wording::body(invitation.wording, (texts.message)(sender), fixed)?,
        small_print: vec![
            (words.nothing_yet)(&until),
            words.unexpected.to_owned(),
            (texts.written_for)(sender),
        ],
    })
}

fn facts(invitation: &Invitation<'_>, texts: &'static Texts) -> Result<Facts, Unfit> {
    let words = &texts.customer.invitation;
    let rows_of = |label, partner| texts.who_asks.rows(label, partner);
    let mut rows = match Shape::of(invitation.grants, Some(invitation.terms)) {
        Shape::Provider => rows_of(words.provider, invitation.sender)?,
        Shape::Reseller => rows_of(words.reseller, invitation.sender)?,
        Shape::WithProvider(provider) => {
            [rows_of(words.reseller, invitation.sender)?, rows_of(words.provider, provider)?].concat()
        }
    };
    rows.push((texts.who_asks.open_until, (texts.time)(invitation.expires)));
    Ok(Facts { heading: texts.who_asks.heading, rows })
}

/// What accepting does: relationships, agreement, privileges. In the joint shape the privileges are the
/// reseller's (I10).
fn consents(invitation: &Invitation<'_>, texts: &'static Texts) -> List {
    let words = &texts.customer.invitation;
    let Invitation { sender, grants, terms, .. } = invitation;
    let (sender, provider) = (sender.name.as_str(), terms.provider.as_ref().unwrap_or(sender).name.as_str());
    let mut items: Vec<_> = grants.iter().map(|grant| words.grant(*grant, sender, provider)).collect();
    items.push(words.agreement.to_owned());
    items.extend(terms.delegated_admin.iter().map(|service| (words.privileges)(sender, service.name())));
    let note = if terms.delegated_admin.is_empty() { words.no_privileges } else { words.taken_back };
    List { heading: words.consents.to_owned(), items, notes: vec![note] }
}

//! The page, rendered. Pure: what a key leads to as it was read, the time and the frame go in, HTML
//! comes out.
//!
//! The server writes everything that needs no identity, and every sentence that the script may show
//! later, in the language of the request; the script only reveals them and holds no words. Nothing
//! of the recipient is ever written: whoever holds the link may read the page (L5). The digest of
//! the terms is rendered beside the terms, so what is accepted is what was shown (L4).

mod consents;
mod fields;
mod outcomes;

use askama::Template;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::{Invitation, RequestKind};
use tandem_domain::terms::{Grant, Terms};
use tandem_domain::{Language, LinkKey, Timestamp};
use tandem_page::{Frame, Panel, Part};

use crate::names::Names;
use crate::texts::{Texts, Words};

#[derive(Template)]
#[template(path = "invitation.html")]
pub struct InvitationPage<'a> {
    frame: Frame<'a>,
    texts: &'static Texts,
    /// The words for what is asked.
    words: &'static Words,
    terms: Terms<'a>,
    names: Names<'a>,
    key: &'a LinkKey,
    /// To one recipient, or else by an open link.
    is_addressed: bool,
    open: bool,
    expires: Timestamp,
    /// Where the sign-in comes back to: never from the request but for one of the known languages (L10).
    place: String,
    /// The page that shows a customer its partners.
    relationships: String,
}

/// What the page is made of besides the invitation.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub frame: Frame<'a>,
    /// A language that the address chose, which is kept over the sign-in.
    pub chosen: Option<Language>,
    /// Base address of the page that shows a customer its partners.
    pub relationships_origin: &'a str,
}

impl<'a> InvitationPage<'a> {
    /// The page behind the link of an invitation.
    pub fn new(invitation: &'a Invitation, now: Timestamp, setting: Setting<'a>) -> Self {
        let Setting { frame, chosen, relationships_origin } = setting;
        let (texts, terms) = (Texts::of(frame.language), invitation.terms());
        let (key, is_addressed) = match invitation {
            Invitation::Addressed(request) => (&request.key, true),
            Invitation::Open(link) => (&link.key, false),
        };
        let query = chosen.map(|language| format!("?language={language}")).unwrap_or_default();
        Self {
            words: match terms.kind {
                RequestKind::IndirectPartnership => &texts.partnership.words,
                RequestKind::CustomerRelationship => &texts.customer.words,
            },
            names: Names { name: &terms.sender.name, provider: &provider_of(terms).name },
            place: format!("/invitations/{}{query}", key.as_str()),
            relationships: format!("{relationships_origin}/relationships?language={}", frame.language),
            open: invitation.over_at(now).is_none(),
            expires: invitation.expires(),
            texts,
            terms,
            key,
            is_addressed,
            frame,
        }
    }

    /// A sentence with the names of those who ask in their places.
    fn say(&self, text: &str) -> String {
        self.names.within(text)
    }

    fn title(&self) -> String {
        let texts = self.texts;
        let title = match self.terms.customer {
            None => texts.partnership.title,
            Some(terms) if terms.provider.is_some() => texts.customer.title_of_both,
            Some(_) if self.asks_for(Grant::ResellerRelationship) => texts.customer.title_of_reseller,
            Some(_) => texts.customer.title_of_provider,
        };
        self.say(title)
    }

    fn asks_for(&self, grant: Grant) -> bool {
        self.terms.grants.contains(&grant)
    }

    /// Whoever asks, each under a heading: a reseller may ask together with its provider (I1).
    fn partners(&self) -> Vec<(&'static str, &'static str, &'a Partner)> {
        let with = self.terms.customer.and_then(|terms| terms.provider.as_ref());
        let with = with.map(|provider| ("with-provider", self.texts.customer.with_provider, provider));
        std::iter::once(("who-asks", self.texts.who_asks, self.terms.sender)).chain(with).collect()
    }

    fn terms_digest(&self) -> String {
        self.terms.digest().to_string()
    }

    fn expires_written(&self) -> String {
        jiff::Timestamp::from_millisecond(self.expires.millis())
            .map(|time| time.strftime(self.texts.time_format).to_string())
            .unwrap_or_default()
    }

    /// The panel for someone who isn't signed in.
    fn sign_in(&self) -> &'static Panel {
        match (self.open, self.is_addressed) {
            (true, true) => &self.words.sign_in_to_answer,
            (true, false) => &self.words.sign_in_by_link,
            (false, true) => &self.words.sign_in_to_see,
            (false, false) => &self.texts.sign_in_to_see_link,
        }
    }
}

/// The provider that is authorized: the one who asks, or the one that a reseller names.
fn provider_of(terms: Terms<'_>) -> &Partner {
    terms.customer.and_then(|customer| customer.provider.as_ref()).unwrap_or(terms.sender)
}

#[cfg(test)]
mod tests;

//! The page, rendered. The same for everybody: it holds every sentence that the script may show, and
//! the forms of what the script makes as often as there are partners and privileges.

use askama::Template;
use tandem_domain::{Language, TenantId};
use tandem_page::{Frame, Outcome, Panel, Part, Sentence};

use crate::texts::Texts;

#[derive(Template)]
#[template(path = "relationships.html")]
pub struct RelationshipsPage<'a> {
    frame: Frame<'a>,
    texts: &'static Texts,
    /// Where the sign-in comes back to: never from the request but for one of the known languages (L10).
    place: String,
    /// The customer at which a partner looks at its own part.
    customer: Option<TenantId>,
}

impl<'a> RelationshipsPage<'a> {
    /// The page, of one's own partners or of one's part at a customer. A language that the address chose
    /// is kept over the sign-in.
    #[must_use]
    pub fn new(frame: Frame<'a>, chosen: Option<Language>, customer: Option<TenantId>) -> Self {
        let query = chosen.map(|language| format!("?language={language}")).unwrap_or_default();
        let path = customer.map(|customer| format!("/{customer}")).unwrap_or_default();
        let place = format!("/relationships{path}{query}");
        Self { texts: Texts::of(frame.language), frame, place, customer }
    }

    fn lead(&self) -> &'static str {
        if self.customer.is_some() { self.texts.lead_at_customer } else { self.texts.lead }
    }

    fn without_privileges(&self) -> &'static str {
        let texts = self.texts;
        if self.customer.is_some() { texts.without_own_privileges } else { texts.without_privileges }
    }

    /// Every panel of which the script reveals at most one, or a list instead.
    fn outcomes(&self) -> [Outcome; 6] {
        let (texts, shared) = (self.texts, self.frame.texts);
        let sign_in = ("sign-in", shared.sign_in);
        let switch_account = ("switch-account", shared.use_another_account);
        let (welcome, unknown) = match self.customer {
            None => (&texts.sign_in, &texts.unknown),
            Some(_) => (&texts.sign_in_as_partner, &texts.unknown_customer),
        };
        [
            Outcome::with_button("sign-in", welcome, sign_in),
            Outcome::with_button("session-ended", &texts.session_ended, sign_in),
            Outcome::with_button("sign-in-failed", &texts.every_page.sign_in_failed, sign_in),
            Outcome::with_button("wrong-role", &texts.wrong_role, switch_account),
            Outcome::with_button("unknown", unknown, switch_account),
            Outcome::with_button("not-done", &shared.not_done, ("retry", shared.try_again)),
        ]
    }

    /// The lists, of which the script fills one, each with what it says while it is empty.
    fn lists(&self) -> Vec<(&'static str, &'static Panel, &'static str)> {
        let texts = self.texts;
        if self.customer.is_some() {
            return vec![("dealings", &texts.dealings, texts.no_partners)];
        }
        vec![("partners", &texts.partners, texts.no_partners), ("holders", &texts.holders, texts.no_holders)]
    }

    /// What a partner is to the customer, by the name that the API has for it.
    fn roles(&self) -> [(&'static str, &'static str); 3] {
        let texts = self.texts;
        [
            ("indirect_provider", texts.provider),
            ("indirect_reseller", texts.reseller),
            ("none", texts.no_relationship),
        ]
    }

    /// What is asked before anything is taken back: whom, what, and what becomes of it (A3, A5).
    fn questions(&self) -> [(&'static str, Sentence); 2] {
        [("one", self.texts.take_back_one), ("all", self.texts.take_back_all)]
    }

    /// What comes of taking privileges back, and where that is so: everywhere, for customers, in the
    /// tenant of a reseller.
    fn consequences(&self) -> [(&'static str, Sentence); 6] {
        let texts = self.texts;
        [
            ("one", texts.loses_one),
            ("all", texts.loses_all),
            ("partners", texts.relationship_stays),
            ("holders", texts.partnership_stays),
            ("", texts.support_by_the_operator),
            ("", texts.given_again),
        ]
    }
}

#[cfg(test)]
mod tests;

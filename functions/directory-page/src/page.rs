//! The page, rendered: the search as it was typed, and what it found.

mod card;

use askama::Template;
use tandem_domain::Language;
use tandem_domain::paging::Page;
use tandem_domain::provider_listing::ProviderListing;
use tandem_page::{Frame, LanguageLink, Panel};

use crate::names::Names;
use crate::query::{Query, Wrong};
use crate::texts::Texts;
use card::{Card, Contact};

/// What came of a search.
#[derive(Clone, Debug)]
pub enum Found {
    Providers(Page<ProviderListing>),
    /// Nothing was searched for.
    Wrong(Wrong),
}

#[derive(Template)]
#[template(path = "directory.html")]
pub struct DirectoryPage<'a> {
    frame: Frame<'a>,
    texts: &'static Texts,
    /// The language that the address chose: every link and the form keep it.
    chosen: Option<Language>,
    query: &'a Query,
    wrong: Wrong,
    /// None if nothing was searched for.
    cards: Option<Vec<Card>>,
    /// Where the list goes on, and where it began, if those are elsewhere.
    next: Option<String>,
    first: Option<String>,
}

impl<'a> DirectoryPage<'a> {
    #[must_use]
    pub fn new(frame: Frame<'a>, chosen: Option<Language>, query: &'a Query, found: &Found) -> Self {
        let address =
            |query: &Query| format!("{}/providers{}", frame.settings.base_path(), query.address(chosen));
        let (wrong, page) = match found {
            Found::Providers(page) => (Wrong { country: false, name: false }, Some(page)),
            Found::Wrong(wrong) => (*wrong, None),
        };
        let next = page.and_then(|page| page.next.as_ref());
        Self {
            texts: Texts::of(frame.language),
            chosen,
            query,
            wrong,
            cards: page
                .map(|page| page.items.iter().map(|listing| Card::of(listing, frame.language)).collect()),
            next: next.map(|next| address(&query.going_on(next.as_str()))),
            first: (!query.after.is_empty()).then(|| address(&query.first_page())),
            frame,
        }
    }

    /// The countries to choose from, each with whether it is the one that is searched for.
    fn countries(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let chosen = self.query.country.to_ascii_uppercase();
        Names::of_countries(self.frame.language).all().map(move |(code, name)| (code, name, code == chosen))
    }

    /// What is said where nobody is shown.
    fn nobody(&self) -> &'static Panel {
        match (self.query.after.is_empty(), self.query.is_narrowed()) {
            (false, _) => &self.texts.no_more,
            (true, true) => &self.texts.nobody,
            (true, false) => &self.texts.nobody_yet,
        }
    }

    /// The ways to reach a provider, each with what it is.
    fn contacts<'c>(&self, card: &'c Card) -> impl Iterator<Item = (&'static str, &'c Contact)> {
        let texts = self.texts;
        let ways = [
            (texts.email, Some(&card.email)),
            (texts.telephone, card.telephone.as_ref()),
            (texts.website, card.website.as_ref()),
        ];
        ways.into_iter().filter_map(|(label, contact)| Some((label, contact?)))
    }

    /// The whole directory.
    fn everything(&self) -> String {
        format!("{}/providers{}", self.frame.settings.base_path(), Query::default().address(self.chosen))
    }

    fn languages(&self) -> [LanguageLink; 3] {
        LanguageLink::of_each(self.frame.language, |language| {
            format!("{}/providers{}", self.frame.settings.base_path(), self.query.address(Some(language)))
        })
    }
}

#[cfg(test)]
mod tests;

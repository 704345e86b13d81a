//! Every word of the page, in every language.
//!
//! A language is one constant of [`Texts`], so the compiler refuses a language that lacks a sentence.

mod english;
mod simplified_chinese;
mod traditional_chinese;

use tandem_domain::provider_listing::ProviderService;
use tandem_domain::{Cloud, Language};
use tandem_page::{OwnTexts, Panel};

/// The words of one language.
#[derive(Debug)]
pub struct Texts {
    /// What every page has, in this page's words.
    pub every_page: OwnTexts,
    pub title: &'static str,
    pub lead: &'static str,

    // The search.
    pub country: &'static str,
    pub every_country: &'static str,
    pub country_wrong: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub name_wrong: &'static str,
    pub search: &'static str,
    pub show_all: &'static str,

    // What it found.
    pub providers: &'static str,
    pub nobody: Panel,
    /// For a directory without anybody in it.
    pub nobody_yet: Panel,
    pub no_more: Panel,
    pub first_page: &'static str,
    pub next_page: &'static str,
    /// What the links between pages are.
    pub pages: &'static str,

    // One provider (D1).
    pub country_of: &'static str,
    pub partner_id: &'static str,
    pub cloud: &'static str,
    /// In the order of [`Cloud::ALL`].
    pub clouds: [&'static str; 4],
    pub languages: &'static str,
    /// What stands between the members of a list.
    pub between: &'static str,
    pub services: &'static str,
    /// In the order of [`ProviderService::ALL`].
    pub service_names: [&'static str; 4],
    pub email: &'static str,
    pub telephone: &'static str,
    pub website: &'static str,
}

impl Texts {
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        language.of(&english::TEXTS, &simplified_chinese::TEXTS, &traditional_chinese::TEXTS)
    }

    #[must_use]
    pub fn cloud_named(&self, cloud: Cloud) -> &'static str {
        let names = Cloud::ALL.into_iter().zip(self.clouds);
        names.into_iter().find(|(of, _)| *of == cloud).map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn service_named(&self, service: ProviderService) -> &'static str {
        let names = ProviderService::ALL.into_iter().zip(self.service_names);
        names.into_iter().find(|(of, _)| *of == service).map_or("", |(_, name)| name)
    }
}

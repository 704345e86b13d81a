//! The same page in each language, for whoever got another than it reads. `templates/languages.html`
//! prints the links.

use tandem_domain::Language;

/// A link to a page in a language, by the language's own name.
#[derive(Clone, Debug)]
pub struct LanguageLink {
    pub language: Language,
    pub name: &'static str,
    pub address: String,
    /// Whether it is the language that the page is in.
    pub is_this: bool,
}

impl LanguageLink {
    /// The links of a page that is in `own`, and lies at `address` in each language.
    #[must_use]
    pub fn of_each(own: Language, address: impl Fn(Language) -> String) -> [Self; 3] {
        Language::ALL.map(|language| Self {
            language,
            name: Self::own_name(language),
            address: address(language),
            is_this: language == own,
        })
    }

    /// A language by its own name, for those who don't read the page's.
    #[must_use]
    pub fn own_name(language: Language) -> &'static str {
        language.of("English", "简体中文", "繁體中文")
    }
}

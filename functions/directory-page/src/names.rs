//! What countries and languages are called in the languages of the page.
//!
//! Each file holds a code and its name a line, in the order of the names, as the Unicode CLDR has them.
//! The page has no script that could ask the browser for them.

use tandem_domain::Language;

/// Codes and names, in the order of the names.
#[derive(Clone, Copy, Debug)]
pub struct Names(&'static str);

impl Names {
    /// The countries of ISO 3166-1.
    #[must_use]
    pub fn of_countries(language: Language) -> Self {
        Self(match language {
            Language::English => include_str!("../names/countries.en.txt"),
            Language::SimplifiedChinese => include_str!("../names/countries.zh-CN.txt"),
            Language::TraditionalChinese => include_str!("../names/countries.zh-TW.txt"),
        })
    }

    /// The languages that are widely written.
    #[must_use]
    pub fn of_languages(language: Language) -> Self {
        Self(match language {
            Language::English => include_str!("../names/languages.en.txt"),
            Language::SimplifiedChinese => include_str!("../names/languages.zh-CN.txt"),
            Language::TraditionalChinese => include_str!("../names/languages.zh-TW.txt"),
        })
    }

    /// All of them.
    pub fn all(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.lines().filter_map(|line| line.split_once(' '))
    }

    /// The name of a code; what has no name is called by its code.
    #[must_use]
    pub fn of(self, code: &str) -> &str {
        self.all().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use tandem_domain::language::LanguageCode;
    use tandem_domain::{Country, Language};

    use super::Names;

    #[test]
    fn every_country_has_one_name_in_every_language() {
        for language in Language::ALL {
            let names = Names::of_countries(language);
            assert_eq!(names.all().count(), Country::all().count(), "{language}");
            for country in Country::all() {
                assert_ne!(names.of(country.as_str()), country.as_str(), "{language}");
            }
        }
        assert_eq!(Names::of_countries(Language::TraditionalChinese).of("DE"), "德國");
    }

    #[test]
    fn the_same_languages_have_names_in_every_language_and_others_keep_their_codes() {
        let codes = |language| {
            let mut codes: Vec<_> = Names::of_languages(language).all().map(|(code, _)| code).collect();
            codes.sort_unstable();
            codes
        };
        for language in Language::ALL {
            assert_eq!(codes(language), codes(Language::English));
            assert_eq!(Names::of_languages(language).of("qaa"), "qaa");
        }
        assert!(codes(Language::English).iter().all(|code| code.parse::<LanguageCode>().is_ok()));
        assert_eq!(Names::of_languages(Language::SimplifiedChinese).of("de"), "德语");
    }
}

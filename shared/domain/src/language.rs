//! Languages: those that Tandem writes in, and those that customers are kept with.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Country;

/// A language that Tandem writes in; others fall back to English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "zh-CN")]
    SimplifiedChinese,
    #[serde(rename = "zh-TW")]
    TraditionalChinese,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::English, Self::SimplifiedChinese, Self::TraditionalChinese];

    /// The BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-CN",
            Self::TraditionalChinese => "zh-TW",
        }
    }

    /// What there is in this language, of what there is in each.
    #[must_use]
    pub fn of<T>(self, english: T, simplified_chinese: T, traditional_chinese: T) -> T {
        match self {
            Self::English => english,
            Self::SimplifiedChinese => simplified_chinese,
            Self::TraditionalChinese => traditional_chinese,
        }
    }
}

/// A customer's culture, as in `de-AT`: language and country, by which numbers and dates are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Culture(String);

impl Culture {
    /// The usual one of a language in a country.
    #[must_use]
    pub fn of(language: Language, country: Country) -> Self {
        let language = language.tag().split('-').next().unwrap_or_default();
        Self(format!("{language}-{country}"))
    }
}

impl FromStr for Culture {
    type Err = String;

    /// Reads it in any letter case; clients send `EN-US` for `en-US`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rule = || "must be a culture such as de-AT".to_owned();
        let (language, country) = text.split_once('-').ok_or_else(rule)?;
        let language: LanguageCode = language.parse().map_err(|_| rule())?;
        let country: Country = country.parse().map_err(|_| rule())?;
        Ok(Self(format!("{}-{country}", language.0)))
    }
}

/// A customer's language, as in `de`: a code of two or three letters of ISO 639.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LanguageCode(String);

impl LanguageCode {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LanguageCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic()) {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err("must be a language code such as de".to_owned())
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(text))
            .ok_or_else(|| "must be en, zh-CN or zh-TW".to_owned())
    }
}

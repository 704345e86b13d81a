//! What a visitor searches for, as it stands in the address of the page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tandem_domain::Language;
use tandem_domain::paging::{PageRequest, Position};
use tandem_domain::provider_listing::DirectorySearch;

/// Providers on one page.
const SIZE: usize = 20;
/// What stays as it is in an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The search as it was typed, whatever it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub country: String,
    pub name: String,
    /// Where the page before ended; empty on the first.
    pub after: String,
}

/// Which fields hold what can't be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub country: bool,
    pub name: bool,
}

impl Query {
    /// Reads it as forms write it. Of what is given twice the last counts.
    #[must_use]
    pub fn of(query: &str) -> Self {
        let mut read = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = value.replace('+', " ");
            let value = percent_decode_str(&value).decode_utf8_lossy().into_owned();
            match name {
                "country" => value.trim().clone_into(&mut read.country),
                "name" => value.trim_start().clone_into(&mut read.name),
                "after" => read.after = value,
                _ => {}
            }
        }
        read
    }

    /// What is to be searched for, and which page of it. A place that isn't one is the beginning.
    pub fn search(&self) -> Result<(DirectorySearch, PageRequest), Wrong> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let country = given(&self.country).map(|text| text.parse()).transpose();
        let name = given(&self.name).map(|text| text.parse()).transpose();
        match (country, name) {
            (Ok(country), Ok(name)) => {
                let after = Position::parse(self.after.clone());
                Ok((DirectorySearch { country, name }, PageRequest { size: SIZE, after }))
            }
            (country, name) => Err(Wrong { country: country.is_err(), name: name.is_err() }),
        }
    }

    /// Whether anything in particular is searched for.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !(self.country.is_empty() && self.name.is_empty())
    }

    /// The same search from its beginning.
    #[must_use]
    pub fn first_page(&self) -> Self {
        self.going_on(String::new())
    }

    /// The same search, going on after a place.
    #[must_use]
    pub fn going_on(&self, after: impl Into<String>) -> Self {
        Self { after: after.into(), ..self.clone() }
    }

    /// The query of an address, with its question mark; nothing if there is nothing to say.
    #[must_use]
    pub fn address(&self, language: Option<Language>) -> String {
        let language = language.map(Language::tag).unwrap_or_default();
        let parts = [
            ("country", self.country.as_str()),
            ("name", &self.name),
            ("language", language),
            ("after", &self.after),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let parts: Vec<_> =
            parts.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, ESCAPED))).collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use tandem_domain::Language;
    use tandem_domain::paging::Position;
    use tandem_domain::provider_listing::DirectorySearch;

    use super::{Query, Wrong};

    #[test]
    fn a_form_is_read_as_browsers_send_it() {
        let query = Query::of("language=zh-TW&country=de&name=Blue+Yonder%20%E4%BA%91&x=1&after=a%23b");
        let expected =
            Query { country: "de".to_owned(), name: "Blue Yonder 云".to_owned(), after: "a#b".to_owned() };
        assert_eq!(query, expected);
        let (search, page) = query.search().expect("a search");
        assert_eq!(search.country.map(|country| country.to_string()).as_deref(), Some("DE"));
        assert_eq!(page.after.as_ref().map(Position::as_str), Some("a#b"));
        assert_eq!(Query::of(&query.address(None)[1..]), query, "there and back");
    }

    #[test]
    fn what_is_left_empty_is_not_searched_for() {
        for empty in ["", "country=&name=", "name=+%20&country=+", "after="] {
            let query = Query::of(empty);
            assert!(!query.is_narrowed(), "{empty}");
            let (search, page) = query.search().expect("a search");
            assert_eq!((search, page.after), (DirectorySearch::default(), None), "{empty}");
        }
        assert_eq!(Query::default().address(None), "");
        assert_eq!(Query::default().address(Some(Language::TraditionalChinese)), "?language=zh-TW");
    }

    #[test]
    fn each_field_that_is_wrong_is_told_apart() {
        let long = format!("name={}", "x".repeat(65));
        for (query, country, name) in [
            ("country=XX", true, false),
            ("country=Germany&name=a", true, false),
            (long.as_str(), false, true),
            ("country=%00&name=a%0Ab", true, true),
        ] {
            assert_eq!(Query::of(query).search().expect_err(query), Wrong { country, name });
        }
    }

    #[test]
    fn nothing_in_an_address_ends_it_or_adds_to_it() {
        let query = Query { name: "a&country=XX#\"><b>".to_owned(), ..Query::default() };
        assert_eq!(query.address(None), "?name=a%26country%3DXX%23%22%3E%3Cb%3E");
    }

    #[test]
    fn a_place_that_is_not_one_is_the_beginning() {
        for after in ["%00", &"x".repeat(600)] {
            let (_, page) = Query::of(&format!("after={after}")).search().expect("a search");
            assert_eq!(page.after, None);
        }
    }
}

//! The language for pages that no request decides: what the browser's `Accept-Language` likes best.

use tandem_domain::Language;

/// The known language of the highest weight, the first of equals; English if there is none.
#[must_use]
pub fn preferred(accept_language: &str) -> Language {
    let mut best = (0.0, Language::default());
    for range in accept_language.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
        if let (Some(language), Some(weight)) = (known(tag), weight)
            && weight > best.0
        {
            best = (weight, language);
        }
    }
    best.1
}

/// Chinese is told apart by script, and where no script is named by where it is written how.
fn known(tag: &str) -> Option<Language> {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    match subtags.next()? {
        "en" => Some(Language::English),
        "zh" => {
            let traditional = subtags
                .find_map(|subtag| match subtag {
                    "hant" | "tw" | "hk" | "mo" => Some(true),
                    "hans" => Some(false),
                    _ => None,
                })
                .unwrap_or(false);
            Some(if traditional { Language::TraditionalChinese } else { Language::SimplifiedChinese })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use tandem_domain::Language::{self, English, SimplifiedChinese, TraditionalChinese};

    use super::preferred;

    #[test]
    fn the_language_that_the_reader_likes_best_is_taken() {
        let cases: [(&str, Language); 9] = [
            ("", English),
            ("de, fr;q=0.5", English),
            ("zh-CN,zh;q=0.9,en;q=0.8", SimplifiedChinese),
            ("zh-TW", TraditionalChinese),
            ("zh-Hant-HK", TraditionalChinese),
            ("zh-Hans-TW", SimplifiedChinese),
            ("en;q=0.2, zh-hk;q=0.3", TraditionalChinese),
            ("zh;q=0, en;q=0.1", English),
            ("zh;q=x", English),
        ];
        for (header, language) in cases {
            assert_eq!(preferred(header), language, "{header:?}");
        }
    }
}

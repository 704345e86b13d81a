//! Text that comes from a tenant and goes into mails, pages and lists.
//!
//! Such text is plain, bounded and without links (M3): a mail that Tandem sends must hold exactly
//! one link, its own. Names are one line without characters that hide or turn text around.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// Where the link goes in a text that the sender edited (P1).
pub const LINK_PLACE: &str = "{link}";

macro_rules! plain_text {
    ($(#[$doc:meta])* $name:ident, $parse:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let parse: fn(&str) -> Result<String, String> = $parse;
                parse(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

plain_text! {
    /// The name of an organisation or a person: one line of 1 to 64 characters, without control,
    /// bidirectional or zero-width characters (M3). White space at the ends is taken off.
    Name, |text| one_line(text, 64).and_then(without_links)
}
plain_text! {
    /// The name of a customer: as [`Name`], but it may look like a link, as real companies' names
    /// do. It never goes into a mail.
    CompanyName, |text| one_line(text, 64)
}
plain_text! {
    /// A line of an address or a similar free field: one line of 1 to 200 characters.
    Line, |text| one_line(text, 200)
}
plain_text! {
    /// What an offer is, in a few words: one line of 1 to 1,000 characters.
    Description, |text| one_line(text, 1000)
}
plain_text! {
    /// The number under which an organisation is registered in its country: one line of 1 to 64
    /// characters.
    RegistrationNumber, |text| one_line(text, 64)
}
plain_text! {
    /// The caller's own ticket number: one line of 1 to 64 characters.
    Reference, |text| one_line(text, 64)
}
plain_text! {
    /// What a person gives as a reason: one line of 1 to 256 characters, without links.
    Reason, |text| one_line(text, 256).and_then(without_links)
}
plain_text! {
    /// What a sender puts above the fixed text of an invitation: 1 to 2,000 characters, several
    /// lines, without links (P1, M3).
    Message, |text| several_lines(text, 2000).and_then(without_links)
}
plain_text! {
    /// The whole text of an invitation, edited from a draft (P1): 1 to 5,000 characters, with
    /// [`LINK_PLACE`] exactly once and no other link.
    EditedText, |text| {
        let text = several_lines(text, 5000)?;
        match text.split(LINK_PLACE).collect::<Vec<_>>()[..] {
            [above, below] => {
                let clean = [above, below].into_iter().all(|part| without_links(part.to_owned()).is_ok());
                if clean { Ok(text) } else { Err(NO_LINKS.to_owned()) }
            }
            [_] => Err(format!("must hold {LINK_PLACE} where the link goes")),
            _ => Err(format!("must hold {LINK_PLACE} only once")),
        }
    }
}

const NO_LINKS: &str = "must not hold a link or an e-mail address";

fn one_line(text: &str, most: usize) -> Result<String, String> {
    let text = text.trim_matches(' ');
    if text.chars().any(|c| c.is_control() || is_invisible(c)) {
        return Err("must be one line without control, bidirectional or zero-width characters".to_owned());
    }
    bounded(text, most)
}

fn several_lines(text: &str, most: usize) -> Result<String, String> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || is_invisible(c)) {
        return Err("must not hold control, bidirectional or zero-width characters".to_owned());
    }
    bounded(&text, most)
}

fn bounded(text: &str, most: usize) -> Result<String, String> {
    if (1..=most).contains(&text.chars().count()) {
        Ok(text.to_owned())
    } else {
        Err(format!("must have 1 to {most} characters"))
    }
}

/// Refuses what a mail program could turn into a link, with or without a scheme. Text is looked at in
/// its compatibility form, in which letters and dots in disguise are plain.
fn without_links(text: String) -> Result<String, String> {
    let plain: Vec<char> = text.nfkc().collect();
    let word = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '。' | '․');
    let found = plain.split(|c| !word(c)).any(is_domain)
        || plain
            .windows(2)
            .any(|pair| matches!(pair, ['/', '/'] | ['\\', '\\']) || (pair[0] == '@' && word(&pair[1])))
        || has_scheme(&plain);
    if found { Err(NO_LINKS.to_owned()) } else { Ok(text) }
}

/// Whether a word reads as a domain: labels with dots between, the last of two letters or more. The
/// ideographic full stop ends sentences; between Latin letters it stands for a dot.
fn is_domain(word: &[char]) -> bool {
    let dot = |at: usize| match word[at] {
        '.' | '․' => true,
        '。' => {
            at > 0
                && word[at - 1].is_ascii_alphanumeric()
                && word.get(at + 1).is_some_and(char::is_ascii_alphanumeric)
        }
        _ => false,
    };
    (1..word.len()).any(|at| {
        let label = || word[at + 1..].iter().take_while(|c| c.is_alphanumeric() || **c == '-');
        dot(at) && word[at - 1].is_alphanumeric() && label().count() > 1 && label().any(|c| c.is_alphabetic())
    })
}

/// Whether a colon stands between one of the schemes that programs act on and anything but a blank.
fn has_scheme(text: &[char]) -> bool {
    const SCHEMES: [&str; 14] = [
        "http",
        "https",
        "hxxp",
        "hxxps",
        "ftp",
        "file",
        "mailto",
        "tel",
        "sms",
        "skype",
        "callto",
        "sip",
        "javascript",
        "data",
    ];
    text.iter().enumerate().filter(|(_, c)| **c == ':').any(|(at, _)| {
        let letters = text[..at].iter().rev().take_while(|c| c.is_ascii_alphanumeric());
        let mut scheme: Vec<char> = letters.map(char::to_ascii_lowercase).collect();
        scheme.reverse();
        let scheme: String = scheme.into_iter().collect();
        SCHEMES.contains(&scheme.as_str()) && text.get(at + 1).is_some_and(|next| !next.is_whitespace())
    })
}

/// Characters that a reader can't see, or that turn the reading direction around.
fn is_invisible(c: char) -> bool {
    // The last two code points of each plane are no characters at all.
    u32::from(c) & 0xfffe == 0xfffe
        || matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{EditedText, Message, Name};

    #[test]
    fn a_name_is_one_visible_line() {
        assert_eq!("  Contoso Ltd. ".parse::<Name>().expect("a name").as_str(), "Contoso Ltd.");
        assert!("江苏神州".parse::<Name>().is_ok());
        for wrong in
            ["", "   ", "a\nb", "a\u{202e}b", "a\u{200b}b", "a\rb", "www.evil.example", &"x".repeat(65)]
        {
            assert!(wrong.parse::<Name>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_message_holds_no_link() {
        assert!("Hello Ana,\n\nlet us work together. 3.5 per cent!".parse::<Message>().is_ok());
        assert!("你好。请接受我们的邀请。谢谢".parse::<Message>().is_ok());
        assert!("Our offer: e.g. 3.5 of 10, i.e. a third. Reach me at 9:30.".parse::<Message>().is_ok());
        for wrong in [
            "see https://evil.example",
            "see evil.example/path",
            "www.evil.example",
            "write to a@evil.example",
            "HTTP://EVIL.EXAMPLE",
            "пример.рф",
            "例子.公司",
            "//evil.com/x",
            "https:/evil",
            "@evil",
            "evil.com_",
            "evil․com",
            "evil。com",
            "evil﹒com",
            "𝐞𝐯𝐢𝐥.𝐜𝐨𝐦",
            "tel:+49123",
            "javascript:alert(1)",
            "\\\\evil\\share",
            "ftp://x.example",
            "javascript://x",
            "mailto:a",
            "ｗｗｗ．evil．com",
        ] {
            assert!(wrong.parse::<Message>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_edited_text_holds_the_link_once() {
        assert!("Please follow {link} and press the button.".parse::<EditedText>().is_ok());
        for wrong in ["no place", "{link} and {link}", "{link} or https://evil.example"] {
            assert!(wrong.parse::<EditedText>().is_err(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_as_a_name_fits_on_one_line(text in ".{0,80}") {
            if let Ok(name) = text.parse::<Name>() {
                prop_assert!(!name.as_str().contains(['\r', '\n']));
                prop_assert!((1..=64).contains(&name.as_str().chars().count()));
            }
        }
    }
}

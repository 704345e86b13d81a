//! A provider, as the page tells of it. What the operator wrote is text; it becomes a link only where it
//! can't lead anywhere else than it says.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tandem_domain::Language;
use tandem_domain::partner_id::SupportDetails;
use tandem_domain::provider_listing::ProviderListing;

use crate::names::Names;
use crate::texts::Texts;

/// What an address of a mail keeps in a link.
const IN_MAIL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');
/// The fewest digits of a telephone number that can be called.
const LEAST_DIGITS: usize = 3;

/// One provider on the page.
#[derive(Clone, Debug)]
pub struct Card {
    pub tenant_id: String,
    pub name: String,
    pub country: String,
    pub cloud: &'static str,
    pub partner_id: String,
    /// Separated as the language of the page separates.
    pub languages: String,
    pub services: Vec<&'static str>,
    pub email: Contact,
    pub telephone: Option<Contact>,
    pub website: Option<Contact>,
}

/// A way to reach a provider: as it reads, and where it leads if it is a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub text: String,
    pub link: Option<String>,
}

impl Card {
    pub(super) fn of(listing: &ProviderListing, language: Language) -> Self {
        let texts = Texts::of(language);
        let details = &listing.details;
        let SupportDetails { email, telephone, website } = &details.contact;
        let names = Names::of_languages(language);
        let languages: Vec<_> = details.languages.iter().map(|code| names.of(code.as_str())).collect();
        let reach = |text: &str, link: fn(&str) -> Option<String>| Contact {
            text: text.to_owned(),
            link: link(text),
        };
        Self {
            tenant_id: listing.tenant_id.to_string(),
            name: listing.name.to_string(),
            country: Names::of_countries(language).of(listing.country.as_str()).to_owned(),
            cloud: texts.cloud_named(listing.cloud),
            partner_id: listing.mpn_id.to_string(),
            languages: languages.join(texts.between),
            services: details.services.iter().map(|service| texts.service_named(*service)).collect(),
            email: Contact { text: email.to_string(), link: Some(mail_link(email.as_str())) },
            telephone: telephone.as_ref().map(|number| reach(number.as_str(), call_link)),
            website: website.as_ref().map(|website| reach(website.as_str(), web_link)),
        }
    }
}

fn mail_link(address: &str) -> String {
    format!("mailto:{}", utf8_percent_encode(address, IN_MAIL))
}

/// A number that is written with digits and what usually stands between them.
fn call_link(number: &str) -> Option<String> {
    let usual = |c: char| c.is_ascii_digit() || " +-/().".contains(c);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    // A zero in brackets is dialled within the country only, and behind its code not at all.
    let plain = number.chars().all(usual) && !(plus == "+" && number.contains("(0)"));
    (plain && digits.len() >= LEAST_DIGITS).then(|| format!("tel:{plus}{digits}"))
}

/// An address of the web over TLS, whose host is plain to see.
fn web_link(website: &str) -> Option<String> {
    let rest = website.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain_host =
        host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
    let visible = website.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>\\`{}|^".contains(&b));
    (plain_host && visible).then(|| website.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{call_link, mail_link, web_link};

    #[test]
    fn an_address_of_a_mail_cannot_say_more_than_whom_it_is_for() {
        assert_eq!(mail_link("a-b@x.example"), "mailto:a-b@x.example");
        let tricky = mail_link("a?subject=b&c@x.example");
        assert_eq!(tricky, "mailto:a%3Fsubject%3Db%26c@x.example");
    }

    #[test]
    fn what_can_be_dialled_is_a_link_and_anything_else_text() {
        assert_eq!(call_link("+49 (30) 555-01 00").as_deref(), Some("tel:+49305550100"));
        assert_eq!(call_link("030/5550100").as_deref(), Some("tel:0305550100"));
        for text in ["+49 (0)30 5550100", "ask for Ana", "12", "5550100 ext. 7", "javascript:alert(1)"] {
            assert_eq!(call_link(text), None, "{text}");
        }
    }

    #[test]
    fn only_a_plain_https_address_is_a_link() {
        for link in ["https://contoso.example", "https://www.contoso.example/a?b=c#d"] {
            assert_eq!(web_link(link).as_deref(), Some(link));
        }
        for text in [
            "www.contoso.example",
            "http://contoso.example",
            "javascript:alert(1)",
            "https://",
            "https://localhost",
            "https://contoso.example@evil.example",
            "https://contoso.example:8443@evil.example/",
            "https://cоntoso.example",
            "https://contoso.example/\"onclick=",
            "https://contoso.example a",
            "HTTPS:/contoso.example",
        ] {
            assert_eq!(web_link(text), None, "{text}");
        }
    }
}

//! E-mail addresses.

use std::fmt;
use std::str::FromStr;

use email_address::Options;
use serde::{Deserialize, Serialize};

/// An address that mail can be sent to: no display name, no address literal, ASCII, at most 254
/// characters, a domain of at least two labels. Kept in lower case, since two spellings of one
/// mailbox must find the same reseller (P1). `Debug` masks it: addresses don't belong in logs (P2
/// of the security rules).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }
}

impl FromStr for EmailAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let strict = Options::default().with_required_tld().without_display_text().without_domain_literal();
        // A quoted local part may hold spaces and separators that no mail program needs.
        let plain = text.is_ascii() && text.len() <= 254 && !text.contains(['"', '\r', '\n', ' ', ',', ';']);
        if plain && email_address::EmailAddress::parse_with_options(text, strict).is_ok() {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err("must be an e-mail address such as ana@contoso.example, in ASCII".to_owned())
        }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::EmailAddress;

    #[test]
    fn an_address_is_strict_lower_case_and_masked() {
        let address: EmailAddress = "Ana.Lima@Contoso.example".parse().expect("an address");
        assert_eq!(address.as_str(), "ana.lima@contoso.example");
        assert_eq!(address.domain(), "contoso.example");
        assert_eq!(format!("{address:?}"), "EmailAddress(…)");
    }

    #[test]
    fn what_is_not_a_plain_address_is_refused() {
        for wrong in [
            "",
            "ana",
            "ana@",
            "@contoso.example",
            "ana@localhost",
            "ana@[127.0.0.1]",
            "Ana <ana@contoso.example>",
            "ana@contoso.example\r\nBcc: x@y.example",
            "\"a b\"@contoso.example",
            "ana@contoso.example, bob@contoso.example",
            "ána@contoso.example",
        ] {
            assert!(wrong.parse::<EmailAddress>().is_err(), "{wrong:?}");
        }
    }
}

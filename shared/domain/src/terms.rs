//! What an invitation asks to be granted, and the digest that pins it.
//!
//! P3: what is accepted is what was shown. The page and the API show the terms with their digest;
//! the acceptance names the digest; if it isn't the digest of today's terms, the acceptance is
//! refused and the new terms are shown (L4).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::organisation::Partner;

/// The version of the sentences that describe the grants. Whoever changes what a grant means, or
/// how a page words it, raises the version: open pages then show the new terms before they accept.
pub const TERMS_VERSION: &str = "2026-11";

/// What accepting grants the one who asked (P4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// To place orders on behalf of the reseller's customers.
    PlaceOrders,
    /// To add subscriptions on behalf of the reseller's customers.
    AddSubscriptions,
    /// Admin access to the reseller's tenant.
    AdminAccess,
}

impl Grant {
    /// What a partnership grants the provider (P4).
    pub const OF_A_PARTNERSHIP: [Self; 3] = [Self::PlaceOrders, Self::AddSubscriptions, Self::AdminAccess];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PlaceOrders => "place_orders",
            Self::AddSubscriptions => "add_subscriptions",
            Self::AdminAccess => "admin_access",
        }
    }
}

/// SHA-256 over sender, kind, grants and version of the terms, as base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TermsDigest(String);

impl TermsDigest {
    /// The digest of the terms under which `sender` asks for `grants`, in today's version.
    #[must_use]
    pub fn of(kind: &str, sender: &Partner, grants: &[Grant]) -> Self {
        let mut hash = Sha256::new();
        let grants: Vec<_> = grants.iter().map(|grant| grant.as_str()).collect();
        let parts = [
            TERMS_VERSION,
            kind,
            &sender.tenant_id.to_string(),
            sender.name.as_str(),
            &sender.mpn_id.to_string(),
            &sender.domain,
            sender.country.as_str(),
            &grants.join(","),
        ];
        for part in parts {
            // The length keeps two lists of parts from looking like one another.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self(URL_SAFE_NO_PAD.encode(hash.finalize()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TermsDigest {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err("must be the termsDigest of the request".to_owned())
        }
    }
}

impl fmt::Display for TermsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Grant, TermsDigest};
    use crate::examples::{parsed, partner, provider, tenant};
    use crate::organisation::Partner;

    fn changed(part: usize, text: &str) -> (Partner, &'static str, Vec<Grant>) {
        let mut sender = partner(&provider());
        let (mut kind, mut grants) = ("indirect_partnership", Grant::OF_A_PARTNERSHIP.to_vec());
        match part {
            0 => sender.tenant_id = tenant(99),
            1 => sender.name = parsed(text),
            2 => sender.mpn_id = parsed("777"),
            3 => text.clone_into(&mut sender.domain),
            4 => sender.country = parsed("NO"),
            5 => kind = "another_kind",
            _ => drop(grants.pop()),
        }
        (sender, kind, grants)
    }

    proptest! {
        /// L4: whatever of the terms changes, the digest changes; and it depends on nothing else.
        #[test]
        fn any_changed_part_changes_the_digest(part in 0usize..7, text in "[a-z]{8,20}") {
            let sender = partner(&provider());
            let of = |sender: &Partner, kind: &str, grants: &[Grant]| TermsDigest::of(kind, sender, grants);
            let before = of(&sender, "indirect_partnership", &Grant::OF_A_PARTNERSHIP);
            let (other, kind, grants) = changed(part, &text);
            prop_assert_ne!(&of(&other, kind, &grants), &before);
            prop_assert_eq!(of(&sender, "indirect_partnership", &Grant::OF_A_PARTNERSHIP), before);
        }
    }
}

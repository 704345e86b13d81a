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
use crate::relationship_request::{CustomerTerms, RequestKind};

/// The version of the sentences that describe the grants. Whoever changes what a grant means, or
/// how a page words it, raises the version: open pages then show the new terms before they accept.
pub const TERMS_VERSION: &str = "2026-11-21";

/// What accepting grants the one who asked (P4, I10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// To work with the customer as its reseller.
    ResellerRelationship,
    /// To place orders: on behalf of the reseller's customers, or of the customer.
    PlaceOrders,
    /// To add subscriptions, likewise.
    AddSubscriptions,
    /// Admin access to the reseller's tenant. A customer grants it service by service instead.
    AdminAccess,
}

impl Grant {
    /// What a partnership grants the provider (P4).
    pub const OF_A_PARTNERSHIP: [Self; 3] = [Self::PlaceOrders, Self::AddSubscriptions, Self::AdminAccess];

    /// What a customer grants a provider (I10).
    pub const OF_A_CUSTOMERS_PROVIDER: [Self; 2] = [Self::PlaceOrders, Self::AddSubscriptions];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ResellerRelationship => "reseller_relationship",
            Self::PlaceOrders => "place_orders",
            Self::AddSubscriptions => "add_subscriptions",
            Self::AdminAccess => "admin_access",
        }
    }
}

/// What an invitation asks for, and who asks.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub kind: RequestKind,
    pub sender: &'a Partner,
    pub grants: &'a [Grant],
    /// What a customer is asked for besides.
    pub customer: Option<&'a CustomerTerms>,
}

/// SHA-256 over the terms and the version of their wording, as base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TermsDigest(String);

impl Terms<'_> {
    /// The digest of these terms, in today's wording (L4).
    #[must_use]
    pub fn digest(&self) -> TermsDigest {
        let mut parts = vec![TERMS_VERSION.to_owned(), self.kind.as_str().to_owned()];
        parts.extend(named(self.sender));
        parts.push(list(self.grants.iter().map(|grant| grant.as_str())));
        if let Some(customer) = self.customer {
            parts.extend(customer.provider.as_ref().map_or_else(Vec::new, |provider| named(provider).into()));
            parts.push(list(customer.delegated_admin.iter().map(|service| service.as_str())));
            let template = customer.agreement();
            parts.extend([template.id.to_owned(), template.version_rank.to_string()]);
        }
        let mut hash = Sha256::new();
        for part in parts {
            // The length keeps two lists of parts from looking like one another.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        TermsDigest(URL_SAFE_NO_PAD.encode(hash.finalize()))
    }
}

/// A partner as pages name it.
fn named(partner: &Partner) -> [String; 5] {
    [
        partner.tenant_id.to_string(),
        partner.name.to_string(),
        partner.mpn_id.to_string(),
        partner.domain.clone(),
        partner.country.to_string(),
    ]
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(",")
}

impl TermsDigest {
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

    use super::{Grant, Terms, TermsDigest};
    use crate::Cloud;
    use crate::delegated_admin::Service;
    use crate::examples::{parsed, partner, provider, reseller, tenant};
    use crate::organisation::Partner;
    use crate::relationship_request::{CustomerTerms, RequestKind};

    #[derive(Clone)]
    struct Asked {
        kind: RequestKind,
        sender: Partner,
        grants: Vec<Grant>,
        customer: Option<CustomerTerms>,
    }

    impl Asked {
        fn digest(&self) -> TermsDigest {
            let Self { kind, sender, grants, customer } = self;
            Terms { kind: *kind, sender, grants, customer: customer.as_ref() }.digest()
        }
    }

    fn asked() -> Asked {
        Asked {
            kind: RequestKind::CustomerRelationship,
            sender: partner(&reseller()),
            grants: Grant::OF_A_PARTNERSHIP.to_vec(),
            customer: Some(CustomerTerms {
                cloud: Cloud::Global,
                provider: Some(partner(&provider())),
                delegated_admin: Service::all().collect(),
            }),
        }
    }

    fn changed(part: usize, text: &str) -> Asked {
        let mut asked = asked();
        let customer = asked.customer.as_mut().expect("terms");
        match part {
            0 => asked.sender.tenant_id = tenant(99),
            1 => asked.sender.name = parsed(text),
            2 => asked.sender.mpn_id = parsed("777"),
            3 => text.clone_into(&mut asked.sender.domain),
            4 => asked.sender.country = parsed("NO"),
            5 => asked.kind = RequestKind::IndirectPartnership,
            6 => drop(asked.grants.pop()),
            7 => customer.provider = None,
            8 => drop(customer.delegated_admin.pop()),
            9 => customer.cloud = Cloud::China,
            _ => asked.customer = None,
        }
        asked
    }

    proptest! {
        /// L4: whatever of the terms changes, the digest changes; and it depends on nothing else.
        #[test]
        fn any_changed_part_changes_the_digest(part in 0usize..11, text in "[a-z]{8,20}") {
            let before = asked().digest();
            prop_assert_ne!(&changed(part, &text).digest(), &before);
            prop_assert_eq!(asked().digest(), before);
        }
    }
}

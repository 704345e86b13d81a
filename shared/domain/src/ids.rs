//! One type per kind of identifier, so that a customer can't be passed where an order is meant.
//!
//! Organisations, customers, subscriptions and orders are GUIDs on the wire. A relationship request
//! has two names: the *key* in its e-mailed link, random and long (L3), and the *id* that lists and
//! paths use. The id is the key's fingerprint, so whoever holds the key can find the request with a
//! single read, and nobody can make the key from the id.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

macro_rules! guid {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            #[must_use]
            pub fn new(id: Uuid) -> Self {
                Self(id)
            }

            #[must_use]
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = String;

            /// Reads a GUID in either letter case; Partner Center's clients send both.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match Uuid::try_parse(text) {
                    Ok(id) if text.len() == 36 => Ok(Self(id)),
                    _ => Err("must be a GUID".to_owned()),
                }
            }
        }
    };
}

guid! {
    /// An organisation: what the token's `tid` says.
    TenantId
}
guid! {
    /// A relationship request, of a partnership or of a customer.
    RequestId
}
guid! {
    /// A subscription of a customer.
    SubscriptionId
}
guid! {
    /// An order of a customer.
    OrderId
}
guid! {
    /// A cart for a customer.
    CartId
}
guid! {
    /// A user of a customer.
    UserId
}

/// A customer is the tenant that uses the subscriptions: its id is the tenant's.
pub type CustomerId = TenantId;

/// An offer of the catalogue: 1 to 64 letters, digits, hyphens, colons and underscores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfferId(String);

impl OfferId {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OfferId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-:_".contains(&b));
        if fits {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err("must be 1 to 64 letters, digits, hyphens, colons or underscores".to_owned())
        }
    }
}

impl TryFrom<String> for OfferId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OfferId> for String {
    fn from(id: OfferId) -> Self {
        id.0
    }
}

impl fmt::Display for OfferId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The key in an e-mailed link: 160 random bits in unreserved characters (L3). It carries no
/// authority (P2), yet `Debug` doesn't print it, so that it never reaches a log line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkKey(String);

impl LinkKey {
    /// Bytes of randomness that a key is made of.
    pub const BYTES: usize = 20;
    /// Characters of a key as written.
    pub const LENGTH: usize = 27;

    #[must_use]
    pub fn from_random(random: [u8; Self::BYTES]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(random))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the request that this key belongs to.
    #[must_use]
    pub fn request_id(&self) -> RequestId {
        let hash = Sha256::digest(self.0.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        RequestId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkKey(…)")
    }
}

impl FromStr for LinkKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match URL_SAFE_NO_PAD.decode(text) {
            Ok(bytes) if bytes.len() == Self::BYTES => Ok(Self(text.to_owned())),
            _ => Err("must be the key of a link".to_owned()),
        }
    }
}

impl RequestId {
    /// Reads what stands for a request in a path: its id, or the key of its link.
    pub fn from_path(text: &str) -> Result<Self, String> {
        if text.len() == LinkKey::LENGTH {
            text.parse::<LinkKey>().map(|key| key.request_id())
        } else {
            text.parse()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LinkKey, RequestId, TenantId};

    #[test]
    fn a_guid_is_read_in_either_case_and_in_no_other_form() {
        let id: TenantId = "1B4E28BA-2FA1-11D2-883F-0016D3CCA427".parse().expect("a GUID");
        assert_eq!(id.to_string(), "1b4e28ba-2fa1-11d2-883f-0016d3cca427");
        for wrong in ["", "1b4e28ba2fa111d2883f0016d3cca427", "{1b4e28ba-2fa1-11d2-883f-0016d3cca427}"] {
            assert!(wrong.parse::<TenantId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_key_finds_its_request_and_stays_out_of_logs() {
        let key = LinkKey::from_random([7; LinkKey::BYTES]);
        assert_eq!(key.as_str().len(), LinkKey::LENGTH);
        assert_eq!(RequestId::from_path(key.as_str()), Ok(key.request_id()));
        assert_eq!(RequestId::from_path(&key.request_id().to_string()), Ok(key.request_id()));
        assert_eq!(format!("{key:?}"), "LinkKey(…)");
        assert!(RequestId::from_path("../../etc/passwd").is_err());
    }
}

//! The catalogue of services that privileges are held for: data, one line each.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Every service, as the API names it and as people do in every language, in the order in which
/// pages list them. The first holds a tenant's users and their passwords.
const CATALOGUE: [(&str, &str); 5] = [
    ("directory", "Directory"),
    ("exchange", "Exchange"),
    ("sharepoint", "SharePoint"),
    ("teams", "Teams"),
    ("azure", "Azure"),
];

/// A service of a tenant: a line of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Service(usize);

impl Service {
    /// The service that a tenant's users and their passwords belong to.
    pub const DIRECTORY: Self = Self(0);

    /// Every service there is.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CATALOGUE.len()).map(Self)
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        CATALOGUE[self.0].0
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        CATALOGUE[self.0].1
    }
}

impl FromStr for Service {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|service| service.as_str().eq_ignore_ascii_case(text)).ok_or_else(|| {
            format!("must be one of: {}", Self::all().map(Self::as_str).collect::<Vec<_>>().join(", "))
        })
    }
}

impl TryFrom<String> for Service {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Service> for String {
    fn from(service: Service) -> Self {
        service.as_str().to_owned()
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

//! The clouds. Every organisation is in exactly one, and those of different clouds never meet (P7, C7).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A separately operated cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cloud {
    Global,
    /// Operated by 21Vianet.
    China,
    UsGov,
    Germany,
}

impl Cloud {
    pub const ALL: [Self; 4] = [Self::Global, Self::China, Self::UsGov, Self::Germany];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::China => "china",
            Self::UsGov => "usgov",
            Self::Germany => "germany",
        }
    }

    /// What the default domains of the cloud's customers end in (C1).
    #[must_use]
    pub fn domain_suffix(self) -> &'static str {
        match self {
            Self::Global => ".onmicrosoft.com",
            Self::China => ".partner.onmschina.cn",
            Self::UsGov => ".onmicrosoft.us",
            Self::Germany => ".onmicrosoft.de",
        }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Cloud {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|cloud| cloud.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| "must be global, china, usgov or germany".to_owned())
    }
}

//! The clouds. Every organisation is in exactly one, and those of different clouds never meet (P7, C7).
//!
//! What is so in one cloud and not in another is data, in [`RULES`]; no rule asks which cloud it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Country;
use crate::agreement::Template;

/// The member states of the European Union and of the European Free Trade Association, with the
/// territories that are sold to as part of them.
const EU_EFTA: &str = "AT AX BE BG CH CY CZ DE DK EE ES FI FO FR GL GR HR HU IE IS IT LI LT LU LV MC \
    MT NL NO PL PT RO SE SI SJ SK SM VA";

/// What holds in one cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloudRules {
    pub cloud: Cloud,
    /// What the default domains of its customers end in (C1).
    pub domain_suffix: &'static str,
    /// Whether an invitation may do without delegated admin (I3).
    pub privileges_can_be_left_out: bool,
    /// Whether a customer has at most one transacting partner with privileges for a service (A2).
    pub one_holder_per_service: bool,
    /// What its customers accept (I5).
    pub agreement: Template,
    /// Countries that may work together, each a list of codes (P7, C7). A country that is in no group
    /// stands alone.
    pub region_groups: &'static [&'static str],
}

/// The rules of every cloud.
pub const RULES: [CloudRules; 4] = [
    CloudRules {
        cloud: Cloud::Global,
        domain_suffix: ".onmicrosoft.com",
        privileges_can_be_left_out: true,
        one_holder_per_service: false,
        agreement: Template {
            id: "117a77b0-9360-443b-8795-c6dedc750cf9",
            kind: "MicrosoftCustomerAgreement",
            link: "https://www.microsoft.com/licensing/docs/customeragreement",
            version_rank: 0,
        },
        region_groups: &[EU_EFTA],
    },
    CloudRules {
        cloud: Cloud::China,
        domain_suffix: ".partner.onmschina.cn",
        privileges_can_be_left_out: true,
        one_holder_per_service: true,
        agreement: Template {
            id: "5c1d3b6e-27f4-4f0e-9a3e-8d0a6e1f7b21",
            kind: "MicrosoftCustomerAgreement",
            link: "https://www.21vbluecloud.com/ostpt/",
            version_rank: 0,
        },
        region_groups: &[],
    },
    CloudRules {
        cloud: Cloud::UsGov,
        domain_suffix: ".onmicrosoft.us",
        privileges_can_be_left_out: false,
        one_holder_per_service: false,
        agreement: Template {
            id: "9f2e7d04-61b8-4c35-b5d2-3a7c9e0f4d62",
            kind: "MicrosoftCustomerAgreement",
            link: "https://www.microsoft.com/licensing/docs/customeragreement",
            version_rank: 0,
        },
        region_groups: &[],
    },
    CloudRules {
        cloud: Cloud::Germany,
        domain_suffix: ".onmicrosoft.de",
        privileges_can_be_left_out: false,
        one_holder_per_service: false,
        agreement: Template {
            id: "d3a8c5f1-0e49-4b7a-8c16-5f2b9d7e3a84",
            kind: "MicrosoftCustomerAgreement",
            link: "https://www.microsoft.com/licensing/docs/customeragreement",
            version_rank: 0,
        },
        region_groups: &[EU_EFTA],
    },
];

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

    /// What holds in this cloud.
    #[must_use]
    pub fn rules(self) -> &'static CloudRules {
        match self {
            Self::Global => &RULES[0],
            Self::China => &RULES[1],
            Self::UsGov => &RULES[2],
            Self::Germany => &RULES[3],
        }
    }

    /// Whether organisations of the two countries may work together in this cloud (P7, C7): the same
    /// country, or the same region group.
    #[must_use]
    pub fn joins(self, one: Country, other: Country) -> bool {
        let groups = self.rules().region_groups;
        one == other || groups.iter().any(|group| one.is_in(group) && other.is_in(group))
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Cloud, RULES};
    use crate::Country;
    use crate::examples::parsed;

    #[test]
    fn every_cloud_has_rules_of_its_own() {
        for cloud in Cloud::ALL {
            assert_eq!(cloud.rules().cloud, cloud);
        }
        let templates: HashSet<_> = RULES.iter().map(|rules| rules.agreement.id).collect();
        let suffixes: HashSet<_> = RULES.iter().map(|rules| rules.domain_suffix).collect();
        assert_eq!((templates.len(), suffixes.len()), (RULES.len(), RULES.len()));
    }

    #[test]
    fn region_groups_hold_countries() {
        for group in RULES.iter().flat_map(|rules| rules.region_groups) {
            assert!(group.split(' ').all(|code| code.parse::<Country>().is_ok()));
        }
    }

    #[test]
    fn countries_meet_within_a_region_group_of_their_cloud_only_p7() {
        let meet = |cloud: Cloud, one: &str, other: &str| cloud.joins(parsed(one), parsed(other));
        assert!(meet(Cloud::Global, "DE", "NO") && meet(Cloud::Germany, "DE", "NO"));
        assert!(meet(Cloud::Global, "US", "US") && meet(Cloud::China, "CN", "CN"));
        assert!(!meet(Cloud::Global, "DE", "US") && !meet(Cloud::Global, "GB", "IE"));
        assert!(!meet(Cloud::UsGov, "DE", "NO"));
    }
}

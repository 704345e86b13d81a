//! The rules once more, as a table to hold the code against.

use super::{Row, Way};
use crate::Cloud;
use crate::examples::invitations::Shape;

/// What came of a row.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    RefusedToInvite(String),
    RefusedToAccept(String),
    Accepted(Box<Came>),
}

#[derive(Debug, PartialEq)]
pub(super) struct Came {
    pub(super) customer: (&'static str, Cloud),
    pub(super) customer_is_new: bool,
    /// New relationships, in the order of the names.
    pub(super) related: Vec<(&'static str, &'static str)>,
    /// The provider and the reseller that share the customer from now on.
    pub(super) shared: Option<(&'static str, &'static str)>,
    /// The template that was accepted with it.
    pub(super) agreement: Option<String>,
    /// Who holds which service, through whom, granted by whom.
    pub(super) privileges: Vec<(&'static str, &'static str, Option<&'static str>, &'static str)>,
    /// The services that pass to a new holder, where each has one.
    pub(super) holders: Vec<(&'static str, Option<&'static str>)>,
    pub(super) request_is_new: bool,
    pub(super) is_accepted: bool,
    pub(super) told: Vec<String>,
}

/// Something that an acceptance goes without, or that is in its way.
#[derive(Clone, Copy, Debug)]
pub(super) enum WhatIf {
    NoAgreement,
    NoProfile,
    /// The customer unticks every service.
    NothingGranted,
    /// A third partner holds one of the services.
    AnotherHolds,
    /// A third partner holds every service, and the customer reassigns all of them.
    Reassigned,
}

impl WhatIf {
    pub(super) const ALL: [Self; 5] =
        [Self::NoAgreement, Self::NoProfile, Self::NothingGranted, Self::AnotherHolds, Self::Reassigned];
}

/// I3: in these two privileges can't be left out.
fn must_ask(cloud: Cloud) -> bool {
    cloud == Cloud::UsGov || cloud == Cloud::Germany
}

/// I5: each cloud has an agreement of its own.
fn template(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Global => "117a77b0-9360-443b-8795-c6dedc750cf9",
        Cloud::China => "5c1d3b6e-27f4-4f0e-9a3e-8d0a6e1f7b21",
        Cloud::UsGov => "9f2e7d04-61b8-4c35-b5d2-3a7c9e0f4d62",
        Cloud::Germany => "d3a8c5f1-0e49-4b7a-8c16-5f2b9d7e3a84",
    }
}

/// When nothing is missing and nobody is in the way.
pub(super) fn expected(row: Row) -> Outcome {
    if !row.asked && must_ask(row.cloud) {
        return Outcome::RefusedToInvite("delegatedAdmin".to_owned());
    }
    Outcome::Accepted(Box::new(came(row)))
}

fn came(row: Row) -> Came {
    // I1, I7: who is asked for is a partner from then on; I10: together they share the customer.
    let (related, shared) = match row.shape {
        Shape::Reseller => (vec![("the reseller", "as reseller")], None),
        Shape::Provider => (vec![("the provider", "as provider")], None),
        Shape::Joint => (
            vec![("the provider", "as provider"), ("the reseller", "as reseller")],
            Some(("the provider", "the reseller")),
        ),
    };
    // I10: the privileges are those of the one who asks, in the joint shape through the provider.
    let (who, via) = match row.shape {
        Shape::Reseller => ("the reseller", None),
        Shape::Joint => ("the reseller", Some("the provider")),
        Shape::Provider => ("the provider", None),
    };
    let services: &[_] = if row.asked { &["azure", "exchange"] } else { &[] };
    Came {
        customer: ("the customer", row.cloud),
        customer_is_new: !row.known,
        related,
        shared,
        agreement: (!row.agreed).then(|| template(row.cloud).to_owned()),
        privileges: services.iter().map(|service| (who, *service, via, "the customer")).collect(),
        holders: match row.cloud {
            Cloud::China => services.iter().rev().map(|service| (*service, Some(who))).collect(),
            _ => Vec::new(),
        },
        request_is_new: row.way == Way::Open,
        is_accepted: true,
        // P9: the one who asked.
        told: vec![match row.shape {
            Shape::Provider => "someone@company1.example".to_owned(),
            Shape::Reseller | Shape::Joint => "someone@company2.example".to_owned(),
        }],
    }
}

/// When it is.
pub(super) fn expected_if(row: Row, what_if: WhatIf) -> Outcome {
    let usual = expected(row);
    let Outcome::Accepted(came) = usual else { return usual };
    let refused = |reason: &str| Outcome::RefusedToAccept(reason.to_owned());
    match what_if {
        WhatIf::NoAgreement if !row.agreed => refused("AgreementNotAccepted"),
        WhatIf::NoProfile if !row.known => refused("OrganisationMissing"),
        WhatIf::NothingGranted if row.asked && must_ask(row.cloud) => refused("services"),
        WhatIf::NothingGranted => {
            Outcome::Accepted(Box::new(Came { privileges: Vec::new(), holders: Vec::new(), ..*came }))
        }
        // A2: where the cloud says so, the second is refused, and told who the first is.
        WhatIf::AnotherHolds if row.asked && row.cloud == Cloud::China => {
            refused("somebody else holds azure")
        }
        WhatIf::Reassigned if row.asked && row.cloud == Cloud::China => {
            let kept = ["directory", "sharepoint", "teams"];
            let left = kept.map(|service| ("somebody else", service, None, "the customer"));
            let privileges = left.into_iter().chain(came.privileges.iter().copied()).collect();
            Outcome::Accepted(Box::new(Came { privileges, ..*came }))
        }
        WhatIf::NoAgreement | WhatIf::NoProfile | WhatIf::AnotherHolds | WhatIf::Reassigned => {
            Outcome::Accepted(came)
        }
    }
}

//! The rules in words of their own, as a table to hold the service against.

use super::{ASKED, Row, Shape};

const EVERY_SERVICE: [&str; 5] = ["azure", "directory", "exchange", "sharepoint", "teams"];

/// What came of a row.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// By the field that was wrong.
    RefusedToInvite(String),
    Accepted(Box<Came>),
}

#[derive(Debug, PartialEq)]
pub struct Came {
    /// The customer's partners.
    pub related: Vec<&'static str>,
    /// Whether the provider and the reseller share it.
    pub is_shared: bool,
    /// The agreements that it has accepted, by template.
    pub agreements: Vec<String>,
    /// Who holds which service.
    pub held: Vec<(&'static str, String)>,
    /// Who held a service that was asked for, where one partner only may.
    pub in_the_way: Option<&'static str>,
}

pub fn expected(row: Row) -> Outcome {
    let cloud = row.place.cloud;
    // I3: in these two privileges can't be left out.
    if !row.asked && ["usgov", "germany"].contains(&cloud) {
        return Outcome::RefusedToInvite("delegatedAdmin".to_owned());
    }
    // I1, I10: the one who asks gets the privileges, in the joint shape the reseller.
    let (asks, with) = match row.shape {
        Shape::Reseller => ("the reseller", None),
        Shape::Joint => ("the reseller", Some("the provider")),
        Shape::Provider => ("the provider", None),
    };
    // I7: they are partners from then on; who added the customer was before.
    let related = [Some(asks), with, row.known.then_some("the provider")];
    let mut related: Vec<_> = related.into_iter().flatten().collect();
    related.sort_unstable();
    related.dedup();
    // A2: in China a service has one holder, so that it passes from the one who added the customer (C2).
    let asked: &[&str] = if row.asked { &ASKED } else { &[] };
    let passes = cloud == "china" && row.known && row.asked && asks == "the reseller";
    let before = EVERY_SERVICE.iter().filter(|service| row.known && !(passes && asked.contains(service)));
    let before = before.map(|service| ("the provider", (*service).to_owned()));
    let mut held: Vec<_> = before.chain(asked.iter().map(|service| (asks, (*service).to_owned()))).collect();
    held.sort();
    held.dedup();
    Outcome::Accepted(Box::new(Came {
        related,
        is_shared: with.is_some(),
        // I5: each cloud has an agreement of its own, accepted once.
        agreements: vec![row.place.agreement.to_owned()],
        held,
        in_the_way: passes.then_some("the provider"),
    }))
}

//! Every sentence of the mails, once per language.
//!
//! A constant of one type per language, so that the compiler finds what isn't translated. Sentences
//! that name somebody are functions: word order differs between languages, and a function's
//! arguments are checked where a placeholder in a string isn't.

mod customer;
mod english;
mod enrollment;
mod simplified_chinese;
mod traditional_chinese;

use customer::Customer;
pub(crate) use customer::Draft;
use enrollment::Enrollment;
use tandem_domain::delegated_admin::Service;
use tandem_domain::organisation::Partner;
use tandem_domain::terms::Grant;
use tandem_domain::{Language, Timestamp};

use crate::message::{Unfit, one_line};

/// A sentence about what it is given.
type About = fn(&str) -> String;
/// A sentence about two that it is given.
type AboutBoth = fn(&str, &str) -> String;

pub(crate) struct Texts {
    pub lang: &'static str,
    /// A point in time, in UTC, in words.
    pub time: fn(Timestamp) -> String,
    pub greeting: About,
    /// Ends a sentence.
    pub stop: &'static str,
    /// Stands between two sentences.
    pub space: &'static str,
    /// Stands between the parts of a list.
    pub comma: &'static str,
    /// Introduces the address of the link under its button.
    pub address: &'static str,
    /// About the sender's name.
    pub message: About,
    pub written_for: About,
    pub who_asks: WhoAsks,
    pub request: Request,
    pub outcome: Outcome,
    pub customer: Customer,
    pub enrollment: Enrollment,
    pub draft: Draft,
}

/// What is told about who asks.
pub(crate) struct WhoAsks {
    pub heading: &'static str,
    pub name: &'static str,
    pub domain: &'static str,
    pub country: &'static str,
    pub partner_id: &'static str,
    pub open_until: &'static str,
}

pub(crate) struct Request {
    /// About the sender's name.
    pub subject: About,
    pub asks: About,
    pub grants: About,
    /// What a partnership grants, as its reader has to understand it (P4).
    pub place_orders: &'static str,
    pub add_subscriptions: &'static str,
    pub admin_access: &'static str,
    pub reseller_relationship: &'static str,
    pub button: &'static str,
    /// About the time until which it is open.
    pub nothing_yet: About,
    pub unexpected: &'static str,
}

pub(crate) struct Outcome {
    pub accepted: Answer,
    pub declined: Answer,
    pub heading: &'static str,
    pub reseller: &'static str,
    pub answered: &'static str,
    pub reason: &'static str,
    pub reference: &'static str,
    pub button: &'static str,
    pub why: &'static str,
}

pub(crate) struct Answer {
    /// About the name of the one who answered; without a full stop.
    pub subject: About,
    pub what_now: &'static str,
}

impl Texts {
    pub fn of(language: Language) -> &'static Self {
        language.of(&english::TEXTS, &simplified_chinese::TEXTS, &traditional_chinese::TEXTS)
    }

    /// The services by name, in one line.
    pub fn services(&self, services: &[Service]) -> String {
        services.iter().map(|service| service.name()).collect::<Vec<_>>().join(self.comma)
    }
}

impl WhoAsks {
    /// The rows about a partner, whose name stands under `label`.
    pub fn rows(&self, label: &'static str, partner: &Partner) -> Result<Vec<(&'static str, String)>, Unfit> {
        Ok(vec![
            (label, partner.name.to_string()),
            (self.domain, one_line("domain", &partner.domain)?.to_owned()),
            (self.country, partner.country.as_str().to_owned()),
            (self.partner_id, partner.mpn_id.to_string()),
        ])
    }
}

impl Request {
    pub fn grant(&self, grant: Grant) -> &'static str {
        match grant {
            Grant::PlaceOrders => self.place_orders,
            Grant::AddSubscriptions => self.add_subscriptions,
            Grant::AdminAccess => self.admin_access,
            Grant::ResellerRelationship => self.reseller_relationship,
        }
    }
}

/// Year, month, day and `hh:mm` of a time in UTC, as RFC 3339 writes them.
fn parts(time: Timestamp) -> (String, usize, usize, String) {
    let text = time.to_string();
    let number = |digits: &str| digits.parse().unwrap_or(1);
    (text[..4].to_owned(), number(&text[5..7]), number(&text[8..10]), text[11..16].to_owned())
}

/// The Chinese way to write a time.
fn chinese_time(time: Timestamp) -> String {
    let (year, month, day, clock) = parts(time);
    format!("{year}年{month}月{day}日 {clock} UTC")
}

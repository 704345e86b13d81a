//! The two-tier cloud channel, as rules.
//!
//! Distributors (*indirect providers*) ask *indirect resellers* for a partnership; both then serve
//! the same *customers*. This crate says what is right and who may do it, and nothing else: it knows
//! no table, no HTTP, no clock and no random source. A rule is a function from the present state, a
//! command and `now` to a change or a [`Rejection`]; whoever calls it loads the state, commits the
//! change and answers.
//!
//! Values are parsed once, where they come in, into types that can't be wrong ([`PartnerId`],
//! [`EmailAddress`], [`Country`], [`Quantity`], …). Behind that point no rule looks at a bare string.
//!
//! Every rule has an id (`P3`, `X2`, `Z5`, …). Doc comments state the rule in their own words under
//! its id; tests and the other crates cite it:
//!
//! | ids | area | where |
//! |---|---|---|
//! | Z | who may do what | [`policy`] |
//! | E | enrolling as a reseller, and what a partner says of itself | [`enrollment`], [`profile`] |
//! | P | partnerships: asking, answering, open links | [`relationship_request`], [`terms`] |
//! | I | inviting customers | [`relationship_request`] |
//! | clouds | what differs from cloud to cloud (A2, C7, I3, I5, P7) | [`cloud`] |
//! | X | removing a partnership | [`removal`] |
//! | C | customers, their users; carts (C3) | [`customer`], [`user`], [`cart`] |
//! | S | offers, orders, subscriptions, reseller of record | [`offer`], [`order`], [`subscription`], [`partner_id`], [`verification`] |
//! | A | delegated admin privileges | [`delegated_admin`] |
//! | D | the provider directory | [`provider_listing`] |
//! | N | what every workflow owes | [`write`](mod@write), [`audit`], [`outbox`] |

pub mod address;
pub mod agreement;
pub mod audit;
pub mod cart;
pub mod cloud;
pub mod country;
pub mod customer;
pub mod delegated_admin;
pub mod email_address;
pub mod enrollment;
#[cfg(test)]
mod examples;
pub mod halt;
pub mod ids;
pub mod language;
pub mod offer;
pub mod order;
pub mod organisation;
pub mod outbox;
pub mod paging;
pub mod partner_id;
pub mod partnership;
pub mod people;
pub mod policy;
pub mod profile;
pub mod provider_listing;
pub mod quantity;
pub mod rejection;
pub mod relationship_request;
pub mod removal;
pub mod spreadsheet;
pub mod subscription;
pub mod terms;
pub mod text;
pub mod time;
pub mod user;
pub mod verification;
pub mod write;

pub use cloud::Cloud;
pub use country::Country;
pub use email_address::EmailAddress;
pub use halt::{Fault, Halt};
pub use ids::{CartId, CustomerId, LinkKey, OfferId, OrderId, RequestId, SubscriptionId, TenantId, UserId};
pub use language::Language;
pub use partner_id::PartnerId;
pub use quantity::Quantity;
pub use rejection::{FieldError, Rejection};
pub use time::Timestamp;
pub use write::{SavedAnswer, Write};

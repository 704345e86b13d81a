//! HTTP in and out: who is calling, what is asked, and how it is answered.
//!
//! A function opens a request into a [`Call`], decides, and closes it with an [`Answer`] or a
//! [`Halt`](tandem_domain::Halt). Everything that the wire wants lies here and nowhere else: casing
//! of keys, bounds before parsing, request ids, paging, etags, links, the shape and numbers of
//! errors. The style is Partner Center's; `resource` has the shape of each thing.
//!
//! Behind API Gateway the authorizer has checked the token's signature and times. The functions read
//! its claims, and check audience, subject and tenant again; without claims the caller is nobody
//! (`sam local` and misconfigured routes hand requests on without them, so this fails closed).

mod answer;
mod body;
mod call;
pub mod enrolling;
mod failure;
mod filter;
mod form;
mod identity;
pub mod ordering;
mod pages;
mod paging;
pub mod profile;
pub mod random;
pub mod resource;
pub mod sending;
mod write;

pub use answer::Answer;
pub use call::{Call, Edge};
pub use filter::{Filter, Operator};
pub use form::{Form, UnknownKeys};
pub use pages::{EnrollmentPages, Pages};
pub use paging::{collection, collection_after};
pub use write::Etag;

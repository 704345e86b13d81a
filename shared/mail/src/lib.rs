//! The mails that Tandem owes, from what they say to SES.
//!
//! A mail leaves the domain as content: who asks whom for what, until when, under which link. This
//! crate makes a [`Message`] of it, in the recipient's language, and hands it to SES. It never
//! decides whether a mail is owed and never touches the table: the outbox does the first, the
//! function that delivers the second.
//!
//! A mail with a link to press is what a phisher would send, so the mails are made to be checked by
//! a wary reader. They say who asks, what accepting grants, that opening the link does nothing, and
//! what to do if it comes unexpected. They hold one link, on Tandem's own pages, with its address
//! written out; no images, nothing that tracks, nothing attached (M4). Text that a tenant wrote is
//! shown as that tenant's, escaped for the place where it stands, and never becomes a link (M3).
//!
//! Every mail is one [`letter`]: the same pair of templates lays it out as text and as HTML, both
//! complete. What differs between mails is which sentences are put in, and those are a table with a
//! row per language that the compiler keeps complete.
//!
//! A sender may also take the text and send it itself: [`draft()`] writes it, and [`mailto()`] makes a
//! link of it that opens in a mail program.
//!
//! What is rendered was parsed when it came in. It has been in the table since, though, so the last
//! step before a header checks again, and refuses instead of repairing: whatever has a line break in
//! a name today wasn't written by Tandem.

mod customer_invitation;
mod customer_outcome;
mod draft;
mod email_confirmation;
mod enrollment_changed;
mod letter;
mod mailto;
mod message;
mod partnership_outcome;
mod partnership_request;
mod privileges_changed;
pub mod ses;
mod texts;
mod wording;

pub use draft::{Draft, draft};
pub use mailto::{LONGEST_MAILTO, TooLong, mailto};
pub use message::{Message, Tag, Unfit, render};
pub use ses::{Outcome, Sender};

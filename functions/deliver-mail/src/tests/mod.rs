//! What becomes of owed mails, on the embedded engine and with a stand-in for SES.

mod customers;
mod enrolling;
mod events;
mod failures;
mod sending;
mod ses;
mod world;

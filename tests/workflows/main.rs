//! The workflows, as their users go through them: over HTTP, through the gateway, against the table.

mod accepting;
mod asking;
mod bad_input;
mod customers;
mod faults;
mod invariants;
mod lists;
mod mail;
mod page;
mod policy;
mod privileges;
mod races;
mod removing;
mod replays;
mod reseller_of_record;
mod sign_in;
mod steps;
mod tenancy;
mod tour;

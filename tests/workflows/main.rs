//! The workflows, as their users go through them: over HTTP, through the gateway, against the table.

#![recursion_limit = "256"]

mod accepting;
mod asking;
mod bad_input;
mod customers;
mod faults;
mod invariants;
mod lists;
mod logs;
mod mail;
mod page;
mod policy;
mod privileges;
mod races;
mod recorded_events;
mod removing;
mod replays;
mod reseller_of_record;
mod sign_in;
mod steps;
mod tenancy;
mod tour;
mod unexpected;

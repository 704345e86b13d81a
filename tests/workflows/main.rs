//! The workflows, as their users go through them: over HTTP, through the gateway, against the table.

#![recursion_limit = "256"]

mod accepting;
mod agreements;
mod asking;
mod audit;
mod bad_input;
mod bulk_association;
mod carts;
mod catalogue;
mod contract;
mod customer_input;
mod customer_profiles;
mod customer_reads;
mod customer_relationship;
mod customers;
mod error_table;
mod faults;
mod invariants;
mod lists;
mod logs;
mod mail;
mod ordering;
mod ordering_input;
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
mod subscriptions;
mod support_contact;
mod tenancy;
mod tour;
mod unexpected;
mod upgrades;
mod verification;
mod wire;

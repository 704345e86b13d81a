//! What every function stands on, below the table, mail and HTTP: its variables, its logs, and the
//! way to AWS.
//!
//! It lies below `store`, `mail` and `edge` so that all three read their variables from one
//! [`Environment`], which reports every bad variable at once, and share one TLS stack.

pub mod aws;
mod environment;
pub mod log;

pub use environment::{BadEnvironment, Environment};

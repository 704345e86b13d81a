//! What the functions behind the gateway have in common: what they stand on, the way from a request
//! to its answer, and how they run on Lambda.
//!
//! A function names its [`App`], answers with [`App::answer`], where it decides by the route, and has
//! a `main` that [`run`]s it.

mod app;
mod outcome_mail;
pub mod requests;
mod run;

pub use app::{App, Route, Settings};
pub use lambda_http::{Error, Request};
pub use outcome_mail::OutcomeMail;
pub use run::run;

/// The answer on its way to Lambda.
pub type Response = lambda_http::Response<lambda_http::Body>;

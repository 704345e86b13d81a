//! The whole of Tandem on a laptop.
//!
//! What is deployed to AWS runs here from the same parts: the functions' own code, the routes and
//! variables of template.yaml, a table that is spoken to in DynamoDB's own protocol. What AWS adds is
//! stood in for by as little as possible, and strictly: a gateway that checks tokens and hands on
//! events, the table's stream, an SES endpoint that keeps mails, an OpenID provider for a demo world.
//!
//! The binary `tandem` is one [`Stack`] with a command line; tests start stacks of their own.

mod catalogue;
mod contract;
mod demo;
mod engine;
mod front;
mod functions;
mod gateway;
mod idp;
mod kept_table;
mod options;
mod outbox;
mod ses;
mod stack;
mod stand_ins;
mod start_error;
mod stream;
mod table;
mod template;
mod token;
mod yaml;

pub use contract::{OPENAPI, contract};
pub use demo::{Person, World};
pub use idp::{CLIENT_ID, PASSWORD, SigningKey};
pub use kept_table::{KeptTable, Missing};
pub use options::{Detour, MailPump, Options};
pub use outbox::Mail;
pub use ses::{Ses, SesError};
pub use stack::Stack;
pub use stand_ins::{AUDIENCE, Place, StandIns};
pub use start_error::StartError;
pub use template::{Deployment, Function, Route, TEMPLATE, Template, TemplateError};

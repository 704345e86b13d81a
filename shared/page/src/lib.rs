//! What every page of Tandem is made of.
//!
//! A function with pages answers its own addresses and leaves the rest to [`Site::answer`]: the
//! scripts, style sheets and icon, the address that the issuer sends the browser back to, and one and
//! the same page for whatever doesn't exist. Its templates extend `base.html` of this crate; an
//! `askama.toml` beside its `Cargo.toml` says where that is.
//!
//! Pages only read (L1). The server writes every sentence that a script may show, in the reader's
//! language; scripts reveal them, hold no words, and put what the API tells into the page as text,
//! never as markup. What needs an identity happens between the script and the API.

mod asset;
mod field;
mod frame;
mod headers;
mod language_link;
mod panel;
mod preferred_language;
mod sentence;
mod settings;
mod site;
mod texts;
mod visit;

pub use asset::Asset;
pub use field::Field;
pub use frame::Frame;
pub use language_link::LanguageLink;
pub use panel::{Outcome, Panel};
pub use sentence::{Part, Sentence};
pub use settings::{Settings, SignIn};
pub use site::Site;
pub use texts::{OwnTexts, Texts};
pub use visit::Visit;

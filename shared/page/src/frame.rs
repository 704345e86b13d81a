//! What surrounds the content of every page; `templates/base.html` is written against it.

use tandem_domain::Language;

use crate::settings::Settings;
use crate::texts::{OwnTexts, Texts};

/// What every page needs. A function's template extends `base.html` and has this as its field `frame`.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    pub language: Language,
    /// The words of every page.
    pub texts: &'static Texts,
    /// The function's own words for what every page has.
    pub own: &'static OwnTexts,
    pub settings: &'a Settings,
    /// Base address of the pages, of the page's cloud if it has one: the sign-in comes back there (I6).
    pub pages: &'a str,
}

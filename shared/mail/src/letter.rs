//! The shape that all mails share, and its two layouts.
//!
//! A letter is laid out twice from the same parts, so the text can't say less than the HTML. The
//! HTML is tables with inline style, which is what mail programs agree on. The link stands in one
//! anchor; under a button its address is written out as well, for those who look before they press.

use askama::Template;

/// A mail's parts, in the order in which they are read.
#[derive(Debug)]
pub(crate) struct Letter {
    /// The BCP 47 tag of the language.
    pub lang: &'static str,
    pub subject: String,
    pub link: String,
    pub body: Body,
    /// What every mail says at its end, whoever worded the rest.
    pub small_print: Vec<String>,
}

#[derive(Debug)]
pub(crate) enum Body {
    /// Tandem's own words.
    Fixed(Fixed),
    /// The sender's words around the link (P1), each part in lines.
    Edited { above: Vec<String>, below: Vec<String> },
}

#[derive(Debug)]
pub(crate) struct Fixed {
    pub message: Option<Quote>,
    pub opening: Vec<String>,
    pub facts: Facts,
    /// What accepting does.
    pub grants: Option<List>,
    /// The label of the button.
    pub button: &'static str,
    /// Introduces the written address.
    pub address: &'static str,
}

/// What the sender says above the fixed text.
#[derive(Debug)]
pub(crate) struct Quote {
    pub heading: String,
    pub lines: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Facts {
    pub heading: &'static str,
    pub rows: Vec<(&'static str, String)>,
}

#[derive(Debug)]
pub(crate) struct List {
    pub heading: String,
    pub items: Vec<String>,
    /// Paragraphs about the items.
    pub notes: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "letter.html")]
pub(crate) struct AsHtml<'a> {
    pub letter: &'a Letter,
}

#[derive(Template)]
#[template(path = "letter.txt")]
pub(crate) struct AsText<'a> {
    pub letter: &'a Letter,
}

//! Headings with sentences, the parts that pages are made of.

/// A panel, or a page of its own: a heading and what to do, a paragraph each.
#[derive(Clone, Copy, Debug)]
pub struct Panel {
    pub heading: &'static str,
    pub paragraphs: &'static [&'static str],
}

/// A panel, of which a script reveals at most one, that says how things stand, with the one thing
/// to do about it.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// What the script knows it under.
    pub name: &'static str,
    pub panel: &'static Panel,
    /// What the script does when it is pressed, and its label.
    pub button: Option<(&'static str, &'static str)>,
}

impl Outcome {
    #[must_use]
    pub fn plain(name: &'static str, panel: &'static Panel) -> Self {
        Self { name, panel, button: None }
    }

    #[must_use]
    pub fn with_button(
        name: &'static str,
        panel: &'static Panel,
        button: (&'static str, &'static str),
    ) -> Self {
        Self { name, panel, button: Some(button) }
    }
}

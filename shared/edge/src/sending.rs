//! How a request is sent: the fields that asking a reseller and inviting a customer have in common.

use tandem_domain::Language;
use tandem_domain::relationship_request::{MOST_HOURS, Wording};
use tandem_domain::text::{EditedText, Message, Reference};

use crate::Form;

/// Wording, language, the sender's own reference, and how long it stays open.
#[derive(Clone, Debug)]
pub struct Sending {
    pub wording: Option<Wording>,
    pub language: Language,
    pub reference: Option<Reference>,
    pub open_hours: Option<u32>,
}

/// Reads them.
pub fn sending(form: &mut Form) -> Sending {
    let message: Option<Message> = form.optional("message");
    let text: Option<EditedText> = form.optional("text");
    if message.is_some() && text.is_some() {
        form.refuse("text", "can't be given together with message");
    }
    Sending {
        wording: text.map(Wording::Text).or(message.map(Wording::Message)),
        language: form.optional("language").unwrap_or_default(),
        reference: form.optional("reference"),
        open_hours: within(form, "expiresInHours", MOST_HOURS),
    }
}

/// A whole number from 1 to `most` that may be left out.
pub fn within(form: &mut Form, name: &str, most: u32) -> Option<u32> {
    let given = form.integer(name)?;
    let fits = u32::try_from(given).ok().filter(|number| (1..=most).contains(number));
    if fits.is_none() {
        form.refuse(name, format!("must be from 1 to {most}"));
    }
    fits
}

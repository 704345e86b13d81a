//! What a sender wrote itself, in its place in the letter (P1, I4).
//!
//! A message stands above Tandem's own words. A sender who edited the text speaks in their place; the
//! small print stays, since it is what tells a reader how to judge the rest.

use tandem_domain::relationship_request::Wording;
use tandem_domain::text::LINK_PLACE;

use crate::letter::{Body, Fixed, Quote};
use crate::message::Unfit;

/// The body of a letter in the sender's wording. `heading` introduces a message.
pub(crate) fn body(wording: Option<&Wording>, heading: String, fixed: Fixed) -> Result<Body, Unfit> {
    match wording {
        Some(Wording::Text(text)) => edited(text.as_str()),
        Some(Wording::Message(message)) => {
            let message = Some(Quote { heading, lines: lines(message.as_str()) });
            Ok(Body::Fixed(Fixed { message, ..fixed }))
        }
        None => Ok(Body::Fixed(fixed)),
    }
}

/// Cuts the text at the place of the link. In the text layout white space has to stand around the
/// link: without it a mail program takes the words behind it, or a full stop as 。, for a part of it.
fn edited(text: &str) -> Result<Body, Unfit> {
    let (above, below) = text.split_once(LINK_PLACE).ok_or(Unfit::Text)?;
    if below.contains(LINK_PLACE) {
        return Err(Unfit::Text);
    }
    let mut above = above.to_owned();
    let mut below = below.to_owned();
    if above.ends_with(|c: char| !c.is_whitespace()) {
        above.push(' ');
    }
    if below.starts_with(|c: char| !c.is_whitespace()) {
        below.insert(0, ' ');
    }
    Ok(Body::Edited { above: lines(&above), below: lines(&below) })
}

fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(ToOwned::to_owned).collect()
}

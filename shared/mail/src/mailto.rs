//! The link that opens a draft in the reader's own mail program (RFC 6068).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The most characters of such a link. The standard sets no bound. Browsers on Windows handed on 2,048
/// characters at most, quotes included, and Firefox was seen to stop a little earlier; a link beyond
/// that opens nothing, or a mail that breaks off.
pub const LONGEST_MAILTO: usize = 2000;

/// Everything but what RFC 3986 calls unreserved: a plus is a plus to RFC 6068 and a blank to those who
/// read queries as forms.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The text doesn't fit: it has to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mailto_too_long")]
pub struct TooLong {
    /// Characters that the link would have.
    pub length: usize,
}

/// A `mailto:` link without a recipient, which opens a new mail with this subject and body. Line breaks
/// of the body become CRLF; in the subject, which is one line, blanks.
///
/// # Errors
/// [`TooLong`], for a link of more than [`LONGEST_MAILTO`] characters.
pub fn mailto(subject: &str, body: &str) -> Result<String, TooLong> {
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let subject = encoded(&lines(subject).replace('\n', " "));
    let body = encoded(&lines(body).replace('\n', "\r\n"));
    let link = format!("mailto:?subject={subject}&body={body}");
    if link.len() <= LONGEST_MAILTO { Ok(link) } else { Err(TooLong { length: link.len() }) }
}

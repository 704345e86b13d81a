//! One mail, ready to be handed to whoever sends it, and the checks that nothing passes unseen.

use std::fmt;

use askama::Template as _;
use tandem_domain::EmailAddress;
use tandem_domain::outbox::{MailContent, OwedMail};
use tandem_domain::text::Name;

use crate::letter::{AsHtml, AsText, Letter};
use crate::texts::Texts;
use crate::{partnership_outcome, partnership_request};

/// The most characters that a link may have, so that no mail program breaks it (L3).
const LONGEST_LINK: usize = 200;

/// A rendered mail. `Debug` shows its tags only: addresses, names and links don't belong in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    pub to: EmailAddress,
    /// One line.
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Headers besides those that SES writes itself.
    pub headers: &'static [(&'static str, &'static str)],
    /// By which SES's events are matched with the mail.
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: &'static str,
    pub value: String,
}

/// Keeps holiday notices from answering (RFC 3834).
const HEADERS: &[(&str, &str)] = &[("Auto-Submitted", "auto-generated")];

/// A mail that mustn't go out as it is. Trying again doesn't help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// What stands in one line, or reaches a header, holds a line break or another control character.
    #[error("unfit_{0}")]
    Line(&'static str),
    /// The link isn't an absolute http or https address of at most 200 unreserved characters.
    #[error("unfit_link")]
    Link,
    /// A text that its sender edited doesn't hold the link exactly once (P1).
    #[error("unfit_text")]
    Text,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("tags", &self.tags).finish_non_exhaustive()
    }
}

/// Renders a mail in its recipient's language.
///
/// # Errors
/// [`Unfit`], for content that can't have been written by this version of Tandem.
pub fn render(mail: &OwedMail) -> Result<Message, Unfit> {
    let texts = Texts::of(mail.language);
    let letter = match &mail.content {
        MailContent::PartnershipRequest { sender, recipient_name, wording, grants, url, expires } => {
            let request = partnership_request::Request {
                sender,
                recipient_name: one_line("recipient_name", recipient_name)?,
                wording: wording.as_ref(),
                grants,
                url: link(url)?,
                expires: *expires,
            };
            partnership_request::letter(&request, texts)?
        }
        MailContent::PartnershipOutcome { accepted, recipient_name, reason, reference, url, answered } => {
            let outcome = partnership_outcome::Outcome {
                accepted: *accepted,
                recipient_name: one_line("recipient_name", recipient_name)?,
                reason: shown("reason", reason.as_deref())?,
                reference: shown("reference", reference.as_deref())?.filter(|text| is_without_links(text)),
                url: link(url)?,
                answered: *answered,
            };
            partnership_outcome::letter(&outcome, texts)
        }
    };
    message(mail, &letter)
}

fn message(mail: &OwedMail, letter: &Letter) -> Result<Message, Unfit> {
    // The address came through serde, which doesn't parse it.
    mail.to.as_str().parse::<EmailAddress>().map_err(|_| Unfit::Line("address"))?;
    one_line("mail_id", &mail.id)?;
    Ok(Message {
        to: mail.to.clone(),
        subject: one_line("subject", &letter.subject)?.to_owned(),
        text: AsText { letter }.render().map_err(|_| Unfit::Text)?,
        html: AsHtml { letter }.render().map_err(|_| Unfit::Text)?,
        headers: HEADERS,
        tags: vec![
            Tag { name: "mail", value: mail.id.clone() },
            Tag { name: "request", value: mail.request_id.to_string() },
        ],
    })
}

/// The text, if it is one line without control characters (M3): refused, not stripped.
pub(crate) fn one_line<'a>(what: &'static str, text: &'a str) -> Result<&'a str, Unfit> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.is_empty() || text.contains(breaks) { Err(Unfit::Line(what)) } else { Ok(text) }
}

fn shown<'a>(what: &'static str, text: Option<&'a str>) -> Result<Option<&'a str>, Unfit> {
    text.map(|text| one_line(what, text)).transpose()
}

/// Whether a mail program would leave it alone: the rule of names. A reference is the asker's own and
/// may look like a link; the mail then does without it (M4).
fn is_without_links(text: &str) -> bool {
    text.parse::<Name>().is_ok()
}

fn link(url: &str) -> Result<&str, Unfit> {
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    let plain = url.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#=&%[]".contains(&b));
    if absolute && plain && url.len() <= LONGEST_LINK { Ok(url) } else { Err(Unfit::Link) }
}

//! One mail, ready to be handed to whoever sends it, and the checks that nothing passes unseen.

use std::fmt;

use askama::Template as _;
use tandem_domain::EmailAddress;
use tandem_domain::outbox::{MailContent, OwedMail};
use tandem_domain::text::{Name, Reason};

use crate::letter::{AsHtml, AsText, Letter};
use crate::texts::Texts;
use crate::{
    customer_invitation, customer_outcome, email_confirmation, enrollment_changed, partnership_outcome,
    partnership_request, privileges_changed,
};

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
    /// What stands in one line, or reaches a header, holds a line break or another control character, or
    /// looks like a link where it was parsed not to.
    #[error("unfit_{0}")]
    Line(&'static str),
    /// The link isn't an absolute http or https address of at most 200 unreserved characters.
    #[error("unfit_link")]
    Link,
    /// A text that its sender edited doesn't hold the link exactly once (P1).
    #[error("unfit_text")]
    Text,
    /// An enrollment that waits for its confirmation (E3): the mail that asks for it tells so.
    #[error("unfit_state")]
    State,
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
    message(mail, &letter(&mail.content, Texts::of(mail.language))?)
}

fn letter(content: &MailContent, texts: &'static Texts) -> Result<Letter, Unfit> {
    match content {
        MailContent::PartnershipRequest { sender, recipient_name, wording, grants, url, expires } => {
            let (wording, expires) = (wording.as_ref(), *expires);
            let request =
                partnership_request::Request { sender, recipient_name, wording, grants, url, expires };
            partnership_request::letter(&request, texts)
        }
        MailContent::PartnershipOutcome { accepted, recipient_name, reason, reference, url, answered } => {
            let (accepted, answered) = (*accepted, *answered);
            let (reason, reference) = (reason.as_deref(), reference.as_deref());
            let outcome =
                partnership_outcome::Outcome { accepted, recipient_name, reason, reference, url, answered };
            partnership_outcome::letter(&outcome, texts)
        }
        MailContent::CustomerInvitation { sender, wording, grants, terms, url, expires } => {
            let (wording, expires) = (wording.as_ref(), *expires);
            let invitation = customer_invitation::Invitation { sender, wording, grants, terms, url, expires };
            customer_invitation::letter(&invitation, texts)
        }
        MailContent::CustomerOutcome {
            accepted,
            customer_name,
            granted,
            reason,
            reference,
            url,
            answered,
        } => {
            let (accepted, answered) = (*accepted, *answered);
            let (customer_name, reason, reference) =
                (customer_name.as_ref(), reason.as_deref(), reference.as_deref());
            let outcome = customer_outcome::Outcome {
                accepted,
                customer_name,
                granted,
                reason,
                reference,
                url,
                answered,
            };
            customer_outcome::letter(&outcome, texts)
        }
        MailContent::PrivilegesChanged { tenant_name, granted, taken, url, changed } => {
            let (tenant_name, changed) = (tenant_name.as_ref(), *changed);
            let change = privileges_changed::Change { tenant_name, granted, taken, url, changed };
            privileges_changed::letter(&change, texts)
        }
        MailContent::EmailConfirmation { purpose, company_name, url, expires } => {
            let (purpose, expires) = (*purpose, *expires);
            let confirmation = email_confirmation::Confirmation { purpose, company_name, url, expires };
            email_confirmation::letter(&confirmation, texts)
        }
        MailContent::EnrollmentChanged { company_name, state, reason, url, changed } => {
            let (state, reason, changed) = (*state, reason.as_ref(), *changed);
            let change = enrollment_changed::Change { company_name, state, reason, url, changed };
            enrollment_changed::letter(&change, texts)
        }
    }
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

/// The name of a partner, or of who wants to be one. It came through serde, which doesn't parse it.
pub(crate) fn name<'a>(what: &'static str, name: &'a Name) -> Result<&'a str, Unfit> {
    let name = one_line(what, name.as_str())?;
    if is_without_links(name) { Ok(name) } else { Err(Unfit::Line(what)) }
}

/// A reason that was parsed when it was given. It came through serde as well.
pub(crate) fn reason(reason: Option<&Reason>) -> Result<Option<&str>, Unfit> {
    let Some(text) = shown("reason", reason.map(Reason::as_str))? else { return Ok(None) };
    if text.parse::<Reason>().is_ok() { Ok(Some(text)) } else { Err(Unfit::Line("reason")) }
}

pub(crate) fn shown<'a>(what: &'static str, text: Option<&'a str>) -> Result<Option<&'a str>, Unfit> {
    text.map(|text| one_line(what, text)).transpose()
}

/// The asker's own ticket number, which may look like a link; the mail then does without it (M4).
pub(crate) fn reference(text: Option<&str>) -> Result<Option<&str>, Unfit> {
    Ok(shown("reference", text)?.filter(|text| is_without_links(text)))
}

/// The name of an organisation that isn't a partner, unless a mail program could take it for a link (M4).
pub(crate) fn plain_name<'a>(what: &'static str, name: Option<&'a Name>) -> Result<Option<&'a str>, Unfit> {
    Ok(shown(what, name.map(Name::as_str))?.filter(|name| is_without_links(name)))
}

/// Whether a mail program would leave it alone: the rule of names.
fn is_without_links(text: &str) -> bool {
    text.parse::<Name>().is_ok()
}

pub(crate) fn link(url: &str) -> Result<&str, Unfit> {
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    let plain = url.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#=&%[]".contains(&b));
    if absolute && plain && url.len() <= LONGEST_LINK { Ok(url) } else { Err(Unfit::Link) }
}

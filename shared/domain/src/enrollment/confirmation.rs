//! Confirmations of e-mail addresses: of an enrollment's primary contact (E3), and of a new one of a
//! partner.
//!
//! The key of the link lies in the mail only; the table has its fingerprint. Whoever holds the key has
//! the mailbox, and may say so once, by pressing a button; that is all (E9).

use serde::{Deserialize, Serialize};

use crate::outbox::{MailContent, OwedMail};
use crate::text::Name;
use crate::write::Write;
use crate::{EmailAddress, Language, LinkKey, Rejection, RequestId, TenantId, Timestamp};

/// How long a link is good for.
pub const CONFIRMATION_DAYS: u32 = 7;
/// How many links a tenant has sent to one address within a day: nobody is flooded by somebody else's
/// enrollment.
pub const MOST_CONFIRMATIONS: usize = 3;
/// How many to all addresses together.
pub const MOST_OF_A_TENANT: usize = 10;

/// What is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// That the company enrolled, and that the address is the organisation's (E3).
    Enrollment,
    /// That a partner's new primary contact has the address.
    PrimaryContact,
}

/// What a link from an e-mail leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailConfirmation {
    /// The fingerprint of the link's key.
    pub id: RequestId,
    pub purpose: Purpose,
    pub tenant_id: TenantId,
    pub company_name: Name,
    pub email: EmailAddress,
    pub language: Language,
    pub expires: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Timestamp>,
}

/// The confirmations that a tenant asked for in the last day and that nobody gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confirmations(Vec<AskedAt>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct AskedAt {
    email: EmailAddress,
    at: Timestamp,
}

/// The confirmation that is waited for; one that was sent before it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub id: RequestId,
    pub expires: Timestamp,
}

impl EmailConfirmation {
    /// A confirmation to ask for, and the mail with its link. `link` makes the address of its page.
    pub(crate) fn ask(
        write: &Write,
        purpose: Purpose,
        (company_name, email, language): (&Name, &EmailAddress, Language),
        key: &LinkKey,
        link: impl FnOnce(&LinkKey) -> String,
    ) -> (Self, OwedMail) {
        let confirmation = Self {
            id: key.request_id(),
            purpose,
            tenant_id: write.person.tenant_id,
            company_name: company_name.clone(),
            email: email.clone(),
            language,
            expires: write.now.plus_days(CONFIRMATION_DAYS),
            confirmed: None,
        };
        let content = MailContent::EmailConfirmation {
            purpose,
            company_name: company_name.clone(),
            url: link(key),
            expires: confirmation.expires,
        };
        let mail = OwedMail {
            id: write.operation.clone(),
            request_id: confirmation.id,
            to: email.clone(),
            language,
            content,
        };
        (confirmation, mail)
    }

    #[must_use]
    pub fn sent(&self) -> Sent {
        Sent { id: self.id, expires: self.expires }
    }

    /// Whether it can still be answered, where `waited_for` is the one that counts.
    #[must_use]
    pub fn is_open(&self, waited_for: Option<&Sent>, now: Timestamp) -> bool {
        now < self.expires && waited_for.is_some_and(|sent| sent.id == self.id)
    }
}

impl Confirmations {
    /// With one more to `email`, if it may be sent.
    ///
    /// # Errors
    /// As many as may be were sent: how long to wait until there is room again.
    pub(crate) fn one_more(&self, email: &EmailAddress, now: Timestamp) -> Result<Self, Rejection> {
        let mut recent: Vec<_> = self.0.iter().filter(|asked| now < asked.at.plus_days(1)).cloned().collect();
        let to_it = || recent.iter().filter(|asked| asked.email == *email);
        let full = if to_it().count() >= MOST_CONFIRMATIONS {
            to_it().map(|asked| asked.at).min()
        } else if recent.len() >= MOST_OF_A_TENANT {
            recent.iter().map(|asked| asked.at).min()
        } else {
            None
        };
        if let Some(oldest) = full {
            let retry_after_seconds = oldest.plus_days(1).seconds_up() - now.seconds_up() + 1;
            return Err(Rejection::TooManyConfirmations { retry_after_seconds });
        }
        recent.push(AskedAt { email: email.clone(), at: now });
        Ok(Self(recent))
    }

    /// Without those to an address that was confirmed: whoever reads it may be written to again.
    pub(crate) fn answered(&self, email: &EmailAddress) -> Self {
        Self(self.0.iter().filter(|asked| asked.email != *email).cloned().collect())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

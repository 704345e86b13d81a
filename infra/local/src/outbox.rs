//! Every e-mail that was sent: kept where it would have gone to SES, and shown.

mod pages;

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

pub(crate) use pages::{json, router};

/// An e-mail as it was handed to SES.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mail {
    /// The id that SES answered with.
    pub id: String,
    /// The recipients, separated by commas.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The one link that the text has: so that a test needn't look for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// RFC 3339, in UTC.
    pub sent_date: String,
    pub tags: BTreeMap<String, String>,
}

impl Mail {
    /// The address that stands in a line of its own.
    pub(crate) fn link_of(text: &str) -> Option<String> {
        let is_address = |line: &&str| line.starts_with("https://") || line.starts_with("http://");
        text.lines().map(str::trim).find(is_address).map(ToOwned::to_owned)
    }
}

/// The mails, in memory and, if they are kept, in a file with a line each.
#[derive(Default)]
pub struct Outbox {
    mails: Mutex<Vec<Mail>>,
    file: Option<PathBuf>,
}

impl Outbox {
    /// An outbox that forgets.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// An outbox that keeps its mails in `folder`.
    ///
    /// # Errors
    /// A file that can't be read, or that holds something else.
    pub fn kept_in(folder: &Path) -> io::Result<Self> {
        let file = folder.join("outbox.jsonl");
        let text = if file.exists() { fs::read_to_string(&file)? } else { String::new() };
        let mails = text.lines().map(serde_json::from_str).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { mails: Mutex::new(mails), file: Some(file) })
    }

    /// Every mail, newest first.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.lock().iter().rev().cloned().collect()
    }

    /// A mail by its id.
    #[must_use]
    pub fn mail(&self, id: &str) -> Option<Mail> {
        self.lock().iter().find(|mail| mail.id == id).cloned()
    }

    pub(crate) fn keep(&self, mail: Mail) -> io::Result<()> {
        let mut mails = self.lock();
        if let Some(path) = &self.file {
            let mut file = OpenOptions::new().create(true).append(true).open(path)?;
            writeln!(file, "{}", serde_json::to_string(&mail)?)?;
        }
        mails.push(mail);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Mail>> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Mail, Outbox};

    pub(super) fn mail(id: &str) -> Mail {
        Mail {
            id: id.to_owned(),
            to: "lea@litware.example".to_owned(),
            subject: "Hello".to_owned(),
            text: "one\ntwo".to_owned(),
            html: "<p>one</p>".to_owned(),
            link: None,
            sent_date: "2026-11-20T09:30:00Z".to_owned(),
            tags: [("mail".to_owned(), "1".to_owned())].into(),
        }
    }

    #[test]
    fn the_newest_mail_comes_first() {
        let outbox = Outbox::in_memory();
        outbox.keep(mail("1")).expect("kept");
        outbox.keep(mail("2")).expect("kept");
        let ids: Vec<_> = outbox.mails().into_iter().map(|mail| mail.id).collect();
        assert_eq!(ids, ["2", "1"]);
        assert_eq!(outbox.mail("1"), Some(mail("1")));
        assert_eq!(outbox.mail("3"), None);
    }
}

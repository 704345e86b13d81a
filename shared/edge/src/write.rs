//! Request ids: one effect per request (N2).

use sha2::{Digest as _, Sha256};
use tandem_domain::write::Person;
use tandem_domain::{Halt, Rejection, Write};

use crate::{Call, Form, random};

impl Call {
    /// What this call carries as a write: who, when, and under which request id. `Idempotency-Key`
    /// goes before `MS-RequestId`; without either the server makes one.
    ///
    /// # Errors
    /// No person; a request id of the wrong form; a body that can't be read.
    pub fn write(&self) -> Result<Write, Halt> {
        let query: Vec<_> = self.queries().map(|(name, _, value)| (name, value)).collect();
        let said = [self.json()?.to_string(), serde_json::json!(query).to_string()];
        self.write_under(&self.request_key()?, digest(said.each_ref().map(String::as_str)))
    }

    /// The same in the name of `person`, who isn't signed in: whoever holds the link from an e-mail (E9).
    ///
    /// # Errors
    /// A request id of the wrong form; a body that can't be read.
    pub fn write_as(&self, person: Person) -> Result<Write, Halt> {
        let said = self.json()?.to_string();
        Ok(self.write_by(person, &self.request_key()?, digest([said.as_str()])))
    }

    /// A change that a read makes on its way, under a request id that nobody repeats.
    ///
    /// # Errors
    /// No person.
    pub fn write_of_a_read(&self) -> Result<Write, Halt> {
        self.write_under(&format!("own {}", random::guid()), String::new())
    }

    fn write_under(&self, key: &str, fingerprint: String) -> Result<Write, Halt> {
        Ok(self.write_by(self.person()?.clone(), key, fingerprint))
    }

    fn write_by(&self, person: Person, key: &str, fingerprint: String) -> Write {
        let tenant = person.tenant_id.to_string();
        let scope = [&person.issuer, &tenant, &person.subject, self.method(), &self.path(), key];
        Write {
            replay_key: digest(scope),
            fingerprint,
            operation: random::guid().to_string(),
            now: self.now,
            request_id: self.request_id.clone(),
            correlation_id: self.correlation_id.clone(),
            person,
        }
    }

    fn request_key(&self) -> Result<String, Rejection> {
        if self.has_header("idempotency-key") {
            // One that can't be read is not one that wasn't sent: it would lose its one effect.
            let key = self.header("idempotency-key").unwrap_or_default();
            return if (16..=64).contains(&key.len()) {
                Ok(format!("key {key}"))
            } else {
                Err(Rejection::field("Idempotency-Key", "must have 16 to 64 visible ASCII characters"))
            };
        }
        let given = self.header("ms-requestid").unwrap_or_default();
        if self.has_header("ms-requestid") && uuid::Uuid::try_parse(given).is_err() {
            return Err(Rejection::field("MS-RequestId", "must be a GUID"));
        }
        Ok(format!("id {}", self.request_id))
    }

    /// The version of the thing with this id that the caller means to change, by the etag that it sent.
    pub fn expected_version(&self, form: &mut Form, id: &str) -> Option<u32> {
        self.sent_etag(form).and_then(|etag| etag.version(id))
    }

    /// The etag that the caller sent: `attributes.etag` in the body, else `If-Match`.
    pub fn sent_etag(&self, form: &mut Form) -> Option<Etag> {
        form.etag().or_else(|| self.header("if-match").map(ToOwned::to_owned)).map(Etag)
    }
}

/// An etag as it was sent.
#[derive(Clone, Debug)]
pub struct Etag(String);

impl Etag {
    /// The version that it means, if it means one. An etag that isn't one of the thing with this id
    /// means version 0, which nothing has.
    #[must_use]
    pub fn version(&self, id: &str) -> Option<u32> {
        let given = self.0.trim_start_matches("W/").trim_matches('"');
        (given != "*").then(|| crate::resource::version_of(given, id).unwrap_or_default())
    }
}

fn digest<const N: usize>(parts: [&str; N]) -> String {
    use base64::Engine as _;
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash.finalize())
}

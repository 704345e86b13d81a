//! Request ids: one effect per request (N2).

use sha2::{Digest as _, Sha256};
use tandem_domain::{Halt, Rejection, Write};

use crate::{Call, Form, random};

impl Call {
    /// What this call carries as a write: who, when, and under which request id. `Idempotency-Key`
    /// goes before `MS-RequestId`; without either the server makes one.
    ///
    /// # Errors
    /// No person; a request id of the wrong form; a body that can't be read.
    pub fn write(&self) -> Result<Write, Halt> {
        let person = self.person()?.clone();
        let key = self.request_key()?;
        let scope = [
            person.issuer.as_str(),
            &person.tenant_id.to_string(),
            &person.subject,
            self.method(),
            &self.path(),
            &key,
        ];
        Ok(Write {
            replay_key: digest(scope),
            fingerprint: digest([self.json()?.to_string().as_str()]),
            operation: random::guid().to_string(),
            now: self.now,
            request_id: self.request_id.clone(),
            correlation_id: self.correlation_id.clone(),
            person,
        })
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

    /// The version that the caller means to change: `attributes.etag` in the body, else `If-Match`. An
    /// etag that isn't one of this thing's means version 0, which nothing has.
    pub fn expected_version(&self, form: &mut Form, id: &str) -> Option<u32> {
        let given = form.etag().or_else(|| self.header("if-match").map(ToOwned::to_owned))?;
        let given = given.trim_start_matches("W/").trim_matches('"');
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

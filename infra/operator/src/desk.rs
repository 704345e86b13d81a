//! Who works at the command line, and for whom.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use tandem_domain::organisation::Organisation;
use tandem_domain::policy::Role;
use tandem_domain::write::Person;
use tandem_domain::{EmailAddress, TenantId, Timestamp, Write};
use tandem_store::Store;
use uuid::Uuid;

use crate::arguments::{Arguments, Command};
use crate::outcome::Failure;

/// Who vouches for the person: whoever can reach the table needs no token.
const ISSUER: &str = "operator command line";

/// The person, if the command is one that needs to know.
#[derive(Clone, Debug)]
pub struct Who(Option<EmailAddress>);

/// The operator's organisation, at work on a table.
pub struct Desk<'a> {
    pub store: &'a Store,
    pub operator: Organisation,
    who: Who,
}

/// Who it is. N3: every write leaves a record that says so.
///
/// # Errors
/// A command that writes, by nobody.
pub fn who(arguments: &Arguments) -> Result<Who, Failure> {
    let reads_only = arguments.dry_run || matches!(arguments.command, Command::ListEnrollments { .. });
    if arguments.who.is_none() && !reads_only {
        return Err(Failure::Unusable("say who you are, for the audit trail: --as EMAIL".to_owned()));
    }
    Ok(Who(arguments.who.clone()))
}

impl Who {
    /// A write of this person's, of `tenant`, the operator's.
    pub fn write(&self, tenant: TenantId) -> Write {
        let id = || Uuid::new_v4().to_string();
        let email = self.0.as_ref().map_or("", EmailAddress::as_str);
        Write {
            person: Person {
                issuer: ISSUER.to_owned(),
                tenant_id: tenant,
                // Other organisations see it in their trails, so it doesn't name the person.
                subject: URL_SAFE_NO_PAD.encode(&Sha256::digest(email.as_bytes())[..15]),
                email: self.0.clone(),
                email_verified: false,
                roles: vec![Role::Operator],
            },
            now: Timestamp::from_millis(jiff::Timestamp::now().as_millisecond()),
            replay_key: id(),
            fingerprint: id(),
            operation: id(),
            request_id: id(),
            correlation_id: id(),
        }
    }
}

impl<'a> Desk<'a> {
    /// # Errors
    /// A table without an operator, or that can't be reached.
    pub async fn open(store: &'a Store, who: Who) -> Result<Self, Failure> {
        let operator = store.operator().await?.ok_or_else(|| {
            let sentence = "this table has no operator yet: begin with create-operator (see --help)";
            Failure::Refused(sentence.to_owned())
        })?;
        Ok(Self { store, operator, who })
    }

    pub fn write(&self) -> Write {
        self.who.write(self.operator.tenant_id)
    }
}

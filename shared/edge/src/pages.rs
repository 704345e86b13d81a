//! Where the pages behind e-mailed links lie (L8): on the configured origin, whatever a request says.

use tandem_domain::LinkKey;
use tandem_platform::Environment;

/// The base address of the pages.
#[derive(Clone, Debug)]
pub struct Pages(String);

impl Pages {
    /// Reads `PAGE_ORIGIN`.
    #[must_use]
    pub fn from_env(env: &Environment) -> Self {
        Self(env.address("PAGE_ORIGIN"))
    }

    /// The page of an invitation.
    #[must_use]
    pub fn invitation(&self, key: &LinkKey) -> String {
        format!("{}/invitations/{}", self.0, key.as_str())
    }
}

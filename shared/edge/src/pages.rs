//! Where the pages behind e-mailed links lie (L8): on the configured origin, whatever a request says.
//! A cloud may have an origin of its own (I6).

use tandem_domain::relationship_request::{OpenLink, RelationshipRequest};
use tandem_domain::{Cloud, LinkKey};
use tandem_platform::Environment;

/// The base addresses of the pages.
#[derive(Clone, Debug)]
pub struct Pages {
    origin: String,
    /// Of the clouds that have one of their own.
    of_clouds: Vec<(Cloud, String)>,
}

impl Pages {
    /// Reads `PAGE_ORIGIN`, and `PAGE_ORIGIN_CHINA` and the like.
    #[must_use]
    pub fn from_env(env: &Environment) -> Self {
        Self { origin: env.address("PAGE_ORIGIN"), of_clouds: env.own_addresses("PAGE_ORIGIN", Cloud::ALL) }
    }

    /// The page of a request.
    #[must_use]
    pub fn invitation(&self, request: &RelationshipRequest) -> String {
        self.of_key(request.sender.cloud, &request.key)
    }

    /// The page of an open link.
    #[must_use]
    pub fn open_link(&self, link: &OpenLink) -> String {
        self.of_key(link.sender.cloud, &link.key)
    }

    fn of_key(&self, cloud: Cloud, key: &LinkKey) -> String {
        format!("{}/invitations/{}", self.of(cloud), key.as_str())
    }

    fn of(&self, cloud: Cloud) -> &str {
        let own = self.of_clouds.iter().find(|(of, _)| *of == cloud);
        own.map_or(&self.origin, |(_, origin)| origin)
    }
}

/// The base address of the pages of enrolling.
#[derive(Clone, Debug)]
pub struct EnrollmentPages {
    origin: String,
}

impl EnrollmentPages {
    /// Reads `ENROLLMENT_PAGE_ORIGIN`.
    #[must_use]
    pub fn from_env(env: &Environment) -> Self {
        Self { origin: env.address("ENROLLMENT_PAGE_ORIGIN") }
    }

    /// Where a company enrolls, and reads how its enrollment stands.
    #[must_use]
    pub fn enroll(&self) -> String {
        format!("{}/enroll", self.origin)
    }

    /// Where whoever holds a link confirms an e-mail address.
    #[must_use]
    pub fn confirmation(&self, key: &LinkKey) -> String {
        format!("{}/enrollments/{}", self.origin, key.as_str())
    }
}

#[cfg(test)]
mod tests {
    use tandem_domain::Cloud;
    use tandem_platform::Environment;

    use super::Pages;

    #[test]
    fn a_cloud_may_have_an_origin_of_its_own_i6() {
        let env = Environment::from_pairs([
            ("PAGE_ORIGIN", "https://pages.example"),
            ("PAGE_ORIGIN_CHINA", "https://pages.example.cn"),
        ]);
        let pages = Pages::from_env(&env);
        assert_eq!(pages.of(Cloud::China), "https://pages.example.cn");
        assert_eq!(pages.of(Cloud::Germany), "https://pages.example");
    }
}

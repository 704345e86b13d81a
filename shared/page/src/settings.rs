//! What the pages need to know of the outside: where they live, where the API is, who signs in.

use tandem_domain::Cloud;
use tandem_platform::Environment;

/// The settings of the pages.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Base address of the pages, as in `https://pages.example` or, on a laptop, with a path.
    pub page_origin: String,
    /// Those of the clouds that have one of their own (I6), with the same path.
    pub of_clouds: Vec<(Cloud, String)>,
    /// None if nobody signs in on these pages.
    pub sign_in: Option<SignIn>,
}

/// Who signs a person in, and whom the page then speaks to.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Base address of the API, without `/v1`.
    pub api_origin: String,
    /// The issuer exactly as its discovery document and its tokens name it.
    pub issuer: String,
    pub client_id: String,
    pub scope: String,
    /// The claim that holds the caller's organisation, as the API's functions know it.
    pub tenant_claim: String,
}

impl Settings {
    /// Of pages on which people sign in.
    pub fn read(env: &Environment) -> Self {
        Self { sign_in: Some(SignIn::read(env)), ..Self::without_sign_in(env) }
    }

    /// Of pages that are the same for everybody.
    pub fn without_sign_in(env: &Environment) -> Self {
        let settings = Self {
            page_origin: env.address("PAGE_ORIGIN"),
            of_clouds: env.own_addresses("PAGE_ORIGIN", Cloud::ALL),
            sign_in: None,
        };
        // What a page loads, and where a sign-in comes back to, is found before its cloud is known.
        for (cloud, origin) in &settings.of_clouds {
            if path_of(origin) != settings.base_path() {
                let variable = Environment::own_name("PAGE_ORIGIN", cloud);
                env.note(format!("{variable} must have the path of PAGE_ORIGIN"));
            }
        }
        settings
    }

    /// Base address of the pages of a cloud, or of those that are no cloud's own.
    #[must_use]
    pub fn pages(&self, cloud: Option<Cloud>) -> &str {
        let own = self.of_clouds.iter().find(|(of, _)| Some(*of) == cloud);
        own.map_or(&self.page_origin, |(_, origin)| origin)
    }

    /// The path under which the pages live: empty, or as in `/pages`. Links are built from it and
    /// never from what a request says of itself (L8).
    #[must_use]
    pub fn base_path(&self) -> &str {
        path_of(&self.page_origin)
    }
}

impl SignIn {
    fn read(env: &Environment) -> Self {
        let issuer = env.required("ISSUER");
        if !issuer.is_empty() && origin_of(&issuer).is_none() {
            env.note("ISSUER must be an http or https address".to_owned());
        }
        Self {
            api_origin: env.address("API_ORIGIN"),
            issuer,
            client_id: env.required("CLIENT_ID"),
            scope: env.optional("SCOPE").unwrap_or("openid profile email").to_owned(),
            tenant_claim: env.optional("TENANT_CLAIM").unwrap_or("tid").to_owned(),
        }
    }

    /// Where the page's script may connect to, besides its own origin.
    #[must_use]
    pub fn connections(&self) -> Vec<&str> {
        let mut origins: Vec<_> =
            [&self.api_origin, &self.issuer].into_iter().filter_map(|address| origin_of(address)).collect();
        origins.dedup();
        origins
    }
}

/// What an address has behind its host.
fn path_of(address: &str) -> &str {
    origin_of(address).map_or("", |origin| &address[origin.len()..])
}

/// Scheme, host and port of an absolute address.
fn origin_of(address: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| address.starts_with(scheme))?;
    let host = address[scheme.len()..].find('/').unwrap_or(address.len() - scheme.len());
    let origin = &address[..scheme.len() + host];
    // The origin becomes a part of a header and of a policy: nothing that could end either.
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b);
    (host > 0 && origin[scheme.len()..].bytes().all(plain)).then_some(origin)
}

#[cfg(test)]
mod tests {
    use tandem_domain::Cloud;
    use tandem_platform::Environment;

    use super::{Settings, origin_of};

    #[test]
    fn every_bad_setting_is_reported() {
        let env =
            Environment::from_pairs([("ISSUER", "issuer.example"), ("API_ORIGIN", "https://api.example/")]);
        Settings::read(&env);
        let problems = env.check().expect_err("bad settings").to_string();
        for name in ["ISSUER must", "PAGE_ORIGIN is missing", "API_ORIGIN must", "CLIENT_ID is missing"] {
            assert!(problems.contains(name), "{name}: {problems}");
        }
    }

    #[test]
    fn pages_that_nobody_signs_in_on_need_their_own_address_only() {
        let env = Environment::from_pairs([("PAGE_ORIGIN", "https://pages.example")]);
        assert!(Settings::without_sign_in(&env).sign_in.is_none());
        assert!(env.check().is_ok());
    }

    #[test]
    fn pages_may_live_under_a_path_or_at_the_root() {
        for (address, path) in [
            ("https://pages.example", ""),
            ("http://127.0.0.1:3000/lambda-url/invitation-page", "/lambda-url/invitation-page"),
        ] {
            let env = Environment::from_pairs([("PAGE_ORIGIN", address)]);
            assert_eq!(Settings::read(&env).base_path(), path);
        }
    }

    #[test]
    fn a_cloud_may_have_an_origin_of_its_own_i6() {
        let read = |china: &str| {
            let given = [("PAGE_ORIGIN", "https://pages.example/a"), ("PAGE_ORIGIN_CHINA", china)];
            let env = Environment::from_pairs(given);
            let settings = Settings::read(&env);
            (settings, env.check().map_err(|problems| problems.to_string()).unwrap_err())
        };
        let (settings, _) = read("https://pages.example.cn/a");
        assert_eq!(settings.pages(Some(Cloud::China)), "https://pages.example.cn/a");
        assert_eq!(settings.pages(Some(Cloud::Germany)), "https://pages.example/a");
        assert_eq!(settings.pages(None), "https://pages.example/a");
        let (settings, _) = read("");
        assert_eq!(settings.pages(Some(Cloud::China)), "https://pages.example/a");
        let (_, problems) = read("https://pages.example.cn");
        assert!(problems.contains("PAGE_ORIGIN_CHINA must have the path of PAGE_ORIGIN"), "{problems}");
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert_eq!(origin_of("https://login.example/tenant/"), Some("https://login.example"));
        assert_eq!(origin_of("http://127.0.0.1:3000"), Some("http://127.0.0.1:3000"));
        for wrong in ["login.example", "https://", "https:///x", "https://a;script-src *", "ftp://a.example"]
        {
            assert_eq!(origin_of(wrong), None, "{wrong}");
        }
    }
}

//! The pages of enrolling as an indirect reseller.
//!
//! | route | what |
//! |---|---|
//! | `GET /enroll?language=` | where a company enrolls (E1, E4, E8, Z10); the same for everybody |
//! | `GET /enrollments/{key}` | behind the link of an e-mail: confirms that its address is the company's (E3) |
//!
//! Both only read (L1): the first no table, the second the confirmation and what says whether it is
//! still waited for. On the first, the page's script signs the person in and asks the API, which
//! decides. On the second nobody signs in: holding the link proves the mailbox, and the button is the
//! explicit press that E9 asks for. A key that leads nowhere, an address that doesn't exist and another
//! method get one and the same page.

mod page;
mod texts;

use lambda_http::{Body, Request, Response};
use tandem_domain::{LinkKey, Timestamp};
use tandem_page::{Asset, OwnTexts, Site, Visit};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

use crate::page::{ConfirmPage, EnrollPage};
use crate::texts::Texts;

/// What the pages load besides what every page does.
const ASSETS: &[Asset] = &[
    Asset::script("enroll.js", include_str!("../assets/enroll.js")),
    Asset::script("application.js", include_str!("../assets/application.js")),
    Asset::script("confirm.js", include_str!("../assets/confirm.js")),
    Asset::style("enrollment.css", include_str!("../assets/enrollment.css")),
];

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    store: Store,
    site: Site,
    /// The claim that holds the caller's roles, as the API's functions know it.
    roles_claim: String,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let site = site(env);
        let roles_claim = env.optional("ROLES_CLAIM").unwrap_or("roles").to_owned();
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { store, site, roles_claim })
    }

    fn enroll(&self, visit: &Visit<'_>) -> Response<Body> {
        let frame = self.site.frame(visit.language);
        self.site.page(&EnrollPage::new(frame, visit.chosen_language, &self.roles_claim))
    }

    /// A link is shown in the language of the e-mail that it came in, unless the address names another.
    async fn confirmation(&self, key: &LinkKey, visit: &Visit<'_>) -> Response<Body> {
        match self.store.opened_confirmation(key.request_id(), now()).await {
            Ok(Some((confirmation, is_open))) => {
                let frame = self.site.frame(visit.chosen_language.unwrap_or(confirmation.language));
                self.site.page(&ConfirmPage::new(frame, key, &confirmation, is_open))
            }
            Ok(None) => self.site.not_found(visit.language),
            Err(fault) => self.site.unavailable(visit.language, &fault),
        }
    }
}

fn site(env: &Environment) -> Site {
    let own = |language| -> &'static OwnTexts { &Texts::of(language).every_page };
    Site::from_env(env, own, ASSETS)
}

/// Answers any request; never fails.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let visit = Visit::of(&request);
    let answer = match key(visit.path) {
        Some(key) => app.confirmation(&key, &visit).await,
        None if visit.path == "/enroll" => app.enroll(&visit),
        None => app.site.answer(&visit),
    };
    visit.close(answer)
}

fn key(path: &str) -> Option<LinkKey> {
    path.strip_prefix("/enrollments/")?.parse().ok()
}

fn now() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
}

#[cfg(test)]
mod tests {
    use tandem_domain::LinkKey;

    use super::key;

    #[test]
    fn only_a_whole_key_leads_to_a_confirmation() {
        let known = LinkKey::from_random([1; LinkKey::BYTES]);
        let path = format!("/enrollments/{}", known.as_str());
        assert_eq!(key(&path), Some(known));
        for nowhere in ["/", "", "/enrollments/", "/enrollments/short", "/enroll", &format!("{path}/x")] {
            assert_eq!(key(nowhere), None, "{nowhere}");
        }
    }
}

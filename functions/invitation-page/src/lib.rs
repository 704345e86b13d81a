//! The page behind the link of an invitation, e-mailed or open: of a partnership, or of a relationship
//! with a customer (P3, I5).
//!
//! It only reads (L1): one read of the table for a request, none for anything else. What needs an
//! identity happens between the page's script and the API. A key that leads nowhere, an address that
//! doesn't exist and another method get one and the same page.

mod names;
mod page;
mod texts;

use lambda_http::{Body, Request, Response};
use tandem_domain::relationship_request::Invitation;
use tandem_domain::{LinkKey, Timestamp};
use tandem_page::{Asset, OwnTexts, Site, Visit};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

use crate::page::{InvitationPage, Setting};
use crate::texts::Texts;

/// What the pages load besides what every page does.
const ASSETS: &[Asset] = &[
    Asset::script("page.js", include_str!("../assets/page.js")),
    Asset::script("consents.js", include_str!("../assets/consents.js")),
    Asset::style("invitation.css", include_str!("../assets/invitation.css")),
];

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    store: Store,
    site: Site,
    /// Base address of the page that shows a customer its partners.
    relationships_origin: String,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let site = site(env);
        let relationships_origin = env.address("RELATIONSHIPS_PAGE_ORIGIN");
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { store, site, relationships_origin })
    }

    async fn invitation(&self, key: &LinkKey, visit: &Visit<'_>) -> Response<Body> {
        match self.store.invitation(key.request_id()).await {
            Ok(Some(invitation)) => {
                let setting = setting(&self.site, &invitation, visit, &self.relationships_origin);
                self.site.page(&InvitationPage::new(&invitation, now(), setting))
            }
            Ok(None) => self.site.not_found(visit.language),
            Err(fault) => self.site.unavailable(visit.language, &fault),
        }
    }
}

/// A request is shown in its own language, an open link in the reader's; each at the address of the
/// cloud of those who ask (I6).
fn setting<'a>(
    site: &'a Site,
    invitation: &Invitation,
    visit: &Visit<'_>,
    relationships_origin: &'a str,
) -> Setting<'a> {
    let (language, chosen) = match invitation {
        Invitation::Addressed(request) => (request.language, None),
        Invitation::Open(_) => (visit.language, visit.chosen_language),
    };
    let frame = site.frame_in(invitation.terms().sender.cloud, language);
    Setting { frame, chosen, relationships_origin }
}

fn site(env: &Environment) -> Site {
    let own = |language| -> &'static OwnTexts { &Texts::of(language).every_page };
    Site::from_env(env, own, ASSETS)
}

/// Answers any request; never fails.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let visit = Visit::of(&request);
    let answer = match key(visit.path) {
        Some(key) => app.invitation(&key, &visit).await,
        None => app.site.answer(&visit),
    };
    visit.close(answer)
}

fn key(path: &str) -> Option<LinkKey> {
    path.strip_prefix("/invitations/")?.parse().ok()
}

fn now() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
}

#[cfg(test)]
mod tests {
    use tandem_domain::LinkKey;

    use super::key;

    #[test]
    fn only_a_whole_key_leads_to_an_invitation() {
        let known = LinkKey::from_random([1; LinkKey::BYTES]);
        let path = format!("/invitations/{}", known.as_str());
        assert_eq!(key(&path), Some(known));
        for nowhere in ["/", "", "/invitations/", "/invitations/short", "/signed-in", &format!("{path}/x")] {
            assert_eq!(key(nowhere), None, "{nowhere}");
        }
    }
}

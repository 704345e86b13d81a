//! The page of the provider directory (D1): who is looking for an indirect provider searches the official
//! list by country and name, and sees languages, services and contact.
//!
//! | route | what |
//! |---|---|
//! | `GET /providers?country=&name=&language=&after=` | the search, and a page of what it found |
//!
//! Everything is on the server's side: a plain form that asks, links that go on, no script at all. Nobody
//! signs in, nothing is written, and what was searched for isn't logged.

mod names;
mod page;
mod query;
mod texts;

use lambda_http::{Body, Request, Response};
use tandem_page::{Asset, OwnTexts, Site, Visit};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

use crate::page::{DirectoryPage, Found};
use crate::query::Query;
use crate::texts::Texts;

/// What the page loads besides what every page does.
const ASSETS: &[Asset] = &[Asset::style("directory.css", include_str!("../assets/directory.css"))];

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    store: Store,
    site: Site,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let own = |language| -> &'static OwnTexts { &Texts::of(language).every_page };
        let site = Site::without_sign_in(env, own, ASSETS);
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { store, site })
    }

    async fn providers(&self, visit: &Visit<'_>) -> Response<Body> {
        let query = Query::of(visit.query);
        let found = match query.search() {
            Ok((search, page)) => match self.store.providers(&search, &page).await {
                Ok(found) => Found::Providers(found),
                Err(fault) => return self.site.unavailable(visit.language, &fault),
            },
            Err(wrong) => Found::Wrong(wrong),
        };
        let frame = self.site.frame(visit.language);
        self.site.page(&DirectoryPage::new(frame, visit.chosen_language, &query, &found))
    }
}

/// Answers any request; never fails.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let visit = Visit::of(&request);
    let answer = match visit.path {
        "/providers" => app.providers(&visit).await,
        _ => app.site.answer(&visit),
    };
    visit.close(answer)
}

//! The *Partner relationships* page of a customer's admin (A1): every partner, what it is to the
//! customer, and the privileges that it holds, with a way to take them back (A3).
//!
//! | route | what |
//! |---|---|
//! | `GET /relationships?language=` | the page, the same for everybody |
//! | `GET /relationships/{tenantId}?language=` | what a partner is to that customer; mails lead here |
//!
//! The function reads no table and knows nobody: it gives out the sentences. The page's script signs
//! the person in and asks the API, which decides who sees and does what. A reseller, which is
//! nobody's customer, sees who holds privileges in its own tenant (P4, Z9). A partner sees its own part
//! at a customer and takes nothing back: the tenant isn't its own.

mod page;
mod texts;

use lambda_http::{Body, Request, Response};
use tandem_page::{Asset, OwnTexts, Site, Visit};
use tandem_platform::{BadEnvironment, Environment};

use crate::page::RelationshipsPage;
use crate::texts::Texts;

/// What the page loads besides what every page does.
const ASSETS: &[Asset] = &[
    Asset::script("relationships.js", include_str!("../assets/relationships.js")),
    Asset::style("relationships.css", include_str!("../assets/relationships.css")),
];

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    site: Site,
}

impl App {
    /// Reads the variables.
    #[expect(clippy::unused_async, reason = "functions are started alike, and most reach for the table")]
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let own = |language| -> &'static OwnTexts { &Texts::of(language).every_page };
        let site = Site::from_env(env, own, ASSETS);
        env.check()?;
        Ok(Self { site })
    }
}

/// Answers any request; never fails.
#[expect(clippy::unused_async, reason = "functions answer alike, and most wait for the table")]
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let visit = Visit::of(&request);
    let customer = visit.path.strip_prefix("/relationships/").and_then(|tenant| tenant.parse().ok());
    let answer = if customer.is_some() || visit.path == "/relationships" {
        let frame = app.site.frame(visit.language);
        app.site.page(&RelationshipsPage::new(frame, visit.chosen_language, customer))
    } else {
        app.site.answer(&visit)
    };
    visit.close(answer)
}

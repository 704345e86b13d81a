//! Whoever is signed in reads the catalogue (S1).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/offers?country=&offset=` | the offers of a country |
//! | `GET /v1/offers/{id}?country=` | one; without a country wherever it is sold |

use lambda_http::{Body, Request, Response};
use tandem_domain::offer::Offer;
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::policy::{Action, permit};
use tandem_domain::{Country, Halt, OfferId, Rejection};
use tandem_edge::{Answer, Call, Edge, collection, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    edge: Edge,
    store: Store,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let edge = Edge::from_env(env);
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { edge, store })
    }
}

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let call = app.edge.open(request);
    let (method, path) = call.route();
    let outcome = match (method, &path[..]) {
        ("GET", ["offers"]) => list(app, &call).await,
        ("GET", ["offers", id]) => read(app, &call, id).await,
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn list(app: &App, call: &Call) -> Result<Answer, Halt> {
    may_read(call)?;
    let country: Option<Country> = call.parsed("country")?;
    let country = country.ok_or_else(|| Rejection::field("country", "is required"))?;
    let found = page(app, call, country).await?;
    let items = found.items.iter().map(|offer| resource::offer(offer, Some(country))).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

/// The page of offers that the caller wants: after a token, or after as many offers as it has.
async fn page(app: &App, call: &Call, country: Country) -> Result<Page<Offer>, Halt> {
    let (mut page, mut offset) = call.page_or_offset()?;
    let size = page.size;
    while offset > 0 {
        page.size = offset.min(PageRequest::MOST);
        let passed = app.store.offers(country, &page).await?;
        offset = offset.saturating_sub(passed.items.len());
        let Some(next) = passed.next else { return Ok(Page { items: Vec::new(), next: None }) };
        page.after = Some(next);
    }
    page.size = size;
    Ok(app.store.offers(country, &page).await?)
}

async fn read(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    may_read(call)?;
    let id: OfferId = Call::segment(id)?;
    let country: Option<Country> = call.parsed("country")?;
    let offer = app.store.offer(&id).await?;
    let offer = offer.filter(|offer| country.is_none_or(|country| offer.is_sold_in(country)));
    Ok(Answer::ok(resource::offer(&offer.ok_or(Rejection::NotFound)?, country)))
}

/// The catalogue is everybody's, so it doesn't matter what the organisation is.
fn may_read(call: &Call) -> Result<(), Rejection> {
    permit(Action::ReadCatalogue, Organisation::standing(None), &call.person()?.roles)
}

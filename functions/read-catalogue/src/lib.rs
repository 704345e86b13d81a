//! Whoever is signed in reads the catalogue (S1).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/offers?country=&offset=` | the offers of a country |
//! | `GET /v1/offers/{id}?country=` | one; without a country wherever it is sold |

use tandem_domain::organisation::Organisation;
use tandem_domain::policy::{Action, permit};
use tandem_domain::{Country, Halt, OfferId, Rejection};
use tandem_edge::{Answer, Call, collection_after, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["offers"]) => list(app, call).await,
        ("GET", ["offers", id]) => read(app, call, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn list(app: &App, call: &Call) -> Result<Answer, Halt> {
    may_read(call)?;
    let country: Option<Country> = call.parsed("country")?;
    let country = country.ok_or_else(|| Rejection::field("country", "is required"))?;
    let (page, offset) = call.page_or_offset()?;
    let (found, left) = app.store.offers(country, &page, offset).await?;
    let items = found.items.iter().map(|offer| resource::offer(offer, Some(country))).collect();
    Ok(Answer::ok(collection_after(call, items, found.next.as_ref(), left)))
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

//! The directory of indirect providers (D1, D2, Z11).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/providers?country=&name=` | those that everybody finds, by country and the beginning of the name; no sign-in |
//! | `GET /v1/providers/{tenantId}` | a provider reads its own listing, the operator any |
//! | `PUT /v1/providers/{tenantId}` | the operator lists a provider or changes its listing |
//!
//! The search asks nobody who they are: a token that is sent along counts for nothing. It writes nothing,
//! and what was searched for isn't logged.

mod command;

use tandem_domain::provider_listing::{DirectorySearch, ListingSituation, change_listing, may_read};
use tandem_domain::{Halt, Rejection, TenantId};
use tandem_edge::{Answer, Call, UnknownKeys, collection, resource};
use tandem_function::{Request, Response};
use tandem_store::Moved;

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["providers"]) => search(app, call).await,
        ("GET", ["providers", tenant]) => read(app, call, tenant).await,
        ("PUT", ["providers", tenant]) => change(app, call, tenant).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn search(app: &App, call: &Call) -> Result<Answer, Halt> {
    let search = DirectorySearch { country: call.parsed("country")?, name: call.parsed("name")? };
    let found = app.store.providers(&search, &call.page()?).await?;
    let items = found.items.iter().map(resource::provider_in_directory).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

async fn read(app: &App, call: &Call, tenant: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let tenant: TenantId = Call::segment(tenant)?;
    let (caller, listing) = app.store.listing(person.tenant_id, tenant).await?;
    may_read(person, caller.as_ref(), tenant)?;
    let listing = listing.ok_or(Rejection::NotFound)?;
    Ok(Answer::ok(resource::provider_listing(&listing)))
}

async fn change(app: &App, call: &Call, tenant: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let tenant: TenantId = Call::segment(tenant)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let expected_version = call.expected_version(&mut form, &tenant.to_string());
    let details = command::read(&mut form);
    let details = form.finish(details)?;
    Moved::decided_anew(|| async {
        let seen = app.store.for_listing(&write, tenant).await?;
        let situation = ListingSituation {
            caller: seen.caller.as_ref(),
            provider: seen.provider.as_ref(),
            listing: seen.listing.as_ref(),
            expected_version,
        };
        let decided = change_listing(&write, tenant, situation, &details);
        let Some(changed) = app.store.decided(&write, decided).await? else {
            // It is like that already: nothing to change, the same answer.
            let listing = seen.listing.as_ref().ok_or(Halt::Rejected(Rejection::NotFound))?;
            return Ok(Answer::ok(resource::provider_listing(listing)));
        };
        let shown = resource::provider_listing(&changed.listing);
        let answer = if changed.replaces.is_none() { Answer::created(shown) } else { Answer::ok(shown) };
        app.store.change_listing(&write, &changed, &answer.saved()).await?;
        Ok(answer)
    })
    .await
}

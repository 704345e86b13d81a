//! Active partners, and the requests that were sent and received (Z12, P5).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/relationships?relationship_type=` | active partners; `filter` on `Name` |
//! | `GET /v1/relationships/requests?direction=&state=` | requests, newest first |
//! | `GET /v1/relationships/requests/{id}` | one; the key of the e-mailed link may stand for the id |

use tandem_domain::organisation::{Organisation, OrganisationKind};
use tandem_domain::policy::{Action, permit};
use tandem_domain::relationship_request::RequestKind;
use tandem_domain::{Halt, Rejection};
use tandem_edge::{Answer, Call, Pages, collection, resource};
use tandem_function::requests::{list, read};
use tandem_function::{Request, Response};
use tandem_store::providers_page;

const KIND: RequestKind = RequestKind::IndirectPartnership;

/// The types of relationship, by the list that they name.
const OF_RESELLERS: &str = "is_indirect_cloud_solution_provider_of";
const OF_PROVIDERS: &str = "is_indirect_reseller_of";

/// HTTP, the table, and where the pages lie.
pub type App = tandem_function::App<Pages>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["relationships"]) => partners(app, call).await,
        ("GET", ["relationships", "requests"]) => list(app, call, KIND).await,
        ("GET", ["relationships", "requests", id]) => read(app, call, KIND, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn partners(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (own, providers) = app.store.with_providers(person.tenant_id).await?;
    permit(Action::ListPartnerships, Organisation::standing(own.as_ref()), &person.roles)?;
    let own = own.ok_or(Rejection::NotFound)?;
    let of_provider = own.kind == OrganisationKind::IndirectProvider;
    let types = [(OF_RESELLERS, true), (OF_PROVIDERS, false)];
    // Java's filtered call leaves the type out; the caller's own kind says which list it has.
    let resellers = call.choice("relationship_type", &types)?.unwrap_or(of_provider);
    if resellers != of_provider {
        return Err(Rejection::WrongPartnerKind.into());
    }
    let begins = call.filter(&["Name"])?.map(|filter| filter.value).unwrap_or_default();
    let page = call.page()?;
    let found = if resellers {
        app.store.resellers(own.tenant_id, &begins, &page).await?
    } else {
        providers_page(providers, &begins, &page)
    };
    let items = found.items.iter().map(|partnership| {
        if resellers {
            resource::relationship(&partnership.reseller, OF_RESELLERS)
        } else {
            resource::relationship(&partnership.provider, OF_PROVIDERS)
        }
    });
    Ok(Answer::ok(collection(call, items.collect(), found.next.as_ref())))
}

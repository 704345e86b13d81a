//! Active partners, and the requests that were sent and received (Z12, P5).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/relationships?relationship_type=` | active partners; `filter` on `Name` |
//! | `GET /v1/relationships/requests?direction=&state=` | requests, newest first |
//! | `GET /v1/relationships/requests/{id}` | one; the key of the e-mailed link may stand for the id |

use lambda_http::{Body, Request, Response};
use serde_json::Value;
use tandem_domain::organisation::{Organisation, OrganisationKind};
use tandem_domain::policy::{Action, permit};
use tandem_domain::relationship_request::{RelationshipRequest, StateNow};
use tandem_domain::write::Person;
use tandem_domain::{Halt, Rejection, RequestId};
use tandem_edge::{Answer, Call, Edge, Pages, collection, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::{RequestFilter, Store};

/// The types of relationship, by the list that they name.
const OF_RESELLERS: &str = "is_indirect_cloud_solution_provider_of";
const OF_PROVIDERS: &str = "is_indirect_reseller_of";

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    edge: Edge,
    store: Store,
    pages: Pages,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let (edge, pages) = (Edge::from_env(env), Pages::from_env(env));
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { edge, store, pages })
    }

    fn shown(&self, request: &RelationshipRequest, person: &Person, call: &Call) -> Value {
        resource::relationship_request(request, person.tenant_id, call.now, |request| {
            self.pages.invitation(&request.key)
        })
    }
}

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let call = app.edge.open(request);
    let (method, path) = call.route();
    let outcome = match (method, &path[..]) {
        ("GET", ["relationships"]) => partners(app, &call).await,
        ("GET", ["relationships", "requests"]) => requests(app, &call).await,
        ("GET", ["relationships", "requests", id]) => request_by(app, &call, id).await,
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

/// The caller's organisation, if it is a partner that has such lists.
async fn own_organisation(app: &App, person: &Person) -> Result<Organisation, Halt> {
    let own = app.store.organisation(person.tenant_id).await?;
    permit(Action::ListPartnerships, Organisation::standing(own.as_ref()), &person.roles)?;
    own.ok_or(Rejection::NotFound.into())
}

async fn partners(app: &App, call: &Call) -> Result<Answer, Halt> {
    let own = own_organisation(app, call.person()?).await?;
    let of_provider = own.kind == OrganisationKind::IndirectProvider;
    let types = [(OF_RESELLERS, true), (OF_PROVIDERS, false)];
    // Java's filtered call leaves the type out; the caller's own kind says which list it has.
    let resellers = call.choice("relationship_type", &types)?.unwrap_or(of_provider);
    if resellers != of_provider {
        return Err(Rejection::WrongPartnerKind.into());
    }
    let begins = call.filter(&["Name"])?.map(|filter| filter.value).unwrap_or_default();
    let found = app.store.partners(&own, resellers, &begins, &call.page()?).await?;
    let items = found.items.iter().map(|partnership| {
        if resellers {
            resource::relationship(&partnership.reseller, OF_RESELLERS)
        } else {
            resource::relationship(&partnership.provider, OF_PROVIDERS)
        }
    });
    Ok(Answer::ok(collection(call, items.collect(), found.next.as_ref())))
}

async fn requests(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let own = own_organisation(app, person).await?;
    let sent = call.choice("direction", &[("sent", true), ("received", false)])?;
    let sent = sent.unwrap_or(own.kind == OrganisationKind::IndirectProvider);
    let state = call.choice("state", &StateNow::ALL.map(|state| (state.as_str(), state)))?;
    let found =
        app.store.requests(person.tenant_id, RequestFilter { sent, state }, &call.page()?, call.now).await?;
    let items = found.items.iter().map(|request| app.shown(request, person, call)).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

async fn request_by(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let request = app.store.request(id).await?.ok_or(Rejection::NotFound)?;
    permit(Action::ReadRequest, request.standing_of(person.tenant_id), &person.roles)?;
    Ok(Answer::ok(app.shown(&request, person, call)))
}

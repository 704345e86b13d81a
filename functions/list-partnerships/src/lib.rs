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
use tandem_domain::policy::{Action, Standing, permit};
use tandem_domain::relationship_request::{RelationshipRequest, StateNow};
use tandem_domain::write::Person;
use tandem_domain::{Halt, Rejection, RequestId};
use tandem_edge::{Answer, Call, Edge, collection, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::{PageRequest, Position, RequestFilter, Store};

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    edge: Edge,
    store: Store,
    page_origin: String,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let (edge, page_origin) = (Edge::from_env(env), env.address("PAGE_ORIGIN"));
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { edge, store, page_origin })
    }

    fn shown(&self, request: &RelationshipRequest, person: &Person, call: &Call) -> Value {
        resource::relationship_request(request, person.tenant_id, call.now, |request| {
            format!("{}/invitations/{}", self.page_origin, request.key.as_str())
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
    let standing = match own.as_ref().map(|own| own.kind) {
        Some(OrganisationKind::IndirectProvider) => Standing::Provider,
        Some(OrganisationKind::IndirectReseller) => Standing::Reseller,
        _ => Standing::Other,
    };
    permit(Action::ListPartnerships, standing, &person.roles)?;
    own.ok_or(Rejection::NotFound.into())
}

fn page(call: &Call) -> Result<PageRequest, Rejection> {
    let paging = call.paging()?;
    Ok(PageRequest { size: paging.size, after: paging.after.as_deref().and_then(Position::parse) })
}

async fn partners(app: &App, call: &Call) -> Result<Answer, Halt> {
    let own = own_organisation(app, call.person()?).await?;
    let asked = call.query("relationship_type").map(|kind| kind.replace('_', "").to_ascii_lowercase());
    let of_provider = own.kind == OrganisationKind::IndirectProvider;
    let resellers = match asked.as_deref() {
        // Java's filtered call leaves it out; the caller's own kind says which list it has.
        None => of_provider,
        Some("isindirectcloudsolutionproviderof") => true,
        Some("isindirectresellerof") => false,
        Some(_) => {
            let rule = "must be is_indirect_cloud_solution_provider_of or is_indirect_reseller_of";
            return Err(Rejection::field("relationship_type", rule).into());
        }
    };
    if resellers != of_provider {
        return Err(Rejection::WrongPartnerKind.into());
    }
    let begins = call.filter(&["Name"])?.map(|filter| filter.value).unwrap_or_default();
    let found = app.store.partners(&own, resellers, &begins, &page(call)?).await?;
    let items = found.items.iter().map(|partnership| {
        if resellers {
            resource::relationship(&partnership.reseller, "is_indirect_cloud_solution_provider_of")
        } else {
            resource::relationship(&partnership.provider, "is_indirect_reseller_of")
        }
    });
    Ok(Answer::ok(collection(call, items.collect(), found.next.as_ref().map(Position::as_str))))
}

async fn requests(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let own = own_organisation(app, person).await?;
    let sent = match call.query("direction").map(str::to_ascii_lowercase).as_deref() {
        None => own.kind == OrganisationKind::IndirectProvider,
        Some("sent") => true,
        Some("received") => false,
        Some(_) => return Err(Rejection::field("direction", "must be sent or received").into()),
    };
    let state = match call.query("state") {
        None => None,
        Some(text) => Some(
            StateNow::ALL.into_iter().find(|state| state.as_str().eq_ignore_ascii_case(text)).ok_or_else(|| {
                Rejection::field("state", "must be pending, accepted, declined, cancelled or expired")
            })?,
        ),
    };
    let found = app.store.requests(person.tenant_id, RequestFilter { sent, state }, &page(call)?, call.now).await?;
    let items = found.items.iter().map(|request| app.shown(request, person, call)).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref().map(Position::as_str))))
}

async fn request_by(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let id = RequestId::from_path(id).map_err(|_| Rejection::NotFound)?;
    let request = app.store.request(id).await?.ok_or(Rejection::NotFound)?;
    permit(Action::ReadRequest, request.standing_of(person.tenant_id), &person.roles)?;
    Ok(Answer::ok(app.shown(&request, person, call)))
}

//! Partners read their customers, and customers their own record and partners (Z12, C5, C6, C8).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/customers?filter=` | one's customers, by name, domain, reseller or provider |
//! | `GET /v1/customers/{id}` | one |
//! | `GET /v1/customers/{id}/relationships` | its partners |

use lambda_http::{Body, Request, Response};
use tandem_domain::customer::{CustomerPartner, PartnerRole};
use tandem_domain::organisation::Organisation;
use tandem_domain::policy::{Action, Standing, permit};
use tandem_domain::{CustomerId, Halt, Rejection, TenantId};
use tandem_edge::{Answer, Call, Edge, collection, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::{CustomerFilter, CustomerView, Store};

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
        ("GET", ["customers"]) => list(app, &call).await,
        ("GET", ["customers", id]) => read(app, &call, id).await,
        ("GET", ["customers", id, "relationships"]) => relationships(app, &call, id).await,
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn list(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let own = app.store.organisation(person.tenant_id).await?;
    let standing = Organisation::standing(own.as_ref());
    permit(Action::ListCustomers, standing, &person.roles)?;
    let filter = filter(call, standing)?;
    let page = call.page()?;
    let found = app.store.customers(person.tenant_id, &filter, &page).await?;
    let items = found.items.iter().map(resource::customer_in_list).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

fn filter(call: &Call, standing: Standing) -> Result<CustomerFilter, Rejection> {
    let fields = ["CompanyName", "Domain", "IndirectReseller", "IndirectCloudSolutionProvider"];
    let Some(filter) = call.filter(&fields)? else {
        return Ok(CustomerFilter::CompanyName(String::new()));
    };
    let partner = || -> Result<TenantId, Rejection> {
        filter
            .value
            .parse()
            .map_err(|rule| Rejection::field("filter", format!("must have a Value that {rule}")))
    };
    match (filter.field, standing) {
        ("CompanyName", _) => Ok(CustomerFilter::CompanyName(filter.value)),
        ("Domain", _) => Ok(CustomerFilter::Domain(filter.value)),
        ("IndirectReseller", Standing::Provider) => Ok(CustomerFilter::IndirectReseller(partner()?)),
        ("IndirectCloudSolutionProvider", Standing::Reseller) => {
            Ok(CustomerFilter::IndirectProvider(partner()?))
        }
        _ => Err(Rejection::WrongPartnerKind),
    }
}

/// A customer that the caller is a party to.
async fn seen(app: &App, call: &Call, id: &str) -> Result<(CustomerView, TenantId), Halt> {
    let person = call.person()?;
    let id: CustomerId = Call::segment(id)?;
    let view = app.store.customer(id, person.tenant_id).await?;
    let customer = view.customer.as_ref().ok_or(Rejection::NotFound)?;
    let standing = customer.standing_of(person.tenant_id, view.relation.as_ref());
    permit(Action::ReadCustomer, standing, &person.roles)?;
    Ok((view, person.tenant_id))
}

async fn read(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let (view, _) = seen(app, call, id).await?;
    let customer = view.customer.as_ref().ok_or(Rejection::NotFound)?;
    let admin = view.delegated_admin.as_ref().is_some_and(|admin| !admin.services.is_empty());
    Ok(Answer::ok(resource::customer(customer, view.relation.as_ref(), admin)))
}

async fn relationships(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let (view, own) = seen(app, call, id).await?;
    let customer = view.customer.as_ref().ok_or(Rejection::NotFound)?;
    let partners = app.store.customer_partners(customer.id).await?;
    // A provider sees the resellers and a reseller the providers; the customer sees all of them.
    let shown = |partner: &&CustomerPartner| match view.relation.as_ref().map(|relation| relation.role) {
        None => own == customer.id,
        Some(PartnerRole::Provider) => partner.role == PartnerRole::Reseller,
        Some(PartnerRole::Reseller) => partner.role == PartnerRole::Provider,
    };
    let items = partners.iter().filter(shown).map(resource::customer_relationship).collect();
    Ok(Answer::ok(collection(call, items, None)))
}

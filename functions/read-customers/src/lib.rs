//! Partners read their customers, and customers their own record and partners (Z12, C5, C6, C8).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/customers?filter=` | one's customers, by name, domain, reseller or provider |
//! | `GET /v1/customers/{id}` | one |
//! | `GET /v1/customers/{id}/profiles/company`, `…/billing` | the one record behind both profiles |
//! | `GET /v1/customers/{id}/relationships` | its partners |
//! | `HEAD /v1/domains/{domain}` | 200 if the default domain is taken, 404 if it is free |
//!
//! Partners see themselves and the partners that share the customer with them; the customer sees
//! everybody, with their privileges (A1). What two partners share they keep sharing when their
//! partnership is removed (X2), so they go on seeing each other there.

use serde_json::Value;
use tandem_domain::customer::{Customer, Dealings, Party, may_read};
use tandem_domain::organisation::Organisation;
use tandem_domain::policy::{Action, Standing, permit};
use tandem_domain::write::Person;
use tandem_domain::{Halt, Rejection, TenantId};
use tandem_edge::{Answer, Call, collection, resource};
use tandem_function::{Request, Response};
use tandem_store::{CustomerFilter, CustomerView};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["customers"]) => list(app, call).await,
        ("GET", ["customers", id]) => read(app, call, id).await,
        ("GET", ["customers", id, "profiles", "company"]) => {
            profile(app, call, id, resource::company_profile).await
        }
        ("GET", ["customers", id, "profiles", "billing"]) => {
            profile(app, call, id, resource::billing_profile).await
        }
        ("HEAD", ["domains", domain]) => is_taken(app, call, domain).await,
        ("GET", ["customers", id, "relationships"]) => relationships(app, call, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
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
        let named = filter.value.parse();
        named
            .map_err(|_| Rejection::field("filter", "must have a Value that is the partner's tenant, a GUID"))
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

/// The customer, if the caller is a party to it.
fn seen<'a>(view: &'a CustomerView, person: &Person) -> Result<&'a Customer, Rejection> {
    let customer = view.customer.as_ref().ok_or(Rejection::NotFound)?;
    may_read(person, customer.id, view.relation.as_ref())?;
    Ok(customer)
}

async fn read(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let view = app.store.customer(Call::segment(id)?, person.tenant_id).await?;
    let customer = seen(&view, person)?;
    let admin = view.delegated_admin.as_ref().is_some_and(|admin| !admin.services.is_empty());
    Ok(Answer::ok(resource::customer(customer, person.tenant_id, view.relation.as_ref(), admin)))
}

async fn profile(
    app: &App,
    call: &Call,
    id: &str,
    shape: impl Fn(&Customer) -> Value,
) -> Result<Answer, Halt> {
    let person = call.person()?;
    let view = app.store.customer(Call::segment(id)?, person.tenant_id).await?;
    Ok(Answer::ok(shape(seen(&view, person)?)))
}

async fn relationships(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let found = app.store.partners_of_customer(Call::segment(id)?, person.tenant_id).await?;
    seen(&found.view, person)?;
    let parties = found.dealings().map(Dealings::parties).unwrap_or_default();
    let Some(relation) = &found.view.relation else {
        return Ok(Answer::ok(collection(call, parties.iter().map(resource::own_partner).collect(), None)));
    };
    let own = person.tenant_id;
    let fellow = |party: &&Party<'_>| {
        let pair = [(own, party.tenant_id), (party.tenant_id, own)];
        found.pairs.iter().any(|known| pair.contains(&(known.provider, known.reseller)))
    };
    let fellows = parties.iter().filter(fellow);
    let items = fellows.map(|party| resource::fellow_partner(party, relation.role)).collect();
    let mut body = collection(call, items, None);
    body["own"] = parties.iter().find(|party| party.tenant_id == own).map(resource::own_partner).into();
    Ok(Answer::ok(body))
}

/// N5: whether a domain is taken is public among partners, in their own cloud.
async fn is_taken(app: &App, call: &Call, domain: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let domain = domain.parse().map_err(|rule: String| Rejection::field("domain", rule))?;
    let (own, taken_in) = app.store.domain(person.tenant_id, &domain).await?;
    permit(Action::Verify, Organisation::standing(own.as_ref()), &person.roles)?;
    if own.is_some_and(|own| taken_in.contains(&own.cloud)) {
        Ok(Answer::ok(Value::Null))
    } else {
        Err(Rejection::NotFound.into())
    }
}

//! Organisations read what was done on their side (Z21, N3).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/auditrecords?startDate=&endDate=&filter=&tenantId=&format=` | one's own side, newest first; as JSON page by page, or as CSV |
//! | `GET /auditactivity/v1/auditrecords/{id}` | one |
//!
//! Dates are read in every form that Partner Center's clients write. The program operator says with
//! `tenantId` whose side it wants.

mod table;

use tandem_domain::audit::{Period, Resource, side, standing};
use tandem_domain::paging::PageRequest;
use tandem_domain::policy::{Action, Standing, permit};
use tandem_domain::time::LooseTime;
use tandem_domain::{Halt, Rejection};
use tandem_edge::{Answer, Call, Operator, collection, resource};
use tandem_function::{Request, Response};
use tandem_store::AuditFilter;

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["auditrecords"]) => list_records(app, call).await,
        ("GET", ["auditactivity", "v1", "auditrecords", id]) => read_record(app, call, id).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn list_records(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (own, named) = (person.tenant_id, call.parsed("tenantId")?);
    let time = |name| Ok::<_, Rejection>(call.parsed(name)?.map(LooseTime::time));
    let period = Period::new(time("startDate")?, time("endDate")?, call.now, app.store.audit_years())?;
    let filter = filter(call)?;
    let as_table = call.wants_csv()?;
    let page = call.page()?;
    let page = if as_table { PageRequest { size: table::MOST_ROWS, ..page } } else { page };
    // Both are read at once; what the caller may not see goes no further than here.
    let wanted = named.unwrap_or(own);
    let (organisation, found) = app.store.audit_trail(own, wanted, period, filter.as_ref(), &page).await?;
    let standing = standing(organisation.as_ref());
    permit(Action::ReadAudit, standing, &person.roles)?;
    side(standing, own, named)?;
    if as_table {
        let (table, next) = table::of(&found);
        return Ok(Answer::csv(table, next.as_ref()));
    }
    let items = found.items.iter().map(resource::audit_record).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}

fn filter(call: &Call) -> Result<Option<AuditFilter>, Rejection> {
    let fields = [
        ("CompanyName", Operator::Substring),
        ("CustomerId", Operator::Equals),
        ("ResourceType", Operator::Equals),
    ];
    let Some(filter) = call.filter_by(&fields)? else { return Ok(None) };
    let bad = |rule: &str| Rejection::field("filter", format!("must have a Value that {rule}"));
    Ok(Some(match filter.field {
        "CustomerId" => AuditFilter::Customer(filter.value.parse().map_err(|_| bad("is a GUID"))?),
        "ResourceType" => {
            let types: Vec<_> = Resource::ALL.iter().map(|word| format!("{word:?}")).collect();
            let resource = Resource::named(&filter.value);
            AuditFilter::Resource(resource.ok_or_else(|| bad(&format!("is one of: {}", types.join(", "))))?)
        }
        _ => AuditFilter::CustomerName(filter.value),
    }))
}

async fn read_record(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let place = resource::audit_place(id).ok_or(Rejection::NotFound)?;
    let (organisation, entry) = app.store.audit_entry(person.tenant_id, &place).await?;
    let standing = match standing(organisation.as_ref()) {
        Standing::Operator => Standing::Operator,
        own if place.organisation == person.tenant_id => own,
        _ => Standing::Stranger,
    };
    permit(Action::ReadAudit, standing, &person.roles)?;
    Ok(Answer::ok(resource::audit_record(&entry.ok_or(Rejection::NotFound)?)))
}

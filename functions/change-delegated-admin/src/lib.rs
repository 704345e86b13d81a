//! The people of a tenant see who holds privileges in it, and take them back or give a service's to
//! another partner (A1–A3, Z9). The tenant is a customer, or a reseller whose providers administer it
//! (P4).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/delegatedaccess` | who holds privileges, for which service, since when, granted by whom |
//! | `DELETE /v1/delegatedaccess/{tenantId}?service=` | take a partner's back, for one service or all |
//! | `PUT /v1/delegatedaccess/{service}` | `{tenantId}`: that partner holds the service, and nobody else |
//!
//! The tenant is the token's, never a field of the request. Privileges are read where they are used, so
//! what is taken back ends at once (T6); the relationship and all that was sold stay (A3).

use serde_json::{Value, json};
use tandem_domain::customer::Customer;
use tandem_domain::delegated_admin::{
    DelegatedAdmin, Held, Managed, Names, Service, Tenancy, hand_over, held, may_read, take_back,
};
use tandem_domain::organisation::Organisation;
use tandem_domain::{Halt, Rejection, TenantId, Write};
use tandem_edge::{Answer, Call, UnknownKeys, collection, resource};
use tandem_function::{OutcomeMail, Request, Response};
use tandem_store::{ForPrivileges, Moved, NotCommitted};

/// HTTP, the table, and the mail to whoever gets or loses privileges.
pub type App = tandem_function::App<OutcomeMail>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["delegatedaccess"]) => read(app, call).await,
        ("DELETE", ["delegatedaccess", partner]) => take(app, call, partner).await,
        ("PUT", ["delegatedaccess", service]) => give(app, call, service).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn read(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    may_read(person)?;
    let seen = app.store.privileges(person.tenant_id).await?;
    let known = Known { customer: seen.customer.as_ref(), organisations: &seen.organisations };
    Ok(Answer::ok(collection(call, known.items(&seen.admins, |_| true), None)))
}

/// What the tenant's people want.
#[derive(Clone, Copy)]
enum Wish {
    /// All services, unless one is named.
    Take(Option<Service>),
    Give(Service),
}

async fn take(app: &App, call: &Call, partner: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let partner = Call::segment(partner)?;
    // Without a service it takes everything, so nothing that could be meant as one is passed over.
    call.nothing_but(&["service"])?;
    call.form(UnknownKeys::Refused)?.finish(Some(()))?;
    let service: Option<Service> = call.parsed("service")?;
    change(app, call, &write, partner, Wish::Take(service)).await
}

async fn give(app: &App, call: &Call, service: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let service = Call::segment(service)?;
    let mut form = call.form(UnknownKeys::Refused)?;
    let partner = form.required("tenantId");
    let partner = form.finish(partner)?;
    change(app, call, &write, partner, Wish::Give(service)).await
}

/// Of two changes at once the first wins, and the second is decided on what that one left.
async fn change(
    app: &App,
    call: &Call,
    write: &Write,
    partner: TenantId,
    wish: Wish,
) -> Result<Answer, Halt> {
    Moved::decided_anew(|| change_once(app, call, write, partner, wish)).await
}

async fn change_once(
    app: &App,
    call: &Call,
    write: &Write,
    partner: TenantId,
    wish: Wish,
) -> Result<Answer, NotCommitted<Moved>> {
    let seen = app.store.for_privileges(write, partner).await?;
    let (tenancy, present) = (tenancy(&seen), &seen.privileges);
    let notices = app.settings.notices(seen.customer.as_ref().map(|customer| customer.id), seen.contacts());
    let decided = match wish {
        Wish::Take(service) => take_back(write, tenancy, present, partner, service, &notices),
        Wish::Give(service) => {
            let partner = seen.partner.as_ref().map(|partner| (partner, seen.basis));
            hand_over(write, tenancy, present, partner, service, &notices)
        }
    };
    let managed = app.store.decided(write, decided).await?;
    let answer = left(call, &seen, managed.as_ref(), |held| match wish {
        Wish::Take(_) => held.partner == partner,
        Wish::Give(service) => held.service == service,
    });
    if let Some(managed) = managed {
        app.store.manage_privileges(write, &managed, &seen, &answer.saved()).await?;
    }
    Ok(answer)
}

/// Who holds what from then on, of those that it is about.
fn left(
    call: &Call,
    seen: &ForPrivileges,
    managed: Option<&Managed>,
    shown: impl Fn(&Held<'_>) -> bool,
) -> Answer {
    let changed = managed.map(|managed| managed.changed.clone()).unwrap_or_default();
    let known = Known { customer: seen.customer.as_ref(), organisations: &seen.holders };
    let mut body = collection(call, known.items(&seen.privileges.after(&changed), shown), None);
    // Where it is read.
    body["links"]["self"]["uri"] = json!("/delegatedaccess");
    Answer::ok(body)
}

/// The tenant as those know it whom the change concerns.
fn tenancy(seen: &ForPrivileges) -> Tenancy<'_> {
    let as_partner = seen.organisation.as_ref().map(|own| own.name.as_str());
    let as_customer = seen.customer.as_ref().map(|own| own.company_name.as_str());
    Tenancy {
        tenant_id: seen.privileges.tenant_id,
        customer: seen.customer.as_ref(),
        name: as_customer.or(as_partner),
    }
}

/// Those whom privileges name, as far as they are known.
struct Known<'a> {
    /// The tenant itself, as a customer.
    customer: Option<&'a Customer>,
    organisations: &'a [Organisation],
}

impl<'a> Known<'a> {
    fn names(&self) -> Names<'a> {
        let own = self.customer.map(|customer| (customer.id, customer.company_name.as_str()));
        let others = self.organisations.iter().map(|other| (other.tenant_id, other.name.as_str()));
        others.chain(own).collect()
    }

    fn items(&self, admins: &[DelegatedAdmin], shown: impl Fn(&Held<'_>) -> bool) -> Vec<Value> {
        let names = self.names();
        let organisation = |tenant| self.organisations.iter().find(|other| other.tenant_id == tenant);
        let held = held(admins, &names).into_iter().filter(shown);
        held.map(|held| resource::delegated_access(&held, organisation(held.partner))).collect()
    }
}

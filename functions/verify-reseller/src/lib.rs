//! Partners verify a reseller before it goes on a subscription (S3, N5).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/profiles/mpn?mpnId=` | what a partner ID is called; one's own, if none is given |
//! | `POST /v1/partners/validateresellers` | whether each of up to 500 partner IDs can be a reseller of record |
//! | `GET /v1/compliance/csp/agreementstatus?mpnId=`, `?tenantId=` | whether a reseller has signed the partner agreement |
//!
//! All three only read, the second although it is a `POST`: nothing to repeat, nothing to audit.

use tandem_domain::partner_id::verify;
use tandem_domain::verification::{AgreementProblem, agreement_of_partner_id, agreement_of_tenant, asking};
use tandem_domain::write::Person;
use tandem_domain::{Halt, PartnerId, Rejection, TenantId};
use tandem_edge::{Answer, Call, UnknownKeys, resource};
use tandem_function::{Request, Response};

/// How many partner IDs are verified at once.
const MOST_PARTNER_IDS: usize = 500;

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["profiles", "mpn"]) => profile(app, call).await,
        ("POST", ["partners", "validateresellers"]) => validate(app, call).await,
        ("GET", ["compliance", "csp", "agreementstatus"]) => agreement_status(app, call).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn profile(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let asked: Option<PartnerId> = call.parsed("mpnId")?;
    let (own, registered) = app.store.for_verifying(person.tenant_id, asked.as_slice()).await?;
    let own = asking(own.as_ref(), &person.roles)?;
    let profile = match asked {
        None => resource::mpn_profile(own.mpn_id.ok_or(Rejection::NotFound)?, &own.name, true),
        Some(mpn_id) => {
            let entry = registered.get(&mpn_id).ok_or(Rejection::PartnerUnknown(mpn_id))?;
            resource::mpn_profile(mpn_id, &entry.name, false)
        }
    };
    Ok(Answer::ok(profile))
}

async fn validate(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let mut form = call.form(UnknownKeys::Ignored)?;
    let mpn_ids: Option<Vec<PartnerId>> = form.strings("partnerIds", 1, MOST_PARTNER_IDS);
    let mpn_ids = form.finish(mpn_ids)?;
    let (own, registered) = app.store.for_verifying(person.tenant_id, &mpn_ids).await?;
    let own = asking(own.as_ref(), &person.roles)?;
    let results = mpn_ids.into_iter().map(|mpn_id| {
        let verified = verify(mpn_id, registered.get(&mpn_id), own.cloud, own.country);
        (mpn_id, verified)
    });
    Ok(Answer::ok(resource::validation_results(results)))
}

async fn agreement_status(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    match (call.parsed("mpnId")?, call.parsed("tenantId")?) {
        (Some(mpn_id), None) => of_partner_id(app, person, mpn_id).await?,
        (None, Some(tenant)) => of_tenant(app, person, tenant).await?,
        (Some(_), Some(_)) => {
            return Err(Rejection::field("tenantId", "must be left out if mpnId is given").into());
        }
        (None, None) => return Err(Rejection::Agreement(AgreementProblem::NothingGiven).into()),
    }
    Ok(Answer::ok(resource::agreement_signed()))
}

async fn of_partner_id(app: &App, person: &Person, mpn_id: PartnerId) -> Result<(), Halt> {
    let (own, registered) = app.store.for_verifying(person.tenant_id, &[mpn_id]).await?;
    let own = asking(own.as_ref(), &person.roles)?;
    Ok(agreement_of_partner_id(mpn_id, registered.get(&mpn_id), own)?)
}

async fn of_tenant(app: &App, person: &Person, tenant: TenantId) -> Result<(), Halt> {
    let [own, other] = app.store.own_and_other(person.tenant_id, tenant).await?;
    let own = asking(own.as_ref(), &person.roles)?;
    let entry = match other.and_then(|other| other.mpn_id) {
        Some(mpn_id) => app.store.registered(mpn_id).await?,
        None => None,
    };
    Ok(agreement_of_tenant(tenant, entry.as_ref(), own)?)
}

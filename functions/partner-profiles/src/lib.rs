//! A partner reads and changes the profiles of its own company (Z12, Z18, E3, S4).
//!
//! | route | what |
//! |---|---|
//! | `GET, PUT /v1/profiles/legalbusiness?vettingVersion=` | legal name and address, and who speaks for the company |
//! | `GET, PUT /v1/profiles/organization` | the same address and contact, with language and culture |
//! | `GET, PUT /v1/profiles/support` | whom its customers turn to; also `PUT …/supportprofile` |
//!
//! All are Partner Center's. One record is behind the three, so they have one etag. A change is the whole
//! profile; keys that aren't known here are passed over.

use serde_json::Value;
use tandem_domain::profile::{
    ChangeProfile, OwnProfile, VettingVersion, change_profile, read, read_legal_business,
};
use tandem_domain::{Halt, Rejection};
use tandem_edge::{Answer, Call, EnrollmentPages, Form, UnknownKeys, enrolling, random, resource};
use tandem_function::{Request, Response};
use tandem_store::Moved;

/// HTTP, the table, and where addresses are confirmed.
pub type App = tandem_function::App<EnrollmentPages>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["profiles", "legalbusiness"]) => legal_business(app, call).await,
        ("GET", ["profiles", "organization"]) => show(app, call, resource::organization_profile).await,
        ("GET", ["profiles", "support"]) => show(app, call, resource::support_profile).await,
        ("PUT", ["profiles", "legalbusiness"]) => change_legal_business(app, call).await,
        ("PUT", ["profiles", "organization"]) => {
            let read = |form: &mut Form| enrolling::organization(form).map(ChangeProfile::Organization);
            change(app, call, read, resource::organization_profile).await
        }
        ("PUT", ["profiles", "support" | "supportprofile"]) => {
            let read = |form: &mut Form| enrolling::support(form).map(ChangeProfile::Support);
            change(app, call, read, resource::support_profile).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn legal_business(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let version = vetting_version(call)?;
    let profiles = app.store.profiles(person.tenant_id).await?;
    let vetted = read_legal_business(person, profiles.seen(), version)?;
    Ok(Answer::ok(resource::legal_business_profile(person.tenant_id, &vetted)))
}

async fn show(app: &App, call: &Call, shape: impl Fn(OwnProfile<'_>) -> Value) -> Result<Answer, Halt> {
    let person = call.person()?;
    let profiles = app.store.profiles(person.tenant_id).await?;
    Ok(Answer::ok(shape(read(person, profiles.seen())?)))
}

async fn change_legal_business(app: &App, call: &Call) -> Result<Answer, Halt> {
    let version = vetting_version(call)?;
    let read = |form: &mut Form| enrolling::legal_business(form).map(ChangeProfile::LegalBusiness);
    let shape =
        |own: OwnProfile<'_>| resource::legal_business_profile(own.profile.tenant_id, &own.vetted(version));
    change(app, call, read, shape).await
}

fn vetting_version(call: &Call) -> Result<VettingVersion, Rejection> {
    let names = [("Current", VettingVersion::Current), ("LastFinalized", VettingVersion::LastFinalized)];
    Ok(call.choice("vettingVersion", &names)?.unwrap_or_default())
}

async fn change(
    app: &App,
    call: &Call,
    read: impl FnOnce(&mut Form) -> Option<ChangeProfile>,
    shape: impl Fn(OwnProfile<'_>) -> Value,
) -> Result<Answer, Halt> {
    let write = call.write()?;
    let mut form = call.form(UnknownKeys::Ignored)?;
    let expected_version = call.expected_version(&mut form, &write.person.tenant_id.to_string());
    let command = read(&mut form);
    let command = form.finish(command)?;
    let (key, link) = (random::link_key(), |key: &_| app.settings.confirmation(key));
    Moved::decided_anew(|| async {
        let profiles = app.store.for_changing_profile(&write).await?;
        let seen = profiles.seen();
        let decided = change_profile(&write, seen, expected_version, &command, &key, link);
        let Some(changed) = app.store.decided(&write, decided).await? else {
            // It is like that already: nothing to change, the same answer.
            let partner = seen.partner().ok_or(Halt::Rejected(Rejection::NotFound))?;
            return Ok(Answer::ok(shape(partner)));
        };
        let organisation = seen.own.ok_or(Halt::Rejected(Rejection::NotFound))?;
        let answer = Answer::ok(shape(OwnProfile { organisation, profile: &changed.profile }));
        let done = app.store.change_partner_profile(&write, &changed, &answer.saved()).await;
        done.map(|()| answer).map_err(|reason| reason.stale_to(expected_version))
    })
    .await
}

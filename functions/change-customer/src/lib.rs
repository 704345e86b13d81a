//! Partners change what they have with a customer, and its profiles (Z4, Z13, Z14, Z18, C9).
//!
//! | route | what |
//! |---|---|
//! | `PATCH /v1/customers/{id}` | `relationshipToPartner: "none"` ends the caller's relationship, `allowDelegatedAccess: false` its privileges |
//! | `PUT /v1/customers/{id}/profiles/company` | name, address, e-mail, registration number; what is left out stays |
//! | `PUT /v1/customers/{id}/profiles/billing` | the whole billing profile |
//!
//! One record is behind both profiles: name, address and contact are the same in both, and so is the
//! etag.

mod command;

use serde_json::Value;
use tandem_domain::customer::{
    ChangeProfile, ChangeRelationship, Customer, ProfileSituation, Relationship, RelationshipChange,
    change_profile, change_relationship,
};
use tandem_domain::{CustomerId, Halt, Rejection, Write};
use tandem_edge::{Answer, Call, Form, UnknownKeys, profile, resource};
use tandem_function::{Request, Response};
use tandem_store::{Moved, NotCommitted};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("PATCH", ["customers", id]) => relationship(app, call, id).await,
        ("PUT", ["customers", id, "profiles", "company"]) => {
            let read = |form: &mut Form| profile::company_profile(form).map(ChangeProfile::Company);
            change(app, call, id, read, resource::company_profile).await
        }
        ("PUT", ["customers", id, "profiles", "billing"]) => {
            let read = |form: &mut Form| profile::billing_profile(form).map(ChangeProfile::Billing);
            change(app, call, id, read, resource::billing_profile).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn relationship(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id: CustomerId = Call::segment(id)?;
    let command = command::read(call.form(UnknownKeys::Ignored)?)?;
    // What a partner gives up may be taken back, or be granted anew, at the same time.
    Moved::decided_anew(|| change_relation(app, &write, id, command)).await
}

async fn change_relation(
    app: &App,
    write: &Write,
    id: CustomerId,
    command: ChangeRelationship,
) -> Result<Answer, NotCommitted<Moved>> {
    let seen = app.store.for_relationship(write, id, command.end).await?;
    let present = Relationship {
        customer: seen.customer.as_ref(),
        relation: seen.relation.as_ref(),
        privileges: &seen.privileges,
        sharing: &seen.sharing,
    };
    let decided = change_relationship(write, present, command);
    let changed = app.store.decided(write, decided).await?;
    if let RelationshipChange::Ended(ended) = changed {
        let answer = Answer::ok(resource::ended_relationship());
        app.store.end_relationship(write, &ended, &answer.saved()).await.map_err(Halt::from)?;
        return Ok(answer);
    }
    let customer = seen.customer.as_ref().ok_or(Halt::Rejected(Rejection::NotFound))?;
    let without = resource::customer(customer, write.person.tenant_id, seen.relation.as_ref(), false);
    let answer = Answer::ok(without);
    if let RelationshipChange::GivenUp(given_up) = changed {
        app.store.give_up_privileges(write, &given_up, &answer.saved()).await?;
    }
    Ok(answer)
}

async fn change(
    app: &App,
    call: &Call,
    id: &str,
    read: impl FnOnce(&mut Form) -> Option<ChangeProfile>,
    shape: impl Fn(&Customer) -> Value,
) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id: CustomerId = Call::segment(id)?;
    let mut form = call.form(UnknownKeys::Ignored)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    let command = read(&mut form);
    let command = form.finish(command)?;
    // The customer may get another partner at the same time, whose list has its name as well.
    Moved::decided_anew(|| async {
        let seen = app.store.for_profile(&write, id).await?;
        let situation = ProfileSituation {
            customer: seen.customer.as_ref(),
            partners: &seen.partners,
            pairs: seen.pairs.len(),
            expected_version,
        };
        let decided = change_profile(&write, situation, &command);
        let Some(changed) = app.store.decided(&write, decided).await? else {
            // It is like that already: nothing to change, the same answer.
            let customer = seen.customer.as_ref().ok_or(Halt::Rejected(Rejection::NotFound))?;
            return Ok(Answer::ok(shape(customer)));
        };
        let answer = Answer::ok(shape(&changed.customer));
        let done = app.store.change_profile(&write, &changed, &seen, &answer.saved()).await;
        done.map(|()| answer).map_err(|reason| reason.stale_to(expected_version))
    })
    .await
}

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

use lambda_http::{Body, Request, Response};
use serde_json::Value;
use tandem_domain::customer::{
    ChangeProfile, Customer, ProfileSituation, Relationship, RelationshipChange, change_profile,
    change_relationship,
};
use tandem_domain::{CustomerId, Halt, Rejection};
use tandem_edge::{Answer, Call, Edge, Form, UnknownKeys, profile, resource};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::{NotCommitted, Store};

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
        ("PATCH", ["customers", id]) => relationship(app, &call, id).await,
        ("PUT", ["customers", id, "profiles", "company"]) => {
            let read = |form: &mut Form| profile::company_profile(form).map(ChangeProfile::Company);
            change(app, &call, id, read, resource::company_profile).await
        }
        ("PUT", ["customers", id, "profiles", "billing"]) => {
            let read = |form: &mut Form| profile::billing_profile(form).map(ChangeProfile::Billing);
            change(app, &call, id, read, resource::billing_profile).await
        }
        _ => Err(Rejection::NotFound.into()),
    };
    app.edge.close(&call, outcome)
}

async fn relationship(app: &App, call: &Call, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let id: CustomerId = Call::segment(id)?;
    let command = command::read(call.form(UnknownKeys::Ignored)?)?;
    let seen = app.store.for_relationship(&write, id, command.end).await?;
    let present = Relationship {
        customer: seen.customer.as_ref(),
        relation: seen.relation.as_ref(),
        delegated_admin: seen.delegated_admin.as_ref(),
        sharing: &seen.sharing,
    };
    let decided = change_relationship(&write, present, command);
    let changed = app.store.decided(&write, decided).await?;
    if let RelationshipChange::Ended(ended) = changed {
        let answer = Answer::ok(resource::ended_relationship());
        app.store.end_relationship(&write, &ended, &answer.saved()).await?;
        return Ok(answer);
    }
    let customer = seen.customer.as_ref().ok_or(Rejection::NotFound)?;
    let without = resource::customer(customer, write.person.tenant_id, seen.relation.as_ref(), false);
    let answer = Answer::ok(without);
    if let RelationshipChange::GivenUp(given_up) = changed {
        match app.store.give_up_privileges(&write, &given_up, &answer.saved()).await {
            // A colleague was faster: they are given up all the same.
            Ok(()) | Err(NotCommitted::Refused(_)) => {}
            Err(NotCommitted::Halted(halt)) => return Err(halt),
        }
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
        let customer = seen.customer.as_ref().ok_or(Rejection::NotFound)?;
        return Ok(Answer::ok(shape(customer)));
    };
    let answer = Answer::ok(shape(&changed.customer));
    app.store.change_profile(&write, &changed, &seen, &answer.saved()).await?;
    Ok(answer)
}

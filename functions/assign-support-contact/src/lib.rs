//! The provider that ordered a subscription chooses who answers its support requests (S5, Z6).
//!
//! | route | what |
//! |---|---|
//! | `PUT /v1/customers/{id}/subscriptions/{sid}/supportcontact` | Partner Center's: `{supportTenantId, supportMpnId?}`; without them the provider itself |
//!
//! Who it is now, and who may be chosen, is read at the same address and at `…/supportcontacts`.

use tandem_domain::organisation::Partner;
use tandem_domain::subscription::{AssignSupportContact, assign_support_contact};
use tandem_domain::{CustomerId, Halt, Rejection, SubscriptionId, TenantId};
use tandem_edge::{Answer, Call, UnknownKeys, resource};
use tandem_function::{Request, Response};
use tandem_store::ForSupportContact;

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("PUT", ["customers", customer, "subscriptions", id, "supportcontact"]) => {
            assign(app, call, customer, id).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn assign(app: &App, call: &Call, customer: &str, id: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let (customer, id): (CustomerId, SubscriptionId) = (Call::segment(customer)?, Call::segment(id)?);
    let (command, expected_version) = command(call, id)?;
    let seen = app.store.for_support_contact(&write, customer, id, command.tenant_id).await?;
    let present = seen.seen.present(expected_version);
    let changed = assign_support_contact(&write, present, seen.chosen.as_ref(), command);
    let Some(changed) = app.store.decided(&write, changed).await? else {
        let subscription = seen.seen.subscription.as_ref().ok_or(Rejection::NotFound)?;
        let partner = contact(&seen, subscription.support_contact);
        return Ok(Answer::ok(resource::support_contact(subscription, partner)));
    };
    let partner = contact(&seen, changed.subscription.support_contact);
    let answer = Answer::ok(resource::support_contact(&changed.subscription, partner));
    app.store.assign_support_contact(&write, &changed, &answer.saved()).await?;
    Ok(answer)
}

fn command(call: &Call, id: SubscriptionId) -> Result<(AssignSupportContact, Option<u32>), Rejection> {
    let mut form = call.form(UnknownKeys::Ignored)?;
    let expected_version = call.expected_version(&mut form, &id.to_string());
    let command = AssignSupportContact {
        tenant_id: form.optional("supportTenantId"),
        mpn_id: form.optional("supportMpnId"),
    };
    Ok((form.finish(Some(command))?, expected_version))
}

/// The partner that the answer names: whoever was chosen, or the provider, whose call it is.
fn contact(seen: &ForSupportContact, chosen: Option<TenantId>) -> Option<&Partner> {
    let relation = if chosen.is_some() { &seen.chosen } else { &seen.seen.relation };
    relation.as_ref().map(|relation| &relation.partner)
}

//! A provider attests that a customer accepted the agreement (Z8), and its parties see what was
//! accepted (Z12).
//!
//! | route | what |
//! |---|---|
//! | `GET /v1/agreements?agreementType=` | what can be accepted |
//! | `POST /v1/customers/{id}/agreements` | attest it |
//! | `GET /v1/customers/{id}/agreements?agreementType=` | what the customer has accepted |
//! | `GET /v1/customers/{id}/directSignedMicrosoftCustomerAgreementStatus` | whether it did so itself |
//!
//! Left out, `agreementType` means every type: Partner Center's default is an agreement that nobody can
//! accept any more, so its clients would find nothing.

use tandem_domain::agreement::{Template, attest};
use tandem_domain::cloud::RULES;
use tandem_domain::customer::may_list;
use tandem_domain::organisation::Organisation;
use tandem_domain::policy::{Action, permit};
use tandem_domain::{CustomerId, Halt, Rejection};
use tandem_edge::{Answer, Call, UnknownKeys, collection, ordering, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("GET", ["agreements"]) => list_templates(app, call).await,
        ("POST", ["customers", customer, "agreements"]) => attest_agreement(app, call, customer).await,
        ("GET", ["customers", customer, "agreements"]) => list_agreements(app, call, customer).await,
        ("GET", ["customers", customer, "directSignedMicrosoftCustomerAgreementStatus"]) => {
            read_direct_signed(app, call, customer).await
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

/// Which types of agreement are wanted; every one if nothing is said.
fn wanted(call: &Call) -> Result<impl Fn(Option<&Template>) -> bool + use<>, Rejection> {
    let kinds = ["MicrosoftCustomerAgreement", "MicrosoftCloudAgreement", "*"];
    let wanted = call.choice("agreementType", &kinds.map(|kind| (kind, kind)))?.unwrap_or("*");
    Ok(move |template: Option<&Template>| {
        wanted == "*" || template.is_some_and(|template| template.kind == wanted)
    })
}

/// The agreement of the caller's own cloud; those of all of them, where its cloud isn't known.
async fn list_templates(app: &App, call: &Call) -> Result<Answer, Halt> {
    let person = call.person()?;
    let own = app.store.organisation(person.tenant_id).await?;
    permit(Action::ReadCatalogue, Organisation::standing(own.as_ref()), &person.roles)?;
    let wanted = wanted(call)?;
    let rules = RULES.iter().filter(|rules| own.as_ref().is_none_or(|own| own.cloud == rules.cloud));
    let templates = rules.map(|rules| &rules.agreement).filter(|template| wanted(Some(template)));
    let items = templates.map(resource::agreement_template).collect();
    Ok(Answer::ok(collection(call, items, None)))
}

async fn attest_agreement(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let write = call.write()?;
    let customer: CustomerId = Call::segment(customer)?;
    let mut form = call.form(UnknownKeys::Ignored)?;
    let given = ordering::agreement(&mut form, write.now);
    let given = form.finish(given)?;
    let seen = app.store.for_attestation(&write, customer).await?;
    let (known, relation) = (seen.customer.as_ref(), seen.relation.as_ref());
    let attested = attest(&write, known, relation, seen.agreement.as_ref(), &given);
    let attested = app.store.decided(&write, attested).await?;
    let answer = Answer::created(resource::agreement(&attested.agreement));
    app.store.attest(&write, &attested, &answer.saved()).await?;
    Ok(answer)
}

async fn list_agreements(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let customer: CustomerId = Call::segment(customer)?;
    let found = app.store.agreements(customer, person.tenant_id, &call.page()?).await?;
    may_list(person, customer, found.relation.as_ref(), found.is_known)?;
    let wanted = wanted(call)?;
    let accepted = found.page.items.iter().filter(|agreement| wanted(agreement.template()));
    let items = accepted.map(resource::agreement).collect();
    Ok(Answer::ok(collection(call, items, found.page.next.as_ref())))
}

async fn read_direct_signed(app: &App, call: &Call, customer: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let customer: CustomerId = Call::segment(customer)?;
    let seen = app.store.agreement(customer, person.tenant_id).await?;
    may_list(person, customer, seen.relation.as_ref(), seen.customer.is_some())?;
    let is_signed = seen.agreement.as_ref().is_some_and(|agreement| agreement.direct_signed);
    Ok(Answer::ok(resource::direct_signed_status(is_signed)))
}

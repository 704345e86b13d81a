//! A provider adds a customer (Z4, C1–C4), for itself or on behalf of a reseller, with or without an
//! agreement and a first order; all of it is one change.
//!
//! | route | what |
//! |---|---|
//! | `POST /v1/customers` | create |
//! | `POST /v1/customers?validateOnly=true` | what would be created, or every error at once; changes nothing |

mod command;

use tandem_domain::customer::{Situation, add};
use tandem_domain::order::Catalogue;
use tandem_domain::{Halt, Rejection};
use tandem_edge::{Answer, Call, UnknownKeys, random, resource};
use tandem_function::{Request, Response};

/// HTTP and the table.
pub type App = tandem_function::App;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        ("POST", ["customers"]) => add_customer(app, call).await,
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

async fn add_customer(app: &App, call: &Call) -> Result<Answer, Halt> {
    let write = call.write()?;
    let validate_only = call.choice("validateOnly", &[("true", true), ("false", false)])?.unwrap_or(false);
    let (command, bad_fields) = command::read(call.form(UnknownKeys::Ignored)?, write.now);
    // Whoever only validates wants every error at once: those of the fields, and those of the rules
    // on what could be read.
    let command = match command {
        Some(command) if bad_fields.is_empty() || validate_only => command,
        _ => return Err(Rejection::Invalid(bad_fields).into()),
    };
    let seen = app.store.for_adding(&write, &command, validate_only).await?;
    let situation = Situation {
        caller: seen.caller.as_ref(),
        partnership: seen.partnership.as_ref(),
        domain_taken: seen.domain_taken,
        catalogue: Catalogue { offers: &seen.offers, partner_ids: &seen.partner_ids },
    };
    let decided = add(&write, situation, &command, random::guid);
    if !bad_fields.is_empty() {
        let problems =
            std::iter::once(Rejection::Invalid(bad_fields)).chain(decided.err().unwrap_or_default());
        return Err(Rejection::from(problems.collect::<Vec<_>>()).into());
    }
    let decided = decided.map_err(Rejection::from);
    if validate_only {
        return Ok(Answer::ok(resource::planned_customer(&decided?)));
    }
    let added = app.store.decided(&write, decided).await?;
    let answer = Answer::created(resource::created_customer(&added));
    // What is saved for replays is without the password; it is made after, for this one answer (C4).
    app.store.add_customer(&write, &added, &answer.saved()).await?;
    Ok(answer.with_secret("userCredentials", "password", random::temporary_password()))
}

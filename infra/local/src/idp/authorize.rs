//! The page where one signs in: the demo people, by organisation, a button each, and a form for
//! somebody else.

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse as _, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::code::Granted;
use super::somebody::{names, somebody};
use super::{CLIENT_ID, Provider, Shared};
use crate::demo::Person;
use crate::front::{page, page_leading_to};

/// An authorization request. Everything is optional to the parser, so that what is missing gets a
/// page that says so.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Request {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    code_challenge: String,
    code_challenge_method: String,
    state: String,
    nonce: String,
}

/// One of the demo people by e-mail address, or somebody else.
#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    person: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    tenant: String,
    #[serde(default)]
    roles: String,
    #[serde(flatten)]
    request: Request,
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignIn<'a> {
    organisations: Vec<Organisation<'a>>,
    roles: String,
    request: &'a Request,
}

struct Organisation<'a> {
    name: &'a str,
    people: Vec<&'a Person>,
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused<'a> {
    problem: &'a str,
}

pub(super) async fn show(State(provider): Shared, Query(request): Query<Request>) -> Response {
    if let Some(answer) = objection(&provider, &request) {
        return answer;
    }
    let mut organisations: Vec<Organisation<'_>> = Vec::new();
    for person in &provider.people {
        match organisations.iter_mut().find(|organisation| organisation.name == person.organisation) {
            Some(organisation) => organisation.people.push(person),
            None => organisations.push(Organisation { name: &person.organisation, people: vec![person] }),
        }
    }
    // Browsers hold the address that the answer redirects to against the form's policy.
    page_leading_to(
        &[origin_of(&request.redirect_uri)],
        &SignIn { organisations, roles: names(), request: &request },
    )
}

pub(super) async fn choose(State(provider): Shared, Form(choice): Form<Choice>) -> Response {
    if let Some(answer) = objection(&provider, &choice.request) {
        return answer;
    }
    let person = match choice.person.as_str() {
        "" => somebody(&choice.email, &choice.tenant, &choice.roles),
        email => provider
            .person(email)
            .cloned()
            .ok_or_else(|| "Nobody of that name lives in the demo world.".to_owned()),
    };
    let person = match person {
        Ok(person) => person,
        Err(problem) => return refused(&problem),
    };
    let Request { code_challenge, nonce, redirect_uri, .. } = choice.request.clone();
    let nonce = (!nonce.is_empty()).then_some(nonce);
    let granted = Granted { person, challenge: code_challenge, redirect_uri, nonce };
    back(&choice.request, "code", &provider.codes.give(granted))
}

/// Refuses with a page as long as the client isn't known, and at the client afterwards.
fn objection(provider: &Provider, request: &Request) -> Option<Response> {
    if request.client_id != CLIENT_ID {
        return Some(refused("The client isn't registered here."));
    }
    if !provider.redirect_uris.contains(&request.redirect_uri) {
        return Some(refused("The address to return to isn't one that is registered."));
    }
    if request.response_type != "code" {
        return Some(back(request, "error", "unsupported_response_type"));
    }
    if request.code_challenge.len() != 43 || request.code_challenge_method != "S256" {
        return Some(back(request, "error", "invalid_request"));
    }
    None
}

/// Scheme, host and port of a registered address.
fn origin_of(address: &str) -> &str {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    address[host..].find('/').map_or(address, |path| &address[..host + path])
}

/// Returns to the address of a request whose address was found to be registered.
fn back(request: &Request, name: &str, value: &str) -> Response {
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let state = &request.state;
    let state = if state.is_empty() { String::new() } else { format!("&state={}", encoded(state)) };
    let address = format!("{}?{name}={}{state}", request.redirect_uri, encoded(value));
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}

fn refused(problem: &str) -> Response {
    page(StatusCode::BAD_REQUEST, &Refused { problem })
}

//! The token endpoint: codes from pages, passwords from scripts.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, CACHE_CONTROL, HeaderName,
};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::claims::{LIFETIME_SECONDS, of_access, of_identity};
use super::somebody::somebody;
use super::{CLIENT_ID, PASSWORD, Provider, Shared};
use crate::demo::Person;
use crate::front::OPEN_TO_EVERY_ORIGIN;

const NO_STORE: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];

pub(super) async fn token(State(provider): Shared, Form(form): Form<HashMap<String, String>>) -> Response {
    let field = |name: &str| form.get(name).map_or("", String::as_str);
    match field("grant_type") {
        "authorization_code" => {
            if field("client_id") != CLIENT_ID {
                return failed("invalid_client", "client_id isn't registered here");
            }
            let granted = provider.codes.take(field("code"), field("code_verifier"));
            let Some(granted) = granted else {
                return failed("invalid_grant", "the code is unknown, used, too old, or not the verifier's");
            };
            if field("redirect_uri") != granted.redirect_uri {
                return failed("invalid_grant", "redirect_uri isn't the one that the code was sent to");
            }
            signed_in(&provider, &granted.person, granted.nonce.as_deref())
        }
        "password" if field("password") == PASSWORD => {
            let person = match field("tenant") {
                "" => provider.person(field("username")).cloned().ok_or_else(|| {
                    "nobody in the demo world has that address; of others, tenant and roles are needed"
                        .to_owned()
                }),
                tenant => somebody(field("username"), tenant, field("roles")),
            };
            match person {
                Ok(person) => signed_in(&provider, &person, None),
                Err(problem) => failed("invalid_grant", &problem),
            }
        }
        "password" => failed("invalid_grant", "everybody's password is demo"),
        _ => failed("unsupported_grant_type", "grant_type must be authorization_code or password"),
    }
}

fn signed_in(provider: &Provider, person: &Person, nonce: Option<&str>) -> Response {
    let access = of_access(person, &provider.issuer, &provider.audience);
    let identity = of_identity(person, &provider.issuer, nonce);
    let tokens = json!({
        "access_token": provider.key.sign(&access),
        "id_token": provider.key.sign(&identity),
        "token_type": "Bearer",
        "expires_in": LIFETIME_SECONDS,
        "scope": "openid profile email",
    });
    (OPEN_TO_EVERY_ORIGIN, NO_STORE, Json(tokens)).into_response()
}

fn failed(error: &str, description: &str) -> Response {
    let body = Json(json!({"error": error, "error_description": description}));
    (StatusCode::BAD_REQUEST, OPEN_TO_EVERY_ORIGIN, NO_STORE, body).into_response()
}

pub(super) async fn preflight() -> Response {
    let allowed = [(ACCESS_CONTROL_ALLOW_METHODS, "POST"), (ACCESS_CONTROL_ALLOW_HEADERS, "content-type")];
    (StatusCode::NO_CONTENT, OPEN_TO_EVERY_ORIGIN, allowed).into_response()
}

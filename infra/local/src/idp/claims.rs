//! What the provider says of a person in a token.

use serde_json::{Value, json};

use super::CLIENT_ID;
use crate::demo::Person;

/// How long a token is good for.
pub const LIFETIME_SECONDS: i64 = 3600;

pub(super) const NAMES: [&str; 11] =
    ["iss", "aud", "sub", "exp", "nbf", "iat", "email", "email_verified", "tid", "roles", "name"];

/// The claims of an access token for `audience`.
pub(super) fn of_access(person: &Person, issuer: &str, audience: &str) -> Value {
    of(person, issuer, audience)
}

/// The claims of an ID token: the same person, for the client instead of the API.
pub(super) fn of_identity(person: &Person, issuer: &str, nonce: Option<&str>) -> Value {
    let mut claims = of(person, issuer, CLIENT_ID);
    if let Some(nonce) = nonce {
        claims["nonce"] = json!(nonce);
    }
    claims
}

fn of(person: &Person, issuer: &str, audience: &str) -> Value {
    let now = jiff::Timestamp::now().as_second();
    json!({
        "iss": issuer,
        "aud": audience,
        "sub": person.subject(),
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME_SECONDS,
        "email": person.email,
        "email_verified": true,
        "tid": person.tenant_id,
        "roles": person.roles,
        "name": person.name,
    })
}

//! A development OpenID provider: anybody may sign in as anybody of the demo world, or as somebody of
//! a tenant of their own.
//!
//! It speaks what the pages and the gateway need of the protocol and is strict where a real provider
//! is: authorization code with PKCE (S256 only), codes for one use and one minute, redirect addresses
//! that are registered and compared exactly, a code good at the one that it was given out for. Scripts
//! take the short way, the password grant.

mod authorize;
mod claims;
mod code;
mod key;
mod somebody;
mod token_endpoint;

use axum::Json;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde_json::json;
use std::sync::Arc;

pub use key::{PublicKey, SigningKey};

use crate::demo::Person;
use crate::front::OPEN_TO_EVERY_ORIGIN;
use code::Codes;

/// Everybody's password.
pub const PASSWORD: &str = "demo";

/// The client that the pages are to the provider. Public: it has no secret.
pub const CLIENT_ID: &str = "tandem-pages";

/// The provider with its people and the codes that it has given out.
pub struct Provider {
    issuer: String,
    audience: String,
    redirect_uris: Vec<String>,
    key: SigningKey,
    people: Vec<Person>,
    codes: Codes,
}

impl Provider {
    /// A provider at `issuer` for the API `audience`, whose one client returns to one of `redirect_uris`.
    #[must_use]
    pub fn new(issuer: String, audience: String, redirect_uris: Vec<String>, people: Vec<Person>) -> Self {
        let key = SigningKey::of_development();
        Self { issuer, audience, redirect_uris, key, people, codes: Codes::default() }
    }

    /// The key that the gateway checks tokens with.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.key.public()
    }

    /// An access token of one of the demo people, by e-mail address.
    #[must_use]
    pub fn access_token(&self, email: &str) -> Option<String> {
        let person = self.person(email)?;
        Some(self.key.sign(&claims::of_access(person, &self.issuer, &self.audience)))
    }

    fn person(&self, email: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.email.eq_ignore_ascii_case(email))
    }

    /// The provider's routes, below its issuer's path.
    pub fn router(self: &Arc<Self>) -> Router {
        let provider = Arc::clone(self);
        Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/.well-known/jwks.json", get(jwks))
            .route("/authorize", get(authorize::show).post(authorize::choose))
            .route("/token", post(token_endpoint::token).options(token_endpoint::preflight))
            .with_state(provider)
    }
}

type Shared = axum::extract::State<Arc<Provider>>;

async fn discovery(axum::extract::State(provider): Shared) -> impl IntoResponse {
    let issuer = &provider.issuer;
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "password"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email"],
        "claims_supported": claims::NAMES,
    });
    (OPEN_TO_EVERY_ORIGIN, Json(document))
}

async fn jwks(axum::extract::State(provider): Shared) -> impl IntoResponse {
    (OPEN_TO_EVERY_ORIGIN, Json(json!({"keys": [provider.public_key().jwk()]})))
}

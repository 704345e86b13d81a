//! Tokens that the development sign-in would never give: any claims, any header.
//!
//! They are signed with the key that lies in the repository, so that a test changes one thing at a
//! time and everything else about a token is right.

use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use serde_json::{Value, json};
use tandem_local::SigningKey;

use crate::{Caller, World};

const DEVELOPMENT_KEY: &[u8] = include_bytes!("../../infra/local/assets/development-key.der");

impl World {
    /// Somebody of an organisation, with these roles there.
    pub fn member(&self, tenant: &str, roles: &[&str]) -> Caller {
        self.with_token(&signed(&header(), &self.claims(tenant, roles)))
    }

    /// The claims of a good token.
    pub fn claims(&self, tenant: &str, roles: &[&str]) -> Value {
        let authorizer = &self.stack.deployment().authorizer;
        json!({
            "iss": authorizer.issuer, "aud": authorizer.audience, "sub": format!("{tenant}.{}", roles.join(".")),
            "iat": now(), "nbf": now(), "exp": now() + 600, "tid": tenant, "roles": roles,
            "email": "somebody@else.example", "email_verified": true, "name": "Somebody Else",
        })
    }
}

/// Seconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    i64::try_from(since.as_secs()).expect("seconds")
}

/// The header of a good token.
pub fn header() -> Value {
    json!({"alg": "RS256", "typ": "JWT", "kid": "development"})
}

/// A token with the signature that RS256 asks for, whatever its header says.
pub fn signed(header: &Value, claims: &Value) -> String {
    let message = message(header, claims);
    let mut signature = vec![0; KEY.public().modulus_len()];
    KEY.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature)
        .expect("the buffer has the modulus' length");
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A token without a signature that says it needs none.
pub fn unsigned(claims: &Value) -> String {
    format!("{}.", message(&json!({"alg": "none", "typ": "JWT", "kid": "development"}), claims))
}

/// Tokens whose secret is what everybody knows: the public key, in the forms that it is passed around in.
pub fn signed_with_the_public_key(claims: &Value) -> Vec<String> {
    let header = json!({"alg": "HS256", "typ": "JWT", "kid": "development"});
    let message = message(&header, claims);
    let modulus = SigningKey::of_development().public().modulus;
    let secrets = [KEY.public_key().as_ref(), &modulus];
    let sign = |secret: &[u8]| {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag))
    };
    secrets.map(sign).into()
}

/// Reading it takes longer than signing with it.
static KEY: LazyLock<KeyPair> =
    LazyLock::new(|| KeyPair::from_der(DEVELOPMENT_KEY).expect("the checked-in key is an RSA key"));

fn message(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

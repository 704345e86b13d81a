//! The provider's key.
//!
//! It is checked in on purpose: this provider signs anybody in as anybody, so its key guards nothing,
//! and making one at each start would take longer than all the rest of it. No other stack trusts it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::rsa::{KeyPair, PublicKeyComponents};
use ring::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use serde_json::{Value, json};

const DEVELOPMENT_KEY: &[u8] = include_bytes!("../../assets/development-key.der");
const KEY_ID: &str = "development";

/// Signs tokens.
pub struct SigningKey(KeyPair);

/// What tokens are checked with.
#[derive(Clone, Debug)]
pub struct PublicKey {
    pub id: String,
    pub modulus: Vec<u8>,
    pub exponent: Vec<u8>,
}

impl SigningKey {
    /// The key that lies in the repository.
    #[must_use]
    pub fn of_development() -> Self {
        Self(KeyPair::from_der(DEVELOPMENT_KEY).expect("the checked-in key is an RSA key"))
    }

    #[must_use]
    pub fn public(&self) -> PublicKey {
        let PublicKeyComponents { n, e } = PublicKeyComponents::<Vec<u8>>::from(self.0.public_key());
        PublicKey { id: KEY_ID.to_owned(), modulus: n, exponent: e }
    }

    /// The claims as a token.
    #[must_use]
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_with_header(&json!({"alg": "RS256", "typ": "JWT", "kid": KEY_ID}), claims)
    }

    /// The claims as a token with a header of one's own.
    pub(crate) fn sign_with_header(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(header), part(claims));
        let mut signature = vec![0; self.0.public().modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature)
            .expect("the buffer has the modulus' length");
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

impl PublicKey {
    /// The key as an entry of a JSON Web Key Set.
    #[must_use]
    pub fn jwk(&self) -> Value {
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.id,
            "n": number(&self.modulus), "e": number(&self.exponent),
        })
    }
}

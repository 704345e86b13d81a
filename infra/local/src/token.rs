//! The gateway's authorizer: which tokens it lets in (T4).
//!
//! RS256 by a known key, exact issuer and audience, expiry and not-before with a minute of skew,
//! subject and tenant present. `jsonwebtoken` alone would skip *not before* and check issuer and
//! audience only where a token has them, so the checks are asked for one by one, and the issuer,
//! which may be a list to it, is compared here.

mod signature;

use axum::http::HeaderValue;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};

use crate::idp::PublicKey;
use crate::template::Authorizer;

/// Clocks may differ by this many seconds.
pub const SKEW_SECONDS: u64 = 60;

/// The claims of a token that was let in.
pub type Claims = Map<String, Value>;

/// Why a request isn't let in. Callers only ever see that it isn't.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No bearer token.
    Missing,
    /// A token, but not a good one.
    Invalid(String),
}

/// Checks tokens of one issuer.
pub struct TokenCheck {
    issuer: String,
    key_id: String,
    key: DecodingKey,
    validation: Validation,
}

impl TokenCheck {
    #[must_use]
    pub fn new(authorizer: &Authorizer, key: &PublicKey) -> Self {
        signature::install();
        let mut validation = Validation::new(Algorithm::RS256);
        validation.leeway = SKEW_SECONDS;
        validation.validate_nbf = true;
        validation.set_issuer(&[&authorizer.issuer]);
        validation.set_audience(&authorizer.audience);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        Self {
            issuer: authorizer.issuer.clone(),
            key_id: key.id.clone(),
            key: DecodingKey::from_rsa_raw_components(&key.modulus, &key.exponent),
            validation,
        }
    }

    /// The claims behind an `Authorization` header.
    ///
    /// # Errors
    /// Why there are none.
    pub fn check(&self, authorization: Option<&HeaderValue>) -> Result<Claims, Refusal> {
        let token = authorization
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or(Refusal::Missing)?;
        let header = jsonwebtoken::decode_header(token).map_err(|error| invalid(&error))?;
        if header.kid.as_deref() != Some(&self.key_id) {
            return Err(invalid("the key is unknown"));
        }
        let claims = jsonwebtoken::decode::<Claims>(token, &self.key, &self.validation)
            .map_err(|error| invalid(&error))?
            .claims;
        let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("iss") != self.issuer {
            return Err(invalid("the issuer isn't exactly the one"));
        }
        if text("sub").is_empty() || text("tid").is_empty() {
            return Err(invalid("the subject or the tenant is missing"));
        }
        Ok(claims)
    }
}

fn invalid(problem: &(impl ToString + ?Sized)) -> Refusal {
    Refusal::Invalid(problem.to_string())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::{Value, json};

    use super::{Refusal, TokenCheck};
    use crate::idp::SigningKey;
    use crate::template::Authorizer;

    const ISSUER: &str = "http://127.0.0.1:3000/idp";

    fn claims() -> Value {
        let now = jiff::Timestamp::now().as_second();
        json!({
            "iss": ISSUER, "aud": "tandem", "exp": now + 600, "nbf": now, "iat": now, "sub": "ana",
            "tid": "1b4e28ba-2fa1-11d2-883f-0016d3cca427", "roles": ["admin_agent"],
        })
    }

    fn header() -> Value {
        json!({"alg": "RS256", "kid": "development"})
    }

    fn check(token: &str) -> Result<super::Claims, Refusal> {
        let authorizer = Authorizer { issuer: ISSUER.to_owned(), audience: vec!["tandem".to_owned()] };
        let check = TokenCheck::new(&authorizer, &SigningKey::of_development().public());
        check.check(Some(&HeaderValue::from_str(&format!("Bearer {token}")).expect("a header")))
    }

    fn signed(header: &Value, claims: &Value) -> String {
        SigningKey::of_development().sign_with_header(header, claims)
    }

    fn with(name: &str, value: Value) -> String {
        let mut claims = claims();
        claims[name] = value;
        signed(&header(), &claims)
    }

    fn without(name: &str) -> String {
        let mut claims = claims();
        claims.as_object_mut().expect("an object").remove(name);
        signed(&header(), &claims)
    }

    #[test]
    fn a_good_token_is_let_in_with_its_claims() {
        let claims = check(&signed(&header(), &claims())).expect("let in");
        assert_eq!(claims["sub"], "ana");
        assert!(check(&with("aud", json!(["tandem", "other"]))).is_ok());
    }

    #[test]
    fn every_required_claim_is_required_t4() {
        for name in ["iss", "aud", "exp", "nbf", "sub", "tid"] {
            assert!(matches!(check(&without(name)), Err(Refusal::Invalid(_))), "{name}");
        }
    }

    #[test]
    fn a_claim_of_another_value_is_refused_t4() {
        for (name, value) in [
            ("iss", json!("http://127.0.0.1:3000/idp/")),
            ("iss", json!([ISSUER])),
            ("aud", json!("tandem-pages")),
            ("aud", json!([])),
            ("exp", json!("soon")),
            ("nbf", json!("now")),
            ("sub", json!("")),
            ("tid", json!("")),
            ("tid", json!(["1b4e28ba-2fa1-11d2-883f-0016d3cca427"])),
        ] {
            assert!(check(&with(name, value.clone())).is_err(), "{name} {value}");
        }
    }

    #[test]
    fn clocks_may_differ_by_a_minute_and_no_more_t4() {
        let now = jiff::Timestamp::now().as_second();
        assert!(check(&with("exp", json!(now - 50))).is_ok());
        assert!(check(&with("exp", json!(now - 70))).is_err());
        assert!(check(&with("nbf", json!(now + 50))).is_ok());
        assert!(check(&with("nbf", json!(now + 70))).is_err());
    }

    #[test]
    fn only_the_known_key_and_algorithm_count_t4() {
        for header in [
            json!({"alg": "RS256"}),
            json!({"alg": "RS256", "kid": "other"}),
            json!({"alg": "none", "kid": "development"}),
            json!({"alg": "HS256", "kid": "development"}),
            json!({"alg": "RS512", "kid": "development"}),
        ] {
            assert!(check(&signed(&header, &claims())).is_err(), "{header}");
        }
    }

    #[test]
    fn a_changed_token_is_refused() {
        let token = signed(&header(), &claims());
        let (head, signature) = token.rsplit_once('.').expect("three parts");
        let mut forged = claims();
        forged["tid"] = json!("00000000-0000-4000-8000-000000000000");
        let header = head.split('.').next().expect("a header");
        let forged = format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(forged.to_string()));
        assert!(check(&forged).is_err());
        assert!(check(&format!("{head}.")).is_err());
        assert!(check(head).is_err());
    }

    #[test]
    fn another_scheme_is_no_token() {
        let authorizer = Authorizer { issuer: ISSUER.to_owned(), audience: vec!["tandem".to_owned()] };
        let check = TokenCheck::new(&authorizer, &SigningKey::of_development().public());
        assert_eq!(check.check(None), Err(Refusal::Missing));
        assert_eq!(check.check(Some(&HeaderValue::from_static("Basic YTpi"))), Err(Refusal::Missing));
    }
}

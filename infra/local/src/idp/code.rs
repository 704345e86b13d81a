//! Authorization codes: given out for one sign-in, taken back once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

use crate::demo::Person;

const LIFETIME: Duration = Duration::from_mins(1);

/// What a code was given out for.
#[derive(Clone, Debug)]
pub(super) struct Granted {
    pub(super) person: Person,
    /// `BASE64URL(SHA256(verifier))`, kept from the authorization request (RFC 7636).
    pub(super) challenge: String,
    /// Where the code was sent.
    pub(super) redirect_uri: String,
    pub(super) nonce: Option<String>,
}

/// The codes that are out.
#[derive(Default)]
pub(super) struct Codes(Mutex<HashMap<String, (Instant, Granted)>>);

impl Codes {
    pub(super) fn give(&self, granted: Granted) -> String {
        let mut random = [0; 24];
        getrandom::fill(&mut random).expect("the system has randomness");
        let code = URL_SAFE_NO_PAD.encode(random);
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, (given, _)| given.elapsed() < LIFETIME);
        codes.insert(code.clone(), (Instant::now(), granted));
        code
    }

    /// Takes a code back. It is gone afterwards, whether or not the verifier fits: whoever tries a
    /// stolen code without its verifier spends it.
    pub(super) fn take(&self, code: &str, verifier: &str) -> Option<Granted> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(code);
        let (given, granted) = taken?;
        let fits = given.elapsed() < LIFETIME && granted.challenge == challenge_of(verifier);
        fits.then_some(granted)
    }
}

pub(super) fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{Codes, Granted, challenge_of};
    use crate::demo::World;

    /// The example of RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn granted() -> Granted {
        Granted {
            person: World::of_the_repository().people().remove(0),
            challenge: CHALLENGE.to_owned(),
            redirect_uri: "https://pages.example/signed-in".to_owned(),
            nonce: None,
        }
    }

    #[test]
    fn the_challenge_is_the_verifiers_digest() {
        assert_eq!(challenge_of(VERIFIER), CHALLENGE);
    }

    #[test]
    fn a_code_is_good_once() {
        let codes = Codes::default();
        let code = codes.give(granted());
        assert!(codes.take(&code, VERIFIER).is_some());
        assert!(codes.take(&code, VERIFIER).is_none());
    }

    #[test]
    fn a_code_without_its_verifier_is_worth_nothing_and_spent() {
        let codes = Codes::default();
        let code = codes.give(granted());
        assert!(codes.take(&code, "another").is_none());
        assert!(codes.take(&code, VERIFIER).is_none());
    }
}

//! The headers that every answer carries, pages, assets and errors alike (L9).
//!
//! The policy leaves the page nothing but its own script and style sheet, and lets the script talk
//! to the pages' own origin, the API and the issuer only. Forms post nowhere: without the script a
//! press on a button does nothing (L2). Pages that nobody signs in on have no script at all, and their
//! forms, which only ask, lead to their own addresses. `strict-origin` rather than `no-referrer`, which would make
//! the script's own requests carry `Origin: null`.

use lambda_http::http::HeaderValue;
use lambda_http::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

use crate::settings::Settings;

const ALWAYS: [(HeaderName, &str); 9] = [
    (CACHE_CONTROL, "no-store"),
    (REFERRER_POLICY, "strict-origin"),
    (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// The headers, made once from the settings.
#[derive(Clone, Debug)]
pub struct SecurityHeaders(HeaderMap);

impl SecurityHeaders {
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let mut headers: HeaderMap =
            ALWAYS.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        let (scripts, forms) = match &settings.sign_in {
            Some(sign_in) => {
                let connections = sign_in.connections().join(" ");
                (format!("script-src 'self'; style-src 'self'; connect-src 'self' {connections};"), "'none'")
            }
            None => ("style-src 'self';".to_owned(), "'self'"),
        };
        let policy = format!(
            "default-src 'none'; {scripts} img-src 'self'; form-action {forms}; base-uri 'none'; \
             frame-ancestors 'none'"
        );
        // Origins are plain ASCII, so this can't fail; if it did, the page must not run any script.
        let policy = HeaderValue::try_from(policy)
            .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
        headers.insert(CONTENT_SECURITY_POLICY, policy);
        Self(headers)
    }

    pub fn add_to(&self, answer: &mut HeaderMap) {
        answer.extend(self.0.clone());
    }
}

//! What pages of other origins may do, as the template says it.

use axum::http::HeaderValue;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderName, VARY,
};
use axum::response::Response;

use crate::template::Cors;

/// The template's rules, ready to be sent.
pub(super) struct Rules {
    origins: Vec<String>,
    methods: String,
    headers: String,
    exposed: String,
    max_age: String,
}

impl Rules {
    pub(super) fn of(cors: &Cors) -> Self {
        Self {
            origins: cors.allow_origins.clone(),
            methods: cors.allow_methods.join(","),
            headers: cors.allow_headers.join(",").to_lowercase(),
            exposed: cors.expose_headers.join(",").to_lowercase(),
            max_age: cors.max_age.clone(),
        }
    }

    /// Tells the browser what a page of `origin` may do; of an origin that isn't listed, nothing.
    pub(super) fn apply(&self, origin: &HeaderValue, preflight: bool, answer: &mut Response) {
        let listed = |origin: &str| self.origins.iter().any(|listed| listed == origin || listed == "*");
        if !origin.to_str().is_ok_and(listed) {
            return;
        }
        let mut set = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                answer.headers_mut().insert(name, value);
            }
        };
        if preflight {
            set(ACCESS_CONTROL_ALLOW_METHODS, &self.methods);
            set(ACCESS_CONTROL_ALLOW_HEADERS, &self.headers);
            set(ACCESS_CONTROL_MAX_AGE, &self.max_age);
        }
        set(ACCESS_CONTROL_EXPOSE_HEADERS, &self.exposed);
        set(VARY, "origin");
        answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
}

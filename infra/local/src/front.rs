//! The pages of the local stack itself: what is running, who lives in the demo world.
//!
//! Whatever this stack shows in a browser is sent by [`page`], so that every page has the same strict
//! policy: no script at all, styles from its own origin, no framing. The contract's page alone has another.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};

use crate::demo::World;
use crate::template::Deployment;

/// For what any page may read: nothing here depends on who asks.
pub(crate) const OPEN_TO_EVERY_ORIGIN: [(HeaderName, &str); 1] = [(ACCESS_CONTROL_ALLOW_ORIGIN, "*")];

const POLICY: &str = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// What the front page tells.
pub(crate) struct Front {
    pub(crate) origin: String,
    pub(crate) table: String,
    pub(crate) table_endpoint: String,
    pub(crate) kept_in: Option<String>,
    pub(crate) deployment: Deployment,
    /// None where the table is somebody's own.
    pub(crate) world: Option<World>,
}

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage<'a> {
    front: &'a Front,
}

/// The routes of the front page, its style and the demo world.
pub(crate) fn router(front: Front) -> Router {
    Router::new()
        .route("/", get(show))
        .route("/demo.json", get(demo))
        .route("/local.css", get(style))
        .with_state(Arc::new(front))
}

async fn show(State(front): State<Arc<Front>>) -> Response {
    page(StatusCode::OK, &FrontPage { front: &front })
}

async fn demo(State(front): State<Arc<Front>>) -> Response {
    match &front.world {
        Some(world) => (OPEN_TO_EVERY_ORIGIN, Json(world.published())).into_response(),
        None => (StatusCode::NOT_FOUND, OPEN_TO_EVERY_ORIGIN).into_response(),
    }
}

async fn style() -> Response {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../assets/local.css")).into_response()
}

/// A page of the local stack.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    page_under(POLICY, status, template)
}

/// A page whose forms also lead to those origins, at the end of a redirect.
pub(crate) fn page_leading_to(origins: &[&str], template: &impl Template) -> Response {
    let policy = POLICY.replace("form-action 'self'", &format!("form-action 'self' {}", origins.join(" ")));
    page_under(&policy, StatusCode::OK, template)
}

/// A page under a policy of its own.
pub(crate) fn page_under(policy: &str, status: StatusCode, template: &impl Template) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, policy),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "strict-origin"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    match template.render() {
        Ok(html) => (status, headers, html).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

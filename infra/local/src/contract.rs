//! The contract, openapi.yaml, as a file and as a page to read and to try it out on.
//!
//! The page is Swagger UI, which comes out of the binary: nothing is loaded from elsewhere. Unlike the stack's
//! other pages it runs scripts, those of this origin only, and sets styles while it draws.

use std::sync::LazyLock;

use askama::Template;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::Value;
use swagger_ui_dist::{ApiDefinition, OpenApiSource};

use crate::front::{OPEN_TO_EVERY_ORIGIN, page_under};
use crate::yaml;

/// The contract as it is written.
pub const OPENAPI: &str = include_str!("../../../openapi.yaml");

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// The contract, read once in a process.
///
/// # Panics
/// Where the file isn't YAML; a test reads it.
#[must_use]
pub fn contract() -> &'static Value {
    static READ: LazyLock<Value> =
        LazyLock::new(|| yaml::read(OPENAPI).unwrap_or_else(|problem| panic!("openapi.yaml: {problem}")));
    &READ
}

#[derive(Template)]
#[template(path = "docs.html")]
struct DocsPage;

pub(crate) fn router() -> Router {
    let viewer = swagger_ui_dist::generate_routes(ApiDefinition {
        uri_prefix: "/docs/swagger-ui",
        api_definition: OpenApiSource::Uri("/openapi.yaml"),
        title: Some("Tandem"),
    });
    let viewer = viewer.layer(axum::middleware::map_response(under_the_policy));
    Router::new()
        .route("/openapi.yaml", get(openapi))
        .route("/docs", get(docs))
        .route("/docs/docs.js", get(script))
        .merge(viewer)
}

async fn openapi() -> Response {
    let headers = [(CONTENT_TYPE, "application/yaml; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (OPEN_TO_EVERY_ORIGIN, headers, OPENAPI).into_response()
}

async fn docs() -> Response {
    page_under(POLICY, StatusCode::OK, &DocsPage)
}

async fn script() -> Response {
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../assets/docs.js")).into_response()
}

/// The viewer's own page has a script in it, which this stops: [`docs`] takes its place.
async fn under_the_policy(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

//! The gateway in front of the functions: an HTTP API and function URLs, as AWS has them.
//!
//! What it does is what API Gateway does, so that nothing works on a laptop only: it finds the route
//! (of those in the template), checks the token, turns the request into an event, calls the function
//! and turns its answer back. What it answers by itself has API Gateway's shape. In front of the API
//! it plays the distribution that a deployment can put there: doubled slashes and a slash at the end
//! of a path are taken out.

mod cors;
mod event;
mod route;

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, json};

use crate::template::Deployment;
use crate::token::{Refusal, TokenCheck};
use event::Incoming;
use route::{Routes, decoded};

/// What API Gateway takes at most.
const MOST_BYTES: usize = 10 * 1024 * 1024;

type Answer = Pin<Box<dyn Future<Output = http::Response<lambda_http::Body>> + Send>>;

/// A function that takes HTTP requests.
pub type Handler = Arc<dyn Fn(lambda_http::Request) -> Answer + Send + Sync>;

/// Why the gateway doesn't open: template and functions don't fit together.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}", .0.join("; "))]
pub struct Mismatch(pub Vec<String>);

/// The gateway, with the functions behind it.
pub struct Gateway {
    routes: Routes,
    handlers: HashMap<String, Handler>,
    with_url: Vec<String>,
    tokens: TokenCheck,
    cors: Option<cors::Rules>,
    authority: String,
}

impl Gateway {
    /// A gateway for `deployment` at the host and port `authority`.
    ///
    /// # Errors
    /// Every route without a handler, and every handler without a route.
    pub fn new(
        deployment: &Deployment,
        handlers: HashMap<String, Handler>,
        tokens: TokenCheck,
        authority: &str,
    ) -> Result<Self, Mismatch> {
        let served = deployment.functions.iter().filter(|f| f.has_url || !f.routes.is_empty());
        let mut problems = Vec::new();
        for function in served.clone().filter(|function| !handlers.contains_key(&function.name)) {
            let routes = function.routes.iter().map(|route| format!("{} {}", route.method, route.path));
            let routes = routes.chain(function.has_url.then(|| "its URL".to_owned())).collect::<Vec<_>>();
            let name = &function.name;
            problems.push(format!("{} in template.yaml: no handler named {name}", routes.join(", ")));
        }
        for name in handlers.keys().filter(|name| !served.clone().any(|function| &function.name == *name)) {
            problems.push(format!("the handler {name} has no route in template.yaml"));
        }
        let routes = Routes::of(deployment).map_err(|route| Mismatch(vec![route]))?;
        if !problems.is_empty() {
            problems.sort();
            return Err(Mismatch(problems));
        }
        Ok(Self {
            routes,
            with_url: served
                .filter(|function| function.has_url)
                .map(|function| function.name.clone())
                .collect(),
            handlers,
            tokens,
            cors: deployment.cors.as_ref().map(cors::Rules::of),
            authority: authority.to_owned(),
        })
    }

    /// Answers a request to the API.
    pub async fn api(&self, request: axum::extract::Request) -> Response {
        let (parts, body) = request.into_parts();
        let origin = parts.headers.get("origin").cloned();
        let preflight = self.cors.is_some() && is_preflight(&parts);
        let mut answer = if preflight {
            StatusCode::NO_CONTENT.into_response()
        } else {
            self.route(parts, body).await.unwrap_or_else(|answer| answer)
        };
        if let (Some(cors), Some(origin)) = (&self.cors, &origin) {
            cors.apply(origin, preflight, &mut answer);
        }
        answer
    }

    async fn route(&self, parts: Parts, body: Body) -> Result<Response, Response> {
        let path = normalised(parts.uri.path());
        let found = self.routes.find(&parts.method, &path);
        let (route, path_parameters) = found.ok_or_else(|| said(StatusCode::NOT_FOUND, "Not Found"))?;
        // On an open route a token isn't looked at, whatever it is.
        let claims = if route.needs_token {
            let checked = self.tokens.check(parts.headers.get(AUTHORIZATION));
            Some(checked.map_err(|refusal| unauthorized(&refusal))?)
        } else {
            None
        };
        let incoming = Incoming {
            route_key: format!("{} {}", route.method, route.path),
            path,
            path_parameters,
            claims,
            authority: &self.authority,
            body: whole(body).await?,
            parts: &parts,
        };
        Ok(self.call(&route.function, &incoming).await)
    }

    /// Answers a request to a function's own address, which has neither routes nor an authorizer.
    pub async fn function_url(
        &self,
        function: &str,
        path: String,
        request: axum::extract::Request,
    ) -> Response {
        if !self.with_url.iter().any(|name| name == function) {
            return said(StatusCode::NOT_FOUND, "Not Found");
        }
        let (parts, body) = request.into_parts();
        let body = match whole(body).await {
            Ok(body) => body,
            Err(answer) => return answer,
        };
        let incoming = Incoming {
            route_key: "$default".to_owned(),
            path,
            path_parameters: Map::new(),
            claims: None,
            authority: &self.authority,
            body,
            parts: &parts,
        };
        self.call(function, &incoming).await
    }

    async fn call(&self, function: &str, incoming: &Incoming<'_>) -> Response {
        let failed = || said(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error");
        let event = event::of(incoming).to_string();
        let (Ok(request), Some(handler)) =
            (lambda_http::request::from_str(&event), self.handlers.get(function))
        else {
            return failed();
        };
        // On a task of its own: a caller who leaves doesn't stop the function, and a panic is one answer.
        let handler = Arc::clone(handler);
        match tokio::spawn(async move { handler(request).await }).await {
            Ok(answer) => outgoing(answer),
            Err(error) => {
                tracing::error!("{function} crashed: {error}");
                failed()
            }
        }
    }
}

fn is_preflight(parts: &Parts) -> bool {
    let asks = parts.headers.contains_key("access-control-request-method");
    parts.method == Method::OPTIONS && asks && parts.headers.contains_key("origin")
}

async fn whole(body: Body) -> Result<Bytes, Response> {
    axum::body::to_bytes(body, MOST_BYTES)
        .await
        .map_err(|_| said(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large"))
}

fn outgoing(answer: http::Response<lambda_http::Body>) -> Response {
    answer.map(|body| match body {
        lambda_http::Body::Text(text) => Body::from(text),
        lambda_http::Body::Binary(bytes) => Body::from(bytes),
        _ => Body::empty(),
    })
}

/// What the gateway itself answers.
fn said(status: StatusCode, message: &str) -> Response {
    let json = [(CONTENT_TYPE, "application/json")];
    (status, json, json!({"message": message}).to_string()).into_response()
}

fn unauthorized(refusal: &Refusal) -> Response {
    let challenge = match refusal {
        Refusal::Missing => "Bearer",
        Refusal::Invalid(problem) => {
            tracing::debug!("a token was refused: {problem}");
            "Bearer scope=\"\" error=\"invalid_token\""
        }
    };
    let mut answer = said(StatusCode::UNAUTHORIZED, "Unauthorized");
    answer.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    answer
}

/// A path as the distribution's function in the template leaves it.
fn normalised(path: &str) -> String {
    let mut clean = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !clean.ends_with('/') {
            clean.push(c);
        }
    }
    if clean.len() > 1 && clean.ends_with('/') {
        clean.pop();
    }
    clean
}

/// The part of a path behind `/lambda-url/<function>`, as the function's own address has it.
pub(crate) fn split_function_url(path: &str) -> Option<(String, String)> {
    let rest = path.strip_prefix("/lambda-url/")?;
    let (function, path) = rest.split_once('/').map_or((rest, ""), |(function, path)| (function, path));
    Some((decoded(function), format!("/{path}")))
}

#[cfg(test)]
mod tests;

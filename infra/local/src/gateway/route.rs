//! The routes of the template, and which one a request takes.

use axum::http::Method;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::template::Deployment;

/// A route with the function behind it.
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) needs_token: bool,
    pub(super) function: String,
}

/// Every route, the more exact ones first.
pub(super) struct Routes(Vec<Route>);

impl Routes {
    /// # Errors
    /// A path of a kind that isn't played here, or one that two functions claim.
    pub(super) fn of(deployment: &Deployment) -> Result<Self, String> {
        let mut routes: Vec<Route> = Vec::new();
        for function in &deployment.functions {
            for route in &function.routes {
                let crate::template::Route { method, path, needs_token } = route.clone();
                if path.contains('+') || method == "ANY" || method == "*" {
                    return Err(format!("{method} {path}: only exact methods and paths are played here"));
                }
                if let Some(taken) = routes.iter().find(|other| other.method == method && other.path == path)
                {
                    let (one, other) = (&taken.function, &function.name);
                    return Err(format!("{method} {path} belongs to {one} and to {other}"));
                }
                routes.push(Route { method, path, needs_token, function: function.name.clone() });
            }
        }
        // Of two routes that fit, the one with the earlier fixed part is taken.
        routes.sort_by_key(|route| segments(&route.path).map(is_variable).collect::<Vec<_>>());
        Ok(Self(routes))
    }

    /// The route of a request, with what stands in the path for its variables.
    pub(super) fn find(&self, method: &Method, path: &str) -> Option<(&Route, Map<String, Value>)> {
        let of_method = self.0.iter().filter(|route| route.method == method.as_str());
        of_method.into_iter().find_map(|route| Some((route, fit(&route.path, path)?)))
    }
}

fn fit(pattern: &str, path: &str) -> Option<Map<String, Value>> {
    if segments(pattern).count() != segments(path).count() {
        return None;
    }
    let mut variables = Map::new();
    for (expected, given) in segments(pattern).zip(segments(path)) {
        if is_variable(expected) && !given.is_empty() {
            variables.insert(expected.trim_matches(['{', '}']).to_owned(), Value::String(decoded(given)));
        } else if expected != given {
            return None;
        }
    }
    Some(variables)
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
}

fn is_variable(segment: &str) -> bool {
    segment.starts_with('{')
}

pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

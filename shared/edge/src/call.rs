//! A request on its way in, and the answer on its way out.

mod query;

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt as _, Response};
use serde_json::Value;
use tandem_domain::policy::Roles;
use tandem_domain::write::Person;
use tandem_domain::{Fault, Halt, Rejection, Timestamp};
use tandem_platform::Environment;

use crate::identity::Claims;
use crate::{Answer, Form, UnknownKeys, body, failure};

/// What a function's edge is configured with.
#[derive(Clone, Debug)]
pub struct Edge {
    claims: Claims,
    /// Where a reseller enrolls; on the error that says it hasn't.
    enrollment_url: Option<String>,
}

/// One request, normalised: path segments below `/v1`, and the query by its names in lower case.
pub struct Call {
    method: String,
    segments: Vec<String>,
    /// Names as they were spelled, and values.
    query: BTreeMap<String, (String, String)>,
    headers: lambda_http::http::HeaderMap,
    body: Vec<u8>,
    person: Option<Person>,
    pub now: Timestamp,
    pub request_id: String,
    pub correlation_id: String,
}

impl Edge {
    #[must_use]
    pub fn from_env(env: &Environment) -> Self {
        Self {
            claims: Claims::from_env(env),
            enrollment_url: env.optional("ENROLLMENT_URL").map(ToOwned::to_owned),
        }
    }

    /// Opens a request. Nothing in it is trusted yet; what is wrong shows when it is asked for.
    #[must_use]
    pub fn open(&self, request: Request) -> Call {
        let mut query = BTreeMap::<String, (String, String)>::new();
        for (name, value) in request.query_string_parameters().iter() {
            // One that is given twice has both values, with a comma between, as the gateway has it.
            query
                .entry(name.to_ascii_lowercase())
                .and_modify(|(_, values)| values.extend([",", value]))
                .or_insert_with(|| (name.to_owned(), value.to_owned()));
        }
        let person = self.claims.person(&request);
        let segments = segments(&request);
        let (parts, body) = request.into_parts();
        Call {
            request_id: guid_header(&parts.headers, "ms-requestid"),
            correlation_id: guid_header(&parts.headers, "ms-correlationid"),
            method: parts.method.as_str().to_owned(),
            segments,
            query,
            headers: parts.headers,
            body: body.to_vec(),
            person,
            now: now(),
        }
    }

    /// Answers a call, whatever came of it, with its ids echoed.
    #[must_use]
    pub fn close(&self, call: &Call, outcome: Result<Answer, Halt>) -> Response<Body> {
        let answer = outcome.unwrap_or_else(|halt| {
            if let Halt::Fault(fault) = &halt {
                log_fault(fault, &call.request_id);
            }
            failure::answer(halt, self.enrollment_url.as_deref())
        });
        tracing::info!(
            requestId = call.request_id,
            correlationId = call.correlation_id,
            method = call.method,
            status = answer.status(),
            error = answer.error_name(),
            "answered"
        );
        let mut response = answer.into_response(&call.request_id, &call.correlation_id);
        if call.method == "HEAD" {
            *response.body_mut() = Body::Empty;
        }
        response
    }
}

impl Call {
    /// Method and path, to match a route on.
    pub fn route(&self) -> (&str, Vec<&str>) {
        (&self.method, self.segments.iter().map(String::as_str).collect())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().map(str::trim).filter(|value| !value.is_empty())
    }

    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.contains_key(name)
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// [`Rejection::Unauthenticated`] without usable claims.
    pub fn person(&self) -> Result<&Person, Rejection> {
        self.person.as_ref().ok_or(Rejection::Unauthenticated)
    }

    /// Gives the signed-in person the roles that count, where they aren't those of the token.
    pub fn set_roles(&mut self, roles: Roles) {
        if let Some(person) = &mut self.person {
            person.roles = roles;
        }
    }

    /// The body as a form to read fields from.
    ///
    /// # Errors
    /// A body that is too large, too deep or not JSON.
    pub fn form(&self, unknown: UnknownKeys) -> Result<Form, Rejection> {
        Form::new(self.json()?, unknown)
    }

    /// The body as a form where nothing in it is needed: what isn't an object counts as empty.
    ///
    /// # Errors
    /// A body that is too large, too deep or not JSON.
    pub fn form_if_any(&self, unknown: UnknownKeys) -> Result<Form, Rejection> {
        let body = self.json()?;
        Form::new(if body.is_object() { body } else { Value::Object(serde_json::Map::new()) }, unknown)
    }

    /// The body with keys in lower case and without nulls; an empty body is an empty object.
    pub(crate) fn json(&self) -> Result<Value, Rejection> {
        body::parse(&self.body)
    }

    /// The path below `/v1` as it counts for request ids: a GUID is the same in any letter case.
    pub(crate) fn path(&self) -> String {
        let one_spelling = |segment: &String| {
            uuid::Uuid::try_parse(segment).map_or_else(|_| segment.clone(), |guid| guid.to_string())
        };
        self.segments.iter().map(one_spelling).collect::<Vec<_>>().join("/")
    }

    pub(crate) fn method(&self) -> &str {
        &self.method
    }

    /// What stopped a part of the call, as an error says it: number, name, sentence. What the storage
    /// said is logged.
    pub(crate) fn described(&self, halt: Halt) -> Value {
        if let Halt::Fault(fault) = &halt {
            log_fault(fault, &self.request_id);
        }
        let answer = failure::answer(halt, None);
        let member = |name: &str| answer.body().get(name).cloned().unwrap_or_default();
        let names = ["code", "errorName", "description", "isRetryable"];
        Value::Object(names.into_iter().map(|name| (name.to_owned(), member(name))).collect())
    }

    /// A path segment, parsed. What isn't such a value names nothing.
    pub fn segment<T: std::str::FromStr>(text: &str) -> Result<T, Rejection> {
        text.parse().map_err(|_| Rejection::NotFound)
    }
}

/// What the storage said, for whoever looks the request id up; the caller isn't told.
fn log_fault(fault: &Fault, request_id: &str) {
    match fault {
        Fault::Corrupt(why) => {
            tracing::error!(requestId = request_id, why, "an item can't be read or written");
        }
        Fault::Busy(why) | Fault::Unavailable(why) => {
            tracing::warn!(requestId = request_id, why, "the table can't be used");
        }
    }
}

/// The segments below `/v1`; doubled and trailing slashes count for nothing.
///
/// Those of a route come from the gateway's own reading of the path: the words of the route, and what it
/// has decoded for its variables. So the function sees the route that the gateway let the caller onto, and
/// what is one segment there stays one, whatever was escaped in it. A function's own address has no routes;
/// there the path is taken as it came.
fn segments(request: &Request) -> Vec<String> {
    let variables = request.path_parameters();
    let read = |segment: &str| {
        let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        name.and_then(|name| variables.first(name)).unwrap_or(segment).to_owned()
    };
    let path = route_of(request).unwrap_or_else(|| request.raw_http_path().to_owned());
    let mut segments: Vec<_> = path.split('/').filter(|segment| !segment.is_empty()).map(read).collect();
    if segments.first().is_some_and(|first| first == "v1") {
        segments.remove(0);
    }
    segments
}

/// The path of the route that the gateway found, such as `/v1/customers/{id}`.
fn route_of(request: &Request) -> Option<String> {
    let RequestContext::ApiGatewayV2(context) = request.request_context_ref()? else { return None };
    let (_, path) = context.route_key.as_deref()?.split_once(' ')?;
    Some(path.to_owned())
}

/// A GUID from a header, or a new one.
fn guid_header(headers: &lambda_http::http::HeaderMap, name: &str) -> String {
    let given = headers.get(name).and_then(|value| uuid::Uuid::try_parse(value.to_str().ok()?.trim()).ok());
    given.unwrap_or_else(crate::random::guid).to_string()
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;

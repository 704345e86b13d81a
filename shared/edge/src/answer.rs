//! Answers: a status and a JSON body, with the headers that every answer carries.

use lambda_http::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use lambda_http::{Body, Response};
use serde_json::Value;
use tandem_domain::SavedAnswer;
use tandem_domain::paging::Position;

use crate::paging::token;

const JSON: &str = "application/json; charset=utf-8";
const CSV: &str = "text/csv; charset=utf-8; header=present";

/// What a function answers.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    body: Value,
    /// Instead of `body`.
    csv: Option<String>,
    headers: Vec<(&'static str, String)>,
}

impl Answer {
    pub fn ok(body: Value) -> Self {
        Self::with_status(200, body)
    }

    pub fn created(body: Value) -> Self {
        Self::with_status(201, body)
    }

    /// A table, and where its next part begins.
    #[must_use]
    pub fn csv(table: String, next: Option<&Position>) -> Self {
        let answer = Self { csv: Some(table), ..Self::with_status(200, Value::Null) };
        match next {
            Some(next) => answer.header("ms-continuationtoken", token(next)),
            None => answer,
        }
    }

    /// It is done, and there is nothing left to show.
    pub fn no_content() -> Self {
        Self::with_status(204, Value::Null)
    }

    pub(crate) fn with_status(status: u16, body: Value) -> Self {
        Self { status, body: without_nulls(body), csv: None, headers: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The answer as it is kept for replays.
    pub fn saved(&self) -> SavedAnswer {
        SavedAnswer { status: self.status, body: self.body.to_string() }
    }

    pub(crate) fn replayed(saved: &SavedAnswer) -> Self {
        let body = serde_json::from_str(&saved.body).unwrap_or_default();
        Self { status: saved.status, body, csv: None, headers: Vec::new() }
    }

    /// Adds what is shown once, in this answer, and was not saved (C4).
    #[must_use]
    pub fn with_secret(mut self, object: &str, name: &str, secret: String) -> Self {
        if let Some(Value::Object(members)) = self.body.get_mut(object) {
            members.insert(name.to_owned(), Value::String(secret));
        }
        self
    }

    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    pub(crate) fn body(&self) -> &Value {
        &self.body
    }

    pub(crate) fn error_name(&self) -> Option<&str> {
        self.body.get("errorName").and_then(Value::as_str)
    }

    pub(crate) fn into_response(self, request_id: &str, correlation_id: &str) -> Response<Body> {
        let has_content = self.status != 204;
        let content_type = if self.csv.is_some() { CSV } else { JSON };
        let text = self.csv.unwrap_or_else(|| self.body.to_string());
        let body = if has_content { Body::Text(text) } else { Body::Empty };
        let mut response = Response::new(body);
        *response.status_mut() =
            lambda_http::http::StatusCode::from_u16(self.status).unwrap_or(lambda_http::http::StatusCode::OK);
        let headers = response.headers_mut();
        if has_content {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
        let more = [("ms-requestid", request_id.to_owned()), ("ms-correlationid", correlation_id.to_owned())];
        for (name, value) in more.into_iter().chain(self.headers) {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        response
    }
}

/// Nulls are left out of answers.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name, without_nulls(value)))
                .collect(),
        ),
        Value::Array(values) => Value::Array(values.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

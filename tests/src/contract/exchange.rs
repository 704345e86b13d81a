//! One request and its answer, held against the contract.

use axum::http::HeaderMap;
use serde_json::Value;

use super::operation::{Operation, segments};
use super::{contract, in_any_spelling, spelling};
use crate::Reply;

/// What was sent, and what came back.
pub struct Exchange<'a> {
    pub method: &'a str,
    /// With the query.
    pub path: &'a str,
    pub headers: &'a HeaderMap,
    pub body: &'a [u8],
    pub reply: &'a Reply,
}

/// Checks what a function answered to an event of the HTTP API, past the gateway.
///
/// # Errors
/// What doesn't fit.
pub fn check_event(event: &Value, answer: &Value) -> Result<(), String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let headers = |of: &Value| -> HeaderMap {
        let pairs = of.as_object().into_iter().flatten();
        pairs.filter_map(|(name, value)| Some((name.parse().ok()?, text(value).parse().ok()?))).collect()
    };
    let reply = Reply {
        status: answer["statusCode"].as_u64().and_then(|status| status.try_into().ok()).unwrap_or_default(),
        headers: headers(&answer["headers"]),
        bytes: text(&answer["body"]).into_bytes(),
    };
    let body = text(&event["body"]);
    let exchange = Exchange {
        method: &text(&event["requestContext"]["http"]["method"]),
        path: &format!("{}?{}", text(&event["rawPath"]), text(&event["rawQueryString"])),
        headers: &headers(&event["headers"]),
        body: body.as_bytes(),
        reply: &reply,
    };
    exchange.check()
}

impl Exchange<'_> {
    /// Checks both against the contract. Paths that no function answers, such as those of the local stack's
    /// own pages, are none of its business.
    ///
    /// # Errors
    /// What doesn't fit.
    pub fn check(&self) -> Result<(), String> {
        let (path, query) = self.path.split_once('?').unwrap_or((self.path, ""));
        let path = segments(path);
        let Some(number) = operation(self.method, &path) else {
            // A function echoes; the gateway, which has no such route, doesn't.
            let by_a_function = self.reply.headers.contains_key("ms-requestid");
            return if by_a_function { Err(self.about("is not in openapi.yaml")) } else { Ok(()) };
        };
        self.answer(&contract().operations[number]).map_err(|problem| self.about(&problem))?;
        if (200..300).contains(&self.reply.status) {
            self.request(&in_any_spelling().operations[number], &path, query)
                .map_err(|problem| self.about(&format!("the request succeeded, but {problem}")))?;
        }
        Ok(())
    }

    fn about(&self, problem: &str) -> String {
        format!(
            "{} {} {}: {problem}\nrequest: {}\nanswer: {}",
            self.method,
            self.path,
            self.reply.status,
            String::from_utf8_lossy(self.body),
            self.reply.text()
        )
    }

    fn answer(&self, operation: &Operation) -> Result<(), String> {
        let (status, headers) = (self.reply.status, &self.reply.headers);
        let described = operation.answers.get(&status).ok_or("this status is not documented")?;
        for (name, header) in described["headers"].as_object().into_iter().flatten() {
            let header = contract().resolved(header);
            match headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes())) {
                Some(value) => contract()
                    .fits(&header["schema"], &Value::from(value))
                    .map_err(|problem| format!("header {name}{problem}"))?,
                None if header["required"] == true => return Err(format!("no header {name}")),
                None => {}
            }
        }
        if self.method == "HEAD" || described.get("content").is_none() {
            let empty = self.reply.bytes.is_empty();
            // The gateway refuses a HEAD without a word, and without the ids.
            let by_the_gateway = status >= 400 && !headers.contains_key("ms-requestid");
            return match empty {
                true if by_the_gateway => Ok(()),
                true => self.echoes(),
                false => Err("a body is not documented".to_owned()),
            };
        }
        let content_type =
            headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        let content = described["content"].get(kind).ok_or(format!("{kind:?} is not documented"))?;
        if kind != "application/json" {
            return self.echoes();
        }
        let body = serde_json::from_slice(&self.reply.bytes).map_err(|problem| problem.to_string())?;
        contract().fits(&content["schema"], &body).map_err(|problem| format!("the answer: {problem}"))?;
        if status >= 400 {
            return self.error(operation, &body);
        }
        self.echoes()
    }

    /// An error is one that the route names, with its own status and number.
    fn error(&self, operation: &Operation, body: &Value) -> Result<(), String> {
        let Some(name) = body["errorName"].as_str() else {
            // The gateway's own.
            return Ok(());
        };
        let (status, code) = contract().errors.get(name).ok_or("no such error")?;
        if (self.reply.status, body["code"].as_u64()) != (*status, Some(*code)) {
            return Err(format!("{name} is documented with status {status} and number {code}"));
        }
        if !operation.errors.contains(name) {
            return Err(format!("{name} is not among the route's x-errors"));
        }
        self.echoes()
    }

    /// What a function answers has the ids that were sent.
    fn echoes(&self) -> Result<(), String> {
        for name in ["ms-requestid", "ms-correlationid"] {
            let text =
                |headers: &HeaderMap| Some(headers.get(name)?.to_str().ok()?.trim().to_ascii_lowercase());
            let guid = |text: &String| uuid::Uuid::try_parse(text).ok();
            let (sent, echoed) = (text(self.headers), text(&self.reply.headers).ok_or(format!("no {name}"))?);
            let sent = sent.as_ref().and_then(guid);
            if sent.is_some_and(|sent| Some(sent) != guid(&echoed)) {
                return Err(format!("{name} is {echoed} instead of {sent:?}"));
            }
        }
        Ok(())
    }

    fn request(&self, operation: &Operation, path: &[&str], query: &str) -> Result<(), String> {
        let find = |place: &str, name: &str| {
            let of =
                |it: &&super::operation::Parameter| it.place == place && it.name.eq_ignore_ascii_case(name);
            let found = operation.parameters.iter().find(of);
            found.ok_or(format!("the parameter {name} in its {place} is not documented"))
        };
        let given = axum::http::Uri::try_from(format!("/?{query}")).map_err(|problem| problem.to_string())?;
        let axum::extract::Query(query): axum::extract::Query<Vec<(String, String)>> =
            axum::extract::Query::try_from_uri(&given).map_err(|problem| problem.to_string())?;
        let query = query.iter().map(|(name, value)| ("query", name.as_str(), value.as_str()));
        let decoded =
            |value: &str| percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned();
        let path: Vec<_> = operation.in_path(path).map(|(name, value)| (name, decoded(value))).collect();
        let places = path.iter().map(|(name, value)| ("path", *name, value.as_str()));
        for (place, name, text) in places.chain(query).filter(|(_, _, text)| !text.is_empty()) {
            let schema = &find(place, name)?.schema;
            in_any_spelling()
                .fits(schema, &spelling::parameter(text, in_any_spelling().resolved(schema)))
                .map_err(|problem| format!("{name}{problem}"))?;
        }
        let Some(schema) = &operation.body else { return Ok(()) };
        let body = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.body);
        let text = if body.iter().all(u8::is_ascii_whitespace) { b"{}" } else { body };
        let body = serde_json::from_slice(text).map_err(|problem| problem.to_string())?;
        in_any_spelling()
            .fits(schema, &spelling::even(&body))
            .map_err(|problem| format!("its body, with keys in lower case: {problem}"))
    }
}

/// The route that the gateway would take: of two that fit, the one with the earlier fixed part.
fn operation(method: &str, path: &[&str]) -> Option<usize> {
    let routes = contract().operations.iter().enumerate();
    let fitting = routes.filter_map(|(number, route)| Some((route.matches(method, path)?, number)));
    fitting.min().map(|(_, number)| number)
}

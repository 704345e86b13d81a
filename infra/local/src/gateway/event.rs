//! A request as the event that a function gets: API Gateway's payload 2.0, which function URLs share.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, COOKIE, USER_AGENT};
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::route::decoded;
use crate::token::Claims;

/// A request on its way to a function.
pub(super) struct Incoming<'a> {
    pub(super) route_key: String,
    pub(super) path: String,
    pub(super) path_parameters: Map<String, Value>,
    /// Of the token, if the route asks for one.
    pub(super) claims: Option<Claims>,
    pub(super) authority: &'a str,
    pub(super) parts: &'a Parts,
    pub(super) body: Bytes,
}

pub(super) fn of(incoming: &Incoming<'_>) -> Value {
    let query = incoming.parts.uri.query().unwrap_or_default();
    let mut event = json!({
        "version": "2.0",
        "routeKey": incoming.route_key,
        "rawPath": incoming.path,
        "rawQueryString": query,
        "headers": headers(&incoming.parts.headers),
        "requestContext": context(incoming),
        "isBase64Encoded": false,
    });
    // What is empty is left out, as API Gateway does.
    if !query.is_empty() {
        event["queryStringParameters"] = query_parameters(query);
    }
    if !incoming.path_parameters.is_empty() {
        event["pathParameters"] = Value::Object(incoming.path_parameters.clone());
    }
    let cookies = cookies(&incoming.parts.headers);
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if !incoming.body.is_empty() {
        match std::str::from_utf8(&incoming.body) {
            Ok(text) if is_text(&incoming.parts.headers) => event["body"] = json!(text),
            _ => {
                event["body"] = json!(STANDARD.encode(&incoming.body));
                event["isBase64Encoded"] = json!(true);
            }
        }
    }
    event
}

fn context(incoming: &Incoming<'_>) -> Value {
    let header = |name| incoming.parts.headers.get(name).and_then(|value| value.to_str().ok());
    let now = jiff::Timestamp::now();
    let mut context = json!({
        "accountId": "000000000000",
        "apiId": "local",
        "domainName": incoming.authority,
        "domainPrefix": "local",
        "http": {
            "method": incoming.parts.method.as_str(),
            "path": incoming.path,
            "protocol": "HTTP/1.1",
            "sourceIp": "127.0.0.1",
            "userAgent": header(USER_AGENT).unwrap_or_default(),
        },
        "requestId": uuid::Uuid::new_v4(),
        "routeKey": incoming.route_key,
        "stage": "$default",
        "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
        "timeEpoch": now.as_millisecond(),
    });
    if let Some(claims) = &incoming.claims {
        let claims: Map<_, _> =
            claims.iter().map(|(name, value)| (name.clone(), Value::String(flat(value)))).collect();
        context["authorizer"] = json!({"jwt": {"claims": claims, "scopes": null}});
    }
    context
}

/// A claim as an HTTP API hands it on: always text, a list in brackets with blanks between.
fn flat(claim: &Value) -> String {
    match claim {
        Value::String(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(" ")),
        other => other.to_string(),
    }
}

/// Names in lower case, several values of one name joined; cookies stand apart.
fn headers(headers: &HeaderMap) -> Map<String, Value> {
    let mut joined: Map<String, Value> = Map::new();
    for (name, value) in headers.iter().filter(|(name, _)| *name != COOKIE) {
        let value = String::from_utf8_lossy(value.as_bytes());
        let before = joined.get(name.as_str()).and_then(Value::as_str);
        let value = before.map_or_else(|| value.to_string(), |before| format!("{before},{value}"));
        joined.insert(name.as_str().to_owned(), Value::String(value));
    }
    joined
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split("; ")).map(ToOwned::to_owned).collect()
}

fn query_parameters(query: &str) -> Value {
    let mut joined: Map<String, Value> = Map::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let [name, value] = [name, value].map(|text| decoded(&text.replace('+', " ")));
        let before = joined.get(&name).and_then(Value::as_str);
        let value = before.map_or_else(|| value.clone(), |before| format!("{before},{value}"));
        joined.insert(name, Value::String(value));
    }
    Value::Object(joined)
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    kind.starts_with("text/")
        || ["application/json", "application/javascript", "application/xml"].contains(&kind.as_str())
        || kind.ends_with("+json")
        || kind.ends_with("+xml")
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::Request;
    use serde_json::{Map, Value, json};

    use super::{Incoming, of};

    fn event(request: axum::http::request::Builder, body: &'static [u8], claims: Option<Value>) -> Value {
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        let incoming = Incoming {
            route_key: "POST /v1/customers".to_owned(),
            path: "/v1/customers".to_owned(),
            path_parameters: Map::from_iter([("id".to_owned(), json!("a b"))]),
            claims: claims.and_then(|claims| claims.as_object().cloned()),
            authority: "127.0.0.1:3000",
            parts: &parts,
            body: Bytes::from_static(body),
        };
        of(&incoming)
    }

    #[test]
    fn a_request_becomes_an_event_of_payload_2() {
        let request = Request::post("/v1/customers?size=5&filter=a%20b&size=6")
            .header("MS-RequestId", "1")
            .header("X-Twice", "a")
            .header("X-Twice", "b")
            .header("Cookie", "a=1; b=2")
            .header("Content-Type", "application/json; charset=utf-8");
        let event = event(request, b"{\"a\":1}", None);
        assert_eq!(event["version"], "2.0");
        assert_eq!(event["routeKey"], "POST /v1/customers");
        assert_eq!(event["rawPath"], "/v1/customers");
        assert_eq!(event["rawQueryString"], "size=5&filter=a%20b&size=6");
        assert_eq!(event["queryStringParameters"], json!({"size": "5,6", "filter": "a b"}));
        assert_eq!(event["pathParameters"], json!({"id": "a b"}));
        assert_eq!(event["headers"]["ms-requestid"], "1");
        assert_eq!(event["headers"]["x-twice"], "a,b");
        assert_eq!(event["headers"].get("cookie"), None);
        assert_eq!(event["cookies"], json!(["a=1", "b=2"]));
        assert_eq!(event["requestContext"]["http"]["method"], "POST");
        assert_eq!(event["requestContext"]["stage"], "$default");
        assert_eq!(event["requestContext"].get("authorizer"), None);
        assert_eq!((&event["body"], &event["isBase64Encoded"]), (&json!("{\"a\":1}"), &json!(false)));
    }

    #[test]
    fn claims_are_texts_and_lists_stand_in_brackets() {
        let claims = json!({
            "sub": "ana", "exp": 1_800_000_000, "email_verified": true, "roles": ["admin_agent", "sales_agent"],
        });
        let event = event(Request::post("/"), b"", Some(claims));
        assert_eq!(
            event["requestContext"]["authorizer"]["jwt"]["claims"],
            json!({
                "sub": "ana", "exp": "1800000000", "email_verified": "true",
                "roles": "[admin_agent sales_agent]",
            })
        );
        assert_eq!(event.get("body"), None);
    }

    #[test]
    fn what_is_not_text_is_encoded() {
        let binary = event(Request::post("/").header("Content-Type", "image/png"), b"\x89PNG", None);
        assert_eq!((&binary["body"], &binary["isBase64Encoded"]), (&json!("iVBORw=="), &json!(true)));
        let untold = event(Request::post("/"), b"{}", None);
        assert_eq!(untold["isBase64Encoded"], true);
    }
}

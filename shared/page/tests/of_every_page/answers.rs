//! What the tests of every function with pages ask and expect of its answers; each takes this in by its
//! path.

use lambda_http::http::{HeaderMap, Method, Request};
use lambda_http::{Body, Response};

/// A visit by whoever likes traditional Chinese best.
pub fn visit(method: Method, path: &str) -> lambda_http::Request {
    let request = Request::builder().method(method).uri(path).header("accept-language", "zh-TW, en;q=0.5");
    request.body(Body::Empty).expect("a request")
}

pub fn text(answer: &Response<Body>) -> &str {
    match answer.body() {
        Body::Text(text) => text,
        _ => "",
    }
}

/// L9. `policy`: what the pages may load, and where they may connect to.
pub fn assert_secured(headers: &HeaderMap, policy: &str, path: &str) {
    let one = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for (name, value) in [
        ("content-security-policy", policy),
        ("cache-control", "no-store"),
        ("referrer-policy", "strict-origin"),
        ("strict-transport-security", "max-age=31536000"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("x-robots-tag", "noindex"),
    ] {
        assert_eq!(one(name), value, "{name} of {path}");
    }
}

/// L9 of every answer, errors too: each address has its status, says something but to `HEAD`, and leads
/// nowhere that a request names.
pub async fn assert_all_secured(
    ask: impl AsyncFn(Method, &str) -> Response<Body>,
    policy: &str,
    expected: &[(Method, &str, u16)],
) {
    for (method, path, status) in expected {
        let answer = ask(method.clone(), path).await;
        assert_eq!(answer.status(), *status, "{method} {path}");
        assert_secured(answer.headers(), policy, path);
        assert!(!text(&answer).is_empty(), "{method} {path}");
        assert!(!text(&answer).contains("evil.example"), "{path}");

        let head = ask(Method::HEAD, path).await;
        assert_secured(head.headers(), policy, path);
        assert!(text(&head).is_empty(), "HEAD {path}");
    }
}

//! What the tests of the pages behind e-mailed links expect besides.

use lambda_http::http::{HeaderValue, Method};
use lambda_http::{Body, Response};

use crate::answers::{assert_secured, text};

/// A table that doesn't answer is told as passing, and without its inside.
pub fn assert_passing(answer: &Response<Body>, policy: &str) {
    assert_eq!(answer.status(), 503);
    assert_secured(answer.headers(), policy, "a table that does not answer");
    assert_eq!(answer.headers().get("retry-after"), Some(&HeaderValue::from_static("10")));
    assert!(text(answer).contains("<html lang=\"zh-TW\">"));
    for inside in ["127.0.0.1", "dispatch", "DynamoDB", "tandem\""] {
        assert!(!text(answer).contains(inside), "{inside}");
    }
}

/// L5: every address that leads nowhere looks as the first of them.
pub async fn assert_all_the_same(
    ask: impl AsyncFn(Method, &str) -> Response<Body>,
    addresses: &[(Method, &str)],
) {
    let (method, path) = &addresses[0];
    let first = ask(method.clone(), path).await;
    for (method, path) in addresses {
        assert_eq!(text(&ask(method.clone(), path).await), text(&first), "{method} {path}");
    }
}

//! Calls a stack without a socket.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use serde_json::Value;
use tandem_local::Stack;
use tower::ServiceExt as _;

pub struct Browser<'a> {
    stack: &'a Stack,
    router: Router,
}

impl<'a> Browser<'a> {
    pub fn at(stack: &'a Stack) -> Self {
        Self { stack, router: stack.router() }
    }

    /// Sends JSON, as one of the demo people or signed out.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        who: Option<&str>,
        body: Option<Value>,
    ) -> (StatusCode, Value) {
        let body = body.map(|body| ("application/json", body.to_string()));
        let answer = self.send(method, path, who, body).await;
        let status = answer.status();
        (status, serde_json::from_str(&text(answer).await).unwrap_or_default())
    }

    /// Sends a form, signed out.
    #[allow(dead_code, reason = "not every test file sends forms")]
    pub async fn form(&self, path: &str, form: &[(&str, &str)]) -> Response<Body> {
        let encoded = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        let pairs: Vec<_> = form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.send("POST", path, None, Some(("application/x-www-form-urlencoded", pairs.join("&")))).await
    }

    /// A page.
    #[allow(dead_code, reason = "not every test file reads pages")]
    pub async fn text(&self, path: &str) -> (StatusCode, String) {
        let answer = self.send("GET", path, None, None).await;
        (answer.status(), text(answer).await)
    }

    pub async fn send(
        &self,
        method: &str,
        path: &str,
        who: Option<&str>,
        body: Option<(&str, String)>,
    ) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(who) = who {
            let token = self.stack.token(who).expect("one of the demo people");
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let body = match body {
            None => Body::empty(),
            Some((kind, body)) => {
                request = request.header("Content-Type", kind);
                Body::from(body)
            }
        };
        self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer")
    }
}

pub async fn text(answer: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

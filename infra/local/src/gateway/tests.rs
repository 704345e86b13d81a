use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use lambda_http::RequestExt as _;
use serde_json::{Value, json};

use super::{Gateway, Handler, Mismatch, normalised, split_function_url};
use crate::idp::SigningKey;
use crate::template::{Authorizer, Cors, Deployment, Function, Route};
use crate::token::TokenCheck;

const ISSUER: &str = "http://127.0.0.1:3000/idp";

fn function(name: &str, routes: &[(&str, &str, bool)]) -> Function {
    let routes = routes.iter().map(|(method, path, needs_token)| Route {
        method: (*method).to_owned(),
        path: (*path).to_owned(),
        needs_token: *needs_token,
    });
    Function {
        name: name.to_owned(),
        variables: Vec::new(),
        routes: routes.collect(),
        has_url: routes_of_a_page(name),
        stream: None,
        schedule: None,
    }
}

fn routes_of_a_page(name: &str) -> bool {
    name == "page"
}

fn deployment() -> Deployment {
    Deployment {
        functions: vec![
            function(
                "things",
                &[
                    ("GET", "/v1/things/{id}", true),
                    ("POST", "/v1/things", true),
                    ("GET", "/v1/open", false),
                    ("GET", "/v1/crash", true),
                ],
            ),
            function("special", &[("GET", "/v1/things/special", true)]),
            function("page", &[]),
        ],
        authorizer: Authorizer { issuer: ISSUER.to_owned(), audience: vec!["tandem".to_owned()] },
        cors: Some(Cors {
            allow_origins: vec!["http://pages.example".to_owned()],
            allow_methods: vec!["GET".to_owned(), "POST".to_owned()],
            allow_headers: vec!["Authorization".to_owned(), "MS-RequestId".to_owned()],
            expose_headers: vec!["MS-RequestId".to_owned()],
            max_age: "600".to_owned(),
        }),
        table_name: "table".to_owned(),
        table: Value::Null,
        time_to_live: "ttl".to_owned(),
        stream_view: "NEW_IMAGE".to_owned(),
    }
}

/// A function that answers with what it was asked.
fn echo(name: &'static str) -> Handler {
    Arc::new(move |request: lambda_http::Request| {
        assert!(!request.uri().path().ends_with("/crash"), "asked to crash");
        let claims = request
            .request_context_ref()
            .and_then(|context| context.authorizer())
            .map(|authorizer| authorizer.jwt.as_ref().map(|jwt| jwt.claims.clone()).unwrap_or_default());
        let said = json!({
            "function": name, "path": request.raw_http_path(), "claims": claims,
            "id": request.path_parameters_ref().and_then(|parameters| parameters.first("id")),
        });
        Box::pin(async move { http::Response::new(lambda_http::Body::Text(said.to_string())) })
    })
}

fn handlers() -> HashMap<String, Handler> {
    ["things", "special", "page"].map(|name| (name.to_owned(), echo(name))).into()
}

fn gateway() -> Gateway {
    let deployment = deployment();
    let tokens = TokenCheck::new(&deployment.authorizer, &SigningKey::of_development().public());
    Gateway::new(&deployment, handlers(), tokens, "127.0.0.1:3000").expect("a gateway")
}

fn token() -> String {
    let now = jiff::Timestamp::now().as_second();
    let claims = json!({
        "iss": ISSUER, "aud": "tandem", "exp": now + 60, "nbf": now, "sub": "ana", "tid": "t",
        "roles": ["admin_agent", "sales_agent"],
    });
    format!("Bearer {}", SigningKey::of_development().sign(&claims))
}

async fn body(answer: Response<Body>) -> Value {
    let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
    serde_json::from_slice(&bytes).unwrap_or(Value::Null)
}

async fn get(path: &str) -> Response<Body> {
    let request = Request::get(path).header("Authorization", token()).body(Body::empty());
    gateway().api(request.expect("a request")).await
}

#[tokio::test]
async fn a_request_reaches_its_function_with_claims_and_path() {
    let said = body(get("/v1/things/a%20b").await).await;
    assert_eq!((&said["function"], &said["id"]), (&json!("things"), &json!("a b")));
    assert_eq!(said["claims"]["roles"], "[admin_agent sales_agent]");
}

#[tokio::test]
async fn the_more_exact_route_is_taken() {
    assert_eq!(body(get("/v1/things/special").await).await["function"], "special");
}

#[tokio::test]
async fn doubled_slashes_and_one_at_the_end_mean_the_same_path() {
    assert_eq!(body(get("/v1//things/7/").await).await["path"], "/v1/things/7");
    for (path, clean) in [("/", "/"), ("//", "/"), ("/v1///a//", "/v1/a"), ("/v1/a", "/v1/a")] {
        assert_eq!(normalised(path), clean);
    }
}

#[tokio::test]
async fn without_a_good_token_the_gateway_says_unauthorized() {
    for authorization in [None, Some("Bearer x"), Some("Bearer a.b.c")] {
        let mut request = Request::get("/v1/things/7");
        if let Some(authorization) = authorization {
            request = request.header("Authorization", authorization);
        }
        let answer = gateway().api(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert!(answer.headers().contains_key("www-authenticate"));
        assert_eq!(body(answer).await, json!({"message": "Unauthorized"}));
    }
}

#[tokio::test]
async fn an_open_route_neither_needs_a_token_nor_looks_at_one() {
    for authorization in [None, Some(token()), Some("Bearer x".to_owned())] {
        let mut request = Request::get("/v1/open");
        if let Some(authorization) = &authorization {
            request = request.header("Authorization", authorization);
        }
        let answer = gateway().api(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{authorization:?}");
        assert_eq!(body(answer).await["claims"], Value::Null, "{authorization:?}");
    }
}

#[tokio::test]
async fn what_has_no_route_is_not_found_with_or_without_a_token() {
    for path in ["/v1/nothing", "/v1/things", "/v1/things/7/more", "/v1/things/7%2Fmore/x"] {
        let answer = get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(body(answer).await, json!({"message": "Not Found"}));
    }
}

#[tokio::test]
async fn a_body_above_the_gateways_limit_is_refused() {
    let request = Request::post("/v1/things").header("Authorization", token());
    let too_large = request.body(Body::from(vec![b'x'; 10 * 1024 * 1024 + 1])).expect("a request");
    assert_eq!(gateway().api(too_large).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_crash_of_a_function_is_one_answer() {
    let answer = get("/v1/crash").await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(body(answer).await, json!({"message": "Internal Server Error"}));
}

#[tokio::test]
async fn a_page_of_the_listed_origin_may_call_and_no_other() {
    for (origin, allowed) in [("http://pages.example", true), ("http://evil.example", false)] {
        let preflight = Request::options("/v1/things")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .body(Body::empty());
        let answer = gateway().api(preflight.expect("a request")).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert_eq!(answer.headers().contains_key("access-control-allow-origin"), allowed, "{origin}");
        assert_eq!(answer.headers().contains_key("access-control-allow-headers"), allowed, "{origin}");
    }
}

#[tokio::test]
async fn a_function_url_needs_no_token_and_keeps_its_path() {
    let request = || Request::get("/").body(Body::empty()).expect("a request");
    let said = body(gateway().function_url("page", "/invitations/x".to_owned(), request()).await).await;
    assert_eq!((&said["function"], &said["path"]), (&json!("page"), &json!("/invitations/x")));
    let other = gateway().function_url("things", "/".to_owned(), request()).await;
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
    assert_eq!(split_function_url("/lambda-url/page/a/b"), Some(("page".to_owned(), "/a/b".to_owned())));
    assert_eq!(split_function_url("/lambda-url/page"), Some(("page".to_owned(), "/".to_owned())));
}

#[test]
fn routes_and_handlers_that_do_not_fit_are_named() {
    let deployment = deployment();
    let mut handlers = handlers();
    handlers.remove("special");
    handlers.insert("forgotten".to_owned(), echo("forgotten"));
    let tokens = TokenCheck::new(&deployment.authorizer, &SigningKey::of_development().public());
    let Err(Mismatch(problems)) = Gateway::new(&deployment, handlers, tokens, "127.0.0.1:3000") else {
        panic!("the gateway opened");
    };
    assert_eq!(
        problems,
        [
            "GET /v1/things/special in template.yaml: no handler named special",
            "the handler forgotten has no route in template.yaml",
        ]
    );
}

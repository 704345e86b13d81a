//! What every answer carries, whatever was asked. There is no table here: what needs it is told so.

#[path = "../../../shared/page/tests/of_every_page/answers.rs"]
mod answers;

use answers::{assert_all_secured, text, visit};
use directory_page::{App, handle};
use lambda_http::http::Method;
use lambda_http::{Body, Response};
use tandem_platform::Environment;

/// The pages load their own styles and need no scripts.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

async fn app() -> App {
    let env = Environment::from_pairs([
        ("PAGE_ORIGIN", "https://providers.example"),
        ("TABLE_NAME", "nothing"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "x"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"),
    ]);
    App::start(&env).await.expect("good variables")
}

async fn ask(app: &App, method: Method, path: &str) -> Response<Body> {
    handle(app, visit(method, path)).await
}

#[tokio::test]
async fn every_answer_is_secured_errors_too_and_lets_its_own_form_go_nowhere_else_l9() {
    let app = app().await;
    let expected = [
        (Method::GET, "/providers", 503),
        (Method::GET, "/providers?country=XX&return_to=https://evil.example", 200),
        (Method::GET, "/assets/directory.css", 200),
        (Method::GET, "/assets/page.css", 200),
        (Method::GET, "/signed-in?code=x&state=y", 404),
        (Method::GET, "/providers/", 404),
        (Method::GET, "/providers/10000000-0000-4000-8000-000000000001", 404),
        (Method::GET, "/", 404),
        (Method::POST, "/providers", 404),
    ];
    assert_all_secured(async |method, path: &str| ask(&app, method, path).await, POLICY, &expected).await;
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_address_or_else_of_the_browser() {
    let app = app().await;
    for (path, language) in [
        ("/providers?country=XX", "zh-TW"),
        ("/providers?country=XX&language=zh-CN", "zh-CN"),
        ("/providers?language=tlh&country=XX", "zh-TW"),
    ] {
        let answer = ask(&app, Method::GET, path).await;
        assert!(text(&answer).contains(&format!("<html lang=\"{language}\">")), "{path}");
    }
}

#[tokio::test]
async fn every_bad_variable_is_reported_and_none_of_signing_in_is_needed() {
    let problems = App::start(&Environment::default()).await.expect_err("no variables").to_string();
    assert!(problems.contains("PAGE_ORIGIN") && problems.contains("TABLE_NAME"), "{problems}");
    assert!(!problems.contains("ISSUER") && !problems.contains("CLIENT_ID"), "{problems}");
}

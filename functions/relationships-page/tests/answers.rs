//! What every answer carries, whatever was asked. There is no table here, and none is needed.

#[path = "../../../shared/page/tests/of_every_page/answers.rs"]
mod answers;

use answers::{assert_all_secured, text, visit};
use lambda_http::http::Method;
use lambda_http::{Body, Response};
use relationships_page::{App, handle};
use tandem_platform::Environment;

/// The pages load their own scripts and styles, and talk to the API and the issuer.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                      connect-src 'self' https://api.example https://login.example; img-src 'self'; \
                      form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

async fn app() -> App {
    let env = Environment::from_pairs([
        ("PAGE_ORIGIN", "https://partners.example"),
        ("API_ORIGIN", "https://api.example/stage"),
        ("ISSUER", "https://login.example/tandem/"),
        ("CLIENT_ID", "tandem-pages"),
        ("TENANT_CLAIM", "organisation"),
    ]);
    App::start(&env).await.expect("good variables")
}

async fn ask(app: &App, method: Method, path: &str) -> Response<Body> {
    handle(app, visit(method, path)).await
}

#[tokio::test]
async fn every_answer_is_secured_errors_too_l9() {
    let app = app().await;
    let expected = [
        (Method::GET, "/relationships", 200),
        (Method::GET, "/relationships?language=en&return_to=https://evil.example", 200),
        (Method::GET, "/relationships/30000000-0000-4000-8000-000000000001", 200),
        (Method::GET, "/relationships/30000000-0000-4000-8000-00000000000", 404),
        (Method::GET, "/relationships/nonsense", 404),
        (Method::GET, "/relationships/30000000-0000-4000-8000-000000000001/x", 404),
        (Method::GET, "/signed-in?code=x&state=y&redirect=https://evil.example", 200),
        (Method::GET, "/assets/relationships.js", 200),
        (Method::GET, "/assets/relationships.css", 200),
        (Method::GET, "/assets/sign-in.js", 200),
        (Method::GET, "/assets/page.js", 404),
        (Method::GET, "/", 404),
        (Method::GET, "/relationships/", 404),
        (Method::POST, "/relationships", 404),
        (Method::DELETE, "/relationships", 404),
    ];
    assert_all_secured(async |method, path: &str| ask(&app, method, path).await, POLICY, &expected).await;
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_address_or_else_of_the_browser() {
    let app = app().await;
    for (path, language) in [
        ("/relationships", "zh-TW"),
        ("/relationships?language=zh-CN", "zh-CN"),
        ("/relationships?language=tlh", "zh-TW"),
    ] {
        let answer = ask(&app, Method::GET, path).await;
        assert!(text(&answer).contains(&format!("<html lang=\"{language}\">")), "{path}");
    }
}

#[tokio::test]
async fn the_page_knows_where_the_tokens_name_their_organisation() {
    let answer = ask(&app().await, Method::GET, "/relationships").await;
    assert!(text(&answer).contains("data-tenant-claim=\"organisation\""));
}

#[tokio::test]
async fn every_bad_variable_is_reported() {
    let problems = App::start(&Environment::default()).await.expect_err("no variables").to_string();
    for name in ["PAGE_ORIGIN", "API_ORIGIN", "ISSUER", "CLIENT_ID"] {
        assert!(problems.contains(name), "{name}: {problems}");
    }
}

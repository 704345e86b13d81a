//! What every answer carries, whatever was asked; the table can't be reached here.

#[path = "../../../shared/page/tests/of_every_page/answers.rs"]
mod answers;
#[path = "../../../shared/page/tests/of_every_page/links.rs"]
mod links;

use answers::{assert_all_secured, text, visit};
use enrollment_page::{App, handle};
use lambda_http::http::Method;
use lambda_http::{Body, Response};
use links::{assert_all_the_same, assert_passing};
use tandem_platform::Environment;

/// The pages load their own scripts and styles, and talk to the API and the issuer.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                      connect-src 'self' https://api.example https://login.example; img-src 'self'; \
                      form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
const KEY: &str = "/enrollments/AAAAAAAAAAAAAAAAAAAAAAAAAAA";

async fn app() -> App {
    let env = Environment::from_pairs([
        ("TABLE_NAME", "tandem"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "none"),
        ("AWS_SECRET_ACCESS_KEY", "none"),
        // Nobody listens on the discard port.
        ("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9"),
        ("PAGE_ORIGIN", "https://enroll.example"),
        ("API_ORIGIN", "https://api.example/stage"),
        ("ISSUER", "https://login.example/tandem/"),
        ("CLIENT_ID", "tandem-pages"),
        ("ROLES_CLAIM", "groups"),
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
        (Method::GET, "/enroll", 200),
        (Method::GET, "/enroll?language=en&return_to=https://evil.example", 200),
        (Method::GET, "/signed-in?code=x&state=y&redirect=https://evil.example", 200),
        (Method::GET, "/assets/enroll.js", 200),
        (Method::GET, "/assets/application.js", 200),
        (Method::GET, "/assets/confirm.js", 200),
        (Method::GET, "/assets/enrollment.css", 200),
        (Method::GET, "/assets/fields.js", 200),
        (Method::GET, "/assets/api.js", 200),
        (Method::GET, "/assets/other.js", 404),
        (Method::GET, "/", 404),
        (Method::GET, "/enroll/", 404),
        (Method::GET, "/enrollments/nonsense", 404),
        (Method::GET, "/enrollments", 404),
        (Method::POST, "/enroll", 404),
        (Method::POST, KEY, 404),
        (Method::OPTIONS, KEY, 404),
    ];
    assert_all_secured(async |method, path: &str| ask(&app, method, path).await, POLICY, &expected).await;
}

#[tokio::test]
async fn a_table_that_does_not_answer_is_told_as_passing_and_without_its_inside() {
    assert_passing(&ask(&app().await, Method::GET, KEY).await, POLICY);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_looks_the_same_whatever_it_is_l5() {
    let app = app().await;
    let nowhere = [
        (Method::GET, "/enrollments/short"),
        (Method::GET, "/nothing"),
        (Method::PUT, KEY),
        (Method::GET, "/enrollments/a/b"),
    ];
    assert_all_the_same(async |method, path: &str| ask(&app, method, path).await, &nowhere).await;
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_address_or_else_of_the_browser() {
    let app = app().await;
    for (path, language) in
        [("/enroll", "zh-TW"), ("/enroll?language=zh-CN", "zh-CN"), ("/enroll?language=tlh", "zh-TW")]
    {
        let answer = ask(&app, Method::GET, path).await;
        assert!(text(&answer).contains(&format!("<html lang=\"{language}\">")), "{path}");
    }
}

#[tokio::test]
async fn the_page_knows_where_the_tokens_name_their_roles() {
    let answer = ask(&app().await, Method::GET, "/enroll").await;
    assert!(text(&answer).contains("data-roles-claim=\"groups\""));
}

#[tokio::test]
async fn every_bad_variable_is_reported() {
    let problems = App::start(&Environment::default()).await.expect_err("no variables").to_string();
    for name in ["TABLE_NAME", "PAGE_ORIGIN", "API_ORIGIN", "ISSUER", "CLIENT_ID"] {
        assert!(problems.contains(name), "{name}: {problems}");
    }
}

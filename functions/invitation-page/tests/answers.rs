//! What every answer carries, whatever was asked; the table can't be reached here.

#[path = "../../../shared/page/tests/of_every_page/answers.rs"]
mod answers;
#[path = "../../../shared/page/tests/of_every_page/links.rs"]
mod links;

use answers::{assert_all_secured, visit};
use invitation_page::{App, handle};
use lambda_http::http::Method;
use lambda_http::{Body, Response};
use links::{assert_all_the_same, assert_passing};
use tandem_platform::Environment;

const KEY: &str = "/invitations/AAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// The pages load their own scripts and styles, and talk to the API and the issuer.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                      connect-src 'self' https://api.example https://login.example; img-src 'self'; \
                      form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

async fn app() -> App {
    let env = Environment::from_pairs([
        ("TABLE_NAME", "tandem"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "none"),
        ("AWS_SECRET_ACCESS_KEY", "none"),
        // Nobody listens on the discard port.
        ("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9"),
        ("PAGE_ORIGIN", "https://pages.example"),
        ("API_ORIGIN", "https://api.example/stage"),
        ("ISSUER", "https://login.example/tandem/"),
        ("CLIENT_ID", "tandem-pages"),
        ("RELATIONSHIPS_PAGE_ORIGIN", "https://partners.example"),
    ]);
    App::start(&env).await.expect("good variables")
}

async fn ask(app: &App, method: Method, path: &str) -> Response<Body> {
    handle(app, visit(method, path)).await
}

#[tokio::test]
async fn every_answer_is_secured_errors_too() {
    let app = app().await;
    let expected = [
        (Method::GET, "/signed-in", 200),
        (Method::GET, "/signed-in?code=x&state=y&redirect=https://evil.example", 200),
        (Method::GET, "/assets/page.css", 200),
        (Method::GET, "/assets/page.js", 200),
        (Method::GET, "/assets/consents.js", 200),
        (Method::GET, "/assets/fields.js", 200),
        (Method::GET, "/assets/invitation.css", 200),
        (Method::GET, "/assets/sign-in.js", 200),
        (Method::GET, "/assets/signed-in.js", 200),
        (Method::GET, "/assets/panels.js", 200),
        (Method::GET, "/assets/actions.js", 200),
        (Method::GET, "/assets/api.js", 200),
        (Method::GET, "/assets/icon.svg", 200),
        (Method::GET, "/assets/other.js", 404),
        (Method::GET, "/", 404),
        (Method::GET, "/invitations/nonsense", 404),
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
async fn an_address_that_leads_nowhere_looks_the_same_whatever_it_is() {
    let app = app().await;
    let nowhere = [
        (Method::GET, "/invitations/short"),
        (Method::GET, "/nothing"),
        (Method::PUT, KEY),
        (Method::GET, "/invitations/a/b"),
    ];
    assert_all_the_same(async |method, path: &str| ask(&app, method, path).await, &nowhere).await;
}

//! The page behind the link of an e-mailed invitation.
//!
//! It only reads (L1): one read of the table for a request, none for anything else. What needs an
//! identity happens between the page's script and the API. A key that leads nowhere, an address that
//! doesn't exist and another method get one and the same page.

mod assets;
mod headers;
mod page;
mod preferred_language;
mod route;
mod settings;
mod texts;

use lambda_http::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use lambda_http::http::{HeaderValue, Method, StatusCode};
use lambda_http::{Body, Request, Response};
use tandem_domain::{Fault, Language, LinkKey, Timestamp};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

use crate::assets::Asset;
use crate::headers::SecurityHeaders;
use crate::preferred_language::preferred;
use crate::route::Route;
use crate::settings::Settings;

const HTML: &str = "text/html; charset=utf-8";
/// What to wait, in seconds, before the page is loaded again.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("10");

/// What the function needs.
#[derive(Clone, Debug)]
pub struct App {
    store: Store,
    settings: Settings,
    headers: SecurityHeaders,
}

impl App {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let settings = Settings::read(env);
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { store, headers: SecurityHeaders::new(&settings), settings })
    }

    async fn invitation(&self, key: &LinkKey, language: Language) -> Response<Body> {
        match self.store.request(key.request_id()).await {
            Ok(Some(request)) => self.html(StatusCode::OK, page::invitation(&request, now(), &self.settings)),
            Ok(None) => self.not_found(language),
            Err(fault) => self.unavailable(language, &fault),
        }
    }

    fn not_found(&self, language: Language) -> Response<Body> {
        self.html(StatusCode::NOT_FOUND, page::not_found(language, &self.settings))
    }

    fn unavailable(&self, language: Language, fault: &Fault) -> Response<Body> {
        tracing::error!(?fault, "the request of an invitation can't be read");
        let html = page::unavailable(language, &self.settings);
        let mut answer = self.html(StatusCode::SERVICE_UNAVAILABLE, html);
        answer.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS);
        answer
    }

    fn html(&self, status: StatusCode, html: Result<String, askama::Error>) -> Response<Body> {
        match html {
            Ok(html) => self.answer(status, HTML, html.into()),
            Err(error) => {
                tracing::error!(%error, "a page can't be rendered");
                self.answer(StatusCode::INTERNAL_SERVER_ERROR, HTML, Body::Empty)
            }
        }
    }

    fn asset(&self, asset: Asset) -> Response<Body> {
        self.answer(StatusCode::OK, asset.content_type(), asset.text().into())
    }

    fn answer(&self, status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
        let mut answer = Response::new(body);
        *answer.status_mut() = status;
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        self.headers.add_to(answer.headers_mut());
        answer
    }
}

/// Answers any request; never fails.
pub async fn handle(app: &App, request: Request) -> Response<Body> {
    let language = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = preferred(language.unwrap_or_default());
    let answer = match Route::of(request.method(), request.uri().path()) {
        Route::Invitation(key) => app.invitation(&key, language).await,
        Route::SignedIn => app.html(StatusCode::OK, page::signed_in(language, &app.settings)),
        Route::Asset(asset) => app.asset(asset),
        Route::Nothing => app.not_found(language),
    };
    if request.method() == Method::HEAD { answer.map(|_| Body::Empty) } else { answer }
}

fn now() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
}

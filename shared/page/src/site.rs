//! The answers that every function with pages gives: its pages, the files that they load, the way
//! back from the issuer, and one page for whatever doesn't exist.

use askama::Template;
use lambda_http::http::header::{CONTENT_TYPE, RETRY_AFTER};
use lambda_http::http::{HeaderValue, StatusCode};
use lambda_http::{Body, Response};
use tandem_domain::{Cloud, Fault, Language};
use tandem_platform::Environment;

use crate::asset::{Asset, OF_EVERY_PAGE};
use crate::frame::Frame;
use crate::headers::SecurityHeaders;
use crate::panel::Panel;
use crate::settings::Settings;
use crate::texts::{OwnTexts, Texts};
use crate::visit::Visit;

const HTML: &str = "text/html; charset=utf-8";
/// What to wait, in seconds, before the page is loaded again.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("10");

/// The pages of one function.
#[derive(Clone, Debug)]
pub struct Site {
    settings: Settings,
    headers: SecurityHeaders,
    texts: fn(Language) -> &'static OwnTexts,
    assets: &'static [Asset],
}

#[derive(Template)]
#[template(path = "signed-in.html")]
struct SignedInPage<'a> {
    frame: Frame<'a>,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    frame: Frame<'a>,
    panel: &'static Panel,
}

impl Site {
    /// Pages with the function's own words, and the files that its pages load besides everybody's.
    pub fn from_env(
        env: &Environment,
        texts: fn(Language) -> &'static OwnTexts,
        assets: &'static [Asset],
    ) -> Self {
        Self::new(Settings::read(env), texts, assets)
    }

    /// The same, on which nobody signs in: without scripts, and with forms that lead to its own addresses.
    pub fn without_sign_in(
        env: &Environment,
        texts: fn(Language) -> &'static OwnTexts,
        assets: &'static [Asset],
    ) -> Self {
        Self::new(Settings::without_sign_in(env), texts, assets)
    }

    fn new(settings: Settings, texts: fn(Language) -> &'static OwnTexts, assets: &'static [Asset]) -> Self {
        Self { headers: SecurityHeaders::new(&settings), settings, texts, assets }
    }

    /// What surrounds a page in a language.
    #[must_use]
    pub fn frame(&self, language: Language) -> Frame<'_> {
        let own = (self.texts)(language);
        let settings = &self.settings;
        Frame { language, texts: Texts::of(language), own, settings, pages: settings.pages(None) }
    }

    /// What surrounds a page that lies at the address of a cloud (I6).
    #[must_use]
    pub fn frame_in(&self, cloud: Cloud, language: Language) -> Frame<'_> {
        Frame { pages: self.settings.pages(Some(cloud)), ..self.frame(language) }
    }

    /// The answer to a visit that isn't to one of the function's own addresses. The address that the
    /// issuer sends back to is fixed, so that no redirect target ever comes from a request (L10).
    #[must_use]
    pub fn answer(&self, visit: &Visit<'_>) -> Response<Body> {
        if visit.path == "/signed-in" && self.settings.sign_in.is_some() {
            return self.page(&SignedInPage { frame: self.frame(visit.language) });
        }
        let asset = visit.path.strip_prefix("/assets/").and_then(|name| self.asset(name));
        asset.unwrap_or_else(|| self.not_found(visit.language))
    }

    /// A page that is there.
    #[must_use]
    pub fn page(&self, page: &impl Template) -> Response<Body> {
        self.html(StatusCode::OK, page)
    }

    /// The page for an address that leads nowhere: an unknown key looks like any other (L5).
    #[must_use]
    pub fn not_found(&self, language: Language) -> Response<Body> {
        let frame = self.frame(language);
        self.html(StatusCode::NOT_FOUND, &MessagePage { frame, panel: &frame.own.not_found })
    }

    /// The page for when the table can't be read.
    #[must_use]
    pub fn unavailable(&self, language: Language, fault: &Fault) -> Response<Body> {
        tracing::error!(?fault, "what a page shows can't be read");
        let frame = self.frame(language);
        let page = MessagePage { frame, panel: &frame.texts.unavailable };
        let mut answer = self.html(StatusCode::SERVICE_UNAVAILABLE, &page);
        answer.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS);
        answer
    }

    fn asset(&self, name: &str) -> Option<Response<Body>> {
        let asset = OF_EVERY_PAGE.iter().chain(self.assets).find(|asset| asset.name == name)?;
        Some(self.secured(StatusCode::OK, asset.content_type, asset.text.into()))
    }

    fn html(&self, status: StatusCode, page: &impl Template) -> Response<Body> {
        match page.render() {
            Ok(html) => self.secured(status, HTML, html.into()),
            Err(error) => {
                tracing::error!(%error, "a page can't be rendered");
                self.secured(StatusCode::INTERNAL_SERVER_ERROR, HTML, Body::Empty)
            }
        }
    }

    /// Every answer goes through here (L9).
    fn secured(&self, status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
        let mut answer = Response::new(body);
        *answer.status_mut() = status;
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        self.headers.add_to(answer.headers_mut());
        answer
    }
}

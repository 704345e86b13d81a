//! A request, as a page sees it.

use lambda_http::http::Method;
use lambda_http::http::header::ACCEPT_LANGUAGE;
use lambda_http::{Body, Request, Response};
use tandem_domain::Language;

use crate::preferred_language::preferred;

/// What of a request decides about the page.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The path; empty for another method than `GET` and `HEAD`, so that it leads nowhere, never to 405.
    pub path: &'a str,
    /// What stands behind the path, without the question mark.
    pub query: &'a str,
    /// The language that the address names, if it names one.
    pub chosen_language: Option<Language>,
    /// The language of a page that nothing else decides.
    pub language: Language,
    is_head: bool,
}

impl<'a> Visit<'a> {
    #[must_use]
    pub fn of(request: &'a Request) -> Self {
        let reads = [Method::GET, Method::HEAD].contains(request.method());
        let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let query = request.uri().query().unwrap_or_default();
        let chosen_language = chosen(query);
        Self {
            query,
            path: if reads { request.uri().path() } else { "" },
            chosen_language,
            language: chosen_language.unwrap_or_else(|| preferred(accepted.unwrap_or_default())),
            is_head: request.method() == Method::HEAD,
        }
    }

    /// The answer as it goes out: without a body if only its head was asked for.
    #[must_use]
    pub fn close(self, answer: Response<Body>) -> Response<Body> {
        if self.is_head { answer.map(|_| Body::Empty) } else { answer }
    }
}

/// The language in `?language=`; one that isn't known counts as none.
fn chosen(query: &str) -> Option<Language> {
    query.split('&').find_map(|pair| pair.strip_prefix("language=")?.parse().ok())
}

#[cfg(test)]
mod tests {
    use lambda_http::Body;
    use lambda_http::http::Request;
    use tandem_domain::Language;

    use super::Visit;

    fn language(path: &str) -> Language {
        let request = Request::get(path).header("accept-language", "zh-TW").body(Body::Empty);
        Visit::of(&request.expect("a request")).language
    }

    #[test]
    fn the_address_decides_about_the_language_before_the_browser_does() {
        for (path, expected) in [
            ("/relationships", Language::TraditionalChinese),
            ("/relationships?language=zh-CN", Language::SimplifiedChinese),
            ("/relationships?x=1&language=EN", Language::English),
            ("/relationships?language=tlh", Language::TraditionalChinese),
            ("/relationships?language", Language::TraditionalChinese),
        ] {
            assert_eq!(language(path), expected, "{path}");
        }
    }

    #[test]
    fn another_method_than_reading_leads_nowhere() {
        let request = Request::post("/signed-in").body(Body::Empty).expect("a request");
        assert_eq!(Visit::of(&request).path, "");
    }
}

//! The addresses that exist, and nothing else: whatever isn't here is the page that says so.

use lambda_http::http::Method;
use tandem_domain::LinkKey;

use crate::assets::Asset;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Route {
    Invitation(LinkKey),
    /// Where the issuer sends the browser back to: a fixed address, so that no redirect target ever
    /// comes from a request (L10).
    SignedIn,
    Asset(Asset),
    Nothing,
}

impl Route {
    /// The route of a request. Another method is nothing too, never 405.
    #[must_use]
    pub fn of(method: &Method, path: &str) -> Self {
        if method != Method::GET && method != Method::HEAD {
            return Self::Nothing;
        }
        if let Some(key) = path.strip_prefix("/invitations/") {
            return key.parse().map_or(Self::Nothing, Self::Invitation);
        }
        match path {
            "/signed-in" => Self::SignedIn,
            _ => path.strip_prefix("/assets/").and_then(Asset::named).map_or(Self::Nothing, Self::Asset),
        }
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::http::Method;
    use tandem_domain::LinkKey;

    use super::Route;

    #[test]
    fn only_known_addresses_lead_anywhere() {
        let key = LinkKey::from_random([1; LinkKey::BYTES]);
        let path = format!("/invitations/{}", key.as_str());
        assert_eq!(Route::of(&Method::GET, &path), Route::Invitation(key));
        assert_eq!(Route::of(&Method::HEAD, "/signed-in"), Route::SignedIn);
        for asset in ["page.css", "page.js", "sign-in.js", "icon.svg"] {
            assert!(matches!(Route::of(&Method::GET, &format!("/assets/{asset}")), Route::Asset(_)));
        }
        for nowhere in [
            "/",
            "",
            "/invitations/",
            "/invitations/short",
            "/assets/",
            "/assets/../page.css",
            "//signed-in",
            "/signed-in/x",
        ] {
            assert_eq!(Route::of(&Method::GET, nowhere), Route::Nothing, "{nowhere}");
        }
        assert_eq!(Route::of(&Method::POST, &path), Route::Nothing);
        assert_eq!(Route::of(&Method::OPTIONS, "/signed-in"), Route::Nothing);
    }
}

//! `/outbox`: the list, and each mail rendered and as text.
//!
//! A mail's HTML is somebody else's: it is served by a route of its own, without scripts, and shown
//! in a sandboxed frame. Its links open in a new tab, because the pages that they lead to refuse to
//! be framed.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use linkify::{LinkFinder, LinkKind};

use super::{Mail, Outbox};
use crate::front::page;

const POLICY_OF_A_MAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; \
                                sandbox allow-popups allow-popups-to-escape-sandbox";

#[derive(Template)]
#[template(path = "outbox.html")]
struct List {
    mails: Vec<Mail>,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Show<'a> {
    mail: &'a Mail,
    text: Vec<Piece<'a>>,
}

#[derive(Template)]
#[template(path = "no-mail.html")]
struct NoMail;

/// A piece of a text: a link, or what is between links.
struct Piece<'a> {
    text: &'a str,
    is_link: bool,
}

pub(crate) fn router(outbox: Arc<Outbox>) -> Router {
    Router::new()
        .route("/outbox", get(list))
        .route("/outbox.json", get(json))
        .route("/outbox/{id}", get(show))
        .route("/outbox/{id}/html", get(html))
        .with_state(outbox)
}

/// Every mail as JSON, newest first.
pub(crate) async fn json(State(outbox): State<Arc<Outbox>>) -> Response {
    ([(CACHE_CONTROL, "no-store")], Json(outbox.mails())).into_response()
}

async fn list(State(outbox): State<Arc<Outbox>>) -> Response {
    page(StatusCode::OK, &List { mails: outbox.mails() })
}

async fn show(State(outbox): State<Arc<Outbox>>, Path(id): Path<String>) -> Response {
    match outbox.mail(&id) {
        Some(mail) => page(StatusCode::OK, &Show { mail: &mail, text: pieces(&mail.text) }),
        None => page(StatusCode::NOT_FOUND, &NoMail),
    }
}

async fn html(State(outbox): State<Arc<Outbox>>, Path(id): Path<String>) -> Response {
    let Some(mail) = outbox.mail(&id) else {
        return page(StatusCode::NOT_FOUND, &NoMail);
    };
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY_OF_A_MAIL),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, opening_links_elsewhere(&mail.html)).into_response()
}

fn opening_links_elsewhere(html: &str) -> String {
    html.replacen("<head>", "<head><base target=\"_blank\">", 1)
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let web = |link: &str| link.starts_with("http://") || link.starts_with("https://");
    finder
        .spans(text)
        .map(|span| Piece { text: span.as_str(), is_link: span.kind().is_some() && web(span.as_str()) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{opening_links_elsewhere, pieces};

    #[test]
    fn only_addresses_of_pages_become_links() {
        let found = pieces("See http://127.0.0.1:3000/a?b=c and javascript:alert(1).");
        let links: Vec<_> = found.iter().filter(|piece| piece.is_link).map(|piece| piece.text).collect();
        assert_eq!(links, ["http://127.0.0.1:3000/a?b=c"]);
        let text: String = found.iter().map(|piece| piece.text).collect();
        assert_eq!(text, "See http://127.0.0.1:3000/a?b=c and javascript:alert(1).");
    }

    #[test]
    fn links_of_a_mail_open_in_a_new_tab() {
        let html = opening_links_elsewhere("<html><head><title>x</title></head></html>");
        assert!(html.contains("<head><base target=\"_blank\"><title>"));
    }
}

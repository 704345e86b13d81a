//! The page behind the e-mailed link, without a browser (L1, L2, L5, L9).

use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use tandem_tests::{Reply, World, comparable, people, text};

use crate::asking::expire;
use crate::steps::{act, ask, asked, key};

fn path(key: &str) -> String {
    format!("/lambda-url/invitation-page/invitations/{key}")
}

async fn open(world: &World, key: &str) -> Reply {
    world.nobody().get(&path(key)).await
}

#[tokio::test]
async fn the_page_says_who_asks_and_what_is_granted_and_never_who_is_asked_p3_l5() {
    let world = World::start().await;
    let request = asked(&world).await;
    let page = open(&world, &key(&request)).await;
    assert_eq!(page.status, 200);
    let html = page.text();
    for shown in [
        "Contoso Distribution",
        "contoso.example",
        "1000001",
        "admin access",
        request["termsDigest"].as_str().unwrap_or("?"),
    ] {
        assert!(html.to_lowercase().contains(&shown.to_lowercase()), "{shown}");
    }
    for hidden in ["Litware", "lea@", "litware.example", "2000002"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
}

/// Everything in the table but what request ids did, which the engine forgets in time.
async fn contents(world: &World) -> Vec<String> {
    comparable(world.items().await.into_iter().filter(|item| text(item, "kind") != "write"))
}

#[tokio::test]
async fn a_thousand_opens_write_nothing_and_mail_nobody_l1() {
    let world = World::start().await;
    let request = asked(&world).await;
    world.stack.settle().await;
    let before = contents(&world).await;
    for round in 0..1000 {
        let method = if round % 2 == 0 { Method::GET } else { Method::HEAD };
        world.nobody().send(method, &path(&key(&request)), Body::empty()).await;
    }
    assert_eq!(contents(&world).await, before);
    assert_eq!(world.mails().await.len(), 1);
}

#[tokio::test]
async fn other_methods_change_nothing_and_are_not_found() {
    let world = World::start().await;
    let request = asked(&world).await;
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        let reply = world.nobody().send(method, &path(&key(&request)), Body::from("confirmed=true")).await;
        assert_eq!(reply.status, 404);
    }
}

#[tokio::test]
async fn unknown_malformed_and_over_links_each_have_their_page() {
    let world = World::start().await;
    let unknown = open(&world, "AAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    let malformed = open(&world, "nonsense").await;
    assert_eq!((unknown.status, unknown.text()), (malformed.status, malformed.text()));
    assert_eq!(unknown.status, 404);
    let expired = asked(&world).await;
    expire(&world, &expired["id"]).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let cancelled = ask(&provider, people::RESELLER).await.expect(201);
    act(&provider, &cancelled, "cancel").await.expect(200);
    let (expired, cancelled) = (open(&world, &key(&expired)).await, open(&world, &key(&cancelled)).await);
    for over in [expired, cancelled] {
        assert!(over.text().contains("no longer open") && over.text().contains("Contoso Distribution"));
    }
}

#[tokio::test]
async fn the_page_is_in_the_recipients_language() {
    for language in ["en", "zh-CN", "zh-TW"] {
        let world = World::start().await;
        let provider = world.sign_in(people::PROVIDER).await;
        let body = json!({"email": people::RESELLER, "language": language});
        let request = provider.post("/v1/relationships/requests", body).await.expect(201);
        assert!(open(&world, &key(&request)).await.text().contains(&format!("<html lang=\"{language}\"")));
    }
}

#[tokio::test]
async fn every_html_answer_has_the_security_headers_l9() {
    let world = World::start().await;
    let request = asked(&world).await;
    for reply in [
        open(&world, &key(&request)).await,
        open(&world, "nonsense").await,
        world.nobody().get("/lambda-url/invitation-page/signed-in").await,
        world.nobody().get("/lambda-url/invitation-page/nothing").await,
    ] {
        let header = |name: &str| {
            reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let policy = header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("referrer-policy"), "strict-origin");
        assert_eq!(header("x-robots-tag"), "noindex");
        assert!(header("strict-transport-security").contains("max-age"));
        assert!(!reply.text().contains("<script>") && !reply.text().contains(" onclick="));
    }
}

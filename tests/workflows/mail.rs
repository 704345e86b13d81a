//! What is mailed, and when (M1–M4, N4).

use serde_json::json;
use tandem_tests::{World, people};

use crate::steps::{ask, asked};

#[tokio::test]
async fn a_refused_request_mails_nobody_m1() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    ask(&provider, "nobody@nowhere.example").await.refused(409, "reseller_not_enrolled");
    ask(&provider, people::PARTNER).await.refused(409, "already_partners");
    assert!(world.mails().await.is_empty());
}

#[tokio::test]
async fn every_mail_holds_one_link_in_every_language_m4() {
    for language in ["en", "zh-CN", "zh-TW"] {
        let world = World::start().await;
        let provider = world.sign_in(people::PROVIDER).await;
        let body =
            json!({"email": people::RESELLER, "language": language, "message": "Hello <b>Léa</b> & all"});
        let request = provider.post("/v1/relationships/requests", body).await.expect(201);
        let mail = world.mails().await.remove(0);
        let (text, html) = (mail["text"].as_str().expect("text"), mail["html"].as_str().expect("html"));
        assert_eq!(text.matches("http").count(), 1, "{text}");
        assert_eq!(html.matches("href=").count(), 1, "{html}");
        assert!(html.contains(request["url"].as_str().expect("a link")));
        assert!(html.contains(&format!("lang=\"{language}\"")), "{language}");
        assert!(
            text.contains("Hello <b>Léa</b> & all") && !html.contains("<b>Léa"),
            "escaped for its context (M3)"
        );
        assert!(!html.contains("<img"));
    }
}

#[tokio::test]
async fn an_edited_text_carries_the_link_where_the_sender_put_it_p1() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let body = json!({"email": people::RESELLER, "text": "Dear Léa,\nplease go to {link} today."});
    let request = provider.post("/v1/relationships/requests", body).await.expect(201);
    let mail = world.mails().await.remove(0);
    let sentence = format!("please go to {} today.", request["url"].as_str().expect("a link"));
    assert!(mail["text"].as_str().is_some_and(|text| text.contains(&sentence)), "{mail}");
}

#[tokio::test]
async fn what_the_stream_lost_is_found_by_the_sweep() {
    let world = World::start().await;
    asked(&world).await;
    // Nobody hands the stream on: only the sweep runs.
    world.stack.sweep().await;
    assert_eq!(world.stack.outbox().len(), 1);
    world.stack.settle().await;
    world.stack.sweep().await;
    assert_eq!(world.stack.outbox().len(), 1, "and nothing is sent twice (M2)");
}

//! A temporary password is in the one answer that makes it, and nowhere else (C4, P1 of data).

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::people;

use super::{Story, mia};
use crate::replays::replayed;

fn password(answer: &Value) -> String {
    let profile = &answer["passwordProfile"];
    assert_eq!(profile["forceChangePassword"], true);
    let password = profile["password"].as_str().expect("a password").to_owned();
    assert!(password.len() >= 16, "{password}");
    password
}

/// Checks that a password is nowhere that anybody could read it.
async fn is_nowhere_else(story: &Story, password: &str) {
    let (world, reseller) = (&story.world, &story.reseller);
    assert!(!format!("{:?}", world.items().await).contains(password), "in the table");
    assert!(!format!("{:?}", world.mails().await).contains(password), "in a mail");
    for path in [story.users(), story.admin(), "/v1/auditrecords".to_owned()] {
        assert!(!reseller.get(&path).await.text().contains(password), "{path}");
    }
}

#[tokio::test]
async fn the_password_of_a_new_user_is_in_one_answer_c4_p1() {
    let story = Story::begin().await;
    let added = replayed(
        &story.world,
        people::RESELLER,
        "POST",
        &story.users(),
        mia(),
        json!({"userPrincipalName": "ben@wideworld.onmicrosoft.com", "displayName": "Ben"}),
    )
    .await;
    is_nowhere_else(&story, &password(&added)).await;
    let path = format!("{}/{}", story.users(), added["id"].as_str().expect("an id"));
    assert_eq!(story.reseller.get(&path).await.expect(200).get("passwordProfile"), None);
}

#[tokio::test]
async fn a_reset_gives_another_password_once_each_time_c4_p1() {
    let story = Story::begin().await;
    let reset = format!("{}/resetpassword", story.admin());
    let other = json!({"attributes": {"etag": "other"}});
    let first = replayed(&story.world, people::RESELLER, "POST", &reset, json!({}), other).await;
    assert_eq!(first["userId"], story.id);
    assert_eq!(first["userPrincipalName"], "admin@wideworld.onmicrosoft.com");
    let second = story.reseller.send(Method::POST, &reset, Body::empty()).await.expect(200);
    assert_ne!(password(&first), password(&second));
    for answer in [&first, &second] {
        is_nowhere_else(&story, &password(answer)).await;
    }
}

#[tokio::test]
async fn nobody_brings_a_password_along_c4() {
    let story = Story::begin().await;
    let with = |profile: Value| {
        let mut body = mia();
        body["passwordProfile"] = profile;
        body
    };
    for (profile, field) in [
        (json!({"password": "Tr0ubadour", "forceChangePassword": true}), "passwordProfile.password"),
        (json!({"password": ""}), "passwordProfile.password"),
        (json!({"forceChangePassword": false}), "passwordProfile.forceChangePassword"),
        (json!({"forceChangePassword": "yes"}), "passwordProfile.forceChangePassword"),
        (json!("Tr0ubadour"), "passwordProfile"),
    ] {
        let refused = story.world.unchanged(story.reseller.post(&story.users(), with(profile.clone()))).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{profile}: {error}");
        assert!(!error.to_string().contains("Tr0ubadour"), "nor is it said back: {error}");
    }
    let reset = format!("{}/resetpassword", story.admin());
    let refused = story.world.unchanged(story.reseller.post(&reset, json!({"password": "Tr0ubadour"}))).await;
    assert_eq!(refused.refused(400, "invalid_input")["parameters"]["field"], "password");
    let as_clients_send_it = with(json!({"Password": null, "ForceChangePassword": true}));
    password(&story.reseller.post(&story.users(), as_clients_send_it).await.expect(201));
}

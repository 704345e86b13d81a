//! The same request id and body: the same answer and one effect (N2).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use super::company::{Company, adatum, key_sent_to};
use crate::replays::replayed;
use crate::steps::count;

const GABI: &str = "gabi@adatum.example";

async fn begun(state: &str) -> (World, Company) {
    let world = World::start().await;
    let company = adatum(&world).await;
    if !state.is_empty() {
        company.comes_to(&world, state).await;
    }
    (world, company)
}

#[tokio::test]
async fn beginning_and_changing_are_replayed_n2() {
    let other = |company: &Company| {
        let mut other = company.application();
        other["language"] = json!("zh-TW");
        other
    };
    let (world, company) = begun("").await;
    let (body, different) = (company.application(), other(&company));
    replayed(&world, GABI, "POST", "/v1/enrollments", body, different).await;
    assert_eq!(count(&world, "enrollment").await, 2, "with Proseware's");
    let (world, company) = begun("email_unverified").await;
    let (body, different) = (company.application(), other(&company));
    let changed = replayed(&world, GABI, "PUT", &company.path(), body, different).await;
    assert_eq!(changed["state"], "draft");
    assert_eq!(world.mails().await.len(), 2, "the link, and that it is over, once");
}

#[tokio::test]
async fn submitting_is_replayed_with_one_mail_n2() {
    for state in ["draft", "email_unverified"] {
        let (world, company) = begun(state).await;
        let mails = world.mails().await.len();
        let other = json!({"attributes": {"etag": "other"}});
        replayed(&world, GABI, "POST", &format!("{}/submit", company.path()), json!({}), other).await;
        assert_eq!(world.mails().await.len(), mails + 1);
    }
}

#[tokio::test]
async fn reviewing_is_replayed_n2() {
    let other = |act: &str| -> Value {
        if act == "approve" { json!({"attributes": {"etag": "x"}}) } else { json!({"reason": "Another."}) }
    };
    for (act, body) in [("approve", json!({})), ("reject", json!({"reason": "No."}))] {
        let (world, company) = begun("under_review").await;
        let mails = world.mails().await.len();
        let path = format!("{}/{act}", company.path());
        replayed(&world, people::OPERATOR, "POST", &path, body, other(act)).await;
        assert_eq!(world.mails().await.len(), mails + 1, "{act}");
    }
}

#[tokio::test]
async fn confirming_is_replayed_n2() {
    let (world, company) = begun("email_unverified").await;
    let key = key_sent_to(&world, &company.email).await;
    let nobody = world.nobody().with("ms-requestid", "0f2d9a3e-5b44-4c1c-9d0e-2a8f1b6c7d5e");
    let path = format!("/v1/enrollments/{key}/verify");
    let first = nobody.post(&path, json!({"confirmed": true})).await.expect(200);
    let mails = world.mails().await.len();
    let again = world.unchanged(nobody.post(&path, json!({"confirmed": true}))).await.expect(200);
    assert_eq!((first, mails), (again, 2), "the link, and that it is reviewed");
    let other = json!({"confirmed": true, "attributes": {}});
    world.unchanged(nobody.post(&path, other)).await.refused(409, "request_id_reused");
}

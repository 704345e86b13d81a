//! Another primary contact: it waits for the confirmation of its address, and the one before speaks for the
//! company until then (E3, E9, P1).

use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people, text};

use super::{LEGAL, ORGANIZATION, SUPPORT, changed, present};
use crate::steps::{ask, count};

const OLD: &str = "partners@litware.example";
const NEW: &str = "channel@litware.example";

/// Sends the legal business with another address of the primary contact.
async fn give(admin: &Caller, email: &str) -> Reply {
    let mut legal = present(admin, LEGAL).await;
    legal["primaryContact"]["firstName"] = json!("Hana");
    legal["primaryContact"]["email"] = json!(email);
    admin.put(LEGAL, legal).await
}

/// The keys of the links that were sent to an address, the newest first.
async fn keys(world: &World, to: &str) -> Vec<String> {
    let mails = world.mails().await;
    let texts = mails.iter().filter(|mail| mail["to"] == to).filter_map(|mail| mail["text"].as_str());
    let key = |text: &str| {
        let rest = text.split_once("/enrollments/").expect("a link").1;
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
    };
    texts.map(key).collect()
}

async fn verify(world: &World, key: &str) -> Reply {
    world.nobody().post(&format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true})).await
}

/// Who speaks, how far that is, in one version of the legal business.
async fn version(admin: &Caller, version: &str) -> [String; 4] {
    let legal = admin.get(&format!("{LEGAL}?vettingVersion={version}")).await.expect(200);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    [
        text(&legal["primaryContact"]["email"]),
        text(&legal["companyApproverEmail"]),
        text(&legal["vettingStatus"]),
        text(&legal["vettingSubStatus"]),
    ]
}

/// Whether a provider that asks at an address finds Litware by it.
async fn finds(world: &World, email: &str) -> bool {
    let reply = ask(&world.sign_in(people::OTHER_PROVIDER).await, email).await;
    match reply.status {
        // Asked before: found again.
        201 => true,
        _ => reply.json()["errorName"] == "request_pending",
    }
}

#[tokio::test]
async fn a_new_contact_speaks_and_is_found_from_its_confirmation_on_e3_p1() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    assert_eq!(version(&admin, "Current").await, [OLD, OLD, "authorized", "none"]);
    let put = give(&admin, NEW).await.expect(200);
    assert_eq!(
        (&put["vettingStatus"], &put["vettingSubStatus"]),
        (&json!("pending"), &json!("email_ownership"))
    );
    for (name, expected) in [
        ("current", [NEW, OLD, "pending", "email_ownership"]),
        ("last_finalized", [OLD, OLD, "authorized", "none"]),
        ("LastFinalized", [OLD, OLD, "authorized", "none"]),
    ] {
        assert_eq!(version(&admin, name).await, expected, "{name}");
    }
    assert_eq!(admin.get(ORGANIZATION).await.expect(200)["email"], OLD);
    assert!(!finds(&world, NEW).await, "nobody is found by what isn't confirmed");

    let sent = keys(&world, NEW).await;
    assert_eq!(sent.len(), 1);
    let confirmed = verify(&world, &sent[0]).await.expect(200);
    assert_eq!(
        (&confirmed["confirms"], &confirmed["companyName"]),
        (&json!("primary_contact"), &json!("Litware Conseil"))
    );
    for name in ["Current", "LastFinalized"] {
        assert_eq!(version(&admin, name).await, [NEW, NEW, "authorized", "none"], "{name}");
    }
    let organization = admin.get(ORGANIZATION).await.expect(200);
    assert_eq!(
        (&organization["email"], &organization["defaultAddress"]["firstName"]),
        (&json!(NEW), &json!("Hana"))
    );
    assert!(!finds(&world, OLD).await, "the address before finds nobody any more");
    assert!(finds(&world, NEW).await);
    assert!(finds(&world, people::RESELLER).await, "its people find it as before");

    let again = world.unchanged(verify(&world, &sent[0])).await;
    assert_eq!(again.expect(200), confirmed, "once, and the same answer again");
    let items = world.items().await;
    let told = items.iter().filter(|item| text(item, "operation") == "confirm_primary_contact");
    assert_eq!(told.count(), 1, "N3");
    let litware = items
        .iter()
        .find(|item| text(item, "PK") == format!("ORG#{}", super::LITWARE) && text(item, "SK") == "ORG");
    assert_eq!(text(litware.expect("Litware"), "contactEmail"), NEW, "what others write to");
}

#[tokio::test]
async fn the_mail_holds_one_link_and_the_page_behind_it_writes_nothing_l1() {
    let world = World::start().await;
    give(&world.sign_in(people::RESELLER).await, NEW).await.expect(200);
    let key = keys(&world, NEW).await.remove(0);
    let mail = world.mails().await.remove(0);
    let whole = mail["text"].as_str().expect("a text");
    assert_eq!(whole.matches("http").count(), 1, "M4: {whole}");
    assert!(whole.contains("Litware Conseil"), "{whole}");
    let path = format!("/lambda-url/enrollment-page/enrollments/{key}");
    let page = world.unchanged(world.nobody().get(&path)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    // Without the word nothing happens, nor by what isn't a key.
    let path = format!("/v1/enrollments/{key}/verify");
    world.unchanged(world.nobody().post(&path, json!({}))).await.refused(400, "not_confirmed");
    let other = key.chars().rev().collect::<String>();
    world.unchanged(verify(&world, &other)).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_link_is_over_once_another_address_is_given_or_the_present_one_again_e9() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    give(&admin, NEW).await.expect(200);
    give(&admin, "other@litware.example").await.expect(200);
    let first = keys(&world, NEW).await.remove(0);
    world.unchanged(verify(&world, &first)).await.refused(410, "confirmation_over");
    let back = give(&admin, OLD).await.expect(200);
    assert_eq!(
        (&back["vettingStatus"], &back["primaryContact"]["firstName"]),
        (&json!("authorized"), &json!("Hana"))
    );
    let second = keys(&world, "other@litware.example").await.remove(0);
    world.unchanged(verify(&world, &second)).await.refused(410, "confirmation_over");
    assert_eq!(version(&admin, "Current").await, [OLD, OLD, "authorized", "none"]);
}

#[tokio::test]
async fn what_else_changes_meanwhile_sends_no_other_mail() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    give(&admin, NEW).await.expect(200);
    let key = keys(&world, NEW).await.remove(0);
    world.unchanged(give(&admin, NEW)).await.expect(200);
    for path in [LEGAL, ORGANIZATION, SUPPORT] {
        admin.put(path, changed(path, present(&admin, path).await)).await.expect(200);
    }
    assert_eq!(world.mails().await.len(), 1, "one mail");
    verify(&world, &key).await.expect(200);
    assert_eq!(version(&admin, "Current").await, [NEW, NEW, "authorized", "none"]);
    assert_eq!(admin.get(SUPPORT).await.expect(200)["telephone"], "+33 4 5550177", "what changed stays");
}

#[tokio::test]
async fn ten_links_a_day_to_whomever_and_then_when_there_is_room_e3() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    for number in 1..=10 {
        give(&admin, &format!("new{number}@litware.example")).await.expect(200);
    }
    let another = world.unchanged(give(&admin, "new11@litware.example")).await;
    let seconds: i64 = another.headers["retry-after"].to_str().expect("a text").parse().expect("seconds");
    assert!((86_000..=86_401).contains(&seconds), "{seconds}");
    assert_eq!(another.refused(429, "too_many_confirmations")["isRetryable"], true);
    // What needs no link goes through.
    admin.put(SUPPORT, changed(SUPPORT, present(&admin, SUPPORT).await)).await.expect(200);
    give(&admin, OLD).await.expect(200);
}

#[tokio::test]
async fn a_provider_changes_its_contact_too_and_no_address_finds_it_p1() {
    let world = World::start().await;
    let admin = world.sign_in(people::PROVIDER).await;
    let emails = count(&world, "email").await;
    give(&admin, "channel@contoso.example").await.expect(200);
    let key = keys(&world, "channel@contoso.example").await.remove(0);
    verify(&world, &key).await.expect(200);
    let contoso = ["channel@contoso.example", "channel@contoso.example", "authorized", "none"];
    assert_eq!(version(&admin, "Current").await, contoso);
    assert_eq!(count(&world, "email").await, emails, "only resellers are asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_at_once_and_another_change_beside_them_are_one_confirmation() {
    for _ in 0..4 {
        let world = World::start().await;
        let admin = world.sign_in(people::RESELLER).await;
        give(&admin, NEW).await.expect(200);
        let key = keys(&world, NEW).await.remove(0);
        let support = changed(SUPPORT, present(&admin, SUPPORT).await);
        let (one, other, put) =
            tokio::join!(verify(&world, &key), verify(&world, &key), admin.put(SUPPORT, support));
        assert_eq!(one.expect(200), other.expect(200));
        put.expect(200);
        assert_eq!(version(&admin, "Current").await, [NEW, NEW, "authorized", "none"]);
        assert_eq!(admin.get(SUPPORT).await.expect(200)["telephone"], "+33 4 5550177");
        let items = world.items().await;
        let told = items.iter().filter(|item| text(item, "operation") == "confirm_primary_contact");
        assert_eq!(told.count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_against_another_address_at_once_leaves_one_of_the_two() {
    for _ in 0..4 {
        let world = World::start().await;
        let admin = world.sign_in(people::RESELLER).await;
        give(&admin, NEW).await.expect(200);
        let key = keys(&world, NEW).await.remove(0);
        let (confirmed, back) = tokio::join!(verify(&world, &key), give(&admin, OLD));
        back.expect(200);
        let present = version(&admin, "Current").await;
        if confirmed.status == 200 {
            // The address before is another one by then, and waits.
            assert!(
                present == [OLD, NEW, "pending", "email_ownership"]
                    || present == [NEW, NEW, "authorized", "none"],
                "{present:?}"
            );
        } else {
            confirmed.refused(410, "confirmation_over");
            assert_eq!(present, [OLD, OLD, "authorized", "none"]);
        }
    }
}

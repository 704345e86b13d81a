//! What is mailed and recorded of every change of an enrollment (E3, E4, M4, N3).

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

use super::company::{adatum, confirm, key_sent_to, keys_sent_to};

const ENROLL: &str = "/lambda-url/enrollment-page/enroll";

/// Gives what the next change mails; none if it mails nobody.
async fn mailed(world: &World, known: &mut usize) -> Option<Value> {
    let mails = world.mails().await;
    let new = mails.len() - *known;
    assert!(new <= 1, "one change, at most one mail: {mails:#?}");
    *known = mails.len();
    mails.into_iter().next().filter(|_| new == 1)
}

/// That a mail is to this address, in this language, and has one link, which leads there.
fn is_fit(mail: &Value, to: &str, language: &str, link: &str) {
    assert_eq!(mail["to"], to);
    let (text, html) = (mail["text"].as_str().expect("text"), mail["html"].as_str().expect("html"));
    assert!(html.contains(&format!("lang=\"{language}\"")), "{language}: {html}");
    assert_eq!(
        (text.matches("http").count(), html.matches("href=").count()),
        (1, 1),
        "one link (M4): {text}"
    );
    assert!(text.contains(link) && html.contains(link), "{link}: {text}");
    assert!(mail["subject"].as_str().expect("a subject").contains("Adatum Consulting"), "{mail}");
}

#[tokio::test]
async fn every_change_of_state_is_mailed_in_the_contacts_language_e3_e4() {
    for language in ["en", "zh-CN", "zh-TW"] {
        let world = World::start().await;
        let company = adatum(&world).await;
        let (first, second) = ("first@adatum.example", "second@adatum.example");
        let application = |email: &str| {
            let mut application = company.application();
            application["language"] = json!(language);
            application["legalBusiness"]["primaryContact"]["email"] = json!(email);
            application
        };
        let mut known = 0;
        company.admin.post("/v1/enrollments", application(first)).await.expect(201);
        company.changes(application(first)).await.expect(200);
        assert_eq!(mailed(&world, &mut known).await, None, "a draft is nobody's business yet");
        company.submits().await.expect(200);
        let key = key_sent_to(&world, first).await;
        let link = format!("/lambda-url/enrollment-page/enrollments/{key}");
        is_fit(&mailed(&world, &mut known).await.expect("the link"), first, language, &link);
        company.changes(application(second)).await.expect(200);
        let changed = mailed(&world, &mut known).await.expect("that the link is over");
        is_fit(&changed, first, language, ENROLL);
        company.submits().await.expect(200);
        let key = key_sent_to(&world, second).await;
        is_fit(&mailed(&world, &mut known).await.expect("the link"), second, language, &key);
        confirm(&world, &key).await.expect(200);
        let reviewed = mailed(&world, &mut known).await.expect("that it is reviewed");
        is_fit(&reviewed, second, language, ENROLL);
        company.is_rejected(&world, "Not the owner of <b>2000011</b>").await.expect(200);
        let rejected = mailed(&world, &mut known).await.expect("that it is rejected");
        is_fit(&rejected, second, language, ENROLL);
        assert!(rejected["text"].as_str().expect("text").contains("Not the owner of <b>2000011</b>"));
        assert!(!rejected["html"].as_str().expect("html").contains("<b>2000011"), "escaped (M3)");
        company.changes(application(second)).await.expect(200);
        is_fit(&mailed(&world, &mut known).await.expect("a draft again"), second, language, ENROLL);
        company.submits().await.expect(200);
        assert!(mailed(&world, &mut known).await.is_some());
        company_confirms(&world, second).await;
        assert!(mailed(&world, &mut known).await.is_some());
        company.is_approved(&world).await.expect(200);
        let approved = mailed(&world, &mut known).await.expect("that it is enrolled");
        is_fit(&approved, second, language, ENROLL);
        let others =
            world.mails().await.iter().filter(|mail| mail["to"] != first && mail["to"] != second).count();
        assert_eq!(others, 0, "nobody else is written to");
    }
}

async fn company_confirms(world: &World, email: &str) {
    confirm(world, &key_sent_to(world, email).await).await.expect(200);
}

/// The mail to a stranger's address says nothing of the application but the company's name.
#[tokio::test]
async fn the_mail_with_the_link_holds_nothing_else_of_the_application_e9() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let mail = world.mails().await.remove(0);
    for part in ["text", "html"] {
        let said = mail[part].as_str().expect("a text");
        for hidden in ["2000011", "Sandtorkai", "gabi@", "help@", "5550111", "Sommer"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }
}

async fn told(by: &Caller, query: &str) -> Vec<(String, String)> {
    let list = by.get(&format!("/v1/auditrecords{query}")).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let records = list["items"].as_array().expect("records");
    let of_enrollments = records.iter().filter(|record| record["resourceType"] == "enrollment");
    of_enrollments
        .map(|record| (text(&record["operationType"]), text(&record["userPrincipalName"])))
        .collect()
}

#[tokio::test]
async fn every_change_is_one_record_a_side_and_the_applicant_reads_its_own_before_it_is_a_partner_n3_z21() {
    let world = World::start().await;
    let company = adatum(&world).await;
    let operator = world.sign_in(people::OPERATOR).await;
    let of_program = "?tenantId=90000000-0000-4000-8000-000000000001";
    let of_company = format!("?tenantId={}", company.tenant);
    let gabi = "gabi@adatum.example";
    let mut trail: Vec<(&str, &str)> = Vec::new();
    for (operation, who) in [
        ("create_enrollment", gabi),
        ("update_enrollment", gabi),
        ("submit_enrollment", gabi),
        ("verify_enrollment_email", "partners@adatum.example"),
        ("reject_enrollment", people::OPERATOR),
        ("update_enrollment", gabi),
        ("submit_enrollment", gabi),
        ("verify_enrollment_email", "partners@adatum.example"),
        ("approve_enrollment", people::OPERATOR),
    ] {
        match operation {
            "create_enrollment" => company.begins().await.expect(201),
            "update_enrollment" => company.changes(company.application()).await.expect(200),
            "submit_enrollment" => company.submits().await.expect(200),
            "verify_enrollment_email" => company.confirms(&world).await.expect(200),
            "reject_enrollment" => company.is_rejected(&world, "No.").await.expect(200),
            _ => company.is_approved(&world).await.expect(200),
        };
        trail.insert(0, (operation, who));
        let expected = |seen: &[(&str, &str)]| -> Vec<_> {
            seen.iter().map(|(operation, _)| (*operation).to_owned()).collect()
        };
        let operations = |told: Vec<(String, String)>| -> Vec<_> {
            told.into_iter().map(|(operation, _)| operation).collect()
        };
        assert_eq!(operations(told(&company.admin, "").await), expected(&trail), "{operation}");
        assert_eq!(operations(told(&operator, &of_company).await), expected(&trail), "{operation}");
        let reviews: Vec<_> = trail.iter().filter(|(_, who)| *who == people::OPERATOR).copied().collect();
        assert_eq!(operations(told(&operator, of_program).await), expected(&reviews), "{operation}");
    }
    // A side is shown its own people's addresses, and not the operator's.
    let own = told(&company.admin, "").await;
    assert!(own.iter().all(|(_, who)| who != people::OPERATOR), "{own:?}");
    assert_eq!(own.iter().filter(|(_, who)| who == gabi).count(), 5, "its own person by name: {own:?}");
    let mailbox = own.iter().filter(|(operation, _)| operation == "verify_enrollment_email");
    assert!(mailbox.clone().all(|(_, who)| who == "partners@adatum.example"), "{own:?}");
}

#[tokio::test]
async fn a_record_says_what_changed_and_why_n3() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.waits_for_review(&world).await;
    company.is_rejected(&world, "Another company's partner ID.").await.expect(200);
    let list = company.admin.get("/v1/auditrecords").await.expect(200);
    let record = &list["items"][0];
    let [old, new] =
        ["resourceOldValue", "resourceNewValue"].map(|name| record[name].as_str().expect("JSON"));
    assert!(old.contains("\"State\":\"under_review\""), "{old}");
    assert!(new.contains("\"State\":\"rejected\"") && new.contains("Another company's partner ID."), "{new}");
}

/// N5: neither the link's key nor anything that it could be made from is told by the trail or the API.
#[tokio::test]
async fn the_key_is_in_the_mail_only_l3() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let key = keys_sent_to(&world, &company.email).await.remove(0);
    let operator = world.sign_in(people::OPERATOR).await;
    for (by, path) in [
        (&company.admin, "/v1/enrollments".to_owned()),
        (&company.admin, company.path()),
        (&company.admin, "/v1/auditrecords".to_owned()),
        (&operator, "/v1/enrollments?state=email_unverified".to_owned()),
        (&operator, format!("/v1/auditrecords?tenantId={}", company.tenant)),
    ] {
        let said = by.get(&path).await.expect(200).to_string();
        assert!(said.contains(&company.tenant) && !said.contains(&key), "{path}: {said}");
    }
    for item in world.items().await {
        let kind = tandem_tests::text(&item, "kind").to_owned();
        let kept = tandem_tests::comparable([item]).remove(0);
        assert!(!kept.contains(&key) || kind == "outbox", "only what is owed to the mailbox has it: {kept}");
    }
}

/// L8: whatever the request says, links are on the configured origin.
#[tokio::test]
async fn links_are_on_the_configured_origin_whatever_the_request_says_l8() {
    let world = World::set(&[("ENROLLMENT_PAGE_ORIGIN", "https://enroll.example/pages")]).await;
    let mut company = adatum(&world).await;
    for (name, value) in [("x-forwarded-host", "evil.example"), ("origin", "https://evil.example")] {
        company.admin = company.admin.with(name, value);
    }
    company.comes_to(&world, "email_unverified").await;
    let text = world.mails().await.remove(0)["text"].as_str().expect("a text").to_owned();
    let (_, link) = text.split_once("https://enroll.example/pages/enrollments/").expect("the link");
    let key = &link[..27];
    confirm(&world, key).await.expect(200);
    let text = world.mails().await.remove(0)["text"].as_str().expect("a text").to_owned();
    assert!(text.contains("https://enroll.example/pages/enroll") && !text.contains("evil"), "{text}");
}

//! What an application must be: every bad field is said, and nothing changes (E1, N6, M3).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use super::company::{Company, adatum};

/// The application with something at a place, or with nothing there.
fn with(company: &Company, place: &str, value: Value) -> Value {
    let mut application = company.application();
    let (object, name) = place.rsplit_once('/').expect("a place");
    let object = application.pointer_mut(object).and_then(Value::as_object_mut).expect("an object");
    if value == json!("left out") {
        object.remove(name)
    } else {
        object.insert(name.to_owned(), value)
    };
    application
}

fn wrong() -> Vec<(&'static str, Value)> {
    let long = |letters: usize| json!("x".repeat(letters));
    vec![
        ("/mpnId", json!("left out")),
        ("/mpnId", json!("0123")),
        ("/mpnId", json!("12a")),
        ("/cloud", json!("moon")),
        ("/domain", json!("left out")),
        ("/domain", json!("no domain")),
        ("/legalBusiness", json!("left out")),
        ("/legalBusiness", json!("Adatum")),
        ("/legalBusiness/companyName", json!("left out")),
        ("/legalBusiness/companyName", json!("www.evil.example")),
        ("/legalBusiness/companyName", json!("a\u{202e}b")),
        ("/legalBusiness/companyName", long(65)),
        ("/legalBusiness/address", json!("left out")),
        ("/legalBusiness/address/country", json!("XX")),
        ("/legalBusiness/address/country", json!("left out")),
        ("/legalBusiness/address/city", json!("left out")),
        ("/legalBusiness/address/postalCode", json!("left out")),
        ("/legalBusiness/address/postalCode", json!("1010")),
        ("/legalBusiness/address/planet", json!("Earth")),
        ("/legalBusiness/primaryContact", json!("left out")),
        ("/legalBusiness/primaryContact/firstName", json!("left out")),
        ("/legalBusiness/primaryContact/lastName", long(51)),
        ("/legalBusiness/primaryContact/email", json!("nobody")),
        ("/legalBusiness/primaryContact/phoneNumber", json!("left out")),
        ("/legalBusiness/primaryContact/phoneNumber", json!("call me")),
        ("/legalBusiness/primaryContact/fax", json!("1")),
        ("/legalBusiness/logo", json!("x")),
        ("/support", json!("left out")),
        ("/support/email", json!("left out")),
        ("/support/telephone", json!("left out")),
        ("/support/telephone", json!("call me")),
        ("/support/website", json!("javascript:alert(1)")),
        ("/support/chat", json!("x")),
        ("/language", json!("tlh")),
        ("/state", json!("active")),
        ("/tenantId", json!("20000000-0000-4000-8000-000000000002")),
        ("/shoes", json!(2)),
    ]
}

#[tokio::test]
async fn every_bad_field_of_an_application_is_said_and_changes_nothing_n6() {
    let world = World::start().await;
    let company = adatum(&world).await;
    let began = Company::new(&world, 1);
    began.begins().await.expect(201);
    for (place, value) in wrong() {
        for (method, by) in [("POST", &company), ("PUT", &began)] {
            let body = with(by, place, value.clone());
            let refused = world.unchanged(async {
                if method == "PUT" {
                    by.changes(body).await
                } else {
                    by.admin.post("/v1/enrollments", body).await
                }
            });
            let error = refused.await.refused(400, "invalid_input");
            let field = place.trim_start_matches('/').replace('/', ".");
            let said = error["parameters"]["field"].as_str().expect("a field");
            assert!(said.eq_ignore_ascii_case(&field), "{method} {place} {value}: {error}");
        }
    }
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_n6() {
    let world = World::start().await;
    let company = adatum(&world).await;
    let mut application = with(&company, "/mpnId", json!("x"));
    application["support"]["email"] = json!("x");
    application["legalBusiness"]["address"]["country"] = json!("x");
    application["shoes"] = json!(2);
    let error = world.unchanged(company.admin.post("/v1/enrollments", application)).await;
    let error = error.refused(400, "invalid_input");
    assert_eq!(error["data"].as_array().map(Vec::len), Some(4), "{error}");
    for (body, name) in [("{", "malformed_body"), ("[1]", "malformed_body")] {
        let path = "/v1/enrollments";
        let sent = company.admin.send(axum::http::Method::POST, path, body.to_owned().into());
        world.unchanged(sent).await.refused(400, name);
    }
}

#[tokio::test]
async fn keys_are_read_in_any_spelling_and_what_is_shown_can_be_sent_back_changed() {
    let world = World::start().await;
    let company = adatum(&world).await;
    let spelled = json!({
        "MpnId": "2000011", "Cloud": "GLOBAL", "DOMAIN": "Adatum.Example",
        "LegalBusiness": {
            "CompanyName": "  Adatum Consulting ", "Address": {
                "Country": "de", "City": "Hamburg", "AddressLine1": "Am Sandtorkai 30", "PostalCode": "20457",
                "State": null, "Region": "",
            },
            "PrimaryContact": {
                "FirstName": "Gabi", "LastName": "Sommer", "Email": "Partners@Adatum.example",
                "PhoneNumber": "+49 40 5550111",
            },
        },
        "Support": {"Email": "help@adatum.example", "Telephone": "+49 40 5550112", "WebSite": null},
        "Language": "ZH-cn", "Attributes": {"ObjectType": "Enrollment"},
    });
    let draft = company.admin.post("/v1/enrollments", spelled).await.expect(201);
    assert_eq!((&draft["country"], &draft["language"]), (&json!("DE"), &json!("zh-CN")));
    assert_eq!(draft["domain"], "adatum.example");
    assert_eq!(draft["legalBusiness"]["companyName"], "Adatum Consulting");
    assert!(draft["legalBusiness"]["address"].get("region").is_none());
    assert_eq!(draft["applicant"]["email"], "gabi@adatum.example");
}

#[tokio::test]
async fn a_rejection_has_a_reason_without_links_m3() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.waits_for_review(&world).await;
    let operator = world.sign_in(people::OPERATOR).await;
    for body in [
        json!({}),
        json!({"reason": ""}),
        json!({"reason": "see www.evil.example"}),
        json!({"reason": "two\nlines"}),
        json!({"reason": "x".repeat(257)}),
        json!({"reason": 1}),
        json!({"reason": "No.", "shoes": 2}),
    ] {
        let path = format!("{}/reject", company.path());
        let error = world.unchanged(operator.post(&path, body.clone())).await.refused(400, "invalid_input");
        let field = if body.get("shoes").is_some() { "shoes" } else { "reason" };
        assert_eq!(error["parameters"]["field"], field, "{body}");
    }
    for act in ["approve", "submit"] {
        let by = if act == "approve" { &operator } else { &company.admin };
        let path = format!("{}/{act}", company.path());
        let error = world.unchanged(by.post(&path, json!({"shoes": 2}))).await.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], "shoes");
    }
}

#[tokio::test]
async fn a_stale_etag_is_refused_on_every_act_and_the_present_one_is_not() {
    for (state, act) in
        [("draft", "change"), ("draft", "submit"), ("under_review", "approve"), ("under_review", "reject")]
    {
        let world = World::start().await;
        let company = adatum(&world).await;
        company.begins().await.expect(201);
        let stale = company.reads().await["attributes"]["etag"].as_str().expect("an etag").to_owned();
        company.changes(company.application()).await.expect(200);
        if state == "under_review" {
            company.submits().await.expect(200);
            company.confirms(&world).await.expect(200);
        }
        let etag = company.reads().await["attributes"]["etag"].as_str().expect("an etag").to_owned();
        assert_ne!(etag, stale);
        let operator = world.sign_in(people::OPERATOR).await;
        let by = if state == "draft" { &company.admin } else { &operator };
        // The id in capital letters is the same id.
        let path = format!("/v1/enrollments/{}", company.tenant.to_uppercase());
        let send = async |by: &tandem_tests::Caller, etag: Option<&str>| {
            let mut body = match act {
                "change" => company.application(),
                "reject" => json!({"reason": "No."}),
                _ => json!({}),
            };
            if let Some(etag) = etag {
                body["attributes"] = json!({"etag": etag});
            }
            if act == "change" {
                by.put(&path, body).await
            } else {
                by.post(&format!("{path}/{act}"), body).await
            }
        };
        world
            .unchanged(async {
                let error = send(by, Some(&stale)).await.refused(400, "etag_stale");
                assert_eq!(error["code"], 2055);
                send(&by.with("if-match", &stale), None).await.refused(400, "etag_stale");
                send(by, Some("bm9uZQ==")).await.refused(400, "etag_stale");
            })
            .await;
        send(by, Some(&etag)).await.expect(200);
    }
}

//! What a user is made of, whose name is whose, and who is told (N1, N3, N6).

use serde_json::{Value, json};
use tandem_tests::{Caller, people};

use super::{CONTOSO, LITWARE, Story, mia};
use crate::steps::{count, listed, user};

#[tokio::test]
async fn a_user_is_added_as_partner_centers_clients_send_one() {
    let story = Story::begin().await;
    let body = json!({
        "Id": null, "UserPrincipalName": "Mia.Egger@WideWorld.onmicrosoft.com", "DisplayName": "Mia Egger",
        "FirstName": "Mia", "LastName": "Egger", "UsageLocation": "at", "ImmutableId": null, "Licenses": [],
        "PasswordProfile": {"Password": null, "ForceChangePassword": true},
        "Attributes": {"ObjectType": "CustomerUser"},
    });
    let added = story.reseller.post(&story.users(), body).await.expect(201);
    assert_eq!(added["userPrincipalName"], "mia.egger@wideworld.onmicrosoft.com");
    assert_eq!((&added["displayName"], &added["usageLocation"]), (&json!("Mia Egger"), &json!("AT")));
    let plain = json!({"userPrincipalName": "desk@wideworld.onmicrosoft.com", "displayName": "Front desk"});
    let plain = story.reseller.post(&story.users(), plain).await.expect(201);
    assert_eq!(plain["usageLocation"], "DE", "left out, the customer's country");
    assert!(plain.get("firstName").is_none() && plain.get("lastName").is_none(), "{plain}");
    let mut names = listed(&story.reseller, &story.users(), "/userPrincipalName").await;
    names.sort();
    let expected = ["admin", "desk", "mia.egger"].map(|name| format!("{name}@wideworld.onmicrosoft.com"));
    assert_eq!(names, expected);
}

#[tokio::test]
async fn every_bad_field_is_named_and_changes_nothing_n6() {
    let story = Story::begin().await;
    let refused = async |body: Value| {
        let refused = story.world.unchanged(story.reseller.post(&story.users(), body)).await;
        refused.refused(400, "invalid_input")
    };
    for (field, value) in [
        ("userPrincipalName", Value::Null),
        ("userPrincipalName", json!("mia")),
        ("userPrincipalName", json!("mia@")),
        ("userPrincipalName", json!("@wideworld.onmicrosoft.com")),
        ("userPrincipalName", json!("mia egger@wideworld.onmicrosoft.com")),
        ("userPrincipalName", json!("mia@b@wideworld.onmicrosoft.com")),
        ("userPrincipalName", json!(format!("{}@wideworld.onmicrosoft.com", "m".repeat(65)))),
        ("userPrincipalName", json!("mia@woodgrove.onmicrosoft.com")),
        ("userPrincipalName", json!("mia@sub.wideworld.onmicrosoft.com")),
        ("displayName", Value::Null),
        ("displayName", json!("two\nlines")),
        ("firstName", json!("x".repeat(201))),
        ("lastName", json!(7)),
        ("usageLocation", json!("Austria")),
    ] {
        let mut body = mia();
        body[field] = value.clone();
        let error = refused(body).await;
        assert_eq!(error["parameters"]["field"], field, "{value}: {error}");
    }
    let error = refused(json!({"usageLocation": "Austria"})).await;
    assert_eq!(error["data"].as_array().map(Vec::len), Some(3), "all of them: {error}");
    let mut elsewhere = mia();
    elsewhere["userPrincipalName"] = json!("mia@woodgrove.onmicrosoft.com");
    let said = refused(elsewhere).await;
    assert!(said["description"].as_str().is_some_and(|text| text.contains("@wideworld.onmicrosoft.com")));
}

#[tokio::test]
async fn a_name_is_taken_in_any_letter_case_and_only_within_its_customer() {
    let story = Story::begin().await;
    for name in ["admin@wideworld.onmicrosoft.com", "ADMIN@WideWorld.OnMicrosoft.com"] {
        let refused = story.world.unchanged(story.reseller.post(&story.users(), user(name))).await;
        let error = refused.refused(409, "user_name_taken");
        assert_eq!(
            (&error["code"], &error["parameters"]["field"]),
            (&json!(910_053), &json!("userPrincipalName"))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_at_once_with_one_name_the_first_wins_n1() {
    for _ in 0..8 {
        let story = Story::begin().await;
        let before = count(&story.world, "audit").await;
        let (users, add) = (story.users(), || mia());
        let (one, other) =
            tokio::join!(story.reseller.post(&users, add()), story.reseller.post(&users, add()));
        let (won, lost) = if one.status == 201 { (one, other) } else { (other, one) };
        let won = won.expect(201);
        lost.refused(409, "user_name_taken");
        let ids = listed(&story.reseller, &users, "/id").await;
        assert_eq!(ids.len(), 2);
        assert!(ids.iter().any(|id| won["id"] == id.as_str()));
        assert_eq!(count(&story.world, "audit").await - before, 2, "recorded once on each side");
    }
}

#[tokio::test]
async fn users_come_page_by_page() {
    let story = Story::begin().await;
    for name in ["a", "b", "c", "d"] {
        story
            .reseller
            .post(&story.users(), user(&format!("{name}@wideworld.onmicrosoft.com")))
            .await
            .expect(201);
    }
    let all = listed(&story.reseller, &story.users(), "/id").await;
    assert_eq!(all.len(), 5);
    let mut page = story.reseller.get(&format!("{}?size=2", story.users())).await.expect(200);
    let mut walked = Vec::new();
    let mut sizes = Vec::new();
    loop {
        let items = page["items"].as_array().expect("items");
        sizes.push(items.len());
        walked.extend(items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()));
        let Some(uri) = page["links"]["next"]["uri"].as_str() else { break };
        let token = page["links"]["next"]["headers"][0]["value"].as_str().expect("a token");
        let next = story.reseller.with("ms-continuationtoken", token);
        page = next.get(&format!("/v1{uri}")).await.expect(200);
    }
    assert_eq!((walked, sizes), (all, vec![2, 2, 1]));
    for query in ["size=501", "offset=2", "seekOperation=Next"] {
        story.reseller.get(&format!("{}?{query}", story.users())).await.refused(400, "invalid_input");
    }
}

/// What somebody's trail says was done to users.
async fn told(by: &Caller) -> Vec<Value> {
    let trail = by.get("/v1/auditrecords").await.expect(200);
    let records = trail["items"].as_array().expect("records").iter();
    records.filter(|record| record["resourceType"] == "customer_user").cloned().collect()
}

#[tokio::test]
async fn the_partner_that_did_it_and_the_customer_read_of_it_and_nobody_else_n3() {
    let story = Story::begin().await;
    let added = story.reseller.post(&story.users(), mia()).await.expect(201);
    let id = added["id"].as_str().expect("an id");
    let reset = format!("{}/{id}/resetpassword", story.users());
    story.reseller.post(&reset, json!({})).await.expect(200);
    for tenant in [LITWARE, &story.id] {
        let records = told(&story.world.member(tenant, &["global_admin"])).await;
        let operations: Vec<_> = records.iter().map(|record| &record["operationType"]).collect();
        assert_eq!(operations, ["reset_customer_user_password", "create_customer_user"]);
        for record in &records {
            assert_eq!((&record["partnerId"], &record["customerId"]), (&json!(tenant), &json!(story.id)));
            assert_eq!(
                record["resourceNewValue"],
                r#"{"UserPrincipalName":"mia@wideworld.onmicrosoft.com"}"#
            );
            let about = json!({"key": "ResourceId", "value": id});
            assert!(
                record["customizedData"].as_array().is_some_and(|data| data.contains(&about)),
                "{record}"
            );
        }
    }
    let contoso = told(&story.world.member(CONTOSO, &["admin_agent"])).await;
    assert_eq!(contoso, Vec::<Value>::new(), "the provider isn't concerned");
    assert_eq!(told(&story.world.sign_in(people::OTHER_RESELLER).await).await, Vec::<Value>::new());
}

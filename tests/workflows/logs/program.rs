//! The part of the story in which a company comes into the program, and a partner changes what it keeps there.

use serde_json::json;
use tandem_tests::{World, people};

use super::{Person, Secrets};
use crate::enrollment::company::{adatum, key_sent_to};

/// From an application to an admin agent, with a link on the way and what goes wrong with one. Gives the ids
/// of the answers.
pub(super) async fn enrolled(world: &World, secrets: &mut Secrets) -> Vec<String> {
    let company = adatum(world).await;
    let mut admin = Person::of(world, "gabi@adatum.example", secrets).await;
    let mut operator = Person::of(world, people::OPERATOR, secrets).await;
    let mut nobody = Person { caller: world.nobody(), answered: Vec::new() };
    let path = company.path();
    let application = company.application();
    for told in ["/address/addressLine1", "/primaryContact/lastName", "/primaryContact/phoneNumber"] {
        secrets.keep(application["legalBusiness"].pointer(told).expect("a member"));
    }
    secrets.keep(&application["support"]["telephone"]);
    admin.post("/v1/enrollments", application).await;
    admin.put(&path, json!({"mpnId": "not a number of Wide World", "support": {"email": "Huber"}})).await;
    admin.post(&format!("{path}/submit"), json!({})).await;
    let key = key_sent_to(world, &company.email).await;
    secrets.keep(&json!(key));
    let wrong = format!("{}AAAA", &key[..23]);
    secrets.keep(&json!(wrong));
    for key in [&wrong, &key] {
        world.nobody().get(&format!("/lambda-url/enrollment-page/enrollments/{key}")).await;
        nobody.post(&format!("/v1/enrollments/{key}/verify"), json!({"confirmed": false})).await;
        nobody.post(&format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true})).await;
        admin.get(&format!("/v1/enrollments/{key}")).await;
    }
    operator.post(&format!("{path}/reject"), json!({"reason": "Moved on"})).await;
    admin.put(&path, company.application()).await;
    admin.post(&format!("{path}/submit"), json!({})).await;
    let key = key_sent_to(world, &company.email).await;
    secrets.keep(&json!(key));
    nobody.post(&format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true})).await;
    assert_eq!(operator.post(&format!("{path}/approve"), json!({})).await["state"], "active");
    for query in ["name=Wide%20World", "country=Seestrasse"] {
        nobody.get(&format!("/v1/providers?{query}")).await;
        world.nobody().get(&format!("/lambda-url/directory-page/providers?{query}")).await;
    }
    [admin.answered, operator.answered, nobody.answered].concat()
}

/// Another contact speaks for a partner, and one of its people has a role.
pub(super) async fn profile_changed(
    world: &World,
    reseller: &mut Person,
    secrets: &mut Secrets,
) -> Vec<String> {
    let mut nobody = Person { caller: world.nobody(), answered: Vec::new() };
    let mut legal = reseller.get("/v1/profiles/legalbusiness").await;
    legal["primaryContact"]["lastName"] = json!("Huber");
    legal["primaryContact"]["email"] = json!("huber@litware.example");
    reseller.put("/v1/profiles/legalbusiness", legal).await;
    let key = key_sent_to(world, "huber@litware.example").await;
    secrets.keep(&json!(key));
    let confirmed = nobody.post(&format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true})).await;
    assert_eq!(confirmed["confirms"], "primary_contact");
    let members = "/v1/roles/2b7c4e90-58d1-4f3e-9a66-0c5d8e1f7b32/usermembers";
    let huber =
        json!({"id": "huber", "displayName": "Eva Huber", "userPrincipalName": "huber@litware.example"});
    assert_eq!(reseller.post(members, huber).await["id"], "huber");
    reseller.delete(&format!("{members}/huber")).await;
    reseller.delete(&format!("{members}/huber")).await;
    nobody.answered
}

//! Everything that can be done to come into the program, to be found in it, and to keep what it knows.

use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::enrollment::company::{Company, confirm, key_sent_to, register};

pub async fn program(world: &World) {
    enrolled(world).await;
    a_customer_too(world).await;
    directory(world).await;
    registry(world).await;
    profiles(world).await;
}

/// Begun, changed, submitted, confirmed, rejected; corrected, and approved.
async fn enrolled(world: &World) {
    let company = Company::registered(world, 1).await;
    company.comes_to(world, "rejected").await;
    company.changes(company.application()).await.expect(200);
    company.submits().await.expect(200);
    let key = key_sent_to(world, &company.email).await;
    for page in ["enroll", &format!("enrollments/{key}")] {
        let page = world.nobody().get(&format!("/lambda-url/enrollment-page/{page}")).await;
        assert_eq!(page.status, 200);
    }
    confirm(world, &key).await.expect(200);
    let operator = world.sign_in(people::OPERATOR).await;
    for caller in [&operator, &company.admin] {
        caller.get("/v1/enrollments").await.expect(200);
        caller.get(&company.path()).await.expect(200);
    }
    company.is_approved(world).await.expect(200);
}

/// Of whom the service knows what it is (E8).
async fn a_customer_too(world: &World) {
    register(world, "7000002", "AT", "active").await;
    let admin = world.sign_in("theo@treyresearch.example").await;
    let support = json!({"email": "help@treyresearch.example", "telephone": "+43 1 5550100"});
    let body = json!({"mpnId": "7000002", "support": support});
    admin.post("/v1/enrollments", body).await.expect(201);
}

/// Searched by everybody, in every way; read and changed, and somebody listed who wasn't.
async fn directory(world: &World) {
    for query in ["", "?country=DE", "?name=c", "?country=DE&name=c"] {
        world.nobody().get(&format!("/v1/providers{query}")).await.expect(200);
        let page = world.nobody().get(&format!("/lambda-url/directory-page/providers{query}")).await;
        assert_eq!(page.status, 200);
    }
    let operator = world.sign_in(people::OPERATOR).await;
    let path = format!("/v1/providers/{}", world.tenant_of(people::PROVIDER).await);
    let provider = world.sign_in(people::PROVIDER).await;
    let read = provider.get(&path).await.expect(200);
    for listed in [false, true] {
        let body = json!({
            "languages": ["de"], "services": ["support"], "contact": read["contact"], "listed": listed,
        });
        operator.put(&path, body).await.expect(200);
    }
}

/// Looked up, changed, listed.
async fn registry(world: &World) {
    let [operator, provider] = [world.sign_in(people::OPERATOR).await, world.sign_in(people::PROVIDER).await];
    operator.get("/v1/partnerids/2000001").await.expect(200);
    let entry = |status: &str| json!({"name": "Fabrikam IT", "accountType": "location", "country": "DE", "status": status});
    let held = |status: &str| {
        let mut entry = entry(status);
        entry["agreementActive"] = json!(status == "active");
        entry
    };
    operator.put("/v1/partnerids/2000001", held("inactive")).await.expect(200);
    for caller in [&operator, &provider] {
        caller.get("/v1/partnerids?status=inactive").await.expect(200);
    }
    operator.put("/v1/partnerids/2000001", held("active")).await.expect(200);
}

/// Read and changed, with another primary contact, who confirms.
async fn profiles(world: &World) {
    let admin = world.sign_in(people::PARTNER).await;
    let present = async |kind: &str| -> Value {
        let mut profile = admin.get(&format!("/v1/profiles/{kind}")).await.expect(200);
        profile["attributes"].as_object_mut().expect("attributes").remove("etag");
        profile
    };
    let mut legal = present("legalbusiness").await;
    legal["primaryContact"]["email"] = json!("channel@fabrikam.example");
    admin.put("/v1/profiles/legalbusiness", legal).await.expect(200);
    confirm(world, &key_sent_to(world, "channel@fabrikam.example").await).await.expect(200);
    let mut support = present("support").await;
    support["telephone"] = json!("+49 30 5550177");
    admin.put("/v1/profiles/support", support).await.expect(200);
    let mut organization = present("organization").await;
    organization["defaultAddress"]["addressLine2"] = json!("Floor 3");
    admin.put("/v1/profiles/organization", organization).await.expect(200);
}

//! Who is enrolled, and who is in review, is nobody's business but the tenant's and the operator's: anybody
//! else gets the bytes of an unknown id (L5, N5, Z12).

use serde_json::{Value, json};
use tandem_domain::policy::Role;
use tandem_tests::wire::Wire;
use tandem_tests::{Caller, Reply, World};

use super::company::{Company, adatum, keys_sent_to};

const UNKNOWN: &str = "70000000-0000-4000-8000-000000000001";
/// Of the form of a key, and nobody's.
const NO_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAA";

const STATES: [&str; 5] = ["draft", "email_unverified", "under_review", "active", "rejected"];

/// Every route, on somebody's enrollment.
async fn tried(by: &Caller, tenant: &str, application: &Value) -> Vec<Reply> {
    let path = format!("/v1/enrollments/{tenant}");
    let mut replies = vec![by.get(&path).await, by.put(&path, application.clone()).await];
    for (act, body) in [
        ("submit", json!({})),
        ("approve", json!({})),
        ("reject", json!({"reason": "No."})),
        ("verify", json!({"confirmed": true})),
        ("verify", json!({})),
        // What is no good body is none for anybody.
        ("approve", json!({"shoes": 2})),
        ("reject", json!({})),
        ("submit", json!({"shoes": 2})),
    ] {
        replies.push(by.post(&format!("{path}/{act}"), body).await);
    }
    replies.push(by.get("/v1/enrollments").await);
    replies.push(by.get("/v1/enrollments?state=under_review").await);
    replies
}

fn bytes(replies: &[Reply], tenant: &str) -> Vec<(u16, String)> {
    replies.iter().map(|reply| (reply.status, reply.text().replace(tenant, "the tenant"))).collect()
}

#[tokio::test]
async fn a_stranger_cant_tell_somebodys_enrollment_from_none_in_any_state_l5_z12() {
    let world = World::start().await;
    let companies: Vec<_> = STATES.iter().zip(1..).collect();
    let mut tenants = Vec::new();
    for (state, number) in companies {
        let company = Company::registered(&world, number).await;
        company.comes_to(&world, state).await;
        tenants.push(company.tenant);
    }
    let application = Company::new(&world, 9).application();
    for stranger in [UNKNOWN, "10000000-0000-4000-8000-000000000001", "20000000-0000-4000-8000-000000000002"]
    {
        for role in [Role::GlobalAdmin, Role::AdminAgent, Role::HelpdeskAgent, Role::Operator] {
            let caller = world.member(stranger, &[role.as_str()]);
            let unknown = "70000000-0000-4000-8000-000000000002";
            let expected = bytes(&tried(&caller, unknown, &application).await, unknown);
            for (tenant, state) in tenants.iter().zip(STATES) {
                let seen = world.unchanged(tried(&caller, tenant, &application)).await;
                assert_eq!(bytes(&seen, tenant), expected, "{state} seen by {role:?} of {stranger}");
            }
        }
    }
}

/// Time would tell as well what the bytes don't.
#[tokio::test]
async fn the_table_is_asked_as_often_for_somebodys_enrollment_as_for_none_l5() {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let company = Company::registered(&world, 1).await;
    company.comes_to(&world, "under_review").await;
    let application = Company::new(&world, 9).application();
    let stranger = world.member("10000000-0000-4000-8000-000000000001", &["global_admin", "operator"]);
    // What opens a function's connection isn't of a call's own.
    tried(&stranger, UNKNOWN, &application).await;
    let asked = async |tenant: &str| {
        let before = wire.calls().len();
        tried(&stranger, tenant, &application).await;
        wire.calls().split_off(before).into_iter().map(|call| call.function).collect::<Vec<_>>()
    };
    let unknown = asked(UNKNOWN).await;
    assert_eq!(asked(&company.tenant).await, unknown);
}

#[tokio::test]
async fn a_tenant_that_has_not_begun_looks_the_same_to_itself_z12() {
    let world = World::start().await;
    let company = adatum(&world).await;
    let own = tried(&company.admin, &company.tenant, &company.application()).await;
    let others = tried(&company.admin, UNKNOWN, &company.application()).await;
    for (own, other) in own.iter().zip(&others).take(8) {
        assert_eq!((own.status, &own.bytes), (other.status, &other.bytes));
    }
}

#[tokio::test]
async fn a_key_that_is_wrong_leads_nowhere_whatever_it_is_l5() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let key = keys_sent_to(&world, &company.email).await.remove(0);
    let fingerprint = world
        .items()
        .await
        .iter()
        .find_map(|item| tandem_tests::text(item, "PK").strip_prefix("CONFIRMATION#").map(ToOwned::to_owned))
        .expect("the confirmation");
    let nobody = world.nobody();
    let confirmed = json!({"confirmed": true});
    let verify = |key: &str| format!("/v1/enrollments/{key}/verify");
    let unknown = nobody.post(&verify(NO_KEY), confirmed.clone()).await;
    let (status, bytes) = (unknown.status, unknown.bytes.clone());
    unknown.refused(404, "not_found");
    world
        .unchanged(async {
            let altered = format!("{}{}", &key[..26], if key.ends_with('A') { "B" } else { "A" });
            let fold = |c: char| {
                if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
            };
            let cased: String = key.chars().map(fold).collect();
            for wrong in [
                altered.as_str(),
                &cased,
                &key[..26],
                &format!("{key}A"),
                &fingerprint,
                &company.tenant,
                UNKNOWN,
                "x",
            ] {
                let reply = nobody.post(&verify(wrong), confirmed.clone()).await;
                assert_eq!((reply.status, &reply.bytes), (status, &bytes), "{wrong}");
            }
            // The key is good for one thing: it opens nothing else.
            for by in [&nobody, &company.admin] {
                for act in ["", "/submit", "/approve", "/reject"] {
                    let path = format!("/v1/enrollments/{key}{act}");
                    let reply = match act {
                        "" => by.get(&path).await,
                        "/reject" => by.post(&path, json!({"reason": "No."})).await,
                        _ => by.post(&path, json!({})).await,
                    };
                    assert!([401, 404].contains(&reply.status), "{act}: {}", reply.text());
                }
            }
        })
        .await;
    nobody.post(&verify(&key), confirmed).await.expect(200);
}

/// N5: what partners can ask about partner IDs and domains is the same before and while somebody applies.
#[tokio::test]
async fn nothing_else_tells_of_an_application_before_it_is_approved_n5() {
    let world = World::start().await;
    let provider = world.sign_in(tandem_tests::people::PROVIDER).await;
    let company = adatum(&world).await;
    let asked = async || {
        let mut seen = Vec::new();
        for path in [
            "/v1/profiles/mpn?mpnId=2000011",
            "/v1/compliance/csp/agreementstatus?mpnId=2000011",
            "/v1/compliance/csp/agreementstatus?tenantId=20000000-0000-4000-8000-000000000011",
            "/v1/partnerids?status=inactive",
            "/v1/providers?name=adatum",
        ] {
            seen.push(provider.get(path).await.text());
        }
        let domain = provider.send(axum::http::Method::HEAD, "/v1/domains/adatum.example", "".into()).await;
        seen.push(domain.status.to_string());
        let body = json!({"partnerIds": ["2000011"]});
        seen.push(provider.post("/v1/partners/validateresellers", body).await.text());
        let request = json!({"email": company.email, "mpnId": "2000011"});
        seen.push(provider.post("/v1/relationships/requests", request).await.text());
        seen
    };
    let before = asked().await;
    for act in 0..3 {
        match act {
            0 => drop(company.begins().await.expect(201)),
            1 => drop(company.submits().await.expect(200)),
            _ => drop(company.confirms(&world).await.expect(200)),
        }
        assert_eq!(asked().await, before);
    }
}

//! Every role on every route of enrolling (Z10, Z11, Z12).

use serde_json::{Value, json};
use tandem_domain::policy::Role;
use tandem_tests::{Caller, Reply, World};

use super::company::{Company, adatum, confirm, key_sent_to};

const OPERATOR: &str = "90000000-0000-4000-8000-000000000001";
const ACTS: [&str; 7] = ["list", "begin", "read", "change", "submit", "approve", "reject"];

async fn does(by: &Caller, act: &str, company: &Company) -> Reply {
    let path = company.path();
    match act {
        "list" => by.get("/v1/enrollments").await,
        "begin" => by.post("/v1/enrollments", company.application()).await,
        "read" => by.get(&path).await,
        "change" => by.put(&path, company.application()).await,
        "submit" => by.post(&format!("{path}/submit"), json!({})).await,
        "approve" => by.post(&format!("{path}/approve"), json!({})).await,
        _ => by.post(&format!("{path}/reject"), json!({"reason": "No."})).await,
    }
}

/// The state in which an act is possible.
fn fitting(act: &str) -> &'static str {
    match act {
        "begin" => "",
        "approve" | "reject" => "under_review",
        _ => "draft",
    }
}

/// A world in which the act is possible, and whose it is about.
async fn before(act: &str) -> (World, Company) {
    let world = World::start().await;
    let company = adatum(&world).await;
    if !fitting(act).is_empty() {
        company.comes_to(&world, fitting(act)).await;
    }
    (world, company)
}

#[tokio::test]
async fn of_the_tenants_own_people_the_global_admin_enrolls_and_every_role_reads_z10_z12() {
    for act in ACTS {
        let (world, company) = before(act).await;
        for role in Role::ALL {
            let member = world.member(&company.tenant, &[role.as_str()]);
            match (act, role) {
                ("list" | "read", _) => drop(does(&member, act, &company).await.expect(200)),
                ("approve" | "reject", _) => {
                    let reply = world.unchanged(does(&member, act, &company)).await;
                    reply.refused(403, "authorization_failed");
                }
                (_, Role::GlobalAdmin) => {}
                _ => {
                    let reply = world.unchanged(does(&member, act, &company)).await;
                    reply.refused(403, "role_insufficient");
                }
            }
        }
        let nobody = world.member(&company.tenant, &[]);
        let reply = world.unchanged(does(&nobody, act, &company)).await;
        let error =
            if ["approve", "reject"].contains(&act) { "authorization_failed" } else { "role_insufficient" };
        reply.refused(403, error);
        assert_eq!(world.unchanged(does(&world.nobody(), act, &company)).await.status, 401);
        if ["begin", "change", "submit"].contains(&act) {
            let admin = world.member(&company.tenant, &["sales_agent", "global_admin"]);
            let reply = does(&admin, act, &company).await;
            assert!([200, 201].contains(&reply.status), "{act}: {}", reply.text());
        }
    }
}

#[tokio::test]
async fn of_the_programs_people_the_operator_reviews_and_nobody_else_z11() {
    for act in ["list", "read", "approve", "reject"] {
        let (world, company) = before(act).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Operator) {
            let member = world.member(OPERATOR, &[role.as_str()]);
            world.unchanged(does(&member, act, &company)).await.refused(403, "role_insufficient");
        }
        does(&world.member(OPERATOR, &["operator"]), act, &company).await.expect(200);
    }
    // Nor does it enroll anybody, or write somebody's application.
    let (world, company) = before("change").await;
    let operator = world.member(OPERATOR, &["operator", "global_admin"]);
    world
        .unchanged(async {
            does(&operator, "begin", &company).await.refused(409, "already_enrolled");
            does(&operator, "change", &company).await.refused(404, "not_found");
            does(&operator, "submit", &company).await.refused(404, "not_found");
        })
        .await;
}

#[tokio::test]
async fn the_word_operator_in_another_organisations_token_is_worth_nothing_z11() {
    let (world, company) = before("approve").await;
    for tenant in ["10000000-0000-4000-8000-000000000001", "20000000-0000-4000-8000-000000000002"] {
        let member = world.member(tenant, &["operator", "global_admin", "admin_agent"]);
        for act in ["read", "change", "submit", "approve", "reject"] {
            world.unchanged(does(&member, act, &company)).await.refused(404, "not_found");
        }
        let listed = does(&member, "list", &company).await.expect(200);
        assert_eq!(listed["items"], json!([]), "its own only, and it has none");
    }
}

/// E9: whoever has the key confirms, and a token makes no difference.
#[tokio::test]
async fn anybody_confirms_who_holds_the_link_whatever_the_token_says_e9() {
    for role in [None, Some("global_admin"), Some("operator"), Some("helpdesk_agent")] {
        let world = World::start().await;
        let company = adatum(&world).await;
        company.comes_to(&world, "email_unverified").await;
        let key = key_sent_to(&world, &company.email).await;
        let caller = match role {
            Some(role) => world.member("10000000-0000-4000-8000-000000000002", &[role]),
            None => world.with_token("not.a.token"),
        };
        let reply = caller.post(&format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true})).await;
        let said = reply.expect(200);
        assert_eq!(
            said,
            json!({
                "confirms": "enrollment", "companyName": "Adatum Consulting",
                "attributes": {"objectType": "EmailConfirmation"},
            })
        );
        let state: Value = company.reads().await["state"].take();
        assert_eq!(state, "under_review");
        world.unchanged(confirm(&world, &key)).await.expect(200);
    }
}

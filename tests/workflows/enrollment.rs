//! Companies enroll as indirect resellers, and the operator reviews them (E, Z10, Z11).

pub mod company;
mod input;
mod known;
mod links;
mod mails;
mod meanwhile;
mod partner_ids;
mod races;
mod replayed;
mod reviewing;
mod roles;
mod strangers;

use serde_json::json;
use tandem_tests::{World, people};

use crate::invariants::agrees_with_itself;
use crate::steps::{accept, ask, partners_of};
use company::adatum;

#[tokio::test]
async fn a_new_company_enrolls_and_is_found_asked_and_a_partner_e1_e3_e4_e5() {
    let world = World::start().await;
    let company = adatum(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let email = "partners@adatum.example";
    for state in ["", "draft", "email_unverified", "under_review"] {
        match state {
            "draft" => drop(company.begins().await.expect(201)),
            "email_unverified" => drop(company.submits().await.expect(200)),
            "under_review" => drop(company.confirms(&world).await.expect(200)),
            _ => {}
        }
        let read = company.admin.get("/v1/enrollments").await.expect(200);
        let states: Vec<_> =
            read["items"].as_array().expect("items").iter().map(|own| &own["state"]).collect();
        assert_eq!(states, Vec::from_iter(Some(state).filter(|state| !state.is_empty())));
        let error = world.unchanged(ask(&provider, email)).await.refused(409, "reseller_not_enrolled");
        let link = error["data"][0].as_str().expect("the link to pass on");
        let (_, place) = link.split_once("/lambda-url/").expect("a page of this stack");
        assert_eq!(place, "enrollment-page/enroll");
        let page = world.nobody().get(&format!("/lambda-url/{place}")).await;
        assert_eq!(page.status, 200, "and it leads somewhere");
    }
    let approved = company.is_approved(&world).await.expect(200);
    assert_eq!(approved["state"], "active");
    assert_eq!(company.reads().await, approved);
    let request = ask(&provider, email).await.expect(201);
    assert_eq!(request["recipient"]["name"], "Adatum Consulting");
    assert_eq!(request["recipient"]["mpnId"], "2000011");
    accept(&company.admin, &request).await.expect(200);
    assert_eq!(partners_of(&company.admin).await, ["Contoso Distribution"]);
    agrees_with_itself(&world).await;
}

#[tokio::test]
async fn who_applied_is_found_by_its_own_address_and_is_the_first_admin_agent_e6_p1() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.is_enrolled(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let request = ask(&provider, "gabi@adatum.example").await.expect(201);
    assert_eq!(request["recipient"]["tenantId"], company.tenant);
    let people = company.admin.get("/v1/people").await.expect(200);
    assert_eq!(people["totalCount"], 1, "{people}");
    assert_eq!(people["items"][0]["userPrincipalName"], "gabi@adatum.example", "{people}");
    assert_eq!(people["items"][0]["roles"], json!(["admin_agent"]), "{people}");
    let support = company.admin.get("/v1/profiles/support").await.expect(200);
    assert_eq!(
        (&support["email"], &support["telephone"]),
        (&json!("help@adatum.example"), &json!("+49 40 5550112"))
    );
    let legal = company.admin.get("/v1/profiles/legalbusiness").await.expect(200);
    assert_eq!(
        (&legal["companyName"], &legal["vettingStatus"]),
        (&json!("Adatum Consulting"), &json!("authorized"))
    );
}

#[tokio::test]
async fn a_rejected_company_corrects_its_application_and_submits_it_again_e4() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.waits_for_review(&world).await;
    let reason = "The partner ID belongs to another company of this name.";
    let rejected = company.is_rejected(&world, reason).await.expect(200);
    assert_eq!((&rejected["state"], &rejected["rejectionReason"]), (&json!("rejected"), &json!(reason)));
    assert_eq!(company.reads().await, rejected, "the applicant reads why");
    world
        .unchanged(async {
            let error = company.submits().await.refused(409, "wrong_enrollment_state");
            assert_eq!(error["parameters"]["state"], "rejected", "corrected first");
            company.is_approved(&world).await.refused(409, "wrong_enrollment_state");
        })
        .await;
    let mut application = company.application();
    application["legalBusiness"]["companyName"] = json!("Adatum Consulting Hamburg");
    let corrected = company.changes(application).await.expect(200);
    assert_eq!((&corrected["state"], corrected.get("rejectionReason")), (&json!("draft"), None));
    company.submits().await.expect(200);
    company.confirms(&world).await.expect(200);
    let approved = company.is_approved(&world).await.expect(200);
    assert_eq!(approved["legalBusiness"]["companyName"], "Adatum Consulting Hamburg");
    let request = ask(&world.sign_in(people::PROVIDER).await, "partners@adatum.example").await.expect(201);
    assert_eq!(request["recipient"]["name"], "Adatum Consulting Hamburg");
    agrees_with_itself(&world).await;
}

/// E4: in each state what may be done, and what it leads to.
#[tokio::test]
async fn every_state_allows_what_it_says_and_nothing_else_e4() {
    let acts = ["change", "submit", "approve", "reject"];
    for (state, allowed) in [
        ("draft", &["change", "submit"][..]),
        ("email_unverified", &["change", "submit"]),
        ("under_review", &["approve", "reject"]),
        ("active", &[]),
        ("rejected", &["change"]),
    ] {
        for act in acts {
            let world = World::start().await;
            let company = adatum(&world).await;
            company.comes_to(&world, state).await;
            let done = async {
                match act {
                    "change" => company.changes(company.application()).await,
                    "submit" => company.submits().await,
                    "approve" => company.is_approved(&world).await,
                    _ => company.is_rejected(&world, "No.").await,
                }
            };
            if allowed.contains(&act) {
                let leads_to = [
                    ("change", "draft"),
                    ("submit", "email_unverified"),
                    ("approve", "active"),
                    ("reject", "rejected"),
                ];
                let expected = leads_to.iter().find(|(of, _)| *of == act).map(|(_, to)| *to);
                assert_eq!(done.await.expect(200)["state"].as_str(), expected, "{state} {act}");
            } else {
                let error = world.unchanged(done).await.refused(409, "wrong_enrollment_state");
                assert_eq!(error["parameters"]["state"], state, "{act}");
            }
        }
    }
}

#[tokio::test]
async fn a_tenant_enrolls_once_and_a_partner_not_at_all_e7() {
    let world = World::start().await;
    let company = adatum(&world).await;
    for state in ["draft", "email_unverified", "under_review", "rejected"] {
        let world = World::start().await;
        let company = adatum(&world).await;
        company.comes_to(&world, state).await;
        world.unchanged(company.begins()).await.refused(409, "enrollment_exists");
    }
    for partner in ["louis@litware.example", "greta@fabrikam.example"] {
        let admin = world.sign_in(partner).await;
        let begun = admin.post("/v1/enrollments", company.application());
        world.unchanged(begun).await.refused(409, "already_enrolled");
    }
    for tenant in ["10000000-0000-4000-8000-000000000001", "90000000-0000-4000-8000-000000000001"] {
        let begun = world.member(tenant, &["global_admin"]);
        let begun = begun.post("/v1/enrollments", company.application());
        world.unchanged(begun).await.refused(409, "already_enrolled");
    }
}

//! E2: the partner ID is active and in the tenant's country, when the application is submitted and when it
//! is approved; E7: it is nobody else's, which only the operator is told.

use serde_json::{Value, json};
use tandem_tests::{World, people};

use super::company::{Company, adatum, register};
use crate::steps::ask;

/// What the registry may say that a company of Germany can't enroll with.
const UNFIT: [(&str, u16, &str, u64); 4] = [
    ("nothing", 404, "partner_id_not_found", 800_015),
    ("global", 400, "partner_id_not_location", 2200),
    ("inactive", 400, "partner_id_inactive", 910_015),
    ("AT", 400, "partner_id_other_country", 910_062),
];

async fn says(world: &World, mpn_id: &str, what: &str) {
    let (account_type, country, status) = match what {
        "global" => ("global", "DE", "active"),
        "inactive" => ("location", "DE", "inactive"),
        "AT" => ("location", "AT", "active"),
        _ => ("location", "DE", "active"),
    };
    let entry =
        json!({"name": "A company", "accountType": account_type, "country": country, "status": status});
    let operator = world.sign_in(people::OPERATOR).await;
    let reply = operator.put(&format!("/v1/partnerids/{mpn_id}"), entry).await;
    assert!([200, 201].contains(&reply.status), "{}", reply.text());
}

#[tokio::test]
async fn a_partner_id_that_is_unfit_is_refused_at_submission_and_says_why_e2() {
    for (what, status, name, code) in UNFIT {
        let world = World::start().await;
        let company = Company::new(&world, 1);
        if what != "nothing" {
            says(&world, &company.mpn_id, what).await;
        }
        company.begins().await.expect(201);
        let error = world.unchanged(company.submits()).await.refused(status, name);
        assert_eq!((&error["code"], &error["parameters"]["mpnId"]), (&json!(code), &json!(company.mpn_id)));
        says(&world, &company.mpn_id, "fit").await;
        company.submits().await.expect(200);
    }
}

#[tokio::test]
async fn a_partner_id_that_became_unfit_is_refused_at_the_approval_and_says_why_e2() {
    for (what, status, name, code) in &UNFIT[1..] {
        let world = World::start().await;
        let company = Company::registered(&world, 1).await;
        company.waits_for_review(&world).await;
        says(&world, &company.mpn_id, what).await;
        let error = world.unchanged(company.is_approved(&world)).await.refused(*status, name);
        assert_eq!(error["code"], *code);
        assert_eq!(company.reads().await["state"], "under_review", "it can wait, or be rejected");
        let asked = ask(&world.sign_in(people::PROVIDER).await, &company.email).await;
        asked.refused(409, "reseller_not_enrolled");
        says(&world, &company.mpn_id, "fit").await;
        company.is_approved(&world).await.expect(200);
    }
}

/// The country is that of the tenant's own address, not of a region that sells together.
#[tokio::test]
async fn another_country_of_the_same_region_is_another_country_e2() {
    let world = World::start().await;
    let company = Company::registered(&world, 1).await;
    let mut application = company.application();
    application["legalBusiness"]["address"] =
        json!({"country": "AT", "city": "Graz", "addressLine1": "Herrengasse 7", "postalCode": "8010"});
    company.admin.post("/v1/enrollments", application).await.expect(201);
    world.unchanged(company.submits()).await.refused(400, "partner_id_other_country");
}

/// L5: what an applicant sees of a partner ID that somebody holds, has in review, or has nothing to do with.
#[tokio::test]
async fn an_applicant_never_learns_that_a_partner_id_is_somebodys_e7_l5() {
    let mut seen: Vec<Vec<Value>> = Vec::new();
    for whose in ["nobody's", "in review", "held"] {
        let world = World::start().await;
        let (company, other) = (Company::registered(&world, 1).await, Company::new(&world, 2));
        let mut other = other;
        other.mpn_id.clone_from(&company.mpn_id);
        match whose {
            "in review" => other.waits_for_review(&world).await,
            "held" => other.is_enrolled(&world).await,
            _ => {}
        }
        let mut answers = vec![company.begins().await.expect(201), company.submits().await.expect(200)];
        answers.push(company.confirms(&world).await.expect(200));
        answers.push(company.reads().await);
        answers.push(company.admin.get("/v1/enrollments").await.expect(200));
        let without_times = answers.iter_mut().map(|answer| {
            for times in ["createdDate", "stateSince", "confirmationExpirationDate"] {
                for place in [times.to_owned(), format!("items/0/{times}")] {
                    if let Some(time) = answer.pointer_mut(&format!("/{place}")) {
                        *time = json!("a time");
                    }
                }
            }
            answer.clone()
        });
        seen.push(without_times.collect());
        let approved = company.is_approved(&world).await;
        match whose {
            "held" => {
                let error = approved.refused(409, "partner_id_taken");
                assert_eq!(error["parameters"]["mpnId"], company.mpn_id, "the operator is told");
            }
            _ => drop(approved.expect(200)),
        }
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}

#[tokio::test]
async fn a_partner_id_belongs_to_one_account_and_the_operator_rejects_the_other_e7() {
    let world = World::start().await;
    let first = adatum(&world).await;
    let mut second = Company::new(&world, 2);
    second.mpn_id.clone_from(&first.mpn_id);
    for company in [&first, &second] {
        company.waits_for_review(&world).await;
    }
    first.is_approved(&world).await.expect(200);
    let error = world.unchanged(second.is_approved(&world)).await.refused(409, "partner_id_taken");
    assert_eq!(error["code"], 910_063);
    second.is_rejected(&world, "This partner ID is another company's.").await.expect(200);
    register(&world, "7000002", "DE", "active").await;
    let mut corrected = second.application();
    corrected["mpnId"] = json!("7000002");
    second.changes(corrected).await.expect(200);
    second.submits().await.expect(200);
    second.confirms(&world).await.expect(200);
    second.is_approved(&world).await.expect(200);
}

#[tokio::test]
async fn a_provider_holds_its_partner_id_against_resellers_too_e7() {
    let world = World::start().await;
    let mut company = Company::new(&world, 1);
    company.mpn_id = "1000001".to_owned();
    company.waits_for_review(&world).await;
    world.unchanged(company.is_approved(&world)).await.refused(409, "partner_id_taken");
}

#[tokio::test]
async fn a_domain_that_is_somebodys_is_told_to_the_operator_only_c1_l5() {
    let world = World::start().await;
    let mut company = Company::registered(&world, 1).await;
    company.domain = "woodgrove.onmicrosoft.com".to_owned();
    company.waits_for_review(&world).await;
    world.unchanged(company.is_approved(&world)).await.refused(409, "domain_taken");
    company.is_rejected(&world, "The domain is another company's.").await.expect(200);
}

//! What happens between an act's reading and its commit: what the act was decided on is a condition of the
//! commit, so it is refused, or never takes place at all (E2, E4, E7, N1).

use serde_json::json;
use tandem_tests::wire::{Fault, Kind, Wire};
use tandem_tests::{Reply, World, people};

use super::company::{Company, adatum, confirm, key_sent_to, register};
use crate::invariants::agrees_with_itself;
use crate::steps::{ask, customer};

const REVIEW: &str = "review-enrollment";
const VERIFY: &str = "verify-email";
const ENROLL: &str = "enroll-reseller";

/// A company that waits for its review, over a wire that can be held.
async fn story() -> (Wire, World, Company) {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let company = Company::registered(&world, 1).await;
    company.waits_for_review(&world).await;
    (wire, world, company)
}

async fn nobody_finds(world: &World, company: &Company) {
    let asked = ask(&world.sign_in(people::PROVIDER).await, &company.email).await;
    asked.refused(409, "reseller_not_enrolled");
    agrees_with_itself(world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_refused_once_the_partner_id_is_no_longer_what_it_was_e2() {
    for (country, status, name) in
        [("DE", "inactive", "partner_id_inactive"), ("AT", "active", "partner_id_other_country")]
    {
        let (wire, world, company) = story().await;
        let changes = register(&world, &company.mpn_id, country, status);
        let (approved, ()) = wire.between(REVIEW, company.is_approved(&world), changes).await;
        approved.refused(400, name);
        assert_eq!(company.reads().await["state"], "under_review");
        nobody_finds(&world, &company).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_refused_once_partner_id_or_domain_are_anothers_e7_c1() {
    let (wire, world, company) = story().await;
    let mut other = Company::new(&world, 2);
    other.mpn_id.clone_from(&company.mpn_id);
    other.waits_for_review(&world).await;
    let both = wire.between(REVIEW, company.is_approved(&world), other.is_approved(&world));
    let (first, second) = both.await;
    second.expect(200);
    first.refused(409, "partner_id_taken");
    nobody_finds(&world, &company).await;

    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let mut company = Company::registered(&world, 1).await;
    company.domain = "company1.onmicrosoft.com".to_owned();
    company.waits_for_review(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let added = provider.post("/v1/customers", customer("company1"));
    let both = wire.between(REVIEW, company.is_approved(&world), added);
    let (approved, added) = both.await;
    added.expect(201);
    approved.refused(409, "domain_taken");
    nobody_finds(&world, &company).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_refused_once_another_decided_e4() {
    for approves_first in [true, false] {
        let (wire, world, company) = story().await;
        let (held, decided): (Reply, Reply) = if approves_first {
            wire.between(REVIEW, company.is_approved(&world), company.is_rejected(&world, "No.")).await
        } else {
            wire.between(REVIEW, company.is_rejected(&world, "No."), company.is_approved(&world)).await
        };
        let state = decided.expect(200)["state"].clone();
        let error = held.refused(409, "wrong_enrollment_state");
        assert_eq!(error["parameters"]["state"], state);
        agrees_with_itself(&world).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_is_over_once_the_application_is_changed_or_another_link_sent_e9() {
    for changes in [true, false] {
        let wire = Wire::start().await;
        let world = World::over(&wire).await;
        let company = adatum(&world).await;
        company.comes_to(&world, "email_unverified").await;
        let key = key_sent_to(&world, &company.email).await;
        let meanwhile = async {
            if changes { company.changes(company.application()).await } else { company.submits().await }
        };
        let (confirmed, done) = wire.between(VERIFY, confirm(&world, &key), meanwhile).await;
        done.expect(200);
        confirmed.refused(410, "confirmation_over");
        let expected = if changes { "draft" } else { "email_unverified" };
        assert_eq!(company.reads().await["state"], expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_applicant_does_is_refused_once_its_address_was_confirmed_e4() {
    for act in ["change", "submit"] {
        let wire = Wire::start().await;
        let world = World::over(&wire).await;
        let company = adatum(&world).await;
        company.comes_to(&world, "email_unverified").await;
        let key = key_sent_to(&world, &company.email).await;
        let does = async {
            if act == "change" {
                company.changes(company.application()).await
            } else {
                company.submits().await
            }
        };
        let (done, confirmed) = wire.between(ENROLL, does, confirm(&world, &key)).await;
        confirmed.expect(200);
        let error = done.refused(409, "wrong_enrollment_state");
        assert_eq!(error["parameters"]["state"], "under_review", "{act}");
        assert_eq!(world.mails().await.len(), 2, "the link, and that it is reviewed");
    }
}

/// D2: whatever is lost on the way, there is all of a reseller or nothing of it.
#[tokio::test(flavor = "multi_thread")]
async fn an_approval_that_never_reaches_the_table_leaves_nothing_and_may_be_repeated_d2() {
    let (wire, world, company) = story().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let named = operator.with("ms-requestid", "0f2d9a3e-5b44-4c1c-9d0e-2a8f1b6c7d5e");
    let path = format!("{}/approve", company.path());
    wire.plan(REVIEW, Kind::Write, &[Fault::RequestLost; 64]);
    let lost = world.unchanged(named.post(&path, json!({}))).await;
    assert!(lost.is_retryable(), "{}", lost.text());
    lost.refused(503, "unavailable");
    wire.mend();
    nobody_finds(&world, &company).await;
    named.post(&path, json!({})).await.expect(200);
    ask(&world.sign_in(people::PROVIDER).await, &company.email).await.expect(201);
    agrees_with_itself(&world).await;
}

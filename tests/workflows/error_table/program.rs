//! Our own numbers of enrolling, profiles and people, likewise (E, E6).

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use tandem_tests::contract::contract;
use tandem_tests::{Caller, Reply, World, people};

use crate::enrollment::company::{Company, adatum, confirm, key_sent_to, keys_sent_to, register};
use crate::steps::listed;

/// The numbers that are this file's.
const OURS: std::ops::RangeInclusive<u64> = 910_057..=910_066;
const ADMINS: &str = "/v1/roles/9f2d1b5e-3c64-4b0a-8f5a-6b1c0d7e2a41/usermembers";

/// Refused, with nothing changed; gives the number.
async fn number(world: &World, attempt: impl Future<Output = Reply>, status: u16, name: &str) -> u64 {
    world.unchanged(attempt).await.refused(status, name)["code"].as_u64().expect("a number")
}

#[tokio::test]
async fn every_number_of_the_program_comes_with_its_status_and_changes_nothing_n6() {
    let mut seen = BTreeSet::new();
    seen.extend(of_drafts().await);
    seen.extend(of_links().await);
    seen.extend(of_partner_ids().await);
    seen.insert(of_the_last_admin().await);
    let named = contract().errors.values().map(|(_, code)| *code).filter(|code| OURS.contains(code));
    assert_eq!(named.collect::<BTreeSet<_>>(), seen, "left: openapi.yaml, right: provoked here");
}

/// Begun twice, by somebody who is in, approved too early, and not a partner yet.
async fn of_drafts() -> [u64; 4] {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "draft").await;
    let partner: Caller = world.sign_in("louis@litware.example").await;
    let support = json!({"email": "help@adatum.example", "telephone": "+49 40 5550112"});
    [
        number(&world, company.begins(), 409, "enrollment_exists").await,
        number(&world, partner.post("/v1/enrollments", company.application()), 409, "already_enrolled").await,
        number(&world, company.is_approved(&world), 409, "wrong_enrollment_state").await,
        number(&world, company.admin.put("/v1/profiles/support", support), 409, "not_partner_yet").await,
    ]
}

/// An older link, and one too many.
async fn of_links() -> [u64; 2] {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let first = key_sent_to(&world, &company.email).await;
    for _ in 0..2 {
        company.submits().await.expect(200);
    }
    assert_eq!(keys_sent_to(&world, &company.email).await.len(), 3);
    [
        number(&world, confirm(&world, &first), 410, "confirmation_over").await,
        number(&world, company.submits(), 429, "too_many_confirmations").await,
    ]
}

/// Of another country, which is told at once, and somebody's, which only the operator is told.
async fn of_partner_ids() -> [u64; 2] {
    let world = World::start().await;
    let elsewhere = Company::new(&world, 1);
    register(&world, &elsewhere.mpn_id, "AT", "active").await;
    elsewhere.comes_to(&world, "draft").await;
    let mut with_fabrikams = Company::new(&world, 2);
    "2000001".clone_into(&mut with_fabrikams.mpn_id);
    with_fabrikams.waits_for_review(&world).await;
    [
        number(&world, elsewhere.submits(), 400, "partner_id_other_country").await,
        number(&world, with_fabrikams.is_approved(&world), 409, "partner_id_taken").await,
    ]
}

async fn of_the_last_admin() -> u64 {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let admins = listed(&admin, ADMINS, "/id").await;
    assert_eq!(admins.len(), 1);
    let path = format!("{ADMINS}/{}", admins[0]);
    let taken = admin.send(Method::DELETE, &path, Body::empty());
    number(&world, taken, 409, "last_admin_agent").await
}

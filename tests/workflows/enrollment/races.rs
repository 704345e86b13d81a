//! Many at once: a partner ID, a domain and a tenant go to one account, and the others are told the truth
//! (E4, E7, N1).

use futures_util::future::join_all;
use serde_json::json;
use tandem_tests::{Reply, World, people, text};

use super::company::{Company, adatum, confirm, key_sent_to, keys_sent_to, register};
use crate::invariants::agrees_with_itself;
use crate::steps::ask;

const ROUNDS: u32 = 12;

/// Two companies that wait for their review, in a round of a race.
async fn two(world: &World, round: u32, alike: impl Fn(&Company, &mut Company)) -> [Company; 2] {
    let first = Company::registered(world, 2 * round).await;
    let mut second = Company::registered(world, 2 * round + 1).await;
    alike(&first, &mut second);
    for company in [&first, &second] {
        company.waits_for_review(world).await;
    }
    [first, second]
}

/// That one of two won; gives what the other was told.
fn loser(replies: (Reply, Reply)) -> Reply {
    let (first, second) = replies;
    assert!((first.status == 200) != (second.status == 200), "{} {}", first.text(), second.text());
    if first.status == 200 { second } else { first }
}

async fn reviewed(world: &World, company: &Company) -> usize {
    let operator = world.sign_in(people::OPERATOR).await;
    let trail = operator.get(&format!("/v1/auditrecords?tenantId={}", company.tenant)).await.expect(200);
    let is_review = |record: &&serde_json::Value| {
        ["approve_enrollment", "reject_enrollment"].iter().any(|review| record["operationType"] == *review)
    };
    trail["items"].as_array().expect("records").iter().filter(is_review).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tenants_with_one_partner_id_exactly_one_is_approved_e7() {
    let world = World::start().await;
    for round in 1..=ROUNDS {
        let [first, second] =
            two(&world, round, |first, second| second.mpn_id.clone_from(&first.mpn_id)).await;
        let told = loser(tokio::join!(first.is_approved(&world), second.is_approved(&world)));
        told.refused(409, "partner_id_taken");
        let states = [first.reads().await["state"].clone(), second.reads().await["state"].clone()];
        assert!(states.contains(&json!("active")) && states.contains(&json!("under_review")), "{states:?}");
        let provider = world.sign_in(people::PROVIDER).await;
        let asked = [ask(&provider, &first.email).await, ask(&provider, &second.email).await];
        assert_eq!(asked.iter().filter(|asked| asked.status == 201).count(), 1);
    }
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tenants_with_one_domain_exactly_one_is_approved_c1() {
    let world = World::start().await;
    for round in 1..=ROUNDS {
        let [first, second] =
            two(&world, round, |first, second| second.domain.clone_from(&first.domain)).await;
        let told = loser(tokio::join!(first.is_approved(&world), second.is_approved(&world)));
        told.refused(409, "domain_taken");
    }
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_approvals_one_makes_the_organisation_e7() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.waits_for_review(&world).await;
    let mails = world.mails().await.len();
    let replies = join_all((0..64).map(|_| company.is_approved(&world))).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1);
    for reply in replies.into_iter().filter(|reply| reply.status != 200) {
        let error = reply.refused(409, "wrong_enrollment_state");
        assert_eq!(error["parameters"]["state"], "active");
    }
    assert_eq!(world.mails().await.len(), mails + 1, "and mails once");
    assert_eq!(reviewed(&world, &company).await, 1, "and is told once");
    let people = company.admin.get("/v1/people").await.expect(200);
    assert_eq!(people["totalCount"], 1);
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_approval_and_a_rejection_exactly_one_wins_e4() {
    let world = World::start().await;
    for round in 1..=ROUNDS {
        let company = Company::registered(&world, round).await;
        company.waits_for_review(&world).await;
        let both = tokio::join!(company.is_approved(&world), company.is_rejected(&world, "No."));
        let error = loser(both).refused(409, "wrong_enrollment_state");
        let state = company.reads().await["state"].clone();
        assert_eq!(error["parameters"]["state"], state);
        let asked = ask(&world.sign_in(people::PROVIDER).await, &company.email).await;
        assert_eq!(asked.status == 201, state == "active", "{}", asked.text());
        assert_eq!(reviewed(&world, &company).await, 1);
    }
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_while_the_partner_id_becomes_inactive_is_before_it_or_refused_e2() {
    let world = World::start().await;
    for round in 1..=ROUNDS {
        let company = Company::registered(&world, round).await;
        company.waits_for_review(&world).await;
        let (approved, ()) =
            tokio::join!(company.is_approved(&world), register(&world, &company.mpn_id, "DE", "inactive"));
        let entry = world.sign_in(people::OPERATOR).await;
        let entry = entry.get(&format!("/v1/partnerids/{}", company.mpn_id)).await.expect(200);
        assert_eq!(entry["status"], "inactive", "whichever came first");
        if approved.status == 200 {
            assert_eq!(entry["holder"]["tenantId"], company.tenant);
        } else {
            approved.refused(400, "partner_id_inactive");
            assert_eq!(entry.get("holder"), None);
        }
    }
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_confirmation_and_a_change_the_first_counts_e9_e4() {
    let world = World::start().await;
    for round in 1..=ROUNDS {
        let company = Company::registered(&world, round).await;
        company.comes_to(&world, "email_unverified").await;
        let key = key_sent_to(&world, &company.email).await;
        let (confirmed, changed) =
            tokio::join!(confirm(&world, &key), company.changes(company.application()));
        let state = company.reads().await["state"].clone();
        if confirmed.status == 200 {
            let error = changed.refused(409, "wrong_enrollment_state");
            assert_eq!(
                (&state, &error["parameters"]["state"]),
                (&json!("under_review"), &json!("under_review"))
            );
        } else {
            confirmed.refused(410, "confirmation_over");
            assert_eq!((&state, changed.status), (&json!("draft"), 200));
        }
    }
    agrees_with_itself(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_presses_of_the_button_confirm_once_and_all_are_answered_e9() {
    let world = World::start().await;
    let company = adatum(&world).await;
    company.comes_to(&world, "email_unverified").await;
    let key = key_sent_to(&world, &company.email).await;
    for reply in join_all((0..32).map(|_| confirm(&world, &key))).await {
        assert_eq!(reply.expect(200)["confirms"], "enrollment");
    }
    assert_eq!(world.mails().await.len(), 2, "the link, and that it is reviewed, once");
    let told = |item: &&tandem_tests::Item| {
        text(item, "operation") == "verify_enrollment_email" && text(item, "PK").contains(&company.tenant)
    };
    assert_eq!(world.items().await.iter().filter(told).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_that_begin_one_begins_and_of_many_submissions_no_more_than_three_send_a_link() {
    let world = World::start().await;
    let company = adatum(&world).await;
    let replies = join_all((0..16).map(|_| company.begins())).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
    for reply in replies.into_iter().filter(|reply| reply.status != 201) {
        reply.refused(409, "enrollment_exists");
    }
    let replies = join_all((0..16).map(|_| company.submits())).await;
    let sent = replies.iter().filter(|reply| reply.status == 200).count();
    assert!((1..=3).contains(&sent), "{sent}");
    for reply in replies.into_iter().filter(|reply| reply.status != 200) {
        let name = if reply.status == 429 { "too_many_confirmations" } else { "wrong_enrollment_state" };
        reply.clone().refused(reply.status, name);
    }
    let keys = keys_sent_to(&world, &company.email).await;
    assert_eq!(keys.len(), sent, "each that succeeded has sent one");
    let mut statuses = Vec::new();
    for key in &keys {
        statuses.push(confirm(&world, key).await.status);
    }
    statuses.sort_unstable();
    assert_eq!(
        statuses.iter().filter(|status| **status == 200).count(),
        1,
        "and one of them counts: {statuses:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_approved_is_what_was_reviewed_whatever_is_changed_at_the_time_e4() {
    let world = World::start().await;
    for round in 1..=ROUNDS {
        let company = Company::registered(&world, round).await;
        company.waits_for_review(&world).await;
        let reviewed = company.reads().await["legalBusiness"].clone();
        let mut other = company.application();
        other["legalBusiness"]["companyName"] = json!("Somebody Else");
        let (approved, changed) = tokio::join!(company.is_approved(&world), company.changes(other));
        assert_eq!(approved.expect(200)["legalBusiness"], reviewed);
        changed.refused(409, "wrong_enrollment_state");
        assert_eq!(company.reads().await["legalBusiness"], reviewed);
    }
    agrees_with_itself(&world).await;
}

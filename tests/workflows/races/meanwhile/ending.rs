//! A relationship or a partnership ends, or the customer gets another name, while something counts on it.

use serde_json::json;

use super::{ACCEPT, CHANGE, MANAGE, Story, name_in_list};
use crate::invariants::agrees_with_itself;
use crate::invitations::CHINA;
use crate::races::market::Tenant;

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_ends_its_relationship_is_in_no_pair_that_is_accepted_meanwhile_c9_i7() {
    let story = Story::begin().await;
    let customer = story.customer(1).await;
    let both = customer.accepts(&story.both, json!({}));
    let (accepted, ended) = story.wire.between(ACCEPT, both, story.ends(&customer)).await;
    ended.expect(200);
    accepted.expect(200);
    // The customer authorizes both, and so it has both.
    for partner in [&story.provider, &story.both] {
        assert!(name_in_list(&partner.caller, &customer).await.is_some());
    }
    agrees_with_itself(&story.world).await;

    let customer = story.customer(2).await;
    let both = customer.accepts(&story.both, json!({}));
    let (ended, accepted) = story.wire.between(CHANGE, story.ends(&customer), both).await;
    accepted.expect(200);
    assert!(ended.is_retryable(), "{}", ended.text());
    agrees_with_itself(&story.world).await;
    story.ends(&customer).await.expect(200);
    assert_eq!(name_in_list(&story.provider.caller, &customer).await, None);
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_ends_its_relationship_is_left_without_privileges_c9() {
    let story = Story::begin().await;
    let customer = story.customer(1).await;
    let (given, ended) =
        story.wire.between(MANAGE, customer.hands_over(&story.provider), story.ends(&customer)).await;
    ended.expect(200);
    assert_eq!(given.refused(400, "invalid_input")["parameters"]["field"], "tenantId");
    assert_eq!(customer.holders().await, [""; 0]);

    let customer = story.customer(2).await;
    let (ended, given) =
        story.wire.between(CHANGE, story.ends(&customer), customer.hands_over(&story.provider)).await;
    given.expect(200);
    assert!(ended.is_retryable(), "{}", ended.text());
    story.ends(&customer).await.expect(200);
    assert_eq!(customer.holders().await, [""; 0]);

    let customer = story.customer(3).await;
    let restored = customer.accepts(&story.provider, json!({}));
    let (restored, ended) = story.wire.between(ACCEPT, restored, story.ends(&customer)).await;
    ended.expect(200);
    restored.expect(200);
    // What the customer accepted last: the relationship, and the privileges.
    assert!(name_in_list(&story.provider.caller, &customer).await.is_some());
    assert_eq!(customer.holders().await, [CHINA.provider_tenant]);
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_joint_invitation_is_accepted_once_the_two_are_no_partners_i10_x4() {
    let story = Story::begin().await;
    let customer = Tenant::new(&story.world, 1);
    let removal = format!("/v1/relationships/{}/removal", CHINA.reseller_tenant);
    let removed = story.provider.caller.post(&removal, json!({"attestationAccepted": true}));
    let (accepted, removed) = story.wire.between(ACCEPT, customer.meets(&story.both), removed).await;
    removed.expect(200);
    let error = accepted.refused(410, "invitation_over");
    assert_eq!(error["parameters"]["state"], "no_longer_partners", "{error}");
    for partner in [&story.provider, &story.both] {
        assert_eq!(name_in_list(&partner.caller, &customer).await, None);
    }
    assert_eq!(customer.holders().await, [""; 0]);
    agrees_with_itself(&story.world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_changes_meanwhile_is_the_one_in_the_new_partners_list_c5() {
    let story = Story::begin().await;
    let customer = story.customer(1).await;
    let renamed = story.renames(&customer, "Another Name");
    let (accepted, renamed) =
        story.wire.between(ACCEPT, customer.accepts(&story.both, json!({})), renamed).await;
    renamed.expect(200);
    assert_eq!(accepted.expect(200)["recipient"]["name"], "Another Name");

    let next = story.customer(2).await;
    let renamed = story.renames(&next, "Another Name");
    let (renamed, accepted) = story.wire.between(CHANGE, renamed, next.accepts(&story.both, json!({}))).await;
    accepted.expect(200);
    renamed.expect(200);
    for (customer, partner) in [(&customer, &story.provider), (&customer, &story.both), (&next, &story.both)]
    {
        let name = name_in_list(&partner.caller, customer).await;
        assert_eq!(name.as_deref(), Some("Another Name"));
    }
    agrees_with_itself(&story.world).await;
}

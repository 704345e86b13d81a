//! Who passes through an open link, how often, and what comes of it.

use super::{customers_link, key, owner, the_link};
use crate::examples::invitations::{Shape, World, person_of};
use crate::examples::{link as address, organisation, parsed, partnership, provider, reseller, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partnership::{Partnership, PartnershipState};
use crate::policy::{Role, Standing};
use crate::relationship_request::tests::now;
use crate::relationship_request::{
    Accept, Accepted, Answered, ForAnswer, Invitation, OpenLink, OpenLinkState, OverReason, RequestKind,
    RequestState, Used, accept, decline,
};
use crate::{Cloud, Rejection, RequestId};

/// `who` accepts the provider's link.
fn passed(
    who: &Organisation,
    link: &OpenLink,
    used: Option<&Used>,
    partnership: Option<&Partnership>,
) -> Result<Answered<Accepted>, Rejection> {
    let invitation = Invitation::Open(Box::new(link.clone()));
    let seen = ForAnswer { invitation: Some(&invitation), caller: Some(who), used, partnership };
    let command = Accept { terms_digest: link.terms().digest(), confirmed: true };
    accept(&write_by(who, &[Role::AdminAgent]), seen, &command, key(9), Some(address))
}

#[test]
fn whoever_passes_makes_an_accepted_request_of_its_own_p2_p4() {
    let link = the_link();
    let accepted = now(passed(&reseller(), &link, None, None).expect("permitted"));
    assert_eq!(accepted.request.id, key(9).request_id());
    assert_eq!((accepted.request.state, accepted.request.through), (RequestState::Accepted, Some(link.id)));
    assert_eq!(accepted.request.recipient.tenant_id, Some(reseller().tenant_id));
    assert_eq!(accepted.partnership.request_id, accepted.request.id);
    let passage = accepted.passage.expect("a passage");
    assert_eq!((passage.link, passage.used.tenant_id), (link.id, reseller().tenant_id));
    assert_eq!((passage.used.request_id, passage.used_before), (accepted.request.id, None));
    assert_eq!(
        accepted.mail.expect("a mail").to,
        link.owner.email.expect("an address"),
        "the owner hears of it"
    );
    assert_eq!(accepted.expected_digest, link.terms_digest);
}

fn use_of(request_id: RequestId) -> Used {
    Used { tenant_id: reseller().tenant_id, name: None, request_id, at: owner().now }
}

#[test]
fn passing_twice_is_one_acceptance_while_the_partnership_stands_p6() {
    let standing = partnership();
    let used = use_of(standing.request_id);
    let link = OpenLink { state: OpenLinkState::Rotated, ..the_link() };
    let again = passed(&reseller(), &link, Some(&used), Some(&standing));
    assert!(
        matches!(again, Ok(Answered::Before(id)) if id == standing.request_id),
        "even if it is over by now"
    );
}

#[test]
fn after_a_removal_the_link_leads_in_again_p6() {
    let removed = Partnership { state: PartnershipState::Removed, ..partnership() };
    let used = use_of(removed.request_id);
    let accepted = now(passed(&reseller(), &the_link(), Some(&used), Some(&removed)).expect("permitted"));
    assert_eq!(accepted.passage.expect("a passage").used_before, Some(used.request_id));
}

#[test]
fn an_organisation_counts_once_so_a_cap_is_no_matter_to_one_that_comes_back_p2_p6() {
    let removed = Partnership { state: PartnershipState::Removed, ..partnership() };
    let used = use_of(removed.request_id);
    let full = OpenLink { max_uses: Some(1), uses: 1, ..the_link() };
    let back = now(passed(&reseller(), &full, Some(&used), Some(&removed)).expect("permitted"));
    assert!(!back.passage.expect("a passage").counts());
    let first = now(passed(&reseller(), &the_link(), None, None).expect("permitted"));
    assert!(first.passage.expect("a passage").counts());
    for (over, reason) in [
        (OpenLink { state: OpenLinkState::Rotated, ..full.clone() }, OverReason::Rotated),
        (OpenLink { expires: owner().now, ..full }, OverReason::Expired),
    ] {
        let refused = passed(&reseller(), &over, Some(&used), Some(&removed)).err();
        assert_eq!(refused, Some(Rejection::InvitationOver(reason)), "it must still be open");
    }
}

#[test]
fn partners_by_another_request_are_told_so_p6() {
    let refused = passed(&reseller(), &the_link(), None, Some(&partnership())).err();
    assert_eq!(refused, Some(Rejection::AlreadyPartners));
    let used = use_of(key(8).request_id());
    let refused = passed(&reseller(), &the_link(), Some(&used), Some(&partnership())).err();
    assert_eq!(refused, Some(Rejection::AlreadyPartners));
}

#[test]
fn a_link_that_is_over_says_why_l7() {
    let (link, write) = (the_link(), owner());
    for (over, reason) in [
        (OpenLink { state: OpenLinkState::Rotated, ..link.clone() }, OverReason::Rotated),
        (OpenLink { expires: write.now, ..link.clone() }, OverReason::Expired),
        (OpenLink { max_uses: Some(4), uses: 4, ..link }, OverReason::UsedUp),
    ] {
        let refused = passed(&reseller(), &over, None, None).err();
        assert_eq!(refused, Some(Rejection::InvitationOver(reason)));
    }
}

#[test]
fn only_enrolled_resellers_of_the_same_cloud_and_region_pass_e5_p7() {
    let by = |who: &Organisation| passed(who, &the_link(), None, None).err();
    let customer = organisation(9, OrganisationKind::Customer, "DE");
    let other_provider = organisation(10, OrganisationKind::IndirectProvider, "DE");
    assert_eq!(by(&customer), Some(Rejection::ResellerNotEnrolled));
    assert_eq!(by(&other_provider), Some(Rejection::ResellerNotEnrolled));
    let elsewhere = Some(Rejection::DifferentCloudOrRegion { field: "id" });
    assert_eq!(by(&Organisation { country: parsed("US"), ..reseller() }), elsewhere);
    assert_eq!(by(&Organisation { cloud: Cloud::Germany, ..reseller() }), elsewhere);
    assert_eq!(by(&provider()), Some(Rejection::WrongPartnerKind), "the sender itself");
}

#[test]
fn what_a_link_is_to_its_sender_and_to_everybody_else() {
    let invitation = Invitation::Open(Box::new(the_link()));
    assert_eq!(invitation.standing_of(&owner().person), Standing::Sender);
    assert_eq!(invitation.standing_of(&person_of(&reseller(), Role::AdminAgent)), Standing::Recipient);
}

#[test]
fn an_open_link_asks_nobody_in_particular_and_cannot_be_declined_p9() {
    let invitation = Invitation::Open(Box::new(the_link()));
    let write = write_by(&reseller(), &[Role::AdminAgent]);
    let by_kind = |kind| decline(&write, Some(&invitation), kind, None, Some(address)).err();
    assert_eq!(by_kind(RequestKind::IndirectPartnership), Some(Rejection::OpenLinkNotDeclined));
    assert_eq!(by_kind(RequestKind::CustomerRelationship), Some(Rejection::NotFound));
}

#[test]
fn a_link_to_customers_makes_no_partnership_and_the_other_way_round() {
    let refused = passed(&reseller(), &customers_link(), None, None).err();
    assert_eq!(refused, Some(Rejection::NotFound));
    let mut world = World::of(Cloud::Global).drafted(Shape::Provider, &[]);
    let command = world.consent_of();
    world.invitation = Some(Invitation::Open(Box::new(the_link())));
    assert_eq!(world.refused_with(&command), Rejection::NotFound);
}

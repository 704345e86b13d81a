//! The life of an open link, and passing through it (P2, P6, I4, Z17).

mod passing;

use super::at;
use crate::examples::invitations::{Shape, World, all_services, person_of, service, write_as};
use crate::examples::{parsed, partner, provider, reseller};
use crate::organisation::Organisation;
use crate::policy::Role;
use crate::relationship_request::{
    ChangeOpenLink, DEFAULT_OPEN_LINK_HOURS, Draft, Invitation, LinkMade, OpenLink, OpenLinkState,
    OpenLinkTerms, OverReason, change_link, may_draft, may_keep, open_link, rotate_link, terms_to_rotate,
};
use crate::terms::Grant;
use crate::write::Write;
use crate::{Cloud, LinkKey, Rejection};

fn key(number: u8) -> LinkKey {
    LinkKey::from_random([number; LinkKey::BYTES])
}

fn owner() -> Write {
    write_as(person_of(&provider(), Role::AdminAgent), 2)
}

/// What the provider's link for partnerships asks.
fn terms_of(sender: &Organisation) -> OpenLinkTerms {
    may_draft(&Draft::Partnership, &owner().person, Some(sender), None).expect("permitted")
}

fn the_link() -> OpenLink {
    open_link(&owner(), terms_of(&provider()), None, key(1)).expect("a first link").link
}

fn asked_again(write: &Write, present: &OpenLink) -> Option<LinkMade> {
    open_link(write, terms_of(&provider()), Some(present), key(2))
}

fn changed(present: &OpenLink, open_hours: Option<u32>, max_uses: Option<u32>) -> OpenLink {
    change_link(&owner(), Some(present), None, ChangeOpenLink { open_hours, max_uses })
        .expect("a change")
        .link
}

#[test]
fn the_first_to_want_the_link_makes_it_and_it_stays_for_ninety_days_p2() {
    let link = the_link();
    assert_eq!(link.expires, link.created.plus_days(90));
    assert_eq!(DEFAULT_OPEN_LINK_HOURS, 90 * 24);
    assert_eq!((link.max_uses, link.uses, link.over_at(link.created)), (None, 0, None));
    assert_eq!((&link.owner, link.sender.clone()), (&owner().person, partner(&provider())));
    assert!(asked_again(&owner(), &link).is_none(), "the link that is there is the answer");
    let last_day = at(owner(), link.created.plus_days(89));
    assert!(asked_again(&last_day, &link).is_none());
}

#[test]
fn an_open_link_holds_nothing_about_a_recipient_p2_i4() {
    for link in [the_link(), customers_link()] {
        let kept = serde_json::to_value(&link).expect("JSON");
        assert!(kept.get("recipient").is_none() && kept.get("email").is_none(), "{kept}");
    }
}

#[test]
fn an_expired_link_is_over_and_another_takes_its_place_p2() {
    let link = changed(&the_link(), None, Some(3));
    let late = at(owner(), link.expires);
    assert_eq!(link.over_at(late.now), Some(OverReason::Expired));
    let made = asked_again(&late, &link).expect("another");
    assert_eq!((made.instead, made.link.max_uses), (Some((link.id, link.version)), Some(3)), "the cap stays");
    assert_ne!(made.link.key, link.key);
    assert_eq!(made.link.over_at(late.now), None);
}

#[test]
fn a_sender_that_is_no_longer_what_the_link_says_gets_another_l4() {
    let renamed = Organisation { name: parsed("Another Name"), ..provider() };
    let made = open_link(&owner(), terms_of(&renamed), Some(&the_link()), key(2)).expect("another");
    assert_eq!(made.link.sender.name, renamed.name);
    assert_ne!(made.link.terms_digest, the_link().terms_digest);
}

#[test]
fn rotating_ends_the_old_link_and_starts_the_count_anew_z17() {
    let used = OpenLink { uses: 2, ..changed(&the_link(), None, Some(2)) };
    let made = rotate_link(&owner(), terms_of(&provider()), Some(&used), key(2));
    assert_eq!(made.instead, Some((used.id, used.version)));
    assert_eq!((made.link.uses, made.link.max_uses, made.link.over_at(owner().now)), (0, Some(2), None));
    let rotated = OpenLink { state: OpenLinkState::Rotated, ..used };
    assert_eq!(
        rotated.over_at(owner().now),
        Some(OverReason::Rotated),
        "that it is used up as well is no matter"
    );
    assert!(asked_again(&owner(), &rotated).is_some());
}

#[test]
fn the_cap_is_reached_with_the_last_use_and_can_be_raised() {
    let link = changed(&the_link(), None, Some(2));
    for (uses, over) in [(0, None), (1, None), (2, Some(OverReason::UsedUp)), (3, Some(OverReason::UsedUp))] {
        assert_eq!(OpenLink { uses, ..link.clone() }.over_at(owner().now), over, "{uses}");
    }
    let used_up = OpenLink { uses: 2, ..link };
    assert!(asked_again(&owner(), &used_up).is_none(), "whoever wants more uses says so");
    assert_eq!(changed(&used_up, None, Some(3)).over_at(owner().now), None);
}

#[test]
fn its_owner_changes_expiry_and_cap_of_the_version_that_was_seen() {
    let link = the_link();
    let shorter = changed(&link, Some(5), None);
    assert_eq!((shorter.expires, shorter.max_uses), (owner().now.plus_hours(5), None));
    assert_eq!((shorter.key.clone(), shorter.version), (link.key.clone(), link.version + 1));
    let both = ChangeOpenLink { open_hours: Some(1), max_uses: Some(1) };
    let stale = change_link(&owner(), Some(&link), Some(link.version + 1), both).err();
    assert_eq!(stale, Some(Rejection::StaleEtag));
    assert_eq!(change_link(&owner(), None, None, both).err(), Some(Rejection::NotFound));
}

#[test]
fn every_change_of_a_link_is_in_its_senders_trail_n3() {
    let link = the_link();
    let made = rotate_link(&owner(), terms_of(&provider()), Some(&link), key(2));
    let change = ChangeOpenLink { open_hours: None, max_uses: Some(9) };
    let changed = change_link(&owner(), Some(&link), None, change).expect("a change");
    for audit in [made.audit, changed.audit] {
        let [record] = &audit[..] else { panic!("{audit:?}") };
        assert_eq!(record.organisation, provider().tenant_id);
        assert!(record.old.is_some() && record.new.is_some());
        assert!(!format!("{record:?}").contains(link.key.as_str()), "keys stay out of trails (L3)");
    }
}

#[test]
fn whoever_may_send_may_draft_z17() {
    let may = |who: &Organisation, role| {
        may_draft(&Draft::Partnership, &person_of(who, role), Some(who), None).map(|terms| terms.grants)
    };
    assert_eq!(may(&provider(), Role::AdminAgent), Ok(Grant::OF_A_PARTNERSHIP.to_vec()));
    assert_eq!(may(&provider(), Role::SalesAgent), Err(Rejection::RoleInsufficient));
    assert_eq!(may(&reseller(), Role::AdminAgent), Err(Rejection::WrongPartnerKind));
}

fn customers_link() -> OpenLink {
    match World::of(Cloud::Global).draft(Shape::Joint, &all_services()).expect("a link") {
        Invitation::Open(link) => *link,
        other @ Invitation::Addressed(_) => panic!("{other:?}"),
    }
}

#[test]
fn each_thing_that_customers_are_asked_has_a_link_of_its_own_i3_i4() {
    let world = World::of(Cloud::Global);
    let present = customers_link();
    let again = |shape, services: &[_]| {
        let draft = Draft::Customer(world.asks(shape, services));
        let write = write_as(person_of(&world.reseller, Role::AdminAgent), 3);
        let terms = may_draft(&draft, &write.person, Some(&world.reseller), world.partnership.as_ref())
            .expect("permitted");
        open_link(&write, terms, Some(&present), key(3))
    };
    assert!(again(Shape::Joint, &all_services()).is_none());
    assert!(again(Shape::Joint, &[service("azure")]).is_some());
    assert!(again(Shape::Reseller, &all_services()).is_some());
}

#[test]
fn a_joint_link_stays_in_its_senders_hands_when_the_partnership_has_ended_z17_i10() {
    let world = World::of(Cloud::Global);
    let draft = Draft::Customer(world.asks(Shape::Joint, &all_services()));
    let present = customers_link();
    let may = |role: Role, has_link| {
        may_keep(&draft, &person_of(&world.reseller, role), Some(&world.reseller), None, has_link)
    };
    assert_eq!(may(Role::AdminAgent, true), Ok(()));
    assert_eq!(may(Role::AdminAgent, false), Err(Rejection::NotPartners), "a first link needs it");
    assert_eq!(may(Role::SalesAgent, true), Err(Rejection::RoleInsufficient));
    let write = write_as(person_of(&world.reseller, Role::AdminAgent), 3);
    let terms = |present| terms_to_rotate(&draft, &write.person, Some(&world.reseller), None, present);
    let made = rotate_link(&write, terms(Some(&present)).expect("permitted"), Some(&present), key(3));
    assert_eq!(made.instead, Some((present.id, present.version)));
    assert_eq!(
        (made.link.terms_digest, made.link.customer),
        (present.terms_digest.clone(), present.customer.clone())
    );
    assert_eq!(terms(None).err(), Some(Rejection::NotPartners));
}

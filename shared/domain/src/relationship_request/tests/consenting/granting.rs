//! Which privileges an acceptance grants, and from whom it takes them (I3, I8, I10, A2).

use crate::delegated_admin::{Holder, Notices, PrivilegesChange, Service};
use crate::examples::invitations::{Shape, World, all_services, service};
use crate::examples::{parsed, provider, reseller};
use crate::outbox::MailContent;
use crate::relationship_request::Consent;
use crate::{Cloud, Rejection};

fn only(services: &[Service], world: &World) -> Consent {
    Consent { services: Some(services.to_vec()), ..world.consent_of() }
}

#[test]
fn the_customer_grants_fewer_services_than_are_asked_for_or_none_i3() {
    for cloud in [Cloud::Global, Cloud::China] {
        let world = World::of(cloud).known().agreed().invited(Shape::Reseller, &all_services());
        for granted in [&[service("exchange"), service("azure")][..], &[]] {
            let consented = world.accepted_with(&only(granted, &world));
            let held = consented.privileges.of(reseller().tenant_id).map(PrivilegesChange::granted);
            assert_eq!(held.unwrap_or_default(), granted, "{cloud}");
            assert_eq!(consented.request.granted, granted);
            assert_eq!(consented.partners.len(), 1, "the relationship is there all the same (A3)");
        }
    }
}

#[test]
fn where_privileges_cannot_be_left_out_the_customer_grants_all_that_are_asked_for_i3() {
    for cloud in [Cloud::UsGov, Cloud::Germany] {
        let asked = [service("exchange"), service("azure")];
        let world = World::of(cloud).known().agreed().invited(Shape::Reseller, &asked);
        for left in [&asked[..1], &[]] {
            let refused = world.refused_with(&only(left, &world));
            assert!(
                matches!(&refused, Rejection::Invalid(fields) if fields[0].field == "services"),
                "{refused:?}"
            );
        }
        assert_eq!(world.accepted_with(&only(&asked, &world)).request.granted, asked, "{cloud}");
    }
}

#[test]
fn nothing_is_granted_that_was_not_asked_for_l4() {
    let world = World::of(Cloud::Global).known().agreed().invited(Shape::Reseller, &[service("azure")]);
    let refused = world.refused_with(&only(&all_services(), &world));
    assert!(matches!(&refused, Rejection::Invalid(fields) if fields[0].field == "services"), "{refused:?}");
}

#[test]
fn restoring_adds_the_privileges_and_moves_nothing_else_i8() {
    let world = World::of(Cloud::Global).known().agreed().invited(Shape::Reseller, &all_services());
    let held = [service("directory")];
    let world = World { is_shared: true, ..world.related(&provider()).related(&reseller()) }
        .holding(&reseller(), &held)
        .holding(&provider(), &all_services());
    let consented = world.accepted();
    assert_eq!(Some(consented.customer), world.customer);
    assert_eq!(consented.kept, [provider().tenant_id, reseller().tenant_id]);
    assert_eq!((consented.partners.len(), consented.shared, consented.agreement), (0, None, None));
    let [change] = &consented.privileges.partners[..] else { panic!("{:?}", consented.privileges) };
    assert_eq!(change.granted(), all_services()[1..]);
    let after = change.after.as_ref().expect("privileges");
    let since = |service| after.services[&service].since;
    assert!(since(held[0]) < since(service("azure")), "what was held stays as it was");
}

#[test]
fn in_the_joint_shape_the_reseller_gets_the_privileges_through_the_provider_i10() {
    let world = World::of(Cloud::Global).known().agreed().invited(Shape::Joint, &all_services());
    let consented = world.accepted();
    let [change] = &consented.privileges.partners[..] else { panic!("{:?}", consented.privileges) };
    let after = change.after.as_ref().expect("privileges");
    assert_eq!((after.partner, after.via), (reseller().tenant_id, Some(provider().tenant_id)));
    let shared = consented.shared.map(|(provider, reseller)| (provider, reseller.partner.tenant_id));
    assert_eq!(shared, Some((provider().tenant_id, reseller().tenant_id)));
    assert_eq!(consented.relies_on, shared);
    let shared = World { is_shared: true, ..world };
    assert_eq!(shared.accepted().shared, None, "they share it already");
    assert!(shared.accepted().relies_on.is_some(), "and must still be partners");
}

fn contested() -> World {
    let asked = [service("exchange"), service("azure")];
    let world = World::of(Cloud::China).known().agreed().invited(Shape::Reseller, &asked);
    let provider = world.provider.clone();
    let contacts = [&world.provider, &world.reseller]
        .map(|who| (who.tenant_id, parsed(&format!("office@{}", who.domain))))
        .into();
    let notices = Notices { contacts, url: "https://pages.example/partners".to_owned() };
    World { notices, ..world }.related(&provider).holding(&provider, &[service("azure"), service("teams")])
}

#[test]
fn a_service_that_another_partner_holds_is_refused_naming_the_holder_a2() {
    let world = contested();
    let holder = Holder { tenant_id: provider().tenant_id, name: provider().name };
    let shown = world.seen().needs().expect("what it takes").services;
    assert_eq!(
        shown.iter().map(|asked| asked.held_by.clone()).collect::<Vec<_>>(),
        [None, Some(holder.clone())]
    );
    assert_eq!(world.refused(), Rejection::ServiceHeld { service: service("azure"), holder });
    let without = world.accepted_with(&only(&[service("exchange")], &world));
    assert_eq!(without.request.granted, [service("exchange")]);
}

#[test]
fn the_customer_reassigns_a_service_in_the_same_act_and_the_loser_hears_of_it_a2() {
    let world = contested();
    let consented = world.accepted_with(&Consent { reassign: vec![service("azure")], ..world.consent_of() });
    let of = |who| consented.privileges.of(who).expect("a change");
    assert_eq!(of(provider().tenant_id).taken(), [service("azure")], "teams wasn't asked for");
    assert_eq!(of(reseller().tenant_id).granted(), [service("exchange"), service("azure")]);
    let [outcome, notice] = &consented.mails[..] else { panic!("{:?}", consented.mails) };
    assert_ne!(outcome.id, notice.id);
    assert_eq!(notice.to.as_str(), "office@company1.example");
    let MailContent::PrivilegesChanged { granted, taken, .. } = &notice.content else { panic!("{notice:?}") };
    assert_eq!((granted.as_slice(), taken.as_slice()), (&[][..], &[service("azure")][..]));
}

#[test]
fn where_several_may_hold_a_service_nobody_loses_it_a2() {
    let world = World::of(Cloud::Global).known().agreed().invited(Shape::Reseller, &all_services());
    let world = world.related(&provider()).holding(&provider(), &all_services());
    let consented = world.accepted_with(&Consent { reassign: all_services(), ..world.consent_of() });
    let [change] = &consented.privileges.partners[..] else { panic!("{:?}", consented.privileges) };
    assert_eq!(change.granted(), all_services());
    assert_eq!(change.parties().map(|(partner, _)| partner), Some(reseller().tenant_id));
}

#[test]
fn what_is_not_granted_is_not_taken_from_anybody_either_n6() {
    let world = contested();
    let teams = Consent { reassign: vec![service("azure")], ..only(&[service("exchange")], &world) };
    let refused = world.refused_with(&teams);
    assert!(matches!(&refused, Rejection::Invalid(fields) if fields[0].field == "reassign"), "{refused:?}");
}

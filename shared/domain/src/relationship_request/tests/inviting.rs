//! Who invites customers, to what, and who may answer (Z7, Z17, I1–I4).

use super::at;
use crate::examples::invitations::{Shape, World, all_services, global_admin, person_of, service, write_as};
use crate::examples::{link, organisation, parsed, partner, reseller, tenant};
use crate::organisation::OrganisationKind;
use crate::outbox::MailContent;
use crate::partnership::PartnershipState;
use crate::policy::{Role, Standing};
use crate::relationship_request::{
    AskOfCustomer, Invitation, RelationshipRequest, RequestKind, RequestState, StateNow, cancel, decline,
    resend,
};
use crate::terms::Grant;
use crate::write::Person;
use crate::{Cloud, Rejection};

const CUSTOMER: RequestKind = RequestKind::CustomerRelationship;
const SHAPES: [Shape; 3] = [Shape::Reseller, Shape::Joint, Shape::Provider];

fn request(world: &World, shape: Shape) -> RelationshipRequest {
    match world.invite(shape, &all_services()).expect("an invitation") {
        Invitation::Addressed(request) => *request,
        other @ Invitation::Open(_) => panic!("{other:?}"),
    }
}

#[test]
fn the_three_shapes_ask_for_what_each_partner_needs_i1_i10() {
    let world = World::of(Cloud::Global);
    for (shape, grants, provider) in [
        (Shape::Reseller, &[Grant::ResellerRelationship][..], None),
        (
            Shape::Joint,
            &[Grant::ResellerRelationship, Grant::PlaceOrders, Grant::AddSubscriptions],
            Some(partner(&world.provider)),
        ),
        (Shape::Provider, &[Grant::PlaceOrders, Grant::AddSubscriptions], None),
    ] {
        let request = request(&world, shape);
        assert_eq!(request.grants, grants, "{shape:?}");
        assert_eq!(request.sender, partner(world.sender(shape)));
        assert_eq!(request.customer.expect("terms").provider, provider);
    }
}

#[test]
fn a_reseller_names_a_provider_only_while_they_are_partners_i1() {
    let mut world = World::of(Cloud::Global);
    world.partnership.as_mut().expect("a partnership").state = PartnershipState::Removed;
    assert_eq!(world.invite(Shape::Joint, &[]).err(), Some(Rejection::NotPartners));
    world.partnership = None;
    assert_eq!(world.invite(Shape::Joint, &[]).err(), Some(Rejection::NotPartners));
    assert!(world.invite(Shape::Reseller, &[]).is_ok(), "alone it needs nobody");
}

#[test]
fn a_provider_names_no_other_i1() {
    let world = World::of(Cloud::Global);
    let ask = AskOfCustomer { provider: Some(tenant(9)), delegated_admin: Vec::new() };
    let admin = person_of(&world.provider, Role::AdminAgent);
    let refused = ask.by(crate::policy::Action::InviteCustomer, &admin, Some(&world.provider), None).err();
    let Some(Rejection::Invalid(fields)) = refused else { panic!("{refused:?}") };
    assert_eq!(fields[0].field, "indirectCloudSolutionProviderId");
}

#[test]
fn privileges_are_asked_for_or_not_where_the_cloud_lets_them_be_left_out_i3() {
    for cloud in Cloud::ALL {
        let world = World::of(cloud);
        let can_do_without = matches!(cloud, Cloud::Global | Cloud::China);
        for shape in SHAPES {
            for invited in [world.invite(shape, &[]), world.draft(shape, &[])] {
                match invited {
                    Ok(_) => assert!(can_do_without, "{cloud} {shape:?}"),
                    Err(Rejection::Invalid(fields)) => {
                        assert!(!can_do_without, "{cloud} {shape:?}");
                        assert_eq!(fields[0].field, "delegatedAdmin");
                    }
                    Err(other) => panic!("{cloud} {shape:?}: {other:?}"),
                }
            }
            assert!(world.invite(shape, &[service("azure")]).is_ok(), "{cloud} {shape:?}");
        }
    }
}

#[test]
fn services_are_asked_for_once_and_in_the_order_of_the_catalogue_a1() {
    let asked = [service("azure"), service("directory"), service("azure")];
    let Ok(Invitation::Addressed(request)) = World::of(Cloud::Global).invite(Shape::Reseller, &asked) else {
        panic!("an invitation")
    };
    assert_eq!(request.customer.expect("terms").delegated_admin, [service("directory"), service("azure")]);
}

#[test]
fn admin_agents_and_global_admins_of_partners_invite_and_nobody_else_z7() {
    let world = World::of(Cloud::Global);
    let invite = world.asks(Shape::Reseller, &[]);
    let by = |who: Option<&crate::organisation::Organisation>, role| {
        let person = person_of(who.unwrap_or(&world.provider), role);
        invite.by(crate::policy::Action::InviteCustomer, &person, who, None).map(|_| ())
    };
    for who in [&world.provider, &world.reseller] {
        for role in Role::ALL {
            let expected = match role {
                Role::AdminAgent | Role::GlobalAdmin => Ok(()),
                _ => Err(Rejection::RoleInsufficient),
            };
            assert_eq!(by(Some(who), role), expected, "{:?} {role:?}", who.kind);
        }
    }
    let customer = organisation(9, OrganisationKind::Customer, "DE");
    for nobody in [None, Some(&customer)] {
        assert_eq!(by(nobody, Role::GlobalAdmin), Err(Rejection::WrongPartnerKind));
    }
}

#[test]
fn whoever_has_the_invited_address_verified_may_answer_and_nobody_else_i4_t3() {
    let request = request(&World::of(Cloud::Global), Shape::Joint);
    let standing = |person: Person| request.standing_of(&person);
    assert_eq!(standing(global_admin()), Standing::Recipient);
    let spelled = Person { email: Some(parsed("EVA@wideworld.example")), ..global_admin() };
    assert_eq!(standing(spelled), Standing::Recipient, "two spellings of one mailbox");
    assert_eq!(standing(Person { email_verified: false, ..global_admin() }), Standing::Stranger);
    assert_eq!(standing(Person { email: None, ..global_admin() }), Standing::Stranger);
    let colleague = Person { email: Some(parsed("max@wideworld.example")), ..global_admin() };
    assert_eq!(standing(colleague), Standing::Stranger);
    let own = Person { tenant_id: reseller().tenant_id, ..global_admin() };
    assert_eq!(standing(own), Standing::Sender, "who invites itself can't accept");
}

#[test]
fn once_answered_it_is_the_tenants_that_answered_i4() {
    let mut request = request(&World::of(Cloud::Global), Shape::Joint);
    request.recipient.tenant_id = Some(global_admin().tenant_id);
    let colleague = Person { email: None, ..global_admin() };
    assert_eq!(request.standing_of(&colleague), Standing::Recipient);
    let elsewhere = Person { tenant_id: tenant(77), ..global_admin() };
    assert_eq!(request.standing_of(&elsewhere), Standing::Stranger);
}

#[test]
fn the_mail_says_what_is_asked_for_i4_p1() {
    let request = request(&World::of(Cloud::Global), Shape::Joint);
    let mail = request.mail(link(&request)).expect("a mail");
    assert_eq!(mail.to.as_str(), "eva@wideworld.example");
    let MailContent::CustomerInvitation { terms, url, .. } = mail.content else { panic!("an invitation") };
    assert_eq!((Some(terms), url), (request.customer.clone(), link(&request)));
}

#[test]
fn an_invitation_is_resent_and_cancelled_by_whoever_may_send_z17_p10() {
    let world = World::of(Cloud::Global);
    let old = request(&world, Shape::Reseller);
    let invitation = Invitation::Addressed(Box::new(old.clone()));
    let later = |role| at(write_as(person_of(&world.reseller, role), 3), old.expires.plus_days(1));
    let again = |role| resend(&later(role), Some(&invitation), CUSTOMER, Some(&world.reseller), None, link);
    for role in [Role::AdminAgent, Role::GlobalAdmin] {
        let resent = again(role).expect("permitted");
        assert_eq!(
            (&resent.request.key, resent.request.state_at(later(role).now)),
            (&old.key, StateNow::Pending)
        );
        assert_eq!(resent.mail.expect("a mail").to.as_str(), "eva@wideworld.example");
        let cancelled = cancel(&later(role), Some(&invitation), CUSTOMER, None).expect("permitted");
        assert_eq!(cancelled.request.state, RequestState::Cancelled);
    }
    assert_eq!(again(Role::SalesAgent).err(), Some(Rejection::RoleInsufficient));
    let as_partnership = RequestKind::IndirectPartnership;
    let other_kind = cancel(&later(Role::AdminAgent), Some(&invitation), as_partnership, None);
    assert_eq!(other_kind.err(), Some(Rejection::NotFound), "it is none of the partnerships' routes");
}

#[test]
fn a_customer_declines_and_the_one_who_invited_hears_of_it_p9() {
    let request = request(&World::of(Cloud::Global), Shape::Reseller);
    let invitation = Invitation::Addressed(Box::new(request));
    let by = |person: Person| {
        decline(&write_as(person, 4), Some(&invitation), CUSTOMER, Some(parsed("Not now")), Some(link))
    };
    let agent = Person { roles: vec![Role::AdminAgent], ..global_admin() };
    assert_eq!(by(agent).err(), Some(Rejection::RoleInsufficient), "Z8: the global admin only");
    let unverified = Person { email_verified: false, ..global_admin() };
    assert_eq!(by(unverified).err(), Some(Rejection::NotFound), "L5");
    let declined = by(global_admin()).expect("permitted");
    assert_eq!(declined.request.state, RequestState::Declined);
    assert_eq!(declined.request.recipient.tenant_id, Some(global_admin().tenant_id));
    let mail = declined.mail.expect("a mail");
    assert_eq!(mail.to.as_str(), "someone@company2.example");
    assert!(matches!(mail.content, MailContent::CustomerOutcome { accepted: false, reason: Some(_), .. }));
    let sides: Vec<_> = declined.audit.iter().map(|record| record.organisation).collect();
    assert_eq!(sides, [reseller().tenant_id, global_admin().tenant_id]);
}

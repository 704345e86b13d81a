//! A customer accepts: what is refused, what is answered again, and what else moves (Z8, I4–I10).

mod granting;
mod profiles;

use super::{at, now};
use crate::audit::{AuditRecord, Operation};
use crate::examples::invitations::{Shape, World, all_services, global_admin, service};
use crate::examples::{customer, organisation, parsed, provider, reseller, tenant};
use crate::organisation::OrganisationKind;
use crate::outbox::MailContent;
use crate::partnership::PartnershipState;
use crate::policy::Role;
use crate::relationship_request::{
    Answered, Consent, Invitation, OpenLink, OpenLinkState, OverReason, RequestState, Used,
};
use crate::text::Name;
use crate::write::Person;
use crate::{Cloud, Rejection, TenantId};

fn joint() -> World {
    World::of(Cloud::Global).known().agreed().invited(Shape::Joint, &all_services())
}

#[test]
fn only_a_global_admin_of_the_invited_tenant_accepts_z8() {
    let mut world = joint();
    for role in Role::ALL {
        world.write.person.roles = vec![role];
        let outcome = world.answer(&world.consent_of()).err();
        let expected = (role != Role::GlobalAdmin).then_some(Rejection::RoleInsufficient);
        assert_eq!(outcome, expected, "{role:?}");
    }
}

#[test]
fn an_addressed_invitation_is_for_the_verified_address_only_i4_l5() {
    let mut world = joint();
    for stranger in [
        Person { email_verified: false, ..global_admin() },
        Person { email: Some(parsed("max@wideworld.example")), ..global_admin() },
        Person { email: None, ..global_admin() },
    ] {
        world.write.person = stranger;
        assert_eq!(world.refused(), Rejection::NotFound);
    }
    let command = world.consent_of();
    world.invitation = None;
    assert_eq!(world.refused_with(&command), Rejection::NotFound, "the same as an unknown one");
}

#[test]
fn neither_of_those_who_invite_becomes_its_own_customer() {
    for opened in [false, true] {
        let mut world = World::of(Cloud::Global);
        world = if opened { world.drafted(Shape::Joint, &[]) } else { world.invited(Shape::Joint, &[]) };
        for own in [reseller(), provider()] {
            world.write.person = Person { tenant_id: own.tenant_id, ..global_admin() };
            assert_eq!(world.refused(), Rejection::WrongPartnerKind, "{:?} {opened}", own.kind);
        }
    }
}

#[test]
fn what_was_not_confirmed_or_not_shown_is_not_accepted_p3_l4() {
    let world = joint();
    let unticked = Consent { confirmed: false, ..world.consent_of() };
    assert_eq!(world.refused_with(&unticked), Rejection::NotConfirmed);
    let other = Consent { terms_digest: parsed(&"x".repeat(43)), ..world.consent_of() };
    let today = world.invitation.as_ref().expect("an invitation").terms().digest();
    assert_eq!(world.refused_with(&other), Rejection::TermsChanged(today));
}

#[test]
fn what_is_over_is_not_accepted_and_says_why_p2_l7() {
    for (state, reason) in
        [(RequestState::Declined, OverReason::Declined), (RequestState::Cancelled, OverReason::Cancelled)]
    {
        let mut world = joint();
        world.request().state = state;
        assert_eq!(world.refused(), Rejection::InvitationOver(reason));
    }
    let mut late = joint();
    let expires = late.request().expires;
    late.write = at(late.write, expires);
    assert_eq!(late.refused(), Rejection::InvitationOver(OverReason::Expired));
}

#[test]
fn an_open_link_that_is_over_leads_nobody_in_l7() {
    let mut world = World::of(Cloud::Global).known().agreed().drafted(Shape::Reseller, &[]);
    let Some(Invitation::Open(link)) = world.invitation.clone() else { panic!("an open link") };
    for (over, reason) in [
        (OpenLink { state: OpenLinkState::Rotated, ..*link.clone() }, OverReason::Rotated),
        (OpenLink { expires: world.write.now, ..*link.clone() }, OverReason::Expired),
        (OpenLink { max_uses: Some(1), uses: 1, ..*link }, OverReason::UsedUp),
    ] {
        world.invitation = Some(Invitation::Open(Box::new(over)));
        assert_eq!(world.refused(), Rejection::InvitationOver(reason));
    }
}

#[test]
fn the_partnership_of_the_two_is_checked_again_i10() {
    let over = Rejection::InvitationOver(OverReason::NoLongerPartners);
    let mut world = joint();
    world.partnership.as_mut().expect("a partnership").state = PartnershipState::Removed;
    assert_eq!(world.refused(), over);
    world.partnership = None;
    assert_eq!(world.refused(), over);
    let alone = World { partnership: None, ..World::of(Cloud::Global).known().agreed() };
    alone.invited(Shape::Reseller, &[]).accepted();
}

#[test]
fn who_is_no_partner_of_the_program_any_more_gets_no_customer_e5() {
    for shape in [Shape::Reseller, Shape::Joint] {
        let mut world = World::of(Cloud::Global).known().agreed().invited(shape, &[]);
        world.reseller.kind = OrganisationKind::Customer;
        assert_eq!(world.refused(), Rejection::InvitationOver(OverReason::NoLongerPartners), "{shape:?}");
    }
}

#[test]
fn without_the_agreement_there_is_no_relationship_i5() {
    let world = World::of(Cloud::Global).known().invited(Shape::Provider, &[]);
    let without = Consent { agreement: None, ..world.consent_of() };
    assert_eq!(world.refused_with(&without), Rejection::AgreementNotAccepted);
    let agreement = world.accepted().agreement.expect("an agreement");
    assert_eq!(agreement.template_id, Cloud::Global.rules().agreement.id);
    assert_eq!((agreement.date_agreed, agreement.direct_signed), (world.write.now, true));
    assert_eq!(agreement.user_id, world.write.person.subject);
}

#[test]
fn an_agreement_that_is_there_is_not_accepted_again_i5() {
    let world = joint();
    let zealous = Consent { agreement: Some(customer().contact), ..world.consent_of() };
    assert!(world.accepted_with(&zealous).agreement.is_none());
}

#[test]
fn accepting_an_addressed_invitation_again_answers_the_same_p6_l6() {
    let mut world = joint();
    let request = world.accepted().request;
    *world.request() = request.clone();
    world.write.person = Person { email: None, subject: "another admin".to_owned(), ..global_admin() };
    let later = request.expires.plus_days(400);
    world.write = at(world.write, later);
    let again = world.answer(&world.consent_of());
    assert!(matches!(again, Ok(Answered::Before(id)) if id == request.id));
    world.write.person = Person { tenant_id: tenant(78), ..global_admin() };
    assert_eq!(world.refused(), Rejection::NotFound, "for another tenant it never was");
}

/// A tenant that passed through an open link for privileges on everything.
fn passed() -> World {
    let mut world = World::of(Cloud::Global).known().agreed().drafted(Shape::Joint, &all_services());
    let first = world.accepted();
    world.used = first.passage.map(|passage| passage.used);
    let (provider, reseller) = (world.provider.clone(), world.reseller.clone());
    let world = world.related(&provider).related(&reseller).holding(&reseller, &all_services());
    World { is_shared: true, ..world }
}

#[test]
fn passing_an_open_link_twice_is_one_acceptance_while_all_of_it_stands_p6() {
    let mut world = passed();
    let used = world.used.clone().expect("a use");
    let again = |world: &World| matches!(world.answer(&world.consent_of()), Ok(Answered::Before(id)) if id == used.request_id);
    assert!(again(&world));
    let Some(Invitation::Open(link)) = &mut world.invitation else { panic!("an open link") };
    link.state = OpenLinkState::Rotated;
    assert!(again(&world), "even if it is over by now");
}

#[test]
fn what_was_lost_since_is_restored_by_the_same_link_i2_i8() {
    let mut world = passed();
    let reseller = reseller().tenant_id;
    world.privileges.take(reseller, service("teams"));
    let restored = now(world.answer(&world.consent_of()).expect("an acceptance"));
    let change = restored.privileges.of(reseller).expect("a change").clone();
    assert_eq!(change.granted(), [service("teams")]);
    assert!(restored.partners.is_empty() && restored.shared.is_none());
    let before = world.used.as_ref().map(|used: &Used| used.request_id);
    assert_eq!(restored.passage.expect("a passage").used_before, before);
    world.relations.clear();
    assert_eq!(world.accepted().partners.len(), 2, "a relationship that ended is there again");
}

#[test]
fn a_customer_that_comes_back_is_not_counted_and_passes_a_link_that_is_used_up_p2_i8() {
    let mut world = passed();
    world.privileges.take(reseller().tenant_id, service("teams"));
    let Some(Invitation::Open(link)) = &mut world.invitation else { panic!("an open link") };
    (link.max_uses, link.uses) = (Some(1), 1);
    assert!(!world.accepted().passage.expect("a passage").counts());
    world.used = None;
    assert_eq!(world.refused(), Rejection::InvitationOver(OverReason::UsedUp));
}

#[test]
fn the_customer_and_everyone_who_invited_have_records_of_it_n3() {
    let world = World::of(Cloud::Global).invited(Shape::Joint, &all_services());
    let audit = world.accepted().audit;
    let all = [reseller().tenant_id, provider().tenant_id, customer().id];
    let sides = |operation: Operation| -> Vec<TenantId> {
        audit.iter().filter(|r: &&AuditRecord| r.operation == operation).map(|r| r.organisation).collect()
    };
    let two_relationships = [all, all].concat();
    assert_eq!(sides(Operation::CreatePartnerCustomerRelationship), two_relationships);
    assert_eq!(sides(Operation::CreateAgreement), all);
    assert_eq!(sides(Operation::AcceptCustomerRelationshipRequest), [reseller().tenant_id, customer().id]);
    assert_eq!(sides(Operation::DapAdminRelationshipApproved), [reseller().tenant_id, customer().id]);
    assert!(audit.iter().all(|record| record.customer_id == Some(customer().id)));
}

#[test]
fn the_one_who_invited_hears_what_was_granted_p9() {
    let consented = joint().accepted();
    let [mail] = &consented.mails[..] else { panic!("{:?}", consented.mails) };
    assert_eq!(mail.to.as_str(), "someone@company2.example");
    let MailContent::CustomerOutcome { accepted: true, granted, customer_name, .. } = &mail.content else {
        panic!("{mail:?}")
    };
    assert_eq!(*granted, all_services());
    assert_eq!(customer_name.as_ref().map(Name::as_str), Some("Wide World Importers"));
}

#[test]
fn a_partner_of_the_program_may_be_a_customer_as_well_e7() {
    let mut world = World::of(Cloud::Global).agreed().drafted(Shape::Provider, &[]);
    let other =
        organisation(60, OrganisationKind::IndirectReseller, world.new_tenant().address.country.as_str());
    world.organisation = Some(other.clone());
    assert_eq!(world.accepted().customer.id, other.tenant_id);
}

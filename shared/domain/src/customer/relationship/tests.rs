//! Ending relationships and privileges, rule by rule.

use super::{ChangeRelationship, MOST_SHARING, Relationship, RelationshipChange, change_relationship};
use crate::customer::{Customer, CustomerPartner};
use crate::delegated_admin::{Basis, Granting, Privileges, Service};
use crate::examples::{self, organisation, partner, provider, relation, reseller, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::policy::Role;
use crate::{Rejection, Timestamp};

const END: ChangeRelationship = ChangeRelationship { end: true, allow_delegated_access: None };
const GIVE_UP: ChangeRelationship = ChangeRelationship { end: false, allow_delegated_access: Some(false) };

/// Where a service has one holder, `who` is that of every service.
fn held_by(who: &Organisation, customer: &Customer) -> Privileges {
    let mut held = Privileges::none(customer.id, true);
    let granting = Granting {
        partner: &partner(who),
        via: None,
        basis: Basis::Customer,
        granted_by: who.tenant_id,
        now: Timestamp::from_millis(0),
    };
    let services: Vec<_> = Service::all().collect();
    held.grant(granting, &services, &[]).expect("free services");
    held
}

fn change(
    who: &Organisation,
    role: Role,
    command: ChangeRelationship,
    own: Option<&CustomerPartner>,
    held: bool,
) -> Result<RelationshipChange, Rejection> {
    let customer = examples::customer();
    let privileges = if held { held_by(who, &customer) } else { Privileges::none(customer.id, true) };
    let sharing = [relation(&reseller(), customer.id)];
    let present =
        Relationship { customer: Some(&customer), relation: own, privileges: &privileges, sharing: &sharing };
    change_relationship(&write_by(who, &[role]), present, command)
}

#[test]
fn a_provider_ends_its_relationship_and_everybody_concerned_is_told_z13_c9() {
    let own = relation(&provider(), examples::customer().id);
    for held in [false, true] {
        let changed = change(&provider(), Role::SalesAgent, END, Some(&own), held).expect("permitted");
        let RelationshipChange::Ended(ended) = changed else { panic!("{changed:?}") };
        assert_eq!(ended.sharing, [reseller().tenant_id]);
        let freed = if held { Service::all().count() } else { 0 };
        assert_eq!(ended.privileges.partners.len(), usize::from(held));
        assert_eq!(ended.privileges.holders.len(), freed, "another partner may have them now (A2)");
        assert_eq!(ended.audit.len(), if held { 5 } else { 3 });
    }
}

#[test]
fn an_active_subscription_keeps_the_relationship_c9() {
    let own = CustomerPartner { active_subscriptions: 2, ..relation(&provider(), examples::customer().id) };
    let refused = change(&provider(), Role::AdminAgent, END, Some(&own), true).err();
    assert_eq!(refused, Some(Rejection::SubscriptionsActive { count: 2 }));
}

#[test]
fn a_reseller_never_ends_a_relationship_but_may_give_up_its_privileges_z13_z14() {
    let own = relation(&reseller(), examples::customer().id);
    let by = |role, command| change(&reseller(), role, command, Some(&own), true);
    assert_eq!(by(Role::AdminAgent, END).err(), Some(Rejection::WrongPartnerKind));
    assert_eq!(by(Role::SalesAgent, GIVE_UP).err(), Some(Rejection::RoleInsufficient));
    assert!(matches!(by(Role::AdminAgent, GIVE_UP), Ok(RelationshipChange::GivenUp(_))));
    let without = change(&reseller(), Role::AdminAgent, GIVE_UP, Some(&own), false);
    assert!(matches!(without, Ok(RelationshipChange::Nothing)), "there is nothing to give up");
}

#[test]
fn who_is_no_partner_finds_nothing_z12() {
    let other = organisation(4, OrganisationKind::IndirectProvider, "DE");
    for command in [END, GIVE_UP] {
        assert_eq!(change(&other, Role::AdminAgent, command, None, true).err(), Some(Rejection::NotFound));
    }
}

#[test]
fn what_is_sent_back_unchanged_is_no_second_wish() {
    let own = relation(&provider(), examples::customer().id);
    for (allow_delegated_access, held, fine) in
        [(true, true, true), (false, false, true), (true, false, false), (false, true, false)]
    {
        let command = ChangeRelationship { end: true, allow_delegated_access: Some(allow_delegated_access) };
        let changed = change(&provider(), Role::AdminAgent, command, Some(&own), held);
        assert_eq!(changed.is_ok(), fine, "{allow_delegated_access} {held}: {changed:?}");
    }
}

#[test]
fn a_customer_shared_with_too_many_is_refused_rather_than_half_ended() {
    let customer = examples::customer();
    let own = relation(&provider(), customer.id);
    let sharing = vec![relation(&reseller(), customer.id); MOST_SHARING + 1];
    let present = Relationship {
        customer: Some(&customer),
        relation: Some(&own),
        privileges: &Privileges::none(customer.id, true),
        sharing: &sharing,
    };
    let refused = change_relationship(&write_by(&provider(), &[Role::AdminAgent]), present, END).err();
    assert_eq!(refused, Some(Rejection::TooManyPartners { most: MOST_SHARING }));
}

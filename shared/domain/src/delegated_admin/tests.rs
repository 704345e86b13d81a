//! Privileges, rule by rule.

mod managing;

use super::{Basis, Granting, Holder, HolderChange, Privileges, Service};
use crate::examples::invitations::{all_services, service};
use crate::examples::{NOON, customer, organisation, partner, provider, reseller, tenant};
use crate::organisation::{Organisation, OrganisationKind};
use crate::{Rejection, Timestamp};

fn another() -> Organisation {
    organisation(3, OrganisationKind::IndirectReseller, "DE")
}

/// Where a service has one holder at most (A2).
fn one_holder() -> Privileges {
    Privileges::none(customer().id, true)
}

fn many_holders() -> Privileges {
    Privileges::none(customer().id, false)
}

fn granted_at(
    privileges: &mut Privileges,
    who: &Organisation,
    services: &[Service],
    reassign: &[Service],
    at: i64,
) -> Result<(), Rejection> {
    let granting = Granting {
        partner: &partner(who),
        via: None,
        basis: Basis::Customer,
        granted_by: tenant(60),
        now: Timestamp::from_millis(at),
    };
    privileges.grant(granting, services, reassign)
}

fn granted(privileges: &mut Privileges, who: &Organisation, services: &[Service]) {
    granted_at(privileges, who, services, &[], NOON).expect("free services");
}

#[test]
fn the_catalogue_of_services_is_read_by_name_in_any_letter_case() {
    let names: Vec<_> = Service::all().map(Service::as_str).collect();
    assert_eq!(names.first(), Some(&Service::DIRECTORY.as_str()));
    for held in Service::all() {
        assert_eq!(held.as_str().to_uppercase().parse(), Ok(held));
        assert_eq!(serde_json::to_value(held).expect("JSON"), held.as_str());
    }
    let rule = "mail".parse::<Service>().expect_err("no service");
    assert!(names.iter().all(|name| rule.contains(name)), "{rule}");
}

#[test]
fn privileges_are_held_service_by_service_a1() {
    let mut privileges = many_holders();
    granted(&mut privileges, &reseller(), &[service("exchange"), service("teams")]);
    granted(&mut privileges, &another(), &[service("azure")]);
    for (who, held) in [(reseller(), vec!["exchange", "teams"]), (another(), vec!["azure"])] {
        let covered: Vec<_> = Service::all()
            .filter(|service| privileges.covers(who.tenant_id, *service))
            .map(Service::as_str)
            .collect();
        assert_eq!(covered, held, "{}", who.name);
    }
}

#[test]
fn where_the_cloud_lets_them_several_partners_hold_one_service_a2() {
    let mut privileges = many_holders();
    for who in [provider(), reseller(), another()] {
        granted(&mut privileges, &who, &all_services());
    }
    assert!(
        [provider(), reseller(), another()]
            .iter()
            .all(|who| all_services().iter().all(|service| privileges.covers(who.tenant_id, *service)))
    );
}

#[test]
fn where_a_service_has_one_holder_a_second_is_refused_and_told_who_it_is_a2() {
    let mut privileges = one_holder();
    granted(&mut privileges, &reseller(), &[service("exchange")]);
    let before = privileges.clone();
    let refused = granted_at(&mut privileges, &another(), &[service("exchange")], &[], NOON);
    let holder = Holder { tenant_id: reseller().tenant_id, name: reseller().name };
    assert_eq!(refused, Err(Rejection::ServiceHeld { service: service("exchange"), holder }));
    assert_eq!(privileges, before);
    granted(&mut privileges, &another(), &[service("teams")]);
    granted(&mut privileges, &reseller(), &[service("exchange")]);
}

#[test]
fn reassigning_in_the_same_act_moves_the_named_services_and_no_other_a2() {
    let mut before = one_holder();
    granted(&mut before, &reseller(), &[service("exchange"), service("teams"), service("azure")]);
    let (exchange, sharepoint) = (service("exchange"), service("sharepoint"));
    let mut after = before.clone();
    let asked = [exchange, sharepoint];
    granted_at(&mut after, &another(), &asked, &[exchange, service("azure")], NOON).expect("reassigned");
    let changed = after.since(&before, "write");
    let (lost, won) = (changed.of(reseller().tenant_id), changed.of(another().tenant_id));
    assert_eq!(lost.expect("a loser").taken(), [exchange], "azure wasn't asked for");
    assert_eq!(won.expect("a winner").granted(), [exchange, sharepoint]);
    let to = Some(Holder { tenant_id: another().tenant_id, name: another().name });
    let passes = |service, from| HolderChange { service, from, to: to.clone() };
    assert_eq!(changed.holders, [passes(exchange, Some(reseller().tenant_id)), passes(sharepoint, None),]);
}

#[test]
fn there_is_never_a_second_holder_and_the_holder_is_who_has_the_privilege_a2() {
    let mut privileges = one_holder();
    let everybody = [provider(), reseller(), another()];
    for (number, held) in all_services().into_iter().cycle().take(60).enumerate() {
        let who = &everybody[(number * 7 / 3) % everybody.len()];
        match number % 4 {
            0 => privileges.take(who.tenant_id, held),
            1 => privileges.take_all(who.tenant_id),
            _ => granted_at(&mut privileges, who, &[held], &[held], NOON).expect("reassigned"),
        }
        for service in Service::all() {
            let having: Vec<_> = everybody
                .iter()
                .map(|who| who.tenant_id)
                .filter(|who| privileges.covers(*who, service))
                .collect();
            let holder = privileges.holders.as_ref().and_then(|holders| holders.get(&service));
            let named: Vec<_> = holder.map(|holder| holder.tenant_id).into_iter().collect();
            assert_eq!(having, named, "{service} after {number}");
        }
        assert!(privileges.of.values().all(|admin| !admin.services.is_empty()));
    }
}

#[test]
fn what_is_held_stays_as_it_is_when_it_is_granted_again_i8() {
    let mut before = many_holders();
    granted(&mut before, &reseller(), &[service("exchange")]);
    let mut after = before.clone();
    granted_at(&mut after, &reseller(), &[service("exchange")], &[], NOON + 5).expect("held");
    assert!(after.since(&before, "write").is_nothing());
    granted_at(&mut after, &reseller(), &[service("teams")], &[], NOON + 5).expect("free");
    let changed = after.since(&before, "write");
    let admin = changed.of(reseller().tenant_id).and_then(|change| change.after.clone()).expect("privileges");
    let since: Vec<_> = admin.services.values().map(|held| held.since.millis() - NOON).collect();
    assert_eq!(since, [0, 5]);
    assert_eq!(admin.written_by, "write", "whoever changes it next names the state that it was decided on");
}

#[test]
fn nothing_is_left_of_privileges_without_a_service() {
    let mut before = one_holder();
    granted(&mut before, &reseller(), &[service("exchange"), service("teams")]);
    let mut after = before.clone();
    after.take(reseller().tenant_id, service("exchange"));
    assert!(after.covers(reseller().tenant_id, service("teams")));
    after.take(reseller().tenant_id, service("teams"));
    let changed = after.since(&before, "write");
    let change = changed.of(reseller().tenant_id).expect("a change");
    assert_eq!(change.after, None);
    assert_eq!(change.taken(), [service("exchange"), service("teams")]);
    assert!(changed.holders.iter().all(|holder| holder.to.is_none()));
    assert_eq!(changed.holders.len(), 2);
}

#[test]
fn who_holds_nothing_has_nothing_taken() {
    let mut before = one_holder();
    granted(&mut before, &reseller(), &[service("exchange")]);
    let mut after = before.clone();
    after.take_all(another().tenant_id);
    after.take(reseller().tenant_id, service("teams"));
    assert!(after.since(&before, "write").is_nothing());
}

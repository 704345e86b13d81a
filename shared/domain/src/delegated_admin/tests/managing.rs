//! A tenant's global admin takes back and hands over.

use std::collections::BTreeMap;

use super::{another, granted, many_holders, one_holder};
use crate::audit::{Operation, Resource};
use crate::delegated_admin::{
    Basis, Granting, Managed, Names, Notices, Privileges, Service, Tenancy, hand_over, held, may_read,
    take_back,
};
use crate::examples::invitations::{all_services, global_admin, service, write_as};
use crate::examples::{NOON, customer, parsed, partner, provider, reseller};
use crate::organisation::Organisation;
use crate::outbox::MailContent;
use crate::policy::Role;
use crate::write::{Person, Write};
use crate::{Rejection, TenantId, Timestamp};

fn notices() -> Notices {
    let contacts =
        [provider(), reseller()].map(|who| (who.tenant_id, parsed(&format!("office@{}", who.domain))));
    Notices { contacts: BTreeMap::from(contacts), url: "https://pages.example/partners".to_owned() }
}

fn by(role: Role) -> Write {
    write_as(Person { roles: vec![role], ..global_admin() }, 1)
}

fn taken_back(
    present: &Privileges,
    partner: TenantId,
    service: Option<Service>,
) -> Result<Option<Managed>, Rejection> {
    let customer = customer();
    let tenancy = Tenancy::of_customer(&customer);
    take_back(&by(Role::GlobalAdmin), tenancy, present, partner, service, &notices())
}

fn handed_over(present: &Privileges, to: &Organisation, service: Service) -> Option<Managed> {
    let customer = customer();
    let tenancy = Tenancy::of_customer(&customer);
    hand_over(
        &by(Role::GlobalAdmin),
        tenancy,
        present,
        Some((&partner(to), Basis::Customer)),
        service,
        &notices(),
    )
    .expect("permitted")
}

/// Whom the mails go to, with what each tells of.
fn told(managed: &Managed) -> Vec<(&str, Vec<Service>, Vec<Service>)> {
    let said = managed.mails.iter().map(|mail| match &mail.content {
        MailContent::PrivilegesChanged { granted, taken, .. } => {
            (mail.to.as_str(), granted.clone(), taken.clone())
        }
        other => panic!("{other:?}"),
    });
    said.collect()
}

#[test]
fn one_service_is_taken_back_and_the_others_stay_a3() {
    let mut present = many_holders();
    granted(&mut present, &reseller(), &[service("exchange"), service("teams")]);
    granted(&mut present, &provider(), &[service("exchange")]);
    let managed = taken_back(&present, reseller().tenant_id, Some(service("exchange")));
    let managed = managed.expect("permitted").expect("a change");
    assert_eq!(managed.changed.partners.len(), 1, "no other partner is touched");
    let change = managed.changed.of(reseller().tenant_id).expect("a change");
    assert_eq!(change.taken(), [service("exchange")]);
    let left = change.after.as_ref().expect("what is left");
    assert_eq!(
        left.services,
        BTreeMap::from([(service("teams"), present.of[&left.key()].services[&service("teams")].clone())])
    );
    assert_eq!(told(&managed), [("office@company2.example", vec![], vec![service("exchange")])]);
}

#[test]
fn all_services_are_taken_back_and_are_free_for_another_a3_a2() {
    let mut present = one_holder();
    granted(&mut present, &reseller(), &all_services());
    let managed = taken_back(&present, reseller().tenant_id, None).expect("permitted").expect("a change");
    let change = managed.changed.of(reseller().tenant_id).expect("a change");
    assert_eq!((change.taken(), &change.after), (all_services(), &None));
    assert_eq!(managed.changed.holders.len(), all_services().len());
    assert!(managed.changed.holders.iter().all(|free| free.to.is_none()));
}

#[test]
fn what_a_partner_does_not_hold_is_no_change_and_no_mail() {
    let mut present = many_holders();
    granted(&mut present, &reseller(), &[service("exchange")]);
    for (who, service) in
        [(reseller(), Some(service("teams"))), (provider(), None), (provider(), Some(service("exchange")))]
    {
        assert!(taken_back(&present, who.tenant_id, service).expect("permitted").is_none());
    }
}

#[test]
fn both_sides_have_a_record_of_what_was_and_what_is_n3() {
    let mut present = many_holders();
    granted(&mut present, &reseller(), &[service("exchange"), service("teams")]);
    let managed = taken_back(&present, reseller().tenant_id, Some(service("exchange")));
    let audit = managed.expect("permitted").expect("a change").audit;
    let sides: Vec<_> = audit.iter().map(|record| record.organisation).collect();
    assert_eq!(sides, [reseller().tenant_id, customer().id]);
    for record in audit {
        assert_eq!(record.operation, Operation::DapAdminRelationshipTerminated);
        assert_eq!(record.resource, Resource::PartnerCustomerDap);
        let services = |of: Option<serde_json::Value>| of.expect("a view")["services"].clone();
        assert_eq!(services(record.old), serde_json::json!(["exchange", "teams"]));
        assert_eq!(services(record.new), serde_json::json!(["teams"]));
    }
}

#[test]
fn a_reseller_takes_back_its_providers_access_to_its_own_tenant_z9_p4() {
    let mut present = Privileges::none(reseller().tenant_id, false);
    let granting = Granting {
        partner: &partner(&provider()),
        via: None,
        basis: Basis::Partnership,
        granted_by: reseller().tenant_id,
        now: Timestamp::from_millis(NOON),
    };
    present.grant(granting, &all_services(), &[]).expect("free services");
    let own = Tenancy { tenant_id: reseller().tenant_id, customer: None, name: Some("Company 2") };
    let write = write_as(Person { tenant_id: reseller().tenant_id, ..global_admin() }, 1);
    let managed = take_back(&write, own, &present, provider().tenant_id, None, &notices());
    let managed = managed.expect("permitted").expect("a change");
    assert_eq!(told(&managed), [("office@company1.example", vec![], all_services())]);
    let records: Vec<_> = managed
        .audit
        .iter()
        .map(|record| (record.organisation, record.resource, record.customer_id))
        .collect();
    let resource = Resource::IndirectProviderIndirectResellerDap;
    assert_eq!(records, [(provider().tenant_id, resource, None), (reseller().tenant_id, resource, None)]);
}

#[test]
fn handing_over_moves_one_service_from_whoever_holds_it_a2_z9() {
    let mut present = one_holder();
    granted(&mut present, &reseller(), &[service("exchange"), service("teams")]);
    let managed = handed_over(&present, &provider(), service("exchange")).expect("a change");
    let to =
        managed.changed.of(provider().tenant_id).and_then(|change| change.after.as_ref()).expect("a holder");
    assert_eq!(to.services[&service("exchange")].granted_by, customer().id);
    assert_eq!(managed.changed.of(reseller().tenant_id).expect("a loser").taken(), [service("exchange")]);
    let [pass] = &managed.changed.holders[..] else { panic!("{:?}", managed.changed.holders) };
    assert_eq!((pass.service, pass.from), (service("exchange"), Some(reseller().tenant_id)));
    assert_eq!(pass.to.as_ref().map(|holder| holder.tenant_id), Some(provider().tenant_id));
    let mut told = told(&managed);
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("office@company1.example", vec![service("exchange")], vec![]),
            ("office@company2.example", vec![], vec![service("exchange")]),
        ]
    );
    let ids: std::collections::HashSet<_> = managed.mails.iter().map(|mail| &mail.id).collect();
    assert_eq!(ids.len(), 2, "two mails, not one that takes the other's place (M1)");
}

#[test]
fn handing_over_takes_it_from_all_who_hold_it_where_several_may_z9() {
    let mut present = many_holders();
    for who in [reseller(), another()] {
        granted(&mut present, &who, &all_services());
    }
    let managed = handed_over(&present, &provider(), service("azure")).expect("a change");
    for who in [reseller(), another()] {
        assert_eq!(managed.changed.of(who.tenant_id).expect("a loser").taken(), [service("azure")]);
    }
    assert!(managed.changed.holders.is_empty());
    assert_eq!(managed.mails.len(), 2, "the contact of the third isn't known");
}

#[test]
fn handing_over_to_the_one_that_holds_it_alone_is_no_change() {
    let mut present = one_holder();
    granted(&mut present, &reseller(), &[service("exchange")]);
    assert!(handed_over(&present, &reseller(), service("exchange")).is_none());
}

#[test]
fn only_one_of_the_tenants_partners_gets_a_service() {
    let customer = customer();
    let (tenancy, present) = (Tenancy::of_customer(&customer), one_holder());
    let refused =
        hand_over(&by(Role::GlobalAdmin), tenancy, &present, None, service("azure"), &notices()).err();
    let Some(Rejection::Invalid(fields)) = refused else { panic!("{refused:?}") };
    assert_eq!(fields[0].field, "tenantId");
}

#[test]
fn nobody_but_a_global_admin_takes_back_or_hands_over_and_everybody_there_reads_z9_z12() {
    let customer = customer();
    let mut present = one_holder();
    granted(&mut present, &reseller(), &all_services());
    for role in Role::ALL.into_iter().filter(|role| *role != Role::GlobalAdmin) {
        let (write, tenancy) = (by(role), Tenancy::of_customer(&customer));
        let taken = take_back(&write, tenancy, &present, reseller().tenant_id, None, &notices());
        assert_eq!(taken.err(), Some(Rejection::RoleInsufficient), "{role:?}");
        let to = partner(&provider());
        let moved =
            hand_over(&write, tenancy, &present, Some((&to, Basis::Customer)), service("azure"), &notices());
        assert_eq!(moved.err(), Some(Rejection::RoleInsufficient), "{role:?}");
        assert_eq!(may_read(&write.person), Ok(()));
    }
    let nobody = Person { roles: Vec::new(), ..global_admin() };
    assert_eq!(may_read(&nobody), Err(Rejection::RoleInsufficient));
}

#[test]
fn a_partner_whose_contact_is_not_known_gets_no_mail_and_the_switch_silences_all() {
    let mut present = many_holders();
    granted(&mut present, &another(), &all_services());
    let managed = taken_back(&present, another().tenant_id, None).expect("permitted").expect("a change");
    assert!(managed.mails.is_empty() && !managed.audit.is_empty());
    granted(&mut present, &reseller(), &all_services());
    let customer = customer();
    let (tenancy, off) = (Tenancy::of_customer(&customer), Notices::default());
    let quiet = take_back(&by(Role::GlobalAdmin), tenancy, &present, reseller().tenant_id, None, &off);
    assert!(quiet.expect("permitted").expect("a change").mails.is_empty());
}

#[test]
fn a_name_that_looks_like_a_link_stays_out_of_the_mail_m3() {
    let mut present = many_holders();
    granted(&mut present, &reseller(), &all_services());
    for (name, shown) in [("Wide World Importers", true), ("www.evil.example", false)] {
        let tenancy = Tenancy { tenant_id: customer().id, customer: None, name: Some(name) };
        let managed =
            take_back(&by(Role::GlobalAdmin), tenancy, &present, reseller().tenant_id, None, &notices());
        let mails = managed.expect("permitted").expect("a change").mails;
        let [mail] = &mails[..] else { panic!("{mails:?}") };
        let MailContent::PrivilegesChanged { tenant_name, url, .. } = &mail.content else {
            panic!("{mail:?}")
        };
        assert_eq!(tenant_name.is_some(), shown, "{name}");
        assert_eq!(url, "https://pages.example/partners");
    }
}

#[test]
fn what_is_held_by_a_partnership_stands_beside_what_is_held_by_a_relationship_p4_a6() {
    let access = |privileges: &mut Privileges, basis| {
        let granting = Granting {
            partner: &partner(&provider()),
            via: None,
            basis,
            granted_by: customer().id,
            now: Timestamp::from_millis(NOON),
        };
        privileges.give(granting, service("azure"));
    };
    let mut privileges = one_holder();
    granted(&mut privileges, &reseller(), &[service("azure")]);
    access(&mut privileges, Basis::Partnership);
    assert!(privileges.agree(), "a provider's access to its reseller's tenant is no holder's");
    assert!(!privileges.covers(provider().tenant_id, service("azure")));
    let mut both = many_holders();
    access(&mut both, Basis::Customer);
    access(&mut both, Basis::Partnership);
    assert_eq!(held(&both.of.values().cloned().collect::<Vec<_>>(), &Names::new()).len(), 1);
    let taken = taken_back(&both, provider().tenant_id, None).expect("permitted").expect("something");
    assert_eq!(taken.changed.partners.len(), 2, "one act takes both back");
}

#[test]
fn privileges_that_were_read_from_two_moments_dont_agree_a2_d1() {
    let mut torn = one_holder();
    granted(&mut torn, &reseller(), &[service("azure")]);
    let mut without = torn.clone();
    without.of.clear();
    assert!(torn.agree() && !without.agree());
    torn.holders = Some(crate::delegated_admin::Holders::new());
    assert!(!torn.agree());
}

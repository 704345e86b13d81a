//! What delegated admin is for, rule by rule.

use super::{AddUser, Administered, User, add_user, may_administer, reset_password};
use crate::audit::Operation;
use crate::customer::CustomerPartner;
use crate::delegated_admin::{Basis, DelegatedAdmin, Granting, Privileges, Service};
use crate::examples::invitations::{all_services, service};
use crate::examples::{
    NOON, customer, organisation, parsed, partner, provider, relation, reseller, tenant, write_by,
};
use crate::organisation::{Organisation, OrganisationKind};
use crate::policy::{Action, Role};
use crate::{Rejection, Timestamp, UserId};

const ADMINISTERING: [Action; 3] = [Action::ListUsers, Action::AddUser, Action::ResetPassword];

fn held(who: &Organisation, services: &[Service]) -> Option<DelegatedAdmin> {
    let mut privileges = Privileges::none(customer().id, false);
    let granting = Granting {
        partner: &partner(who),
        via: None,
        basis: Basis::Customer,
        granted_by: customer().id,
        now: Timestamp::from_millis(NOON),
    };
    privileges.grant(granting, services, &[]).expect("free services");
    privileges.of.remove(&(who.tenant_id, Basis::Customer))
}

fn related(who: &Organisation) -> CustomerPartner {
    relation(who, customer().id)
}

/// Whether a person of `who`, a partner of the customer, may.
fn may(who: &Organisation, role: Role, action: Action, services: &[Service]) -> Result<(), Rejection> {
    let (customer, own, admin) = (customer(), related(who), held(who, services));
    let seen =
        Administered { customer: Some(&customer), relation: Some(&own), delegated_admin: admin.as_ref() };
    may_administer(action, &write_by(who, &[role]).person, seen).map(|_| ())
}

fn eva() -> AddUser {
    AddUser {
        principal_name: parsed("Eva@WideWorld.onmicrosoft.com"),
        first_name: Some(parsed("Eva")),
        last_name: None,
        display_name: parsed("Eva Huber"),
        usage_location: None,
    }
}

fn user() -> User {
    User::first_admin(&customer(), Timestamp::from_millis(NOON - 1))
}

#[test]
fn with_privileges_for_the_directory_an_admin_agent_administers_users_z19() {
    for who in [provider(), reseller()] {
        for action in ADMINISTERING {
            assert_eq!(may(&who, Role::AdminAgent, action, &[Service::DIRECTORY]), Ok(()), "{action:?}");
        }
    }
}

#[test]
fn a_helpdesk_agent_gives_passwords_and_no_more_z19() {
    let by = |action| may(&reseller(), Role::HelpdeskAgent, action, &all_services());
    assert_eq!(by(Action::ListUsers), Ok(()));
    assert_eq!(by(Action::ResetPassword), Ok(()));
    assert_eq!(by(Action::AddUser), Err(Rejection::RoleInsufficient));
    for role in [Role::SalesAgent, Role::GlobalAdmin, Role::Operator] {
        for action in ADMINISTERING {
            let refused = may(&reseller(), role, action, &all_services());
            assert_eq!(refused, Err(Rejection::RoleInsufficient), "{role:?} {action:?}");
        }
    }
}

#[test]
fn without_privileges_for_the_directory_admin_actions_are_refused_a4() {
    let all_but_the_directory: Vec<_> =
        Service::all().filter(|service| *service != Service::DIRECTORY).collect();
    let missing = Rejection::DelegatedAdminMissing { service: Service::DIRECTORY };
    for who in [provider(), reseller()] {
        for services in [&[][..], &[service("azure")], &all_but_the_directory] {
            for action in ADMINISTERING {
                let refused = may(&who, Role::AdminAgent, action, services);
                assert_eq!(refused, Err(missing.clone()), "{action:?} {services:?}");
            }
        }
    }
}

#[test]
fn who_is_no_partner_learns_nothing_even_with_privileges_left_over_z12() {
    let stranger = organisation(8, OrganisationKind::IndirectReseller, "DE");
    let (customer, admin) = (customer(), held(&stranger, &all_services()));
    for known in [Some(&customer), None] {
        let seen = Administered { customer: known, relation: None, delegated_admin: admin.as_ref() };
        let write = write_by(&stranger, &Role::ALL);
        let added = add_user(&write, seen, &eva(), UserId::new(uuid::Uuid::nil()));
        assert_eq!(added.err(), Some(Rejection::NotFound));
        assert_eq!(reset_password(&write, seen, Some(&user())).err(), Some(Rejection::NotFound));
    }
}

#[test]
fn a_user_is_added_in_the_customers_domain_and_works_in_its_country_z19() {
    let (customer, own, admin) = (customer(), related(&reseller()), held(&reseller(), &all_services()));
    let seen =
        Administered { customer: Some(&customer), relation: Some(&own), delegated_admin: admin.as_ref() };
    let write = write_by(&reseller(), &[Role::AdminAgent]);
    let id = UserId::new(uuid::Uuid::from_u128(5));
    let added = add_user(&write, seen, &eva(), id).expect("a user");
    assert_eq!(added.user.principal_name.as_str(), "eva@wideworld.onmicrosoft.com");
    assert_eq!((added.user.id, added.user.usage_location), (id, customer.country));
    let elsewhere = AddUser { principal_name: parsed("eva@other.onmicrosoft.com"), ..eva() };
    let refused = add_user(&write, seen, &elsewhere, id).err();
    let Some(Rejection::Invalid(fields)) = refused else { panic!("{refused:?}") };
    assert_eq!(fields[0].field, "userPrincipalName");
}

#[test]
fn a_password_is_given_anew_and_is_in_no_record_c4_n3() {
    let (customer, own, admin) = (customer(), related(&provider()), held(&provider(), &all_services()));
    let seen =
        Administered { customer: Some(&customer), relation: Some(&own), delegated_admin: admin.as_ref() };
    let write = write_by(&provider(), &[Role::HelpdeskAgent]);
    assert_eq!(reset_password(&write, seen, None).err(), Some(Rejection::UserNotFound));
    let reset = reset_password(&write, seen, Some(&user())).expect("a password");
    assert_eq!(reset.user, User { password_given: write.now, ..user() });
    let sides: Vec<_> = reset.audit.iter().map(|record| record.organisation).collect();
    assert_eq!(sides, [provider().tenant_id, customer.id]);
    for record in reset.audit {
        assert_eq!(record.operation, Operation::ResetCustomerUserPassword);
        let name = serde_json::json!({"userPrincipalName": "admin@wideworld.onmicrosoft.com"});
        assert_eq!(record.new, Some(name), "the name and nothing else");
    }
    let kept = serde_json::to_string(&reset.user).expect("JSON").to_lowercase();
    assert_eq!(kept.matches("password").count(), 1, "when it was given, not what it is: {kept}");
}

#[test]
fn a_customer_starts_with_an_admin_of_its_own_c4() {
    let admin = user();
    assert_eq!(admin.principal_name.as_str(), "admin@wideworld.onmicrosoft.com");
    assert_eq!((admin.customer_id, admin.usage_location), (tenant(60), customer().country));
}

#[test]
fn a_principal_name_is_one_name_in_one_domain() {
    for fine in ["eva@contoso.cn", "e.v-a_1@a.onmicrosoft.com", "7@contoso.cn"] {
        assert!(fine.parse::<super::PrincipalName>().is_ok(), "{fine}");
    }
    let long = format!("{}@contoso.cn", "a".repeat(65));
    for wrong in
        ["", "eva", "@contoso.cn", "eva@", "eva@cn", "a b@contoso.cn", "a@b@contoso.cn", "é@a.cn", &long]
    {
        assert!(wrong.parse::<super::PrincipalName>().is_err(), "{wrong}");
    }
    for name in ["..", "-", "_", ".eva", "eva.", "-eva", "eva_"] {
        let wrong = format!("{name}@contoso.cn");
        assert!(wrong.parse::<super::PrincipalName>().is_err(), "{wrong}");
    }
}

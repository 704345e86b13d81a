//! Whom a list gives roles, whose roles those are, and whom their addresses find.

use crate::Rejection;
use crate::audit::Operation;
use crate::examples::{parsed, provider, reseller, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::people::{
    AdminAgents, AgentRole, ForMember, GiveRole, Given, Member, Subject, effective_roles, give_role,
    may_read, take_role,
};
use crate::policy::Role;
use crate::write::{Person, Write};

fn by_admin(organisation: &Organisation) -> Write {
    write_by(organisation, &[Role::AdminAgent])
}

fn give(role: AgentRole) -> GiveRole {
    GiveRole {
        role,
        subject: parsed("auth0|ben"),
        display_name: Some(parsed("Ben Okafor")),
        principal_name: Some(parsed("ben@company2.example")),
    }
}

fn seen<'a>(organisation: &'a Organisation, member: Option<&'a Member>) -> ForMember<'a> {
    ForMember { organisation: Some(organisation), member }
}

fn given(organisation: &Organisation, member: Option<&Member>, command: &GiveRole) -> Given {
    give_role(&by_admin(organisation), seen(organisation, member), command).expect("a role")
}

fn ben() -> Member {
    given(&reseller(), None, &give(AgentRole::SalesAgent)).member
}

#[test]
fn who_is_put_on_a_list_is_one_of_the_adders_issuer_t3() {
    let Given { member, change } = given(&reseller(), None, &give(AgentRole::SalesAgent));
    assert_eq!((member.issuer.as_str(), member.tenant_id), ("https://idp.example", reseller().tenant_id));
    assert_eq!((member.subject.as_str(), member.version), ("auth0|ben", 1));
    assert_eq!(member.added_by, "someone");
    let change = change.expect("a change");
    assert_eq!((change.before, change.after), (None, Some(member)));
    assert_eq!(change.audit.operation, Operation::AddUserMember);
    assert_eq!(change.audit.new.expect("what is")["roles"], serde_json::json!(["sales_agent"]));
}

#[test]
fn who_has_the_role_already_changes_by_name_or_address_only() {
    let (organisation, ben) = (reseller(), ben());
    let again = given(&organisation, Some(&ben), &give(AgentRole::SalesAgent));
    assert_eq!((again.member, again.change.is_none()), (ben.clone(), true));
    let bare = GiveRole { display_name: None, principal_name: None, ..give(AgentRole::SalesAgent) };
    assert!(given(&organisation, Some(&ben), &bare).change.is_none(), "what is left out stays");
    let married = GiveRole { display_name: Some(parsed("Ben Adeyemi")), ..bare };
    let married = given(&organisation, Some(&ben), &married).member;
    assert_eq!(married.display_name, Some(parsed("Ben Adeyemi")));
    assert_eq!((married.principal_name, married.version), (ben.principal_name, 2));
}

#[test]
fn somebody_new_needs_an_address() {
    let command = GiveRole { principal_name: None, ..give(AgentRole::SalesAgent) };
    let refused = give_role(&by_admin(&reseller()), seen(&reseller(), None), &command);
    assert_eq!(refused.err(), Some(Rejection::field("userPrincipalName", "is required")));
}

#[test]
fn the_same_subject_of_another_issuer_inherits_nothing_t3() {
    let stranger = Member { issuer: "https://other.example".to_owned(), ..ben() };
    let Given { member, change } = given(&reseller(), Some(&stranger), &give(AgentRole::HelpdeskAgent));
    assert_eq!(member.roles.into_iter().collect::<Vec<_>>(), [AgentRole::HelpdeskAgent]);
    assert_eq!((member.issuer.as_str(), member.version), ("https://idp.example", stranger.version + 1));
    assert_eq!(change.expect("a change").before, Some(stranger));
}

#[test]
fn taking_the_last_role_takes_the_person_off_the_list() {
    let organisation = reseller();
    let both = given(&organisation, Some(&ben()), &give(AgentRole::AdminAgent)).member;
    let write = by_admin(&organisation);
    let one = take_role(&write, seen(&organisation, Some(&both)), AgentRole::AdminAgent).expect("a change");
    assert_eq!(one.admin_agents(), AdminAgents::OneLess);
    let left = one.after.expect("on the list");
    assert!(left.has(AgentRole::SalesAgent) && !left.has(AgentRole::AdminAgent));
    let none = take_role(&write, seen(&organisation, Some(&left)), AgentRole::SalesAgent).expect("a change");
    assert_eq!((none.after.as_ref(), none.admin_agents()), (None, AdminAgents::AsBefore));
    assert_eq!(none.audit.operation, Operation::RemoveUserMember);
    for member in [None, Some(&left)] {
        let taken = take_role(&write, seen(&organisation, member), AgentRole::HelpdeskAgent);
        assert_eq!(taken.err(), Some(Rejection::NotFound), "who doesn't have it can't lose it");
    }
}

#[test]
fn a_global_admin_or_admin_agent_changes_and_any_role_reads_z20_z12() {
    let organisation = provider();
    for role in Role::ALL {
        let write = write_by(&organisation, &[role]);
        let change = give_role(&write, seen(&organisation, None), &give(AgentRole::SalesAgent));
        let may = [Role::AdminAgent, Role::GlobalAdmin].contains(&role);
        assert_eq!(change.map(drop), if may { Ok(()) } else { Err(Rejection::RoleInsufficient) }, "{role:?}");
        assert_eq!(may_read(&write.person, Some(&organisation)), Ok(()), "{role:?}");
    }
    let nobody = write_by(&organisation, &[]).person;
    assert_eq!(may_read(&nobody, Some(&organisation)), Err(Rejection::RoleInsufficient));
}

#[test]
fn only_partners_have_a_list() {
    for kind in [OrganisationKind::Customer, OrganisationKind::Operator] {
        let other = Organisation { kind, ..reseller() };
        let write = write_by(&other, &Role::ALL);
        let refused = give_role(&write, seen(&other, None), &give(AgentRole::SalesAgent));
        assert_eq!(refused.err(), Some(Rejection::WrongPartnerKind), "{kind:?}");
        assert_eq!(may_read(&write.person, None), Err(Rejection::WrongPartnerKind));
    }
}

#[test]
fn an_address_finds_the_reseller_whose_domain_it_is_of_and_no_other_p1() {
    let (organisation, ben) = (reseller(), ben());
    let with = |address: &str| Member { principal_name: Some(parsed(address)), ..ben.clone() };
    let (address, found) = ben.finds(&organisation).expect("an address that finds it");
    assert_eq!((address.as_str(), found.tenant_id), ("ben@company2.example", organisation.tenant_id));
    for elsewhere in ["ben@company3.example", "ben@sub.company2.example", "ben@notcompany2.example"] {
        assert_eq!(with(elsewhere).finds(&organisation), None, "{elsewhere}");
    }
    let not_a_reseller = Organisation { kind: OrganisationKind::IndirectProvider, ..organisation.clone() };
    assert_eq!(ben.finds(&not_a_reseller), None, "only resellers are asked");
    let unconfirmed = Organisation { domain_confirmed: false, ..organisation.clone() };
    assert_eq!(ben.finds(&unconfirmed), None, "nobody has shown that the domain is its own");
    let nameless = Member { principal_name: None, ..ben };
    assert_eq!(nameless.finds(&organisation), None);
}

#[test]
fn an_entry_counts_for_its_own_identity_only_and_gives_agent_roles_only_t3() {
    let ben = ben();
    let person = |change: fn(&mut Person)| {
        let mut person = Person {
            subject: "auth0|ben".to_owned(),
            ..write_by(&reseller(), &[Role::AdminAgent, Role::GlobalAdmin, Role::Operator]).person
        };
        change(&mut person);
        person
    };
    let of_token = [Role::GlobalAdmin, Role::Operator];
    let himself = person(|_| ());
    assert_eq!(effective_roles(&himself, Some(&ben)), [of_token[0], of_token[1], Role::SalesAgent]);
    assert_eq!(effective_roles(&himself, None), of_token, "the token's own agent roles count for nothing");
    for other in [
        person(|person| "https://other.example".clone_into(&mut person.issuer)),
        person(|person| "auth0|eve".clone_into(&mut person.subject)),
        person(|person| person.tenant_id = provider().tenant_id),
    ] {
        assert_eq!(effective_roles(&other, Some(&ben)), of_token, "{other:?}");
    }
}

#[test]
fn the_person_who_enrolled_is_the_first_admin_agent_e6() {
    let write = by_admin(&reseller());
    let first = Member::first(&write.person, &write);
    assert!(first.has(AgentRole::AdminAgent));
    assert_eq!((first.subject.as_str(), first.issuer.as_str()), ("someone", "https://idp.example"));
}

#[test]
fn roles_have_ids_of_their_own_and_subjects_fit_into_a_path() {
    for role in AgentRole::ALL {
        assert_eq!(role.id().to_string().parse(), Ok(role));
        assert_eq!(role.id().to_string().to_uppercase().parse(), Ok(role));
    }
    for unknown in ["", "admin_agent", "00000000-0000-0000-0000-000000000000"] {
        assert!(unknown.parse::<AgentRole>().is_err(), "{unknown}");
    }
    for good in ["auth0|123", "google-oauth2|1", "ana@contoso.example", "A+b=", &"x".repeat(255)] {
        assert_eq!(good.parse::<Subject>().map(|subject| subject.to_string()), Ok(good.to_owned()));
    }
    for bad in ["", "a b", "a/b", "a%2Fb", "a?b", "a#b", "ä", "a\n", &"x".repeat(256)] {
        assert!(bad.parse::<Subject>().is_err(), "{bad:?}");
    }
}

//! What the demo world has to have.

use std::collections::HashSet;

use tandem_domain::organisation::OrganisationKind;
use tandem_domain::policy::Role;

use super::World;

#[test]
fn the_world_has_what_the_workflows_need() {
    let world = World::of_the_repository();
    let count = |kind| world.organisations.iter().filter(|o| o.organisation.kind == kind).count();
    assert!(count(OrganisationKind::IndirectProvider) >= 2);
    assert!(count(OrganisationKind::IndirectReseller) >= 5);
    assert!(count(OrganisationKind::Customer) >= 4);
    assert!(world.offers.len() >= 6);
    for role in Role::ALL {
        assert!(world.people().iter().any(|person| person.roles.contains(&role)), "{role:?}");
    }
}

#[test]
fn everybody_has_an_address_and_a_subject_of_their_own() {
    let people = World::of_the_repository().people();
    let addresses: HashSet<_> = people.iter().map(|person| &person.email).collect();
    let subjects: HashSet<_> = people.iter().map(super::Person::subject).collect();
    assert_eq!((addresses.len(), subjects.len()), (people.len(), people.len()));
    assert!(people.iter().all(|person| person.email.parse::<tandem_domain::EmailAddress>().is_ok()));
}

//! Who accepts: a customer that is known, or a tenant that introduces itself (I4, C1, C7).

use crate::examples::invitations::{Shape, World, country_of};
use crate::examples::{organisation, parsed, provider, reseller};
use crate::organisation::OrganisationKind;
use crate::relationship_request::{Consent, NewTenant};
use crate::{Cloud, Rejection};

fn open() -> World {
    World::of(Cloud::Global).drafted(Shape::Joint, &[])
}

fn introduced(world: &World, change: impl FnOnce(&mut NewTenant)) -> Consent {
    let mut profile = world.new_tenant();
    change(&mut profile);
    Consent { organisation: Some(profile), ..world.consent_of() }
}

/// The fields that are wrong.
fn wrong(world: &World, change: impl FnOnce(&mut NewTenant)) -> Vec<String> {
    match world.refused_with(&introduced(world, change)) {
        Rejection::Invalid(fields) => fields.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_tenant_seen_for_the_first_time_becomes_a_customer_with_its_profile_i4() {
    for cloud in Cloud::ALL {
        let world = World::of(cloud).drafted(Shape::Joint, &[crate::examples::invitations::service("azure")]);
        let consented = world.accepted();
        assert_eq!(consented.customer_version, None);
        let customer = consented.customer;
        assert_eq!((customer.id, customer.cloud), (world.write.person.tenant_id, cloud));
        assert_eq!(customer.domain, world.new_tenant().domain);
        assert_eq!(customer.added_by, provider().tenant_id);
        assert_eq!(customer.added_for, Some(reseller().tenant_id));
    }
}

#[test]
fn without_a_profile_an_unknown_tenant_is_asked_for_it_i4() {
    let world = open();
    let without = Consent { organisation: None, ..world.consent_of() };
    assert_eq!(world.refused_with(&without), Rejection::OrganisationMissing);
}

#[test]
fn the_profile_of_a_known_customer_is_not_given_again() {
    let world = open().known();
    let another_name = |new: &mut NewTenant| new.company_name = parsed("Another Company");
    assert_eq!(wrong(&world, another_name), ["organisation"]);
    let consented = world.accepted();
    assert_eq!((Some(consented.customer), consented.customer_version), (world.customer.clone(), Some(7)));
}

#[test]
fn of_two_invitations_at_once_the_second_may_say_what_the_first_made_known_i4() {
    let world = open().known();
    let consented = world.accepted_with(&introduced(&world, |_| {}));
    assert_eq!(Some(consented.customer), world.customer);
}

#[test]
fn a_domain_is_the_clouds_and_free_c1() {
    let mut world = open();
    assert_eq!(wrong(&world, |new| new.domain = parsed("wideworld.example")), ["organisation.domain"]);
    let of_china = parsed("wideworld.partner.onmschina.cn");
    assert_eq!(wrong(&world, |new| new.domain = of_china), ["organisation.domain"]);
    world.domain_taken = true;
    assert_eq!(world.refused(), Rejection::DomainTaken { field: "organisation.domain" });
}

#[test]
fn every_problem_of_a_profile_is_named_at_once_n6() {
    let fields = wrong(&open(), |new| {
        new.domain = parsed("wideworld.example");
        new.address.postal_code = None;
        new.contact.phone_number = Some(parsed("call me"));
        new.registration_number = Some(parsed("12345"));
    });
    assert_eq!(
        fields,
        [
            "organisation.domain",
            "organisation.defaultAddress.postalCode",
            "organisation.defaultAddress.phoneNumber",
            "organisation.organizationRegistrationNumber",
        ]
    );
}

#[test]
fn another_region_is_refused_to_whoever_introduces_itself_by_the_field_c7() {
    let world = open();
    let abroad = introduced(&world, |new| new.address.country = parsed("US"));
    let field = "organisation.defaultAddress.country";
    assert_eq!(world.refused_with(&abroad), Rejection::DifferentCloudOrRegion { field });
}

#[test]
fn a_registered_organisation_cannot_introduce_itself_from_another_country_c7() {
    let field = "organisation.defaultAddress.country";
    let registered_in = |country: &str| {
        let mut world = open();
        world.organisation = Some(organisation(60, OrganisationKind::IndirectReseller, country));
        world
    };
    let abroad = registered_in("US");
    assert_eq!(abroad.refused(), Rejection::DifferentCloudOrRegion { field }, "whatever it says");
    assert_eq!(wrong(&registered_in("FR"), |_| {}), [field], "in the region, but not where it is");
    let home = open().new_tenant().address.country;
    registered_in(home.as_str()).accepted();
}

#[test]
fn another_region_or_cloud_is_refused_to_a_known_customer_c7_p7() {
    let elsewhere = Rejection::DifferentCloudOrRegion { field: "id" };
    let mut world = open().known().agreed();
    world.customer.as_mut().expect("a customer").country = parsed("US");
    assert_eq!(world.refused(), elsewhere);
    for cloud in Cloud::ALL.into_iter().filter(|cloud| *cloud != Cloud::Global) {
        let mut world = open().known().agreed();
        world.customer.as_mut().expect("a customer").cloud = cloud;
        assert_eq!(world.refused(), elsewhere, "{cloud}");
    }
}

#[test]
fn both_partners_must_be_of_the_customers_region_c7() {
    // In this cloud no two countries join, so a provider abroad is nobody's to bring along.
    let mut world = World::of(Cloud::UsGov);
    let partnership = world.partnership.as_mut().expect("a partnership");
    partnership.provider.country = parsed("CA");
    let services = [crate::examples::invitations::service("azure")];
    let world = world.known().agreed().invited(Shape::Joint, &services);
    assert_eq!(world.refused(), Rejection::DifferentCloudOrRegion { field: "id" });
}

#[test]
fn a_partner_tenant_of_another_cloud_does_not_become_a_customer_here_c7() {
    let mut world = open();
    let mut other = organisation(60, OrganisationKind::IndirectReseller, country_of(Cloud::Germany));
    other.cloud = Cloud::Germany;
    world.organisation = Some(other);
    assert_eq!(world.refused(), Rejection::DifferentCloudOrRegion { field: "id" });
}

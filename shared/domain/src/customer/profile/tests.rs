//! Changing profiles, rule by rule.

use super::{
    BillingProfile, ChangeProfile, CompanyProfile, ProfileChanged, ProfileSituation, change_profile,
};
use crate::customer::{Customer, CustomerPartner};
use crate::examples::{self, organisation, parsed, provider, relation, reseller, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::policy::Role;
use crate::rejection::RegistrationNumberProblem;
use crate::{Rejection, TenantId};

fn partners() -> [CustomerPartner; 2] {
    [relation(&provider(), examples::customer().id), relation(&reseller(), examples::customer().id)]
}

fn change_of(
    who: &Organisation,
    role: Role,
    customer: &Customer,
    expected_version: Option<u32>,
    command: &ChangeProfile,
) -> Result<Option<ProfileChanged>, Rejection> {
    let partners = partners();
    let situation =
        ProfileSituation { customer: Some(customer), partners: &partners, pairs: 1, expected_version };
    change_profile(&write_by(who, &[role]), situation, command)
}

fn change(command: &ChangeProfile) -> Result<Option<ProfileChanged>, Rejection> {
    change_of(&provider(), Role::SalesAgent, &examples::customer(), None, command)
}

fn company(name: &str) -> CompanyProfile {
    CompanyProfile {
        company_name: parsed(name),
        domain: None,
        registration_number: None,
        address: None,
        email: None,
    }
}

fn billing() -> BillingProfile {
    let Customer { company_name, address, contact, culture, language, .. } = examples::customer();
    BillingProfile { company_name, address, contact, culture, language }
}

#[test]
fn another_name_is_a_new_version_told_to_every_party_n3() {
    let changed = change(&ChangeProfile::Company(company("Wingtip"))).expect("permitted").expect("a change");
    assert!(changed.renamed);
    assert_eq!((changed.expected_version, changed.customer.version), (1, 2));
    assert_eq!(changed.customer.address, examples::customer().address, "what is left out stays");
    let told: Vec<TenantId> = changed.audit.iter().map(|record| record.organisation).collect();
    assert_eq!(told, [provider().tenant_id, reseller().tenant_id, examples::customer().id]);
    assert_eq!(changed.audit[0].old, Some(serde_json::json!({"companyName": "Wide World Importers"})));
}

#[test]
fn the_same_profile_is_no_change() {
    assert!(matches!(change(&ChangeProfile::Billing(billing())), Ok(None)));
}

#[test]
fn providers_and_the_customers_own_admin_change_it_resellers_and_strangers_dont_z4_z18() {
    let command = ChangeProfile::Company(company("Wingtip"));
    let mut own = organisation(60, OrganisationKind::Customer, "AT");
    own.tenant_id = examples::customer().id;
    let stranger = organisation(4, OrganisationKind::IndirectProvider, "DE");
    for (who, role, refused) in [
        (&own, Role::GlobalAdmin, None),
        (&own, Role::HelpdeskAgent, Some(Rejection::RoleInsufficient)),
        (&provider(), Role::HelpdeskAgent, Some(Rejection::RoleInsufficient)),
        (&reseller(), Role::AdminAgent, Some(Rejection::WrongPartnerKind)),
        (&stranger, Role::AdminAgent, Some(Rejection::NotFound)),
    ] {
        assert_eq!(change_of(who, role, &examples::customer(), None, &command).err(), refused, "{role:?}");
    }
}

#[test]
fn a_stale_etag_and_another_domain_are_refused_c1() {
    let command = ChangeProfile::Company(company("Wingtip"));
    let stale = change_of(&provider(), Role::AdminAgent, &examples::customer(), Some(7), &command).err();
    assert_eq!(stale, Some(Rejection::StaleEtag));
    let with = |domain: &str| {
        ChangeProfile::Company(CompanyProfile { domain: Some(parsed(domain)), ..company("Wingtip") })
    };
    assert!(change(&with(examples::customer().domain.as_str())).is_ok());
    assert!(matches!(change(&with("other.onmicrosoft.com")), Err(Rejection::Invalid(_))));
    let only =
        CompanyProfile { domain: Some(parsed("other.onmicrosoft.com")), ..company("Wide World Importers") };
    assert!(
        matches!(change(&ChangeProfile::Company(only)), Err(Rejection::Invalid(_))),
        "though nothing else changes"
    );
}

#[test]
fn the_country_stays_one_that_every_partner_may_work_in_c7() {
    let moved = |country: &str, code: &str| {
        let mut profile = billing();
        profile.address.country = parsed(country);
        profile.address.postal_code = Some(parsed(code));
        change(&ChangeProfile::Billing(profile))
    };
    let changed = moved("DE", "10117").expect("permitted").expect("a change");
    assert_eq!(changed.customer.country, parsed("DE"));
    assert!(matches!(moved("GB", "M2 5BQ"), Err(Rejection::DifferentCloudOrRegion { .. })));
}

#[test]
fn the_registration_number_goes_with_the_country_c1() {
    let mut hungarian = examples::customer();
    hungarian.address.country = parsed("HU");
    hungarian.country = parsed("HU");
    hungarian.registration_number = Some(parsed("13-09-123456"));
    let home = ChangeProfile::Billing(billing());
    let changed = change_of(&provider(), Role::AdminAgent, &hungarian, None, &home);
    assert_eq!(changed.expect("permitted").expect("a change").customer.registration_number, None);
    let mut abroad = billing();
    abroad.address.country = parsed("HU");
    let missing = change(&ChangeProfile::Billing(abroad)).err();
    let missing_number = |rejection: &Rejection| {
        let Rejection::RegistrationNumber { problem, .. } = rejection else { return false };
        *problem == RegistrationNumberProblem::Missing
    };
    assert!(missing.as_ref().is_some_and(missing_number), "{missing:?}");
}

#[test]
fn a_customer_with_too_many_partners_is_refused_rather_than_half_renamed() {
    let customer = examples::customer();
    let partners = vec![relation(&provider(), customer.id); 34];
    let with = |pairs, command: &ChangeProfile| {
        let situation = ProfileSituation {
            customer: Some(&customer),
            partners: &partners,
            pairs,
            expected_version: None,
        };
        change_profile(&write_by(&provider(), &[Role::AdminAgent]), situation, command)
    };
    let rename = ChangeProfile::Company(company("Wingtip"));
    assert!(with(29, &rename).is_ok());
    assert_eq!(with(30, &rename).err(), Some(Rejection::TooManyPartners { most: 32 }));
    let mut profile = billing();
    profile.address.city = parsed("Linz");
    assert!(with(500, &ChangeProfile::Billing(profile)).is_ok(), "nothing moves in a list");
}

use super::{
    ForRegistering, ProviderRegistered, RegisterOrganisation, RegisterProvider, register_operator,
    register_provider,
};
use crate::address::Contact;
use crate::enrollment::{Application, LegalBusiness};
use crate::examples::{add_customer, organisation, parsed, registered, reseller, tenant, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partner_id::{AccountType, RegisteredPartnerId, SupportDetails};
use crate::policy::Role;
use crate::profile::Profile;
use crate::rejection::PartnerIdProblem;
use crate::write::Write;
use crate::{Cloud, Language, Rejection};

fn operator() -> Organisation {
    organisation(9, OrganisationKind::Operator, "US")
}

fn contoso() -> RegisterOrganisation {
    RegisterOrganisation {
        tenant_id: tenant(40),
        name: parsed("Contoso Distribution"),
        domain: parsed("contoso.example"),
        country: parsed("DE"),
        cloud: Cloud::Global,
    }
}

fn command() -> RegisterProvider {
    let mut address = add_customer().address;
    address.country = parsed("DE");
    address.postal_code = Some(parsed("10115"));
    let application = Application {
        mpn_id: parsed("1002"),
        cloud: Cloud::Global,
        domain: contoso().domain,
        legal_business: LegalBusiness {
            company_name: contoso().name,
            address,
            primary_contact: Contact {
                phone_number: Some(parsed("+49 30 5550100")),
                ..add_customer().contact
            },
        },
        support: SupportDetails {
            email: parsed("help@contoso.example"),
            telephone: Some(parsed("+49 30 5550101")),
            website: None,
        },
        language: Language::English,
    };
    RegisterProvider { tenant_id: tenant(40), application }
}

/// The entry of the partner ID that nobody holds yet.
fn entry() -> RegisteredPartnerId {
    RegisteredPartnerId { holder: None, ..registered(&reseller()) }
}

/// Registers it as the operator's people do.
fn register(
    existing: Option<&Organisation>,
    profile: Option<&Profile>,
    entry: &RegisteredPartnerId,
    command: &RegisterProvider,
) -> Result<Option<ProviderRegistered>, Rejection> {
    let caller = operator();
    let seen =
        ForRegistering { caller: Some(&caller), organisation: existing, profile, registered: Some(entry) };
    register_provider(&by_operator(), seen, command)
}

fn by_operator() -> Write {
    write_by(&operator(), &[Role::Operator])
}

#[test]
fn a_program_begins_with_its_operator_and_has_one_only() {
    let write = by_operator();
    let done = register_operator(&write, None, None, &contoso()).expect("fine").expect("new");
    assert_eq!(done.organisation.kind, OrganisationKind::Operator);
    let again = register_operator(&write, Some(&done.organisation), Some(&done.organisation), &contoso());
    assert_eq!(again, Ok(None), "it can be repeated");
    let other = register_operator(&write, Some(&operator()), None, &contoso());
    assert!(matches!(other, Err(Rejection::Invalid(_))), "{other:?}");
    let partner = register_operator(&write, None, Some(&reseller()), &contoso());
    assert_eq!(partner, Err(Rejection::AlreadyEnrolled));
}

#[test]
fn a_provider_gets_its_partner_id_its_profile_and_both_sides_a_record_z11_z18_n3() {
    let done = register(None, None, &entry(), &command()).expect("fine").expect("new");
    let application = command().application;
    assert_eq!(done.organisation.mpn_id, Some(parsed("1002")));
    assert_eq!(
        done.organisation.contact_email,
        Some(application.legal_business.primary_contact.email.clone())
    );
    assert_eq!((done.holder.tenant_id, done.holder.kind), (tenant(40), OrganisationKind::IndirectProvider));
    assert_eq!(done.holder.support, Some(application.support.clone()), "whom its customers turn to, S4");
    assert_eq!(done.profile, Profile::of(tenant(40), &application));
    assert_eq!(done.profile.culture, parsed("en-DE"));
    let sides: Vec<_> = done.audit.iter().map(|record| record.organisation).collect();
    assert_eq!(sides, [operator().tenant_id, tenant(40)]);
    let new = done.audit[0].new.as_ref().expect("what is new");
    assert_eq!(new["primaryContact"]["lastName"], "Huber", "{new}");
    assert_eq!(new["support"]["email"], "help@contoso.example", "{new}");
    let customer = organisation(40, OrganisationKind::Customer, "DE");
    let at_once = register(Some(&customer), None, &entry(), &command());
    assert!(matches!(at_once, Ok(Some(_))), "a customer may become one");
}

#[test]
fn registering_is_repeated_safely_and_changes_no_provider() {
    let done = register(None, None, &entry(), &command()).expect("fine").expect("new");
    let held = RegisteredPartnerId { holder: Some(done.holder.clone()), ..entry() };
    let again =
        |profile, command: &RegisterProvider| register(Some(&done.organisation), profile, &held, command);
    assert_eq!(again(Some(&done.profile), &command()), Ok(None), "it can be repeated");
    let changed_back = Profile { version: 3, ..done.profile.clone() };
    assert_eq!(again(Some(&changed_back), &command()), Ok(None), "it says the same again");
    let mut other = command();
    other.application.support.telephone = Some(parsed("+49 30 5550199"));
    assert_eq!(again(Some(&done.profile), &other), Err(Rejection::AlreadyEnrolled), "it keeps its own");
    assert_eq!(again(None, &command()), Err(Rejection::AlreadyEnrolled), "it isn't as it was told");
}

#[test]
fn address_contact_and_support_of_a_provider_are_held_against_the_rules_of_an_application_e1() {
    let mut command = command();
    let business = &mut command.application.legal_business;
    business.address.postal_code = None;
    business.primary_contact.first_name = parsed(&"x".repeat(51));
    business.primary_contact.phone_number = Some(parsed("call me"));
    command.application.support.telephone = Some(parsed("none"));
    command.application.support.website = Some(parsed("javascript:alert(1)"));
    let Err(Rejection::Invalid(problems)) = register(None, None, &entry(), &command) else {
        panic!("it is refused");
    };
    let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
    let wrong = [
        "legalBusiness.address.postalCode",
        "legalBusiness.primaryContact.firstName",
        "legalBusiness.primaryContact.phoneNumber",
        "support.telephone",
        "support.website",
    ];
    assert_eq!(fields, wrong);
}

#[test]
fn a_partner_id_of_a_provider_is_an_active_free_location_account_in_its_country_e2_e7() {
    let refused = |change: &dyn Fn(&mut RegisteredPartnerId)| {
        let mut entry = entry();
        change(&mut entry);
        match register(None, None, &entry, &command()) {
            Err(Rejection::PartnerId { problem, .. }) => problem,
            other => panic!("expected a problem, got {other:?}"),
        }
    };
    assert_eq!(refused(&|entry| entry.active = false), PartnerIdProblem::Inactive);
    assert_eq!(refused(&|entry| entry.account_type = AccountType::Global), PartnerIdProblem::NotLocation);
    assert_eq!(refused(&|entry| entry.country = parsed("FR")), PartnerIdProblem::OtherCountry);
    let holder = registered(&reseller()).holder;
    assert_eq!(refused(&|entry| entry.holder.clone_from(&holder)), PartnerIdProblem::Taken);
}

#[test]
fn a_partner_is_no_provider_besides_and_only_the_operators_people_register_one_e7_z11() {
    let taken = register(Some(&reseller()), None, &entry(), &command());
    assert_eq!(taken, Err(Rejection::AlreadyEnrolled));
    let (reseller, operator, entry) = (reseller(), operator(), entry());
    let by = |caller, role| {
        let seen =
            ForRegistering { caller: Some(caller), registered: Some(&entry), ..ForRegistering::default() };
        register_provider(&write_by(caller, &[role]), seen, &command())
    };
    assert_eq!(by(&reseller, Role::Operator), Err(Rejection::WrongPartnerKind));
    assert_eq!(by(&operator, Role::AdminAgent), Err(Rejection::RoleInsufficient));
}

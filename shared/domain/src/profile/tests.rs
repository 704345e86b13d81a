mod contact;

use super::{
    ChangeProfile, Changed, ForProfiles, OrganizationProfile, Profile, VettingStatus, VettingSubStatus,
    VettingVersion, change_profile, read, read_legal_business,
};
use crate::address::Contact;
use crate::audit::Operation;
use crate::enrollment::{Application, Confirmations, Enrollment, EnrollmentState, LegalBusiness};
use crate::examples::{NOON, add_customer, parsed, reseller, write_by};
use crate::partner_id::SupportDetails;
use crate::policy::Role;
use crate::write::Write;
use crate::{Cloud, Language, LinkKey, Rejection, Timestamp};

fn application() -> Application {
    let mut address = add_customer().address;
    address.country = parsed("DE");
    address.postal_code = Some(parsed("10115"));
    Application {
        mpn_id: reseller().mpn_id.expect("a partner ID"),
        cloud: Cloud::Global,
        domain: parsed(&reseller().domain),
        legal_business: LegalBusiness {
            company_name: reseller().name,
            address,
            primary_contact: contact("ana"),
        },
        support: support("+49 30 5550100"),
        language: Language::English,
    }
}

fn contact(name: &str) -> Contact {
    Contact {
        first_name: parsed("Ana"),
        last_name: parsed("Lima"),
        email: parsed(&format!("{name}@company2.example")),
        phone_number: None,
    }
}

fn support(telephone: &str) -> SupportDetails {
    SupportDetails {
        email: parsed("help@company2.example"),
        telephone: Some(parsed(telephone)),
        website: Some(parsed("www.company2.example")),
    }
}

fn profile() -> Profile {
    Profile::of(reseller().tenant_id, &application())
}

fn enrollment(state: EnrollmentState) -> Enrollment {
    Enrollment {
        tenant_id: reseller().tenant_id,
        state,
        application: application(),
        applicant: admin(0).person,
        created: Timestamp::from_millis(NOON),
        state_since: Timestamp::from_millis(NOON),
        confirmation: None,
        confirmations: Confirmations::default(),
        rejection_reason: None,
        version: 1,
    }
}

/// A change by an admin agent, so many milliseconds after noon.
fn admin(later: i64) -> Write {
    Write { now: Timestamp::from_millis(NOON + later), ..write_by(&reseller(), &[Role::AdminAgent]) }
}

/// The `number`th link.
fn key(number: u8) -> LinkKey {
    LinkKey::from_random([number; LinkKey::BYTES])
}

fn change(
    write: &Write,
    profile: &Profile,
    command: &ChangeProfile,
    number: u8,
) -> Result<Option<Changed>, Rejection> {
    let own = reseller();
    let seen = ForProfiles { own: Some(&own), profile: Some(profile), enrollment: None };
    let link = |key: &LinkKey| format!("https://pages.example/enrollments/{}", key.as_str());
    change_profile(write, seen, None, command, &key(number), link)
}

fn with_contact(contact: Contact) -> ChangeProfile {
    ChangeProfile::LegalBusiness(LegalBusiness { primary_contact: contact, ..application().legal_business })
}

/// The profile with bea's address waiting, and what was sent to it.
fn waiting() -> Changed {
    change(&admin(0), &profile(), &with_contact(contact("bea")), 1).expect("allowed").expect("a change")
}

fn organization(change: impl FnOnce(&mut OrganizationProfile)) -> ChangeProfile {
    let Profile { legal_business, language, culture, .. } = profile();
    let mut organization = OrganizationProfile {
        company_name: legal_business.company_name,
        domain: Some(parsed(&reseller().domain)),
        address: legal_business.address,
        contact: legal_business.primary_contact,
        language,
        culture,
    };
    change(&mut organization);
    ChangeProfile::Organization(organization)
}

#[test]
fn whoever_has_a_profile_reads_it_and_its_admins_change_it_z12_z18() {
    let (own, profile) = (reseller(), profile());
    let partner = ForProfiles { own: Some(&own), profile: Some(&profile), enrollment: None };
    let command = ChangeProfile::Support(support("+49 30 5550199"));
    for role in Role::ALL {
        let write = write_by(&own, &[role]);
        assert!(read(&write.person, partner).is_ok(), "{role:?}");
        let allowed = matches!(role, Role::AdminAgent | Role::GlobalAdmin);
        let outcome = change(&write, &profile, &command, 1).map(|changed| changed.is_some());
        assert_eq!(outcome, if allowed { Ok(true) } else { Err(Rejection::RoleInsufficient) }, "{role:?}");
    }
    let nobody = write_by(&own, &[]);
    assert_eq!(read(&nobody.person, partner).err(), Some(Rejection::RoleInsufficient));
    for own in [None, Some(&own)] {
        let stranger = ForProfiles { own, ..ForProfiles::default() };
        let write = write_by(&reseller(), &Role::ALL);
        assert_eq!(read(&write.person, stranger).err(), Some(Rejection::NotFound));
        let legal = read_legal_business(&write.person, stranger, VettingVersion::Current);
        assert_eq!(legal.err(), Some(Rejection::NotFound));
        let changed = change_profile(&write, stranger, None, &command, &key(1), |_| String::new());
        assert_eq!(changed.err(), Some(Rejection::NotFound));
    }
}

#[test]
fn an_applicant_reads_its_applications_legal_business_and_changes_it_elsewhere_e4() {
    use {EnrollmentState as E, VettingStatus as S, VettingSubStatus as Sub};
    for (state, status, sub_status) in [
        (E::Draft, S::None, Sub::Entry),
        (E::EmailUnverified, S::Pending, Sub::EmailOwnership),
        (E::UnderReview, S::Pending, Sub::Decision),
        (E::Rejected, S::Rejected, Sub::Decision),
    ] {
        let enrollment = enrollment(state);
        let seen = ForProfiles { enrollment: Some(&enrollment), ..ForProfiles::default() };
        for version in [VettingVersion::Current, VettingVersion::LastFinalized] {
            let vetted = read_legal_business(&admin(0).person, seen, version).expect("allowed");
            assert_eq!((vetted.status, vetted.sub_status, vetted.version), (status, sub_status, None));
            assert_eq!(vetted.business, application().legal_business);
        }
        assert_eq!(read(&admin(0).person, seen).err(), Some(Rejection::NotFound), "it has no others");
        let command = ChangeProfile::Support(support("+49 30 5550199"));
        let refused = change_profile(&admin(0), seen, None, &command, &key(1), |_| String::new());
        assert_eq!(refused.err(), Some(Rejection::NotPartnerYet(state)));
    }
}

#[test]
fn what_was_vetted_stays_and_every_field_is_named_e2_n6() {
    let mut business = application().legal_business;
    business.company_name = parsed("Another");
    business.address.country = parsed("AT");
    business.address.postal_code = Some(parsed("1"));
    business.primary_contact.phone_number = Some(parsed("call me"));
    let fields = |command: &ChangeProfile| match change(&admin(0), &profile(), command, 1) {
        Err(Rejection::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let legal = fields(&ChangeProfile::LegalBusiness(business));
    assert_eq!(legal, ["companyName", "address.country", "address.postalCode", "primaryContact.phoneNumber"]);
    let organization = fields(&organization(|given| {
        given.company_name = parsed("Another");
        given.domain = Some(parsed("other.example"));
        given.address.country = parsed("AT");
        given.contact = Contact { phone_number: Some(parsed("call me")), ..contact("bea") };
    }));
    assert_eq!(
        organization,
        [
            "companyName",
            "defaultAddress.country",
            "defaultAddress.postalCode",
            "defaultAddress.phoneNumber",
            "domain",
            "email",
        ]
    );
    let unusable = SupportDetails { website: Some(parsed("javascript:alert(1)")), ..support("call me") };
    assert_eq!(fields(&ChangeProfile::Support(unusable)), ["telephone", "website"]);
}

#[test]
fn the_organisation_has_language_culture_and_the_present_contact() {
    let waits = waiting().profile;
    let command = organization(|given| {
        given.language = Language::SimplifiedChinese;
        given.culture = parsed("zh-DE");
        given.contact.last_name = parsed("Lima-Braun");
    });
    let changed = change(&admin(1), &waits, &command, 2).expect("allowed").expect("a change");
    assert_eq!(changed.profile.language, Language::SimplifiedChinese);
    assert_eq!(changed.profile.legal_business.primary_contact.last_name.as_str(), "Lima-Braun");
    assert_eq!(changed.profile.new_contact, waits.new_contact, "who waits goes on waiting");
    assert_eq!(changed.shown_by, None);
}

#[test]
fn what_customers_are_shown_is_changed_with_the_profile_s4() {
    let command = ChangeProfile::Support(support("+49 30 5550199"));
    let changed = change(&admin(0), &profile(), &command, 1).expect("allowed").expect("a change");
    assert_eq!(changed.shown_by, reseller().mpn_id);
    assert_eq!((changed.expected_version, changed.profile.version), (1, 2));
    assert!(change(&admin(0), &changed.profile, &command, 1).expect("allowed").is_none(), "the same again");
}

#[test]
fn the_trail_says_from_what_to_what_n3() {
    let command = ChangeProfile::Support(support("+49 30 5550199"));
    let audit = change(&admin(0), &profile(), &command, 1).expect("allowed").expect("a change").audit;
    assert_eq!(
        (audit.operation, audit.organisation),
        (Operation::UpdateSupportProfile, reseller().tenant_id)
    );
    let telephone = |of: Option<serde_json::Value>| {
        let of = of.expect("a value");
        assert_eq!(of.as_object().expect("an object").len(), 1, "no more than differs: {of}");
        of["support"]["telephone"].as_str().expect("a number").to_owned()
    };
    assert_eq!([audit.old, audit.new].map(telephone), ["+49 30 5550100", "+49 30 5550199"]);
    let audit = waiting().audit;
    assert_eq!(audit.operation, Operation::UpdateLegalBusinessProfile);
    assert_eq!(audit.new.expect("a value")["newPrimaryContact"]["email"], "bea@company2.example");
}

#[test]
fn another_version_than_was_read_is_refused() {
    let (own, profile) = (reseller(), profile());
    let seen = ForProfiles { own: Some(&own), profile: Some(&profile), enrollment: None };
    let command = ChangeProfile::Support(support("+49 30 5550199"));
    let under =
        |version| change_profile(&admin(0), seen, Some(version), &command, &key(1), |_| String::new());
    assert_eq!(under(7).err(), Some(Rejection::StaleEtag));
    assert!(under(1).is_ok());
}

use super::{
    ApplicationGiven, Enrollment, EnrollmentState as State, ForEnrolling, ForReview, LegalBusiness,
    MOST_CONFIRMATIONS, MOST_OF_A_TENANT, approve, change, reject, start, submit, verify,
};
use crate::customer::Customer;
use crate::examples::{add_customer, customer, organisation, parsed, registered, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::outbox::{MailContent, OwedMail};
use crate::partner_id::{AccountType, RegisteredPartnerId, SupportDetails};
use crate::policy::Role;
use crate::rejection::PartnerIdProblem;
use crate::write::{Person, Write};
use crate::{Language, LinkKey, Rejection, Timestamp};

const PAGE: &str = "https://pages.example/enroll";

/// The tenant that enrolls; it isn't registered yet.
fn applicant() -> Organisation {
    organisation(7, OrganisationKind::IndirectReseller, "AT")
}

fn operator() -> Organisation {
    organisation(99, OrganisationKind::Operator, "US")
}

fn by_applicant() -> Write {
    write_by(&applicant(), &[Role::GlobalAdmin])
}

fn by_operator() -> Write {
    write_by(&operator(), &[Role::Operator])
}

fn given() -> ApplicationGiven {
    let command = add_customer();
    ApplicationGiven {
        mpn_id: parsed("1007"),
        cloud: None,
        domain: Some(parsed("company7.example")),
        legal_business: Some(LegalBusiness {
            company_name: parsed("Company 7"),
            address: command.address,
            primary_contact: command.contact,
        }),
        support: SupportDetails { email: parsed("help@company7.example"), telephone: None, website: None },
        language: Language::TraditionalChinese,
    }
}

/// The registry's entry of the applicant's partner ID, which is nobody's.
fn entry() -> RegisteredPartnerId {
    RegisteredPartnerId { holder: None, ..registered(&applicant()) }
}

fn key(number: u8) -> LinkKey {
    LinkKey::from_random([number; LinkKey::BYTES])
}

fn link(key: &LinkKey) -> String {
    format!("https://pages.example/enrollments/{}", key.as_str())
}

fn seen(enrollment: &Enrollment) -> ForEnrolling<'_> {
    ForEnrolling { enrollment: Some(enrollment), ..ForEnrolling::default() }
}

fn draft() -> Enrollment {
    start(&by_applicant(), ForEnrolling::default(), given()).expect("a draft").enrollment
}

fn submitted(draft: &Enrollment) -> super::Submitted {
    submit(&by_applicant(), seen(draft), Some(&entry()), &key(1), link).expect("submitted")
}

fn confirmed(submitted: &super::Submitted) -> super::Verified {
    let confirmation = &submitted.confirmation;
    let write = by_mailbox(submitted);
    let verified = verify(&write, confirmation, Some(&submitted.enrollment), true, PAGE);
    verified.expect("confirmed").expect("for the first time")
}

fn by_mailbox(submitted: &super::Submitted) -> Write {
    let confirmation = &submitted.confirmation;
    Write { person: Person::by_mailbox(confirmation.tenant_id, &confirmation.email), ..by_applicant() }
}

fn under_review() -> Enrollment {
    confirmed(&submitted(&draft())).enrollment
}

fn in_state(state: State) -> Enrollment {
    Enrollment { state, ..under_review() }
}

fn for_review<'a>(
    caller: &'a Organisation,
    enrollment: &'a Enrollment,
    registered: &'a RegisteredPartnerId,
) -> ForReview<'a> {
    ForReview {
        caller: Some(caller),
        enrollment: Some(enrollment),
        organisation: None,
        registered: Some(registered),
        expected_version: None,
    }
}

fn approved(enrollment: &Enrollment) -> Result<super::Approved, Rejection> {
    let (operator, entry) = (operator(), entry());
    approve(&by_operator(), for_review(&operator, enrollment, &entry), PAGE)
}

fn rejected(enrollment: &Enrollment) -> Result<super::Rejected, Rejection> {
    let (operator, entry) = (operator(), entry());
    let seen = for_review(&operator, enrollment, &entry);
    reject(&by_operator(), seen, parsed("The address is another company's"), PAGE)
}

#[test]
fn every_act_leads_where_it_should_and_is_refused_in_every_other_state_e4() {
    for state in State::ALL {
        let enrollment = in_state(state);
        let refused = Rejection::WrongEnrollmentState(state);
        let after = |outcome: Result<State, Rejection>, from: &[State], to: State| {
            let expected = if from.contains(&state) { Ok(to) } else { Err(refused.clone()) };
            assert_eq!(outcome, expected, "{state:?}");
        };
        let changed = change(&by_applicant(), seen(&enrollment), given(), PAGE);
        let changeable = [State::Draft, State::EmailUnverified, State::Rejected];
        after(changed.map(|it| it.enrollment.state), &changeable, State::Draft);
        let sent = submit(&by_applicant(), seen(&enrollment), Some(&entry()), &key(2), link);
        let open = [State::Draft, State::EmailUnverified];
        after(sent.map(|it| it.enrollment.state), &open, State::EmailUnverified);
        after(approved(&enrollment).map(|it| it.enrollment.state), &[State::UnderReview], State::Active);
        after(rejected(&enrollment).map(|it| it.enrollment.state), &[State::UnderReview], State::Rejected);
    }
}

#[test]
fn each_change_of_state_is_told_to_the_primary_contact_in_its_language_e4() {
    let first = submitted(&draft());
    let review = confirmed(&first);
    let turned_away = rejected(&review.enrollment).expect("rejected");
    let again = change(&by_applicant(), seen(&turned_away.enrollment), given(), PAGE).expect("a draft");
    let taken_in = approved(&review.enrollment).expect("approved");
    let told = [&review.mail, &turned_away.mail, &again.mail, &taken_in.mail].map(|mail| {
        let OwedMail { to, language, content, .. } = mail.as_ref().expect("a mail");
        assert_eq!((to, *language), (first.enrollment.application.contact_email(), given().language));
        match content {
            MailContent::EnrollmentChanged { state, reason, .. } => (*state, reason.is_some()),
            other => panic!("{other:?}"),
        }
    });
    let expected =
        [(State::UnderReview, false), (State::Rejected, true), (State::Draft, false), (State::Active, false)];
    assert_eq!(told, expected);
    assert!(matches!(first.mail.content, MailContent::EmailConfirmation { .. }));
    let while_draft = change(&by_applicant(), seen(&draft()), given(), PAGE).expect("a draft");
    assert_eq!(while_draft.mail, None, "nothing has changed for anybody");
}

#[test]
fn only_an_active_partner_id_of_the_tenants_country_is_enrolled_with_e2() {
    let problem = |change: fn(&mut RegisteredPartnerId)| {
        let mut entry = entry();
        change(&mut entry);
        let at_submit = submit(&by_applicant(), seen(&draft()), Some(&entry), &key(1), link).err();
        let review = under_review();
        let at_approval = approve(&by_operator(), for_review(&operator(), &review, &entry), PAGE).err();
        (at_submit, at_approval)
    };
    let both = |problem| {
        let refused = Some(Rejection::PartnerId { mpn_id: parsed("1007"), problem });
        (refused.clone(), refused)
    };
    assert_eq!(problem(|entry| entry.active = false), both(PartnerIdProblem::Inactive));
    assert_eq!(problem(|entry| entry.country = parsed("DE")), both(PartnerIdProblem::OtherCountry));
    assert_eq!(
        problem(|entry| entry.account_type = AccountType::Global),
        both(PartnerIdProblem::NotLocation)
    );
    let unknown = submit(&by_applicant(), seen(&draft()), None, &key(1), link).err();
    assert_eq!(unknown, both(PartnerIdProblem::Unknown).0);
}

#[test]
fn that_a_partner_id_is_somebody_elses_is_told_to_the_reviewer_only_e7_l5() {
    let held = registered(&organisation(8, OrganisationKind::IndirectReseller, "AT"));
    let held = RegisteredPartnerId { mpn_id: parsed("1007"), ..held };
    assert!(submit(&by_applicant(), seen(&draft()), Some(&held), &key(1), link).is_ok());
    let review = under_review();
    let refused = approve(&by_operator(), for_review(&operator(), &review, &held), PAGE).err();
    let taken = Rejection::PartnerId { mpn_id: parsed("1007"), problem: PartnerIdProblem::Taken };
    assert_eq!(refused, Some(taken));
}

#[test]
fn a_tenant_enrolls_once_and_no_partner_enrolls_e7() {
    let before = draft();
    assert_eq!(start(&by_applicant(), seen(&before), given()).err(), Some(Rejection::EnrollmentExists));
    for (kind, may) in [
        (OrganisationKind::IndirectProvider, false),
        (OrganisationKind::IndirectReseller, false),
        (OrganisationKind::Operator, false),
        (OrganisationKind::Customer, true),
    ] {
        let own = Organisation { kind, domain: "company7.example".to_owned(), ..applicant() };
        let seen = ForEnrolling { organisation: Some(&own), ..ForEnrolling::default() };
        let refused = (!may).then_some(Rejection::AlreadyEnrolled);
        assert_eq!(start(&by_applicant(), seen, given()).err(), refused, "{kind:?}");
        let review = under_review();
        let (operator, entry) = (operator(), entry());
        let seen = ForReview { organisation: Some(&own), ..for_review(&operator, &review, &entry) };
        // Beside an application that waits a reseller shows only while another approval is committed.
        let meanwhile = Rejection::WrongEnrollmentState(State::Active);
        let refused = if own.is_reseller() { Some(meanwhile) } else { refused };
        assert_eq!(approve(&by_operator(), seen, PAGE).err(), refused, "{kind:?}");
    }
}

#[test]
fn an_approval_that_reads_of_another_only_the_partner_ids_holder_says_that_it_is_approved_e7() {
    let (operator, review) = (operator(), under_review());
    let held = RegisteredPartnerId { holder: Some(approved(&review).expect("a right").holder), ..entry() };
    let refused = approve(&by_operator(), for_review(&operator, &review, &held), PAGE).err();
    assert_eq!(refused, Some(Rejection::WrongEnrollmentState(State::Active)));
}

#[test]
fn the_tenants_global_admin_enrolls_and_nobody_else_z10() {
    for role in Role::ALL {
        let write = write_by(&applicant(), &[role]);
        let expected = (role != Role::GlobalAdmin).then_some(Rejection::RoleInsufficient);
        assert_eq!(start(&write, ForEnrolling::default(), given()).err(), expected, "{role:?}");
        let draft = draft();
        assert_eq!(change(&write, seen(&draft), given(), PAGE).err(), expected, "{role:?}");
        let outcome = submit(&write, seen(&draft), Some(&entry()), &key(1), link);
        assert_eq!(outcome.err(), expected, "{role:?}");
    }
    let stranger = write_by(&organisation(8, OrganisationKind::Customer, "AT"), &[Role::GlobalAdmin]);
    assert_eq!(change(&stranger, seen(&draft()), given(), PAGE).err(), Some(Rejection::NotFound));
}

#[test]
fn the_operator_reviews_and_nobody_else_z11() {
    let (review, entry) = (under_review(), entry());
    for (caller, role, expected) in [
        (operator(), Role::Operator, None),
        (operator(), Role::GlobalAdmin, Some(Rejection::RoleInsufficient)),
        (operator(), Role::AdminAgent, Some(Rejection::RoleInsufficient)),
        (
            organisation(5, OrganisationKind::IndirectProvider, "AT"),
            Role::Operator,
            Some(Rejection::NotFound),
        ),
        (applicant(), Role::Operator, Some(Rejection::WrongPartnerKind)),
    ] {
        let write = write_by(&caller, &[role]);
        let approval = approve(&write, for_review(&caller, &review, &entry), PAGE).err();
        let seen = for_review(&caller, &review, &entry);
        let rejection = reject(&write, seen, parsed("Not yours"), PAGE).err();
        assert_eq!((&approval, &rejection), (&expected, &expected), "{:?} {role:?}", caller.kind);
    }
}

#[test]
fn an_approval_makes_the_organisation_with_the_one_who_enrolled_as_its_admin_agent_e6() {
    let approved = approved(&under_review()).expect("approved");
    assert_eq!(approved.organisation.mpn_id, Some(parsed("1007")));
    assert!(approved.organisation.is_reseller());
    assert!(!approved.organisation.domain_confirmed, "no mailbox of company7.example was");
    assert_eq!(approved.holder.tenant_id, applicant().tenant_id);
    assert_eq!(approved.holder.support.as_ref(), Some(&given().support));
    assert_eq!(approved.member.subject.as_str(), by_applicant().person.subject);
    let sides: Vec<_> = approved.audit.iter().map(|record| record.organisation).collect();
    assert_eq!(sides, [applicant().tenant_id, operator().tenant_id]);
}

#[test]
fn a_link_confirms_once_while_it_is_the_latest_and_nothing_without_the_word_e3_e9() {
    let first = submitted(&draft());
    let outcome = |confirmation: &super::EmailConfirmation, enrollment: &Enrollment, at: Timestamp, word| {
        let write = Write { now: at, ..by_mailbox(&first) };
        verify(&write, confirmation, Some(enrollment), word, PAGE).map(|done| done.is_some())
    };
    let now = by_applicant().now;
    let (confirmation, waiting) = (&first.confirmation, &first.enrollment);
    assert_eq!(outcome(confirmation, waiting, now, false), Err(Rejection::NotConfirmed));
    assert_eq!(outcome(confirmation, waiting, now, true), Ok(true));
    assert_eq!(outcome(confirmation, waiting, confirmation.expires, true), Err(Rejection::ConfirmationOver));
    let again = submit(&by_applicant(), seen(waiting), Some(&entry()), &key(2), link).expect("another link");
    assert_eq!(outcome(confirmation, &again.enrollment, now, true), Err(Rejection::ConfirmationOver));
    assert_eq!(outcome(&again.confirmation, &again.enrollment, now, true), Ok(true));
    let changed = change(&by_applicant(), seen(waiting), given(), PAGE).expect("a draft").enrollment;
    assert_eq!(outcome(confirmation, &changed, now, true), Err(Rejection::ConfirmationOver));
    let done = confirmed(&first);
    assert_eq!(outcome(&done.confirmation, &done.enrollment, now, true), Ok(false), "not a second time");
}

/// Sends so many links to addresses that `name` gives, one after the other; and the application after that.
fn after_links(many: usize, name: impl Fn(usize) -> String) -> (Enrollment, Option<Rejection>) {
    let mut enrollment = draft();
    for number in 0..many {
        enrollment.application.legal_business.primary_contact.email = parsed(&name(number));
        let key = key(u8::try_from(number).expect("few"));
        let sent = submit(&by_applicant(), seen(&enrollment), Some(&entry()), &key, link);
        match sent {
            // Taking it back to a draft doesn't give more.
            Ok(sent) => enrollment = Enrollment { state: State::Draft, ..sent.enrollment },
            Err(refused) => return (enrollment, Some(refused)),
        }
    }
    (enrollment, None)
}

#[test]
fn a_few_links_a_day_are_sent_to_one_address_and_to_all_and_no_more() {
    let one = |_: usize| "contact@company7.example".to_owned();
    let many = |number: usize| format!("contact{number}@company7.example");
    assert_eq!(after_links(MOST_CONFIRMATIONS, one).1, None);
    let (enrollment, refused) = after_links(MOST_CONFIRMATIONS + 1, one);
    let full = Some(Rejection::TooManyConfirmations { retry_after_seconds: 86_401 });
    assert_eq!(refused, full);
    let tomorrow = Write { now: by_applicant().now.plus_days(1), ..by_applicant() };
    assert!(submit(&tomorrow, seen(&enrollment), Some(&entry()), &key(9), link).is_ok());
    assert_eq!(after_links(MOST_OF_A_TENANT, many).1, None, "each is an address of its own");
    assert_eq!(after_links(MOST_OF_A_TENANT + 1, many).1, full);
}

#[test]
fn whoever_confirmed_may_be_written_to_again_e3() {
    let (enrollment, _) = after_links(MOST_CONFIRMATIONS - 1, |_| "contact@company7.example".to_owned());
    let verified = confirmed(&submitted(&enrollment));
    let turned_away = rejected(&verified.enrollment).expect("rejected").enrollment;
    let again = Enrollment { state: State::Draft, ..turned_away };
    assert!(submit(&by_applicant(), seen(&again), Some(&entry()), &key(9), link).is_ok());
}

#[test]
fn a_known_tenant_gives_its_partner_id_and_support_contact_only_e8() {
    let known = Customer { id: applicant().tenant_id, ..customer() };
    let seen = ForEnrolling { customer: Some(&known), ..ForEnrolling::default() };
    let short = ApplicationGiven { domain: None, legal_business: None, ..given() };
    let application =
        start(&by_applicant(), seen, short.clone()).expect("what is known").enrollment.application;
    assert_eq!(application.legal_business.address, known.address);
    assert_eq!((application.cloud, &application.domain), (known.cloud, &known.domain));
    let elsewhere = ApplicationGiven { domain: Some(parsed("other.example")), ..short.clone() };
    let fields = |outcome: Result<super::Applied, Rejection>| match outcome {
        Err(Rejection::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(fields(start(&by_applicant(), seen, elsewhere)), ["domain"]);
    let unknown = start(&by_applicant(), ForEnrolling::default(), short);
    assert_eq!(fields(unknown), ["domain", "legalBusiness"]);
}

#[test]
fn everything_that_is_wrong_with_an_application_is_named_n6() {
    let mut wrong = given();
    if let Some(business) = &mut wrong.legal_business {
        business.address.postal_code = None;
        business.primary_contact.phone_number = Some(parsed("call me"));
    }
    wrong.support.telephone = Some(parsed("1234"));
    wrong.support.website = Some(parsed("javascript:alert(1)"));
    let Err(Rejection::Invalid(errors)) = start(&by_applicant(), ForEnrolling::default(), wrong) else {
        panic!("it is wrong")
    };
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    let expected = [
        "legalBusiness.address.postalCode",
        "legalBusiness.primaryContact.phoneNumber",
        "support.telephone",
        "support.website",
    ];
    assert_eq!(fields, expected);
}

//! Another primary contact (E3, E9).

use super::{admin, change, contact, key, profile, waiting, with_contact};
use crate::address::Contact;
use crate::audit::Operation;
use crate::enrollment::{EmailConfirmation, MOST_OF_A_TENANT, Purpose};
use crate::examples::{NOON, parsed, reseller};
use crate::outbox::MailContent;
use crate::profile::{
    ForConfirming, ForProfiles, Profile, VettingStatus, VettingSubStatus, VettingVersion, confirm_contact,
    read_legal_business,
};
use crate::write::{Person, Write};
use crate::{Rejection, Timestamp};

const DAY: i64 = 86_400_000;

fn confirm(
    profile: &Profile,
    confirmation: &EmailConfirmation,
    later: i64,
) -> Result<Option<Profile>, Rejection> {
    let own = reseller();
    let person = Person::by_mailbox(own.tenant_id, &confirmation.email);
    let write = Write { person, ..admin(later) };
    let seen = ForConfirming { organisation: Some(&own), profile: Some(profile) };
    let done = confirm_contact(&write, confirmation, seen, true)?;
    Ok(done.map(|done| {
        assert_eq!(done.organisation.contact_email.as_ref(), Some(&confirmation.email));
        assert_eq!(done.audit.operation, Operation::ConfirmPrimaryContact);
        done.profile
    }))
}

#[test]
fn a_new_address_waits_while_the_one_before_speaks_e3() {
    let changed = waiting();
    let (confirmation, mail) = (changed.confirmation.expect("asked"), changed.mail.expect("a mail"));
    assert_eq!(
        (confirmation.purpose, confirmation.email.as_str()),
        (Purpose::PrimaryContact, "bea@company2.example")
    );
    assert_eq!(mail.to, confirmation.email);
    let MailContent::EmailConfirmation { url, .. } = mail.content else { panic!("another mail") };
    assert_eq!(url, format!("https://pages.example/enrollments/{}", key(1).as_str()));
    let own = reseller();
    let seen = ForProfiles { own: Some(&own), profile: Some(&changed.profile), enrollment: None };
    let in_version = |version| read_legal_business(&admin(0).person, seen, version).expect("allowed");
    let [current, last] = [VettingVersion::Current, VettingVersion::LastFinalized].map(in_version);
    assert_eq!(
        (current.status, current.sub_status),
        (VettingStatus::Pending, VettingSubStatus::EmailOwnership)
    );
    assert_eq!((last.status, last.sub_status), (VettingStatus::Authorized, VettingSubStatus::None));
    assert_eq!(
        [current.business.primary_contact, last.business.primary_contact],
        [contact("bea"), contact("ana")]
    );
    assert_eq!([current.approver, last.approver], [contact("ana").email, contact("ana").email]);
    let confirmed = confirm(&changed.profile, &confirmation, 1).expect("open").expect("a change");
    assert_eq!((confirmed.legal_business.primary_contact, confirmed.new_contact), (contact("bea"), None));
}

#[test]
fn a_confirmation_counts_once_for_the_contact_that_waits_and_seven_days_e9() {
    let changed = waiting();
    let confirmation = changed.confirmation.expect("asked");
    let over = |outcome: Result<Option<Profile>, Rejection>| outcome == Err(Rejection::ConfirmationOver);
    assert!(confirm(&changed.profile, &confirmation, 7 * DAY - 1).is_ok());
    assert!(over(confirm(&changed.profile, &confirmation, 7 * DAY)), "seven days later");
    assert!(over(confirm(&profile(), &confirmation, 1)), "nobody waits");
    let other = change(&admin(1), &changed.profile, &with_contact(contact("cem")), 2).expect("allowed");
    assert!(over(confirm(&other.expect("a change").profile, &confirmation, 2)), "another waits");
    let other_purpose = EmailConfirmation { purpose: Purpose::Enrollment, ..confirmation.clone() };
    assert!(over(confirm(&changed.profile, &other_purpose, 1)), "it confirms something else");
    let seen = ForConfirming { organisation: None, profile: Some(&changed.profile) };
    assert_eq!(confirm_contact(&admin(1), &confirmation, seen, false).err(), Some(Rejection::NotConfirmed));
    let twice = EmailConfirmation { confirmed: Some(Timestamp::from_millis(NOON)), ..confirmation };
    assert_eq!(confirm(&changed.profile, &twice, 8 * DAY), Ok(None), "once, and the same answer again");
}

#[test]
fn the_present_address_takes_the_waiting_one_back() {
    let changed = waiting();
    let back = change(&admin(1), &changed.profile, &with_contact(contact("ana")), 2).expect("allowed");
    let back = back.expect("a change");
    assert_eq!((back.profile.new_contact, back.mail, back.confirmation), (None, None, None));
}

#[test]
fn names_and_number_change_at_once_whatever_waits() {
    let named = |name: &str| Contact { phone_number: Some(parsed("+49 30 123456")), ..contact(name) };
    let at_once = change(&admin(0), &profile(), &with_contact(named("ana")), 1).expect("allowed");
    let at_once = at_once.expect("a change");
    assert_eq!((at_once.profile.legal_business.primary_contact, at_once.mail), (named("ana"), None));
    // Whoever waits isn't sent another link for its name.
    let changed = waiting();
    let renamed = change(&admin(1), &changed.profile, &with_contact(named("bea")), 2).expect("allowed");
    let renamed = renamed.expect("a change");
    assert_eq!(renamed.mail, None);
    let confirmed = confirm(&renamed.profile, &changed.confirmation.expect("asked"), 2).expect("still open");
    assert_eq!(confirmed.expect("a change").legal_business.primary_contact, named("bea"));
}

#[test]
fn the_same_waiting_address_gets_another_link_only_when_its_own_is_over() {
    let changed = waiting();
    let again = with_contact(contact("bea"));
    assert!(change(&admin(1), &changed.profile, &again, 2).expect("allowed").is_none(), "it is like that");
    let later = change(&admin(7 * DAY), &changed.profile, &again, 2).expect("allowed").expect("a change");
    assert_eq!(later.confirmation.expect("asked again").id, key(2).request_id());
}

#[test]
fn a_tenant_is_sent_a_few_confirmations_a_day_and_told_when_there_is_room_e3() {
    let mut now = profile();
    for number in 0..MOST_OF_A_TENANT {
        let to = with_contact(contact(&format!("new{number}")));
        let later = i64::try_from(number).expect("few") * 1000;
        let number = u8::try_from(number).expect("few");
        now = change(&admin(later), &now, &to, number).expect("allowed").expect("a change").profile;
    }
    let to = with_contact(contact("another"));
    let refused = change(&admin(60_000), &now, &to, 9).err();
    let Some(Rejection::TooManyConfirmations { retry_after_seconds }) = refused else {
        panic!("{refused:?}")
    };
    assert!((86_340..=86_342).contains(&retry_after_seconds), "{retry_after_seconds}");
    assert!(change(&admin(60_000), &now, &with_contact(contact("ana")), 9).is_ok(), "the present one may");
    assert!(change(&admin(DAY), &now, &to, 9).is_ok(), "a day later it may");
}

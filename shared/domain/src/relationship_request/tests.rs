//! The life of a request, rule by rule.

use proptest::prelude::*;

mod consenting;
mod inviting;
mod matrix;
mod open_links;

use super::{
    Accept, Accepted, Answered, Candidate, Declined, ForAnswer, Invitation, OverReason, RelationshipRequest,
    RequestKind, RequestState, Resent, StateNow, accept, ask, cancel, decline, resend,
};
use crate::delegated_admin::Service;
use crate::examples::{
    an_ask, asked, link, organisation, parsed, partner, provider, registered, request, reseller, write_by,
};
use crate::organisation::{Organisation, OrganisationKind};
use crate::outbox::MailContent;
use crate::policy::Role;
use crate::write::Write;
use crate::{LinkKey, Rejection, Timestamp};

const PARTNERSHIP: RequestKind = RequestKind::IndirectPartnership;

const ADMIN: &[Role] = &[Role::AdminAgent];

fn key() -> LinkKey {
    LinkKey::from_random([1; LinkKey::BYTES])
}

fn confirmed(request: &RelationshipRequest) -> Accept {
    Accept { terms_digest: request.terms_today(), confirmed: true }
}

fn addressed(request: &RelationshipRequest) -> Invitation {
    Invitation::Addressed(Box::new(request.clone()))
}

fn accepted(
    write: &Write,
    request: &RelationshipRequest,
    caller: &Organisation,
    command: &Accept,
) -> Result<Answered<Accepted>, Rejection> {
    let invitation = addressed(request);
    let seen =
        ForAnswer { invitation: Some(&invitation), caller: Some(caller), used: None, partnership: None };
    accept(write, seen, command, key(), Some(link))
}

fn resent(write: &Write, request: &RelationshipRequest) -> Result<Resent, Rejection> {
    resend(write, Some(&addressed(request)), PARTNERSHIP, Some(&provider()), None, link)
}

fn declined(write: &Write, request: &RelationshipRequest) -> Result<Declined, Rejection> {
    decline(write, Some(&addressed(request)), PARTNERSHIP, None, Some(link))
}

/// What was decided just now.
fn now<T>(answered: Answered<T>) -> T {
    match answered {
        Answered::Now(change) => *change,
        Answered::Before(request) => panic!("was accepted before, as {request}"),
    }
}

fn at(mut write: Write, now: Timestamp) -> Write {
    write.now = now;
    write
}

#[test]
fn a_request_is_open_for_seven_days_unless_the_sender_says_otherwise_p2() {
    let request = request();
    assert_eq!(request.expires, request.created.plus_days(7));
    assert_eq!(request.state_at(request.created), StateNow::Pending);
    assert_eq!(request.state_at(request.expires), StateNow::Expired);
}

#[test]
fn the_mail_goes_to_the_recipient_with_the_link_p1() {
    let asked = asked();
    let mail = asked.mail.expect("a mail");
    assert_eq!(mail.to.as_str(), "ana@company2.example");
    let MailContent::PartnershipRequest { url, .. } = &mail.content else { panic!("a request") };
    assert_eq!(*url, link(&asked.request));
    assert_eq!(asked.audit.len(), 2, "both sides have a record (N3)");
}

#[test]
fn an_unknown_address_is_not_enrolled_e5() {
    let write = write_by(&provider(), ADMIN);
    let outcome = ask(&write, Some(&provider()), &[], None, an_ask(), key(), link);
    assert_eq!(outcome.err(), Some(Rejection::ResellerNotEnrolled));
}

#[test]
fn where_several_have_the_address_the_partner_id_decides_p1() {
    let write = write_by(&provider(), ADMIN);
    let other = organisation(3, OrganisationKind::IndirectReseller, "DE");
    let both = [Candidate(partner(&reseller())), Candidate(partner(&other))];
    let undecided = ask(&write, Some(&provider()), &both, None, an_ask(), key(), link);
    assert_eq!(undecided.err(), Some(Rejection::ResellerNotEnrolled));
    let mut command = an_ask();
    command.mpn_id = other.mpn_id;
    let decided = ask(&write, Some(&provider()), &both, Some(&registered(&other)), command, key(), link);
    assert_eq!(decided.expect("a request").request.recipient.tenant_id, Some(other.tenant_id));
}

#[test]
fn whoever_has_the_address_in_another_cloud_does_not_come_between_p1_p7() {
    let write = write_by(&provider(), ADMIN);
    let elsewhere = Organisation {
        cloud: crate::Cloud::Germany,
        ..organisation(3, OrganisationKind::IndirectReseller, "DE")
    };
    let both = [Candidate(partner(&elsewhere)), Candidate(partner(&reseller()))];
    let found = ask(&write, Some(&provider()), &both, None, an_ask(), key(), link).expect("a request");
    assert_eq!(found.request.recipient.tenant_id, Some(reseller().tenant_id));
    let alone = ask(&write, Some(&provider()), &both[..1], None, an_ask(), key(), link);
    assert_eq!(alone.err(), Some(Rejection::DifferentCloudOrRegion { field: "email" }));
}

#[test]
fn a_partner_id_of_somebody_else_is_a_bad_field() {
    let write = write_by(&provider(), ADMIN);
    let other = organisation(3, OrganisationKind::IndirectReseller, "DE");
    let mut command = an_ask();
    command.mpn_id = other.mpn_id;
    let candidates = [Candidate(partner(&reseller()))];
    let outcome =
        ask(&write, Some(&provider()), &candidates, Some(&registered(&other)), command, key(), link);
    assert!(matches!(outcome, Err(Rejection::Invalid(fields)) if fields[0].field == "mpnId"));
}

#[test]
fn another_region_is_refused_p7() {
    let write = write_by(&provider(), ADMIN);
    let abroad = organisation(3, OrganisationKind::IndirectReseller, "US");
    let outcome = ask(&write, Some(&provider()), &[Candidate(partner(&abroad))], None, an_ask(), key(), link);
    assert_eq!(outcome.err(), Some(Rejection::DifferentCloudOrRegion { field: "email" }));
}

#[test]
fn accepting_gives_both_the_partnership_and_the_provider_its_access_p4_p5() {
    let request = request();
    let write = write_by(&reseller(), &[Role::GlobalAdmin]);
    let accepted = now(accepted(&write, &request, &reseller(), &confirmed(&request)).expect("permitted"));
    assert_eq!(accepted.request.state, RequestState::Accepted);
    assert!(accepted.partnership.is_active());
    let admin = accepted.delegated_admin.expect("admin access");
    assert_eq!((admin.tenant_id, admin.partner), (reseller().tenant_id, provider().tenant_id));
    assert!(Service::all().all(|service| admin.covers(service)));
    assert_eq!(accepted.mail.expect("an outcome mail (P9)").to, request.asked_by.email.expect("an address"));
    assert_eq!(accepted.audit.len(), 6, "request, partnership and privileges on both sides (N3)");
}

#[test]
fn accepting_again_is_the_same_acceptance_p6() {
    let mut request = request();
    request.state = RequestState::Accepted;
    let write = at(write_by(&reseller(), ADMIN), request.expires.plus_days(9));
    let again = accepted(&write, &request, &reseller(), &confirmed(&request));
    assert!(matches!(again, Ok(Answered::Before(id)) if id == request.id));
}

#[test]
fn what_was_not_confirmed_or_not_shown_is_not_accepted_p3() {
    let request = request();
    let write = write_by(&reseller(), ADMIN);
    let try_with = |command: Accept| accepted(&write, &request, &reseller(), &command).err();
    assert_eq!(try_with(Accept { confirmed: false, ..confirmed(&request) }), Some(Rejection::NotConfirmed));
    let other = Accept { terms_digest: parsed(&"x".repeat(43)), confirmed: true };
    assert!(matches!(try_with(other), Some(Rejection::TermsChanged(_))));
}

#[test]
fn a_changed_sender_changes_the_terms_l4() {
    let shown = request();
    let mut renamed = shown.clone();
    renamed.sender.name = parsed("Another Name");
    assert_ne!(shown.terms_today(), renamed.terms_today());
}

#[test]
fn strangers_learn_nothing_and_the_sender_cannot_accept_z2_l5() {
    let request = request();
    let stranger = organisation(8, OrganisationKind::IndirectReseller, "DE");
    let accept_as =
        |who: &Organisation| accepted(&write_by(who, ADMIN), &request, who, &confirmed(&request)).err();
    assert_eq!(accept_as(&stranger), Some(Rejection::NotFound));
    assert_eq!(accept_as(&provider()), Some(Rejection::WrongPartnerKind));
    let nothing = ForAnswer { invitation: None, caller: Some(&stranger), used: None, partnership: None };
    let unknown = accept(&write_by(&stranger, ADMIN), nothing, &confirmed(&request), key(), Some(link));
    assert_eq!(unknown.err(), Some(Rejection::NotFound));
}

#[test]
fn whoever_is_no_reseller_cannot_accept_e5() {
    let request = request();
    let customer = Organisation { kind: OrganisationKind::Customer, ..reseller() };
    let write = write_by(&customer, ADMIN);
    let outcome = accepted(&write, &request, &customer, &confirmed(&request));
    assert_eq!(outcome.err(), Some(Rejection::ResellerNotEnrolled));
}

#[test]
fn an_expired_request_can_be_resent_under_the_same_link_p10() {
    let old = request();
    let write = at(write_by(&provider(), ADMIN), old.expires.plus_days(3));
    let resent = resent(&write, &old).expect("permitted");
    assert_eq!(resent.request.key, old.key);
    assert_eq!(resent.request.expires, write.now.plus_days(7));
    assert_eq!(resent.request.state_at(write.now), StateNow::Pending);
}

#[test]
fn the_switched_off_outcome_mail_is_not_owed_p9() {
    let request = request();
    let write = write_by(&reseller(), ADMIN);
    let none = None::<fn(&RelationshipRequest) -> String>;
    let quiet = decline(&write, Some(&addressed(&request)), PARTNERSHIP, Some(parsed("Not now")), none);
    assert!(quiet.expect("permitted").mail.is_none());
    assert!(declined(&write, &request).expect("permitted").mail.is_some());
}

fn states() -> impl Strategy<Value = RequestState> {
    prop_oneof![
        Just(RequestState::Pending),
        Just(RequestState::Accepted),
        Just(RequestState::Declined),
        Just(RequestState::Cancelled),
    ]
}

proptest! {
    /// L6, L7: whatever happened before, nothing but an open request is answered, resent or cancelled.
    #[test]
    fn only_an_open_request_moves(state in states(), hours_later in 0u32..400) {
        let mut request = request();
        request.state = state;
        let now = request.created.plus_hours(hours_later);
        let over = request.over_at(now);
        let by_reseller = at(write_by(&reseller(), ADMIN), now);
        let by_provider = at(write_by(&provider(), ADMIN), now);
        let accepted = accepted(&by_reseller, &request, &reseller(), &confirmed(&request));
        let declined = declined(&by_reseller, &request);
        let cancelled = cancel(&by_provider, Some(&addressed(&request)), PARTNERSHIP, None);
        let resent = resent(&by_provider, &request);
        let expired_or_open = matches!(over, None | Some(OverReason::Expired));
        prop_assert_eq!(matches!(accepted, Ok(Answered::Now(_))), over.is_none());
        prop_assert_eq!(matches!(accepted, Ok(Answered::Before(_))), over == Some(OverReason::Accepted));
        prop_assert_eq!(declined.is_ok(), over.is_none());
        prop_assert_eq!(cancelled.is_ok(), expired_or_open);
        prop_assert_eq!(resent.is_ok(), expired_or_open);
    }
}

use serde_json::json;

use super::{ChangePartnerId, PartnerIdChanged, change, concerns_provider, may_list_inactive, read};
use crate::audit::Operation;
use crate::examples::{organisation, parsed, partnership, provider, registered, reseller, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partner_id::{AccountType, RegisteredPartnerId, Registration};
use crate::partnership::PartnershipState;
use crate::policy::Role;
use crate::{Cloud, Rejection};

fn operator() -> Organisation {
    organisation(9, OrganisationKind::Operator, "US")
}

fn registration(of: &RegisteredPartnerId) -> Registration {
    Registration {
        mpn_id: of.mpn_id,
        name: of.name.clone(),
        account_type: of.account_type,
        country: of.country,
        active: of.active,
    }
}

/// What the operator's change of the reseller's entry comes to.
fn changed(change_it: impl FnOnce(&mut ChangePartnerId)) -> Result<Option<PartnerIdChanged>, Rejection> {
    let old = registered(&reseller());
    let mut command =
        ChangePartnerId { registration: registration(&old), agreement_active: None, expected_version: None };
    change_it(&mut command);
    change(&write_by(&operator(), &[Role::Operator]), Some(&operator()), Some(&old), &command)
}

#[test]
fn a_change_keeps_the_holder_and_is_told_on_both_sides_n3() {
    let done = changed(|command| command.registration.active = false).expect("allowed").expect("a change");
    let old = registered(&reseller());
    assert_eq!(done.entry, RegisteredPartnerId { active: false, version: 2, ..old });
    assert_eq!(done.old_version, Some(1));
    assert!(done.entry.is_held_inactive());
    let sides: Vec<_> = done.audit.iter().map(|record| record.organisation).collect();
    assert_eq!(sides, [operator().tenant_id, reseller().tenant_id]);
    for record in &done.audit {
        assert_eq!(record.operation, Operation::UpdatePartnerId);
        assert_eq!(
            (&record.old, &record.new),
            (&Some(json!({"status": "active"})), &Some(json!({"status": "inactive"})))
        );
    }
}

#[test]
fn the_agreement_is_that_of_whoever_holds_it() {
    let done = changed(|command| command.agreement_active = Some(false)).expect("allowed").expect("a change");
    assert!(done.entry.holder.is_some_and(|holder| !holder.agreement_active));
    let mut free = registered(&reseller());
    free.holder = None;
    let command = ChangePartnerId {
        registration: registration(&free),
        agreement_active: Some(true),
        expected_version: None,
    };
    let refused = change(&write_by(&operator(), &[Role::Operator]), Some(&operator()), Some(&free), &command);
    let Err(Rejection::Invalid(fields)) = refused else { panic!("{refused:?}") };
    assert_eq!(fields[0].field, "agreementActive");
}

#[test]
fn what_is_like_that_already_is_no_change() {
    assert_eq!(changed(|_| {}), Ok(None));
}

#[test]
fn an_unknown_one_is_registered_without_a_holder() {
    let registration = Registration {
        mpn_id: parsed("77"),
        name: parsed("Proseware"),
        account_type: AccountType::Global,
        country: parsed("CH"),
        active: false,
    };
    let command = ChangePartnerId { registration, agreement_active: None, expected_version: None };
    let write = write_by(&operator(), &[Role::Operator]);
    let done = change(&write, Some(&operator()), None, &command).expect("allowed").expect("a new entry");
    assert_eq!((done.old_version, done.entry.version, &done.entry.holder), (None, 1, &None));
    assert!(!done.entry.is_held_inactive(), "nobody holds it");
    let [record] = &done.audit[..] else { panic!("one side") };
    assert_eq!((record.operation, &record.old), (Operation::RegisterPartnerId, &None));
    let of_some_version = ChangePartnerId { expected_version: Some(1), ..command };
    assert_eq!(change(&write, Some(&operator()), None, &of_some_version), Err(Rejection::StaleEtag));
}

#[test]
fn an_etag_of_another_version_is_stale() {
    assert_eq!(changed(|command| command.expected_version = Some(2)), Err(Rejection::StaleEtag));
    assert_eq!(changed(|command| command.expected_version = Some(1)), Ok(None));
}

#[test]
fn nobody_but_the_operators_people_reads_or_changes_the_registry_z11() {
    let entry = registered(&reseller());
    let command = ChangePartnerId {
        registration: registration(&entry),
        agreement_active: None,
        expected_version: None,
    };
    let customer = organisation(5, OrganisationKind::Customer, "DE");
    for own in [provider(), reseller(), customer, operator()] {
        for role in Role::ALL {
            let write = write_by(&own, &[role]);
            let expected = match (own.kind, role) {
                (OrganisationKind::Operator, Role::Operator) => Ok(()),
                (OrganisationKind::Operator, _) => Err(Rejection::RoleInsufficient),
                _ => Err(Rejection::WrongPartnerKind),
            };
            let done = change(&write, Some(&own), Some(&entry), &command).map(drop);
            assert_eq!(done, expected, "{:?} {role:?} changes", own.kind);
            assert_eq!(
                read(&write.person, Some(&own), Some(&entry)).map(drop),
                expected,
                "{:?} {role:?}",
                own.kind
            );
        }
    }
    let stranger = write_by(&customer_unknown(), &[Role::Operator]);
    assert_eq!(read(&stranger.person, None, Some(&entry)), Err(Rejection::WrongPartnerKind));
}

/// A tenant that isn't in the table.
fn customer_unknown() -> Organisation {
    organisation(6, OrganisationKind::Customer, "DE")
}

#[test]
fn a_provider_sees_the_inactive_ones_of_its_present_partners_only_z12() {
    let mut entry = registered(&reseller());
    entry.active = false;
    let own = provider();
    let mut between = partnership();
    assert!(concerns_provider(&entry, own.tenant_id, Some(&between)));
    assert!(!concerns_provider(&entry, own.tenant_id, None), "no partner");
    assert!(!concerns_provider(&entry, operator().tenant_id, Some(&between)), "another's partner");
    between.state = PartnershipState::Removed;
    assert!(!concerns_provider(&entry, own.tenant_id, Some(&between)), "not any more");
    let person = |own: &Organisation, role| write_by(own, &[role]).person;
    assert_eq!(may_list_inactive(&person(&own, Role::HelpdeskAgent), Some(&own)), Ok(true));
    assert_eq!(may_list_inactive(&person(&operator(), Role::Operator), Some(&operator())), Ok(false));
    let refused = may_list_inactive(&person(&reseller(), Role::AdminAgent), Some(&reseller()));
    assert_eq!(refused, Err(Rejection::WrongPartnerKind));
}

#[test]
fn the_versions_of_before_there_was_a_count_are_the_first() {
    let mut old = serde_json::to_value(registered(&reseller())).expect("JSON");
    old.as_object_mut().expect("an object").remove("version");
    let entry: RegisteredPartnerId = serde_json::from_value(old).expect("an entry of before");
    assert_eq!(entry, registered(&reseller()));
    assert_eq!(entry.holder.expect("a holder").cloud, Cloud::Global);
}

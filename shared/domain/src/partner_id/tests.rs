//! What a verification of a partner ID refuses (S3).

use super::{AccountType, Holder, PartnerId, RegisteredPartnerId, verify};
use crate::organisation::OrganisationKind;
use crate::rejection::{PartnerIdProblem, Rejection};
use crate::{Cloud, TenantId};

fn entry() -> RegisteredPartnerId {
    RegisteredPartnerId {
        mpn_id: "4847383".parse().expect("a partner ID"),
        name: "Fabrikam".parse().expect("a name"),
        account_type: AccountType::Location,
        active: true,
        country: "DE".parse().expect("a country"),
        holder: Some(Holder {
            tenant_id: TenantId::new(uuid::Uuid::from_u128(1)),
            kind: OrganisationKind::IndirectReseller,
            name: "Fabrikam".parse().expect("a name"),
            cloud: Cloud::Global,
            country: "DE".parse().expect("a country"),
            agreement_active: true,
            support: None,
        }),
        version: 1,
    }
}

fn problem_of(change: impl FnOnce(&mut RegisteredPartnerId)) -> PartnerIdProblem {
    let mut entry = entry();
    change(&mut entry);
    let country = "AT".parse().expect("a country");
    match verify(entry.mpn_id, Some(&entry), Cloud::Global, country) {
        Err(Rejection::PartnerId { problem, .. }) => problem,
        other => panic!("expected a problem, got {other:?}"),
    }
}

fn holder(entry: &mut RegisteredPartnerId) -> &mut Holder {
    entry.holder.as_mut().expect("a holder")
}

#[test]
fn an_eligible_reseller_is_verified_s3() {
    let entry = entry();
    let country = "AT".parse().expect("a country");
    let verified = verify(entry.mpn_id, Some(&entry), Cloud::Global, country).expect("eligible");
    assert_eq!(verified.mpn_id.to_string(), "4847383");
}

#[test]
fn each_failure_says_which_s3() {
    use PartnerIdProblem as P;
    assert_eq!(problem_of(|e| e.account_type = AccountType::Global), P::NotLocation);
    assert_eq!(problem_of(|e| e.active = false), P::Inactive);
    assert_eq!(problem_of(|e| e.holder = None), P::NotEnrolled);
    assert_eq!(problem_of(|e| holder(e).kind = OrganisationKind::IndirectProvider), P::IndirectProvider);
    assert_eq!(problem_of(|e| holder(e).kind = OrganisationKind::Customer), P::NotIndirectReseller);
    assert_eq!(problem_of(|e| holder(e).cloud = Cloud::China), P::OtherCloudOrRegion);
    assert_eq!(problem_of(|e| holder(e).country = "US".parse().expect("US")), P::OtherCloudOrRegion);
    assert_eq!(problem_of(|e| holder(e).agreement_active = false), P::NoAgreement);
    let unknown: PartnerId = "9".parse().expect("a partner ID");
    assert!(matches!(
        verify(unknown, None, Cloud::Global, "AT".parse().expect("AT")),
        Err(Rejection::PartnerId { problem: P::Unknown, .. })
    ));
}

#[test]
fn a_partner_id_is_digits() {
    for wrong in ["", "0123", "12a", "-1", "12345678901", "٣"] {
        assert!(wrong.parse::<PartnerId>().is_err(), "{wrong:?}");
    }
}

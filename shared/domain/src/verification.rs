//! Asking about a reseller before anything is put on a subscription (S3).
//!
//! Three questions: what a partner ID is called, whether it can be a reseller of record, and whether
//! its reseller has the partner agreement. All of them are open to every partner (N5) and change
//! nothing. The second is [`verify`] itself, the rule that an order is held to; the third is the
//! same rule in other words.

use crate::organisation::Organisation;
use crate::partner_id::{RegisteredPartnerId, verify};
use crate::policy::{Action, Role, permit};
use crate::rejection::PartnerIdProblem;
use crate::{PartnerId, Rejection, TenantId};

/// Why there is no signed agreement to confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementProblem {
    /// Neither a partner ID nor a tenant was given.
    NothingGiven,
    /// Not in the registry, not active, or not a location's.
    PartnerIdInvalid,
    /// The partner ID is nobody's who is an active indirect reseller.
    NotIndirectReseller,
    /// The partner ID's reseller has no active agreement.
    NotSigned,
    /// No active indirect reseller is this tenant.
    TenantUnknown,
    /// The tenant has no active agreement.
    TenantNotSigned,
}

/// The caller's organisation, if it is a partner's and the person may ask (N5).
///
/// # Errors
/// Another kind of organisation; a person without a role.
pub fn asking<'a>(own: Option<&'a Organisation>, roles: &[Role]) -> Result<&'a Organisation, Rejection> {
    permit(Action::Verify, Organisation::standing(own), roles)?;
    own.ok_or(Rejection::WrongPartnerKind)
}

/// Whether the reseller with this partner ID has signed the partner agreement: it has, or the error
/// says what is missing. `entry` is what the registry holds.
pub fn agreement_of_partner_id(
    mpn_id: PartnerId,
    entry: Option<&RegisteredPartnerId>,
    caller: &Organisation,
) -> Result<(), Rejection> {
    use PartnerIdProblem as P;
    in_other_words(verify(mpn_id, entry, caller.cloud, caller.country), |problem| match problem {
        P::OtherCloudOrRegion => Rejection::DifferentCloudOrRegion { field: "mpnId" },
        P::NoAgreement => Rejection::Agreement(AgreementProblem::NotSigned),
        P::Unknown | P::NotLocation | P::Inactive => Rejection::Agreement(AgreementProblem::PartnerIdInvalid),
        P::NotEnrolled | P::IndirectProvider | P::NotIndirectReseller | P::OtherCountry | P::Taken => {
            Rejection::Agreement(AgreementProblem::NotIndirectReseller)
        }
    })
}

/// The same by the reseller's tenant; `entry` is what the registry holds under the tenant's partner
/// ID. A tenant that is no active reseller is as unknown as one that nobody has heard of (N5).
pub fn agreement_of_tenant(
    tenant: TenantId,
    entry: Option<&RegisteredPartnerId>,
    caller: &Organisation,
) -> Result<(), Rejection> {
    let unknown = Rejection::Agreement(AgreementProblem::TenantUnknown);
    let holds =
        |entry: &&RegisteredPartnerId| entry.holder.as_ref().is_some_and(|holder| holder.tenant_id == tenant);
    let Some(entry) = entry.filter(holds) else { return Err(unknown) };
    let verified = verify(entry.mpn_id, Some(entry), caller.cloud, caller.country);
    in_other_words(verified, |problem| match problem {
        PartnerIdProblem::OtherCloudOrRegion => Rejection::DifferentCloudOrRegion { field: "tenantId" },
        PartnerIdProblem::NoAgreement => Rejection::Agreement(AgreementProblem::TenantNotSigned),
        _ => unknown,
    })
}

fn in_other_words<T>(
    verified: Result<T, Rejection>,
    words: impl FnOnce(PartnerIdProblem) -> Rejection,
) -> Result<(), Rejection> {
    match verified {
        Ok(_) => Ok(()),
        Err(Rejection::PartnerId { problem, .. }) => Err(words(problem)),
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{AgreementProblem as A, agreement_of_partner_id, agreement_of_tenant, asking};
    use crate::Rejection;
    use crate::examples::{organisation, provider, registered, reseller, tenant};
    use crate::organisation::{Organisation, OrganisationKind};
    use crate::partner_id::{AccountType, RegisteredPartnerId};
    use crate::policy::Role;

    fn by_partner_id(entry: &RegisteredPartnerId) -> Result<(), Rejection> {
        agreement_of_partner_id(entry.mpn_id, Some(entry), &provider())
    }

    fn by_tenant(entry: &RegisteredPartnerId) -> Result<(), Rejection> {
        agreement_of_tenant(reseller().tenant_id, Some(entry), &provider())
    }

    fn entry(of: &Organisation, change: impl FnOnce(&mut RegisteredPartnerId)) -> RegisteredPartnerId {
        let mut entry = registered(of);
        change(&mut entry);
        entry
    }

    fn holder(entry: &mut RegisteredPartnerId) -> &mut crate::partner_id::Holder {
        entry.holder.as_mut().expect("a holder")
    }

    #[test]
    fn an_eligible_resellers_agreement_is_confirmed_by_either_name_s3() {
        let entry = registered(&reseller());
        assert_eq!((by_partner_id(&entry), by_tenant(&entry)), (Ok(()), Ok(())));
    }

    #[test]
    fn each_failure_says_which_s3() {
        let problem = |problem| Err(Rejection::Agreement(problem));
        let region = |field| Err(Rejection::DifferentCloudOrRegion { field });
        let far = organisation(2, OrganisationKind::IndirectReseller, "US");
        for (entry, id, tenant) in [
            (
                entry(&reseller(), |e| e.account_type = AccountType::Global),
                A::PartnerIdInvalid,
                A::TenantUnknown,
            ),
            (entry(&reseller(), |e| e.active = false), A::PartnerIdInvalid, A::TenantUnknown),
            (entry(&reseller(), |e| e.holder = None), A::NotIndirectReseller, A::TenantUnknown),
            (
                entry(&reseller(), |e| holder(e).kind = OrganisationKind::IndirectProvider),
                A::NotIndirectReseller,
                A::TenantUnknown,
            ),
            (entry(&reseller(), |e| holder(e).agreement_active = false), A::NotSigned, A::TenantNotSigned),
        ] {
            assert_eq!((by_partner_id(&entry), by_tenant(&entry)), (problem(id), problem(tenant)));
        }
        assert_eq!(by_partner_id(&registered(&far)), region("mpnId"));
        assert_eq!(by_tenant(&registered(&far)), region("tenantId"));
        let unknown = "9".parse().expect("a partner ID");
        assert_eq!(agreement_of_partner_id(unknown, None, &provider()), problem(A::PartnerIdInvalid));
        assert_eq!(agreement_of_tenant(tenant(9), None, &provider()), problem(A::TenantUnknown));
    }

    #[test]
    fn a_partner_id_that_another_tenant_holds_says_nothing_of_this_one_s3() {
        let entry = entry(&reseller(), |entry| holder(entry).tenant_id = tenant(9));
        assert_eq!(by_tenant(&entry), Err(Rejection::Agreement(A::TenantUnknown)));
    }

    #[test]
    fn every_partner_may_ask_and_nobody_else_n5() {
        let customer = organisation(3, OrganisationKind::Customer, "DE");
        for own in [provider(), reseller()] {
            assert_eq!(asking(Some(&own), &[Role::HelpdeskAgent]), Ok(&own));
            assert_eq!(asking(Some(&own), &[]), Err(Rejection::RoleInsufficient));
        }
        assert_eq!(asking(Some(&customer), &Role::ALL), Err(Rejection::WrongPartnerKind));
        assert_eq!(asking(None, &Role::ALL), Err(Rejection::WrongPartnerKind));
    }
}

//! Removing a partnership (Z3, X).
//!
//! X1: the caller confirms the attestation. X2: customers, delegated admin privileges, resellers of
//! record, support contacts and the provider's admin access to the reseller's tenant stay; the
//! answer says how many. X3: nobody is notified. X4: each leaves the other's list, and what needs an
//! active partnership is refused from then on.

use serde_json::json;

use crate::audit::{AuditRecord, Operation, Resource};
use crate::partnership::{Partnership, PartnershipState};
use crate::policy::{Action, Standing, permit};
use crate::text::Reason;
use crate::write::{Person, Write};
use crate::{Rejection, TenantId};

/// The version of [`ATTESTATION`].
pub const ATTESTATION_VERSION: &str = "2026-11";

/// What the one who removes a partnership attests (X1).
pub const ATTESTATION: &str = "I remove this partnership for legitimate business reasons. My company \
    answers for third-party claims that arise from the removal, and gives any legally required notice itself.";

/// Counts are exact up to here (X2).
pub const EXACT_UP_TO: u32 = 1000;

/// What the provider sends.
#[derive(Clone, Debug)]
pub struct Remove {
    pub attestation_accepted: bool,
    pub reason: Option<Reason>,
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// At most [`EXACT_UP_TO`].
    pub number: u32,
    /// Whether there are at least as many, rather than exactly.
    pub or_more: bool,
}

/// What a removal leaves in place (X2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stays {
    /// Customers that the two share.
    pub customers: Count,
    /// Customers in which the reseller holds privileges that it got through this provider.
    pub delegated_admin: Count,
    /// The provider's subscriptions that name the reseller as reseller of record.
    pub subscriptions_of_record: Count,
    /// The provider's subscriptions that the reseller is the support contact of.
    pub support_contacts: Count,
    /// The provider's admin access to the reseller's tenant (P4).
    pub admin_access_to_reseller: bool,
}

/// A removal. Commit it under the condition that the partnership is still active.
#[derive(Clone, Debug)]
pub struct Removed {
    pub partnership: Partnership,
    pub audit: Vec<AuditRecord>,
}

/// Whether the person may see what a removal would leave in place (Z3).
///
/// # Errors
/// Z12: no party to any such partnership. Z3: not the provider, or the wrong role. X4: removed before.
pub fn preview<'a>(
    person: &Person,
    partnership: Option<&'a Partnership>,
) -> Result<&'a Partnership, Rejection> {
    let partnership = partnership.ok_or(Rejection::NotFound)?;
    permit(Action::RemovePartnership, standing(partnership, person.tenant_id), &person.roles)?;
    if partnership.is_active() { Ok(partnership) } else { Err(Rejection::NotPartners) }
}

/// Removes the partnership.
///
/// # Errors
/// As [`preview`]. X1: the attestation is not accepted.
pub fn remove(
    write: &Write,
    partnership: Option<&Partnership>,
    command: &Remove,
) -> Result<Removed, Rejection> {
    let old = preview(&write.person, partnership)?;
    if !command.attestation_accepted {
        return Err(Rejection::AttestationMissing);
    }
    let partnership =
        Partnership { state: PartnershipState::Removed, removed: Some(write.now), ..old.clone() };
    let (provider, reseller) = (old.provider.tenant_id, old.reseller.tenant_id);
    let audit = AuditRecord {
        organisation: provider,
        customer_id: None,
        customer_name: None,
        operation: Operation::RemovePartnerRelationship,
        resource: Resource::PartnerRelationship,
        resource_id: format!("{provider}_{reseller}"),
        old: Some(json!({"state": "active"})),
        new: Some(json!({
            "state": "removed", "attestation": ATTESTATION_VERSION,
            "reason": command.reason.as_ref().map(Reason::as_str),
        })),
    };
    Ok(Removed { partnership, audit: audit.for_each([provider, reseller]) })
}

fn standing(partnership: &Partnership, tenant: TenantId) -> Standing {
    if tenant == partnership.provider.tenant_id {
        if partnership.is_active() { Standing::PartnerProvider } else { Standing::FormerProvider }
    } else if tenant == partnership.reseller.tenant_id {
        Standing::PartnerReseller
    } else {
        Standing::Stranger
    }
}

#[cfg(test)]
mod tests {
    use super::{Remove, preview, remove};
    use crate::Rejection;
    use crate::examples::{organisation, partnership, provider, reseller, write_by};
    use crate::organisation::OrganisationKind;
    use crate::partnership::{Partnership, PartnershipState};
    use crate::policy::Role;

    const CONFIRMED: Remove = Remove { attestation_accepted: true, reason: None };

    #[test]
    fn a_removal_needs_the_attestation_x1() {
        let write = write_by(&provider(), &[Role::SalesAgent]);
        let unconfirmed = Remove { attestation_accepted: false, ..CONFIRMED };
        assert_eq!(
            remove(&write, Some(&partnership()), &unconfirmed).err(),
            Some(Rejection::AttestationMissing)
        );
        let removed = remove(&write, Some(&partnership()), &CONFIRMED).expect("permitted");
        assert_eq!(removed.partnership.removed, Some(write.now));
        assert_eq!(removed.audit.len(), 2);
    }

    #[test]
    fn only_the_provider_removes_and_only_once_z3_x4() {
        let by = |who: &crate::organisation::Organisation, role| {
            preview(&write_by(who, &[role]).person, Some(&partnership())).map(|_| ()).err()
        };
        let stranger = organisation(7, OrganisationKind::IndirectProvider, "DE");
        assert_eq!(by(&provider(), Role::AdminAgent), None);
        assert_eq!(by(&provider(), Role::HelpdeskAgent), Some(Rejection::RoleInsufficient));
        assert_eq!(by(&reseller(), Role::AdminAgent), Some(Rejection::WrongPartnerKind));
        assert_eq!(by(&stranger, Role::AdminAgent), Some(Rejection::NotFound));
        let removed = Partnership { state: PartnershipState::Removed, ..partnership() };
        let write = write_by(&provider(), &[Role::AdminAgent]);
        assert_eq!(remove(&write, Some(&removed), &CONFIRMED).err(), Some(Rejection::NotPartners));
        assert_eq!(remove(&write, None, &CONFIRMED).err(), Some(Rejection::NotFound));
    }
}

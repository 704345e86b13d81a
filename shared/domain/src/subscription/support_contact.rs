//! The partner who answers a subscription's support requests (S5, Z6).
//!
//! It is one of the customer's resellers, or the provider that ordered: that provider as long as nobody
//! was chosen, again when the choice is cleared, and whenever the chosen one's relationship with the
//! customer has ended. The last is seen when the contact is read, so nothing has to be tidied up.

use super::{Changed, Present, Subscription, SubscriptionStatus};
use crate::customer::{CustomerPartner, PartnerRole};
use crate::policy::Action;
use crate::write::Write;
use crate::{PartnerId, Rejection, TenantId};

/// Who is to answer; the provider that ordered if nobody is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AssignSupportContact {
    pub tenant_id: Option<TenantId>,
    /// Must be that partner's, if it is given.
    pub mpn_id: Option<PartnerId>,
}

/// Assigns a support contact. `chosen` is the named partner's relationship with the customer. `Ok(None)`:
/// it is that one already.
///
/// # Errors
/// Z12, Z6: not the ordering provider's admin or sales agent. A stale etag, a deleted subscription, a
/// partner that may not be chosen (S5), a partner ID that isn't the partner's.
pub fn assign_support_contact(
    write: &Write,
    present: Present<'_>,
    chosen: Option<&CustomerPartner>,
    command: AssignSupportContact,
) -> Result<Option<Changed>, Rejection> {
    let old = present.existing(write)?;
    present.permit(write, Action::AssignSupportContact, old)?;
    present.must_be_current(old)?;
    if old.status == SubscriptionStatus::Deleted {
        return Err(Rejection::SubscriptionNotActive);
    }
    let named = command.tenant_id.filter(|tenant| *tenant != old.ordered_by);
    let partner = match named {
        None => present.relation,
        Some(_) => {
            Some(chosen.filter(|p| old.may_be_supported_by(p)).ok_or(Rejection::SupportContactNotEligible)?)
        }
    };
    let own_mpn_id = partner.map(|partner| partner.partner.mpn_id);
    if command.mpn_id.is_some() && command.mpn_id != own_mpn_id {
        return Err(Rejection::field("supportMpnId", "must be the partner ID of the partner that is chosen"));
    }
    let mut subscription = old.clone();
    subscription.support_contact = named;
    Ok(Changed::between(write, old, subscription, present.relation, None))
}

impl Subscription {
    /// S5: the provider that ordered, or a reseller with a relationship with the customer.
    #[must_use]
    pub fn may_be_supported_by(&self, partner: &CustomerPartner) -> bool {
        partner.role == PartnerRole::Reseller || partner.partner.tenant_id == self.ordered_by
    }

    /// Who answers, among the customer's present partners.
    #[must_use]
    pub fn supported_by<'a>(&self, partners: &'a [CustomerPartner]) -> Option<&'a CustomerPartner> {
        let of = |tenant: TenantId| partners.iter().find(move |partner| partner.partner.tenant_id == tenant);
        self.support_contact.and_then(of).or_else(|| of(self.ordered_by))
    }
}

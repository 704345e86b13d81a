//! Setting the reseller of record (Z5, S3, S4, S6): of one subscription, or of each of many.

use super::{Changed, Present, ResellerOfRecord, Subscription, SubscriptionStatus};
use crate::organisation::Organisation;
use crate::partner_id::{RegisteredPartnerId, VerifiedReseller, verify};
use crate::policy::{Action, permit};
use crate::text::Reason;
use crate::write::Write;
use crate::{Fault, PartnerId, Rejection, SavedAnswer};

/// What came of one subscription of many.
#[derive(Clone, Debug, PartialEq)]
pub enum AssociationOutcome {
    /// `previous` is the partner ID that it had, if it had one.
    Changed { previous: Option<PartnerId> },
    /// It would have been changed, by a call that doesn't only validate.
    WouldChange { previous: Option<PartnerId> },
    /// It has that reseller already.
    Unchanged,
    /// By a rule: final as things stand.
    Refused(Rejection),
    /// Not decided, for lack of time or by a fault: it can be tried again.
    Left(Option<Fault>),
    /// This very call changed it before, and answered this.
    Answered(SavedAnswer),
}

/// Sets or changes the reseller of record (Z5, S3). `Ok(None)`: it is that reseller already.
///
/// # Errors
/// Z12, Z5, S6: not the ordering provider's admin or sales agent. S3: the partner ID can't be used,
/// and why. A stale etag. A subscription that is deleted.
pub fn associate(
    write: &Write,
    present: Present<'_>,
    mpn_id: PartnerId,
    reason: Option<Reason>,
) -> Result<Option<Changed>, Rejection> {
    let old = may_be_associated(write, present)?;
    if old.is_credited_to(mpn_id) {
        return Ok(None);
    }
    let reseller = present.verified(mpn_id)?;
    Ok(with_reseller(write, present, old, reseller, reason))
}

/// As [`associate`], with a reseller that was verified once for many subscriptions.
///
/// # Errors
/// As [`associate`], but for the partner ID.
pub fn associate_verified(
    write: &Write,
    present: Present<'_>,
    reseller: &VerifiedReseller,
    reason: Option<Reason>,
) -> Result<Option<Changed>, Rejection> {
    let old = may_be_associated(write, present)?;
    if old.is_credited_to(reseller.mpn_id) {
        return Ok(None);
    }
    Ok(with_reseller(write, present, old, reseller.clone(), reason))
}

/// Whether somebody may change the reseller of record of many subscriptions, before it is known which:
/// a provider's admin or sales agent.
///
/// # Errors
/// Another kind of organisation, or another role.
pub fn may_associate_many<'a>(
    write: &Write,
    caller: Option<&'a Organisation>,
) -> Result<&'a Organisation, Rejection> {
    permit(Action::AssociateManySubscriptions, Organisation::standing(caller), &write.person.roles)?;
    caller.ok_or(Rejection::WrongPartnerKind)
}

/// The reseller that a provider means to put on many subscriptions (S3).
///
/// # Errors
/// Why the partner ID can't be used.
pub fn verified_for(
    provider: &Organisation,
    mpn_id: PartnerId,
    registered: Option<&RegisteredPartnerId>,
) -> Result<VerifiedReseller, Rejection> {
    verify(mpn_id, registered, provider.cloud, provider.country)
}

fn may_be_associated<'a>(write: &Write, present: Present<'a>) -> Result<&'a Subscription, Rejection> {
    let old = present.existing(write)?;
    present.permit(write, Action::SetResellerOfRecord, old)?;
    present.must_be_current(old)?;
    if old.status == SubscriptionStatus::Deleted {
        return Err(Rejection::PartnerOnRecordFixed);
    }
    Ok(old)
}

fn with_reseller(
    write: &Write,
    present: Present<'_>,
    old: &Subscription,
    reseller: VerifiedReseller,
    reason: Option<Reason>,
) -> Option<Changed> {
    let mut subscription = old.clone();
    subscription.reseller_of_record = Some(ResellerOfRecord { reseller, since: write.now });
    Changed::between(write, old, subscription, present.relation, reason)
}

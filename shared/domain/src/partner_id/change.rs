//! The registry of partner IDs: who reads it and who changes it (Z11).
//!
//! Only the program operator's people do. What they change is what the operator says of a partner ID;
//! who holds it is nobody's to change here, so no change can lose a holder. An inactive one is refused
//! at the next order or association (S3), and the holder's providers find it in their list.

use serde_json::{Value, json};

use super::{RegisteredPartnerId, Registration};
use crate::audit::{AuditRecord, Operation, Resource, differing, standing};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partnership::Partnership;
use crate::policy::{Action, permit};
use crate::write::{Person, Write};
use crate::{Rejection, TenantId};

/// How to change an entry of the registry.
#[derive(Clone, Debug)]
pub struct ChangePartnerId {
    pub registration: Registration,
    /// Whether the holder's partner agreement is in force; as it is, if left out.
    pub agreement_active: Option<bool>,
    /// The version that the caller means to change, if it names one.
    pub expected_version: Option<u32>,
}

/// A changed or new entry. Commit it under the condition that it is as it was read, or still unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerIdChanged {
    pub entry: RegisteredPartnerId,
    /// The version that was read; none if there was no entry.
    pub old_version: Option<u32>,
    /// Set if the holder's agreement changes.
    pub agreement_active: Option<bool>,
    /// On the operator's side, and on the holder's if there is one (N3).
    pub audit: Vec<AuditRecord>,
}

impl RegisteredPartnerId {
    /// Whether it is in the list of those that are held and can't be used for want of being active.
    #[must_use]
    pub fn is_held_inactive(&self) -> bool {
        self.holder.is_some() && !self.active
    }
}

/// Reads an entry (Z11).
///
/// # Errors
/// Anybody but the operator's people; a partner ID that isn't in the registry.
pub fn read<'a>(
    person: &Person,
    own: Option<&Organisation>,
    entry: Option<&'a RegisteredPartnerId>,
) -> Result<&'a RegisteredPartnerId, Rejection> {
    permit(Action::ReadPartnerId, standing(own), &person.roles)?;
    entry.ok_or(Rejection::NotFound)
}

/// Registers a partner ID, or changes what the registry says of it (Z11). `Ok(None)`: it is like that
/// already.
///
/// # Errors
/// Anybody but the operator's people; an etag of another version, or of an entry that isn't there; an
/// agreement of nobody.
pub fn change(
    write: &Write,
    own: Option<&Organisation>,
    old: Option<&RegisteredPartnerId>,
    command: &ChangePartnerId,
) -> Result<Option<PartnerIdChanged>, Rejection> {
    permit(Action::ChangePartnerId, standing(own), &write.person.roles)?;
    let old_version = old.map(|old| old.version);
    if command.expected_version.is_some_and(|version| Some(version) != old_version) {
        return Err(Rejection::StaleEtag);
    }
    let entry = command.applied_to(old)?;
    if old == Some(&entry) {
        return Ok(None);
    }
    let version = old_version.map_or(RegisteredPartnerId::FIRST_VERSION, |version| version + 1);
    let entry = RegisteredPartnerId { version, ..entry };
    let sides = [write.person.tenant_id].into_iter().chain(entry.holder.as_ref().map(|h| h.tenant_id));
    let audit = record(write, old, &entry).for_each(sides);
    let agreement = |entry: &RegisteredPartnerId| entry.holder.as_ref().map(|holder| holder.agreement_active);
    let agreement_active = agreement(&entry).filter(|_| old.and_then(agreement) != agreement(&entry));
    Ok(Some(PartnerIdChanged { entry, old_version, agreement_active, audit }))
}

impl ChangePartnerId {
    /// The entry as it is wanted, of the version that it had.
    fn applied_to(&self, old: Option<&RegisteredPartnerId>) -> Result<RegisteredPartnerId, Rejection> {
        let Registration { mpn_id, name, account_type, country, active } = self.registration.clone();
        let mut holder = old.and_then(|old| old.holder.clone());
        if let Some(agreement_active) = self.agreement_active {
            let Some(holder) = &mut holder else {
                let rule = "can be given for a partner ID that somebody holds only";
                return Err(Rejection::field("agreementActive", rule));
            };
            holder.agreement_active = agreement_active;
        }
        let version = old.map_or(RegisteredPartnerId::FIRST_VERSION, |old| old.version);
        Ok(RegisteredPartnerId { mpn_id, name, account_type, active, country, holder, version })
    }
}

/// Who may list the inactive ones that are held: the operator's people all of them, a provider's those of
/// its partners. Whether a list is to be narrowed to a provider's partners.
///
/// # Errors
/// Anybody else.
pub fn may_list_inactive(person: &Person, own: Option<&Organisation>) -> Result<bool, Rejection> {
    permit(Action::ListInactivePartnerIds, standing(own), &person.roles)?;
    Ok(own.is_some_and(|own| own.kind == OrganisationKind::IndirectProvider))
}

/// Whether a provider sees an inactive entry: its holder is a reseller that is its partner at present.
#[must_use]
pub fn concerns_provider(
    entry: &RegisteredPartnerId,
    provider: TenantId,
    partnership: Option<&Partnership>,
) -> bool {
    let holder = entry.holder.as_ref().map(|holder| holder.tenant_id);
    partnership.is_some_and(|partnership| {
        partnership.is_active()
            && partnership.provider.tenant_id == provider
            && Some(partnership.reseller.tenant_id) == holder
    })
}

/// From what to what, as far as the two differ.
fn record(write: &Write, old: Option<&RegisteredPartnerId>, new: &RegisteredPartnerId) -> AuditRecord {
    let (from, to) = differing(old.map(said), said(new));
    AuditRecord {
        organisation: write.person.tenant_id,
        customer_id: None,
        customer_name: None,
        operation: if old.is_some() { Operation::UpdatePartnerId } else { Operation::RegisterPartnerId },
        resource: Resource::PartnerId,
        resource_id: new.mpn_id.to_string(),
        old: from,
        new: to,
    }
}

/// What an audit record holds of an entry.
fn said(entry: &RegisteredPartnerId) -> Value {
    let mut said = json!({
        "name": entry.name, "accountType": entry.account_type, "country": entry.country,
        "status": entry.status(),
    });
    if let Some(holder) = &entry.holder {
        said["agreementActive"] = holder.agreement_active.into();
    }
    said
}

/// What the audit trail keeps of an import as a whole; each held entry that it changes has records of its
/// own beside that.
#[must_use]
pub fn import_record(operator: TenantId, file_digest: &str, counts: Value) -> AuditRecord {
    AuditRecord {
        organisation: operator,
        customer_id: None,
        customer_name: None,
        operation: Operation::ImportPartnerIds,
        resource: Resource::PartnerId,
        resource_id: file_digest.to_owned(),
        old: None,
        new: Some(counts),
    }
}

impl RegisteredPartnerId {
    /// Of an entry that nobody has changed yet.
    pub const FIRST_VERSION: u32 = 1;

    #[must_use]
    pub fn status(&self) -> &'static str {
        if self.active { "active" } else { "inactive" }
    }
}

#[cfg(test)]
mod tests;

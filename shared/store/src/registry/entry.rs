//! Entries of the registry as items, and what changes them.

use tandem_domain::Fault;
use tandem_domain::partner_id::{PartnerIdChanged, RegisteredPartnerId};

use crate::expression::{Expression, expression};
use crate::item::{Item, indexed, item, number, text, value};
use crate::keys::{self, index};
use crate::transaction::{Transaction, same};

/// An entry with its place among the inactive ones, if that is where it belongs.
pub(crate) fn entry_item(entry: &RegisteredPartnerId) -> Result<Item, Fault> {
    let item = item(keys::partner_id(entry.mpn_id), "partner_id", entry)?;
    Ok(if entry.is_held_inactive() { indexed(item, 1, index::inactive(entry.mpn_id)) } else { item })
}

impl<R: 'static> Transaction<'_, R> {
    /// Writes what the registry says of a partner ID. Of two changes at once, or of a change and an
    /// enrollment with this partner ID, the first wins: the other was decided on what is no longer so.
    pub(crate) fn change_entry(
        &mut self,
        changed: &PartnerIdChanged,
        moved: impl Fn() -> R + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let entry = &changed.entry;
        match changed.old_version {
            // Nobody can hold what isn't there.
            None => {
                self.put(entry_item(entry)?, expression("attribute_not_exists(PK)"), move |_| Ok(moved()))
            }
            Some(version) => {
                let unchanged = as_it_was_read(entry, version);
                let key = keys::partner_id(entry.mpn_id);
                self.update(&key, what_is_said(changed)?, unchanged, move |_| Ok(moved()))
            }
        }
    }
}

/// Sets everything but the holder, whose agreement alone is the operator's to change.
fn what_is_said(changed: &PartnerIdChanged) -> Result<Expression, Fault> {
    let entry = &changed.entry;
    let mut set = "SET #name = :name, #accountType = :accountType, #active = :active, \
                   #country = :country, #version = :version"
        .to_owned();
    let mut values = vec![
        (":name", value(&entry.name)?),
        (":accountType", value(&entry.account_type)?),
        (":active", value(&entry.active)?),
        (":country", value(&entry.country)?),
        (":version", number(entry.version)),
    ];
    if let Some(agreement_active) = changed.agreement_active {
        set.push_str(", #holder.#agreementActive = :agreementActive");
        values.push((":agreementActive", value(&agreement_active)?));
    }
    if entry.is_held_inactive() {
        let place = index::inactive(entry.mpn_id);
        set.push_str(", GSI1PK = :partition, GSI1SK = :position");
        values.extend([(":partition", text(place.pk)), (":position", text(place.sk))]);
    } else if entry.holder.is_some() {
        set.push_str(" REMOVE GSI1PK, GSI1SK");
    }
    Ok(values.into_iter().fold(expression(set), |set, (name, value)| set.with(name, value)))
}

/// The version that was read, held by whoever held it then.
fn as_it_was_read(entry: &RegisteredPartnerId, version: u32) -> Expression {
    let same_version = if version == RegisteredPartnerId::FIRST_VERSION {
        "(attribute_not_exists(#version) OR #version = :old)"
    } else {
        "#version = :old"
    };
    let read = match &entry.holder {
        None => {
            expression(format!("{same_version} AND attribute_exists(PK) AND attribute_not_exists(#holder)"))
        }
        Some(holder) => expression(format!("{same_version} AND #holder.#tenantId = :heldBy"))
            .with(":heldBy", same(&holder.tenant_id)),
    };
    read.with(":old", number(version))
}

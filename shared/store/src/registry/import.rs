//! Many lines of the registry at once, some in each transaction.

use tandem_domain::audit::AuditRecord;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::{
    ChangePartnerId, PartnerIdChanged, RegisteredPartnerId, Registration, change,
};
use tandem_domain::{Fault, Halt, Rejection, SavedAnswer, Write};

use crate::Store;
use crate::keys::{self, Key};
use crate::transaction::{NotCommitted, Transaction};

/// What became of a line of an import.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    New,
    Changed,
    Unchanged,
    Refused(Rejection),
}

/// How often a line is decided anew because its entry was changed at the same time.
const MOST_ROUNDS: usize = 3;

impl Store {
    /// The most lines of one [`Store::import_partner_ids`]: one read, and one transaction with the item of
    /// its request id.
    pub const MOST_REGISTRATIONS: usize = 99;

    /// Makes the registry say of each partner ID what its line says, and tells what became of each line:
    /// one batch read and, unless all of it is so already, one transaction. Lines of entries that were
    /// changed at the same time are decided anew, each alone. With `dry_run` nothing is written.
    ///
    /// Each line is whole or not there; the lines are not one change. Importing them again is safe.
    ///
    /// # Errors
    /// The storage fails: some of the lines may be in the registry.
    pub async fn import_partner_ids(
        &self,
        write: &Write,
        operator: &Organisation,
        lines: &[Registration],
        dry_run: bool,
    ) -> Result<Vec<Imported>, Fault> {
        let mut outcomes = vec![Imported::Refused(Rejection::StaleEtag); lines.len()];
        let mut pending: Vec<usize> = (0..lines.len()).collect();
        for round in 0..MOST_ROUNDS {
            let mut batch = Batch::default();
            let mut batches = Vec::new();
            let keys: Vec<Key> = pending.iter().map(|at| keys::partner_id(lines[*at].mpn_id)).collect();
            let mut found = self.fetch(keys).await?;
            for at in std::mem::take(&mut pending) {
                let old: Option<RegisteredPartnerId> = found.take(&keys::partner_id(lines[at].mpn_id))?;
                let (outcome, changed) = decided(write, operator, old.as_ref(), &lines[at]);
                outcomes[at] = outcome;
                let Some(changed) = changed.filter(|_| !dry_run) else { continue };
                if round > 0 || !batch.has_room_for(&changed) {
                    batches.push(std::mem::take(&mut batch));
                }
                batch.push(at, changed);
            }
            batches.push(batch);
            for batch in batches {
                if !self.commit_batch(write, &batch).await? {
                    pending.extend(batch.lines);
                }
            }
            if pending.is_empty() {
                return Ok(outcomes);
            }
        }
        // Somebody else was quicker each time.
        for at in pending {
            outcomes[at] = Imported::Refused(Rejection::StaleEtag);
        }
        Ok(outcomes)
    }

    /// Whether nothing of it was changed by others in the meantime.
    async fn commit_batch(&self, write: &Write, batch: &Batch) -> Result<bool, Fault> {
        if batch.changes.is_empty() {
            return Ok(true);
        }
        let operation = uuid::Uuid::new_v4().to_string();
        // A change of its own: its records and the item of its request id are its own, too.
        let write = Write { replay_key: format!("import {operation}"), operation, ..write.clone() };
        let mut transaction: Transaction<'_, ()> = self.transaction(&write);
        for changed in &batch.changes {
            transaction.change_entry(changed, || ())?;
        }
        let records: Vec<_> = batch.changes.iter().flat_map(records_of).cloned().collect();
        transaction.record(&write, &records)?;
        match transaction.commit(&SavedAnswer::unread()).await {
            Ok(()) => Ok(true),
            Err(NotCommitted::Refused(())) => Ok(false),
            Err(NotCommitted::Halted(Halt::Fault(fault))) => Err(fault),
            Err(NotCommitted::Halted(halt)) => Err(Fault::Corrupt(format!("an import was halted: {halt:?}"))),
        }
    }
}

/// Changes that one transaction holds.
#[derive(Default)]
struct Batch {
    lines: Vec<usize>,
    changes: Vec<PartnerIdChanged>,
    actions: usize,
}

impl Batch {
    fn has_room_for(&self, changed: &PartnerIdChanged) -> bool {
        self.actions + 1 + records_of(changed).len() <= Store::MOST_REGISTRATIONS
    }

    fn push(&mut self, line: usize, changed: PartnerIdChanged) {
        self.actions += 1 + records_of(&changed).len();
        self.lines.push(line);
        self.changes.push(changed);
    }
}

/// The records of a change within an import: where somebody holds the partner ID, its own on both sides; of
/// all others the record of the import as a whole tells.
fn records_of(changed: &PartnerIdChanged) -> &[AuditRecord] {
    if changed.entry.holder.is_some() { &changed.audit } else { &[] }
}

fn decided(
    write: &Write,
    operator: &Organisation,
    old: Option<&RegisteredPartnerId>,
    line: &Registration,
) -> (Imported, Option<PartnerIdChanged>) {
    let command =
        ChangePartnerId { registration: line.clone(), agreement_active: None, expected_version: None };
    match change(write, Some(operator), old, &command) {
        Ok(None) => (Imported::Unchanged, None),
        Ok(Some(changed)) if changed.old_version.is_none() => (Imported::New, Some(changed)),
        Ok(Some(changed)) => (Imported::Changed, Some(changed)),
        Err(rejection) => (Imported::Refused(rejection), None),
    }
}

//! The audit trail (N3): one item per party and change, never changed, never overwritten.

use serde::Serialize;
use tandem_domain::audit::AuditRecord;
use tandem_domain::write::Person;
use tandem_domain::{Fault, Timestamp, Write};

use crate::item::item;
use crate::keys;
use crate::transaction::Transaction;

/// How long records are kept.
const YEARS_KEPT: u32 = 7;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kept<'a> {
    #[serde(flatten)]
    record: &'a AuditRecord,
    who: &'a Person,
    at: Timestamp,
    request_id: &'a str,
    correlation_id: &'a str,
    ttl: i64,
}

impl<R> Transaction<'_, R> {
    /// Adds the records of a change.
    pub(crate) fn record(&mut self, write: &Write, records: &[AuditRecord]) -> Result<(), Fault> {
        for (number, record) in records.iter().enumerate() {
            let kept = Kept {
                record,
                who: &write.person,
                at: write.now,
                request_id: &write.request_id,
                correlation_id: &write.correlation_id,
                ttl: write.now.plus_days(YEARS_KEPT * 366).seconds_up(),
            };
            // The operation's id ends in random digits, which spread the records over the shards.
            let id = format!("{number:02}-{}", write.operation);
            let key = keys::audit(record.organisation, write.now, &id);
            self.put_new(item(key, "audit", &kept)?)?;
        }
        Ok(())
    }
}

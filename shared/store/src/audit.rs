//! The audit trail (N3): one item per party and change, never changed, never overwritten.
//!
//! A side's records lie in partitions by year and shard, in order of time. A page is read in two round
//! trips at most: of the latest year in question first, and where that doesn't fill it, of what is left
//! of that year and some before it, all at once. Where there are still more years the page ends short at
//! the end of the next one, so that a long period of a quiet side costs a few pages rather than hundreds
//! of reads at once.

use futures_util::future::try_join;
use serde::Serialize;
use tandem_domain::audit::{AuditEntry, AuditPlace, AuditRecord, Period, Resource};
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest, Position};
use tandem_domain::write::Person;
use tandem_domain::{CustomerId, Fault, TenantId, Timestamp, Write};

use crate::Store;
use crate::expression::{Expression, expression};
use crate::item::{Item, item, record, text, text_of, value};
use crate::keys;
use crate::list::{List, Source, Trips};
use crate::transaction::Transaction;

/// Years that the second round trip looks at, all at once: with the first one's, all that there are if
/// records are kept for [`tandem_domain::audit::RETENTION_YEARS`].
const YEARS_AT_ONCE: usize = 8;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kept<'a> {
    #[serde(flatten)]
    record: &'a AuditRecord,
    /// The customer's name as it is searched by.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_search: Option<String>,
    who: &'a Person,
    at: Timestamp,
    request_id: &'a str,
    correlation_id: &'a str,
    ttl: i64,
}

impl<R> Transaction<'_, R> {
    /// Adds the records of a change.
    pub(crate) fn record(&mut self, write: &Write, records: &[AuditRecord]) -> Result<(), Fault> {
        let days = u32::from(self.store().audit_years) * 366;
        for (number, record) in records.iter().enumerate() {
            let kept = Kept {
                record,
                customer_search: record.customer_name.as_ref().map(|name| keys::folded(name.as_str())),
                who: &write.person,
                at: write.now,
                request_id: &write.request_id,
                correlation_id: &write.correlation_id,
                ttl: write.now.plus_days(days).seconds_up(),
            };
            // The operation's id ends in random digits, which spread the records over the shards.
            let id = format!("{number:02}-{}", write.operation);
            let key = keys::audit(record.organisation, write.now, &id);
            self.put_new(item(key, "audit", &kept)?)?;
        }
        Ok(())
    }
}

/// Which records of a period.
#[derive(Clone, Debug)]
pub enum AuditFilter {
    /// Whose customer's name holds this, in any letter case.
    CustomerName(String),
    Customer(CustomerId),
    Resource(Resource),
}

impl Store {
    /// Years that records are kept.
    #[must_use]
    pub fn audit_years(&self) -> u8 {
        self.audit_years
    }

    /// One page of a side's records, the newest first, and the caller's organisation.
    pub async fn audit_trail(
        &self,
        caller: TenantId,
        side: TenantId,
        period: Period,
        filter: Option<&AuditFilter>,
        request: &PageRequest,
    ) -> Result<(Option<Organisation>, Page<AuditEntry>), Fault> {
        let trail = Trail { side, period, filter };
        let latest = trail.part(request.after.as_ref(), 1)?;
        let (own, mut page) = try_join(self.organisation(caller), self.part_of(&latest, request)).await?;
        let rest = request.size - page.items.len();
        if let Some(after) = page.next.clone().filter(|_| rest > 0) {
            let before = trail.part(Some(&after), YEARS_AT_ONCE)?;
            let more = self.part_of(&before, &PageRequest { size: rest, after: Some(after) }).await?;
            page.items.extend(more.items);
            page.next = more.next;
        }
        Ok((own, page.try_map(entry)?))
    }

    /// A page of a part of the trail, which goes on where the part ends.
    async fn part_of(&self, part: &Part, request: &PageRequest) -> Result<Page<Item>, Fault> {
        let page = match &part.list {
            Some(list) => self.page(list, request, Trips::One).await?,
            None => Page { items: Vec::new(), next: None },
        };
        Ok(Page { next: page.next.or_else(|| part.end.clone()), ..page })
    }

    /// One record, and the caller's organisation.
    pub async fn audit_entry(
        &self,
        caller: TenantId,
        place: &AuditPlace,
    ) -> Result<(Option<Organisation>, Option<AuditEntry>), Fault> {
        let (own, at) = (keys::organisation(caller), keys::audit(place.organisation, place.at, &place.id));
        let mut found = self.fetch([own.clone(), at.clone()]).await?;
        let entry: Option<AuditEntry> = found.take(&at)?;
        Ok((found.take(&own)?, entry.map(|entry| AuditEntry { id: place.id.clone(), ..entry })))
    }
}

/// Where a list that ends with this record goes on.
#[must_use]
pub fn audit_position(last: &AuditEntry) -> Position {
    Position::new(keys::audit(last.record.organisation, last.at, &last.id).sk)
}

/// Which records are wanted, and whose.
struct Trail<'a> {
    side: TenantId,
    period: Period,
    filter: Option<&'a AuditFilter>,
}

/// Some years of a trail.
struct Part {
    /// None if there is no year left.
    list: Option<List>,
    /// Where the years before begin, if the period has any.
    end: Option<Position>,
}

impl Trail<'_> {
    /// The latest years from `after` on: nothing younger is wanted any more.
    fn part(&self, after: Option<&Position>, years: usize) -> Result<Part, Fault> {
        let youngest = after.and_then(|after| after.as_str().get(..4)?.parse().ok());
        let mut from_there =
            self.period.years().filter(|year| youngest.is_none_or(|youngest: i16| *year <= youngest));
        let latest: Vec<_> = from_there.by_ref().take(years).collect();
        let list = if latest.is_empty() { None } else { Some(self.list(&latest)?) };
        Ok(Part { list, end: from_there.next().map(|year| Position::new(keys::audit_end(year))) })
    }

    fn list(&self, years: &[i16]) -> Result<List, Fault> {
        let partitions = years.iter().flat_map(|year| keys::audit_year(self.side, *year)).collect();
        let mut list = List::of(Source::Table, partitions);
        // An item's key goes on behind its time.
        list.between = Some((self.period.from.to_string(), format!("{}$", self.period.to)));
        list.newest_first = true;
        list.filter = self.filter.map(condition).transpose()?;
        Ok(list)
    }
}

fn condition(filter: &AuditFilter) -> Result<Expression, Fault> {
    Ok(match filter {
        AuditFilter::CustomerName(part) => {
            expression("contains(#customerSearch, :part)").with(":part", text(keys::folded(part)))
        }
        AuditFilter::Customer(id) => expression("#customerId = :id").with(":id", text(id.to_string())),
        AuditFilter::Resource(resource) => {
            expression("#resource = :resource").with(":resource", value(resource)?)
        }
    })
}

fn entry(item: Item) -> Result<AuditEntry, Fault> {
    let id = text_of(&item, "SK").split_once('#').map(|(_, id)| id.to_owned()).unwrap_or_default();
    Ok(AuditEntry { id, ..record(item)? })
}

#[cfg(test)]
mod tests {
    use tandem_domain::TenantId;
    use tandem_domain::audit::Period;

    use super::{Trail, YEARS_AT_ONCE};
    use crate::keys;

    #[test]
    fn the_parts_of_a_long_period_join_and_are_few_shards_each() {
        let time = |text: &str| text.parse().expect("a time");
        let period = Period { from: time("1977-03-01T00:00:00Z"), to: time("2026-11-21T00:00:00Z") };
        let side = TenantId::new(uuid::Uuid::from_u128(1));
        let trail = Trail { side, period, filter: None };
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let part = trail.part(after.as_ref(), YEARS_AT_ONCE).expect("a part");
            let shards = part.list.expect("a list").partitions;
            assert!(shards.len() <= 32);
            seen.extend(shards);
            match part.end {
                Some(end) => after = Some(end),
                None => break,
            }
        }
        let all: Vec<_> = (1977..=2026).rev().flat_map(|year| keys::audit_year(side, year)).collect();
        assert_eq!(seen, all, "each year once");
    }

    #[test]
    fn a_part_ends_above_all_records_of_the_year_before_and_below_all_later_ones() {
        let at = |time: &str| {
            keys::audit(TenantId::new(uuid::Uuid::nil()), time.parse().expect("a time"), "00-x").sk
        };
        let end = keys::audit_end(2024);
        assert!(at("2024-12-31T23:59:59.999Z") < end && end < at("2025-01-01T00:00:00Z"));
    }
}

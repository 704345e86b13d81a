//! The audit trail (N3): one item per party and change, never changed, never overwritten.
//!
//! A side's records lie in partitions by year and shard, in order of time. Whoever reads gets the latest
//! two years of the period at once, and the years before only where those don't fill the page.

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
use crate::list::{List, Source};
use crate::transaction::Transaction;

/// Years that are read at once, before any older one.
const YEARS_AT_ONCE: usize = 2;

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
        // Nothing younger than the last page's last item is wanted any more.
        let last = request.after.as_ref().and_then(|after| after.as_str().get(..4)?.parse().ok());
        let years = period.years().filter(|year| last.is_none_or(|last: i16| *year <= last));
        let mut latest: Vec<_> = years.collect();
        let older = latest.split_off(latest.len().min(YEARS_AT_ONCE));
        let first = trail(side, &latest, period, filter)?;
        let (own, mut page) = try_join(self.organisation(caller), self.page(&first, request)).await?;
        if page.next.is_none() && !older.is_empty() {
            self.go_on(&mut page, &trail(side, &older, period, filter)?, request.size).await?;
        }
        Ok((own, Page { items: page.items, next: page.next }.try_map(entry)?))
    }

    /// Fills a page that the latest years don't fill.
    async fn go_on(&self, page: &mut Page<Item>, older: &List, size: usize) -> Result<(), Fault> {
        if page.items.len() >= size {
            page.next = page.items.last().map(|item| Position::new(text_of(item, "SK")));
            return Ok(());
        }
        let more = self.page(older, &PageRequest { size: size - page.items.len(), after: None }).await?;
        page.items.extend(more.items);
        page.next = more.next;
        Ok(())
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

fn trail(side: TenantId, years: &[i16], period: Period, filter: Option<&AuditFilter>) -> Result<List, Fault> {
    let partitions = years.iter().flat_map(|year| keys::audit_year(side, *year)).collect();
    let mut list = List::of(Source::Table, partitions);
    // An item's key goes on behind its time.
    list.between = Some((period.from.to_string(), format!("{}$", period.to)));
    list.newest_first = true;
    list.filter = filter.map(condition).transpose()?;
    Ok(list)
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

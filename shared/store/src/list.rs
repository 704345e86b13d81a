//! Lists, page by page, in order.
//!
//! A page goes on where the last one ended: after a *position*, the sort key of its last item. Only
//! the position travels; the partition always comes from the caller and the query, so a cursor can't
//! leave its own list (T5). A partition that is cut into shards is read from all of them at once and
//! merged; one position serves every shard. Each is asked for its share of the page and a few more,
//! for else a page of a large partner would cost as many pages as there are shards.

use aws_sdk_dynamodb::types::Select;
use futures_util::future::try_join_all;
use tandem_domain::Fault;
use tandem_domain::paging::{Page, PageRequest, Position};

use crate::expression::Expression;
use crate::item::{Item, text, text_of};
use crate::{Store, fault};

/// Sort keys begin above this…
const LOWEST: &str = " ";
/// …and below this.
const HIGHEST: char = '\u{10ffff}';
/// How many queries a filtered page may take before it ends short, with a position to go on from.
const MOST_QUERIES: usize = 2;

/// The longest sort key.
const MOST_KEY_BYTES: usize = 1024;

/// Where a list lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The table itself, read consistently.
    Table,
    Index(u8),
}

impl Source {
    fn attribute(self, which: &str) -> String {
        match self {
            Self::Table => which.to_owned(),
            Self::Index(number) => format!("GSI{number}{which}"),
        }
    }

    fn index_name(self) -> Option<String> {
        match self {
            Self::Table => None,
            Self::Index(number) => Some(format!("GSI{number}")),
        }
    }
}

/// A list: a partition, or its shards, and the part of it that is wanted.
pub(crate) struct List {
    pub(crate) source: Source,
    pub(crate) partitions: Vec<String>,
    /// Sort keys begin with this.
    pub(crate) prefix: String,
    /// Sort keys lie between these, both inclusive.
    pub(crate) between: Option<(String, String)>,
    pub(crate) newest_first: bool,
    pub(crate) filter: Option<Expression>,
}

impl List {
    pub(crate) fn of(source: Source, partitions: Vec<String>) -> Self {
        Self { source, partitions, prefix: String::new(), between: None, newest_first: false, filter: None }
    }

    /// The range of sort keys from `after` on. Both ends are inclusive, so the last page's last item
    /// comes again and is passed over.
    fn range(&self, after: Option<&Position>) -> (String, String) {
        let low = if self.prefix.is_empty() { LOWEST.to_owned() } else { self.prefix.clone() };
        let high = format!("{}{HIGHEST}", self.prefix);
        let (low, high) = self.between.clone().unwrap_or((low, high));
        match after {
            None => (low, high),
            Some(after) if self.newest_first => (low, high.min(after.as_str().to_owned())),
            Some(after) => (low.max(after.as_str().to_owned()), high),
        }
    }
}

impl Store {
    /// One page of a list.
    pub(crate) async fn page(&self, list: &List, request: &PageRequest) -> Result<Page<Item>, Fault> {
        let wanted = share(request.size + 1, list.partitions.len());
        let shards = list.partitions.iter().map(|partition| self.part(list, partition, request, wanted));
        let parts = try_join_all(shards).await?;
        let sort = list.source.attribute("SK");
        // Beyond the first position at which a shard stopped early, that shard's items are unknown.
        let stopped: Vec<_> = parts.iter().filter_map(|part| part.next.clone()).collect();
        let first_stop =
            if list.newest_first { stopped.into_iter().max() } else { stopped.into_iter().min() };
        let mut items: Vec<Item> = parts.into_iter().flat_map(|part| part.items).collect();
        items.sort_by(|a, b| text_of(a, &sort).cmp(text_of(b, &sort)));
        if list.newest_first {
            items.reverse();
        }
        if let Some(stop) = &first_stop {
            items.retain(|item| {
                let at = text_of(item, &sort);
                if list.newest_first { at >= stop.as_str() } else { at <= stop.as_str() }
            });
        }
        let more = items.len() > request.size;
        items.truncate(request.size);
        let next =
            if more { items.last().map(|item| Position::new(text_of(item, &sort))) } else { first_stop };
        Ok(Page { items, next })
    }

    /// Up to `wanted` items of one partition. `next` is set if it stopped before the end.
    async fn part(
        &self,
        list: &List,
        partition: &str,
        request: &PageRequest,
        wanted: usize,
    ) -> Result<Page<Item>, Fault> {
        let (low, high) = list.range(request.after.as_ref());
        let mut items = Vec::new();
        // Longer than any key: DynamoDB would refuse to look for it.
        if low > high || high.len() > MOST_KEY_BYTES {
            return Ok(Page { items, next: None });
        }
        let sort = list.source.attribute("SK");
        let mut from = None;
        for _ in 0..MOST_QUERIES {
            let mut query = self
                .client()
                .await
                .query()
                .table_name(&self.table)
                .set_index_name(list.source.index_name())
                .consistent_read(list.source == Source::Table)
                .key_condition_expression("#partition = :partition AND #sort BETWEEN :low AND :high")
                .expression_attribute_names("#partition", list.source.attribute("PK"))
                .expression_attribute_names("#sort", &sort)
                .expression_attribute_values(":partition", text(partition))
                .expression_attribute_values(":low", text(&low))
                .expression_attribute_values(":high", text(&high))
                .scan_index_forward(!list.newest_first)
                .set_exclusive_start_key(from.take());
            if let Some(filter) = &list.filter {
                query = filter.apply_to(query);
            } else {
                query = query.limit(i32::try_from(wanted - items.len() + 1).unwrap_or(i32::MAX));
            }
            let answer = query.send().await.map_err(|error| fault(&error))?;
            let shown = request.after.as_ref().map(Position::as_str);
            items.extend(
                answer
                    .items
                    .unwrap_or_default()
                    .into_iter()
                    .filter(|item| Some(text_of(item, &sort)) != shown),
            );
            from = answer.last_evaluated_key;
            if from.is_none() || items.len() >= wanted {
                break;
            }
        }
        let next = if items.len() > wanted {
            items.truncate(wanted);
            items.last().map(|item| Position::new(text_of(item, &sort)))
        } else {
            from.map(|from| Position::new(text_of(&from, &sort)))
        };
        Ok(Page { items, next })
    }

    /// How many items a partition of an index holds, exact up to `most`; more than that is `most` + 1.
    pub(crate) async fn count(&self, source: Source, partition: String, most: u32) -> Result<u32, Fault> {
        let query = self
            .client()
            .await
            .query()
            .table_name(&self.table)
            .set_index_name(source.index_name())
            .select(Select::Count)
            .limit(i32::try_from(most + 1).unwrap_or(i32::MAX))
            .key_condition_expression("#partition = :partition")
            .expression_attribute_names("#partition", source.attribute("PK"))
            .expression_attribute_values(":partition", text(partition));
        let mut counted = 0;
        let mut from = None;
        loop {
            let answer =
                query.clone().set_exclusive_start_key(from).send().await.map_err(|error| fault(&error))?;
            counted += u32::try_from(answer.count).unwrap_or_default();
            from = answer.last_evaluated_key;
            if from.is_none() || counted > most {
                return Ok(counted.min(most + 1));
            }
        }
    }
}

/// How many items to ask of each shard so that all of them together give `wanted`. Items lie in the
/// shards by their random ids, so a shard holds its part of a page give or take a little: with three
/// to four standard deviations on top, one page in a thousand ends an item or two short, with a
/// position to go on from.
fn share(wanted: usize, shards: usize) -> usize {
    let even = wanted.div_ceil(shards.max(1));
    if shards <= 1 { even } else { (even + 3 * even.isqrt() + 1).min(wanted) }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_shard_is_asked_for_its_share_and_a_few_more() {
        assert_eq!(
            [share(101, 1), share(2, 4), share(5, 4), share(101, 4), share(501, 4)],
            [101, 2, 5, 42, 160]
        );
    }
}

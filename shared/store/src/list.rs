//! Lists, page by page, in order.
//!
//! A page goes on where the last one ended: after a *position*, the sort key of its last item. Only
//! the position travels; the partition always comes from the caller and the query, so a cursor can't
//! leave its own list (T5). A partition that is cut into shards is read from all of them at once and
//! merged; one position serves every shard. Each is asked for its share of the page and a few more,
//! for else a page of a large partner would cost as many pages as there are shards.
//!
//! No read takes more than two round trips, one after the other. The table may end an answer early (at
//! 1 MB, or where few items pass a filter), so a list says by [`Trips`] how many it has left: two if it
//! is read at once with everything else, one if something was read before it. A page that isn't full by
//! then ends short, with a position to go on from.

use aws_sdk_dynamodb::types::Select;
use futures_util::future::try_join_all;
use tandem_domain::Fault;
use tandem_domain::paging::{Page, PageRequest, Position};
use tandem_domain::removal::Count;

use crate::expression::Expression;
use crate::item::{Item, text, text_of};
use crate::keys::prefix;
use crate::{Store, fault};

/// Sort keys begin above this.
const LOWEST: &str = " ";
/// How many items a filter looks at in one round trip, over all partitions of a list: about as much as
/// four answers may hold, and what a function can hold if all of them pass.
const LOOKED_AT: usize = 4000;

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

/// How many round trips a page may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trips {
    /// Something else was read before.
    One,
    /// Nothing was.
    Two,
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
        let high = prefix::above(&self.prefix);
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
    pub(crate) async fn page(
        &self,
        list: &List,
        request: &PageRequest,
        trips: Trips,
    ) -> Result<Page<Item>, Fault> {
        let shards = list.partitions.iter().map(|partition| self.part(list, partition, request, trips));
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

    /// One partition's share of a page. `next` is set if it stopped before the end.
    async fn part(
        &self,
        list: &List,
        partition: &str,
        request: &PageRequest,
        trips: Trips,
    ) -> Result<Page<Item>, Fault> {
        let wanted = share(request.size + 1, list.partitions.len());
        let (low, high) = list.range(request.after.as_ref());
        let mut items = Vec::new();
        // Longer than any key: DynamoDB would refuse to look for it.
        if low > high || high.len() > MOST_KEY_BYTES {
            return Ok(Page { items, next: None });
        }
        let sort = list.source.attribute("SK");
        let mut from = None;
        let most_queries = if trips == Trips::One { 1 } else { 2 };
        for _ in 0..most_queries {
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
            let most = match &list.filter {
                Some(filter) => {
                    query = filter.apply_to(query);
                    LOOKED_AT / list.partitions.len()
                }
                None => wanted - items.len() + 1,
            };
            query = query.limit(i32::try_from(most).unwrap_or(i32::MAX));
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

    /// How many items the partitions of an index hold, exact up to `most`. An index's answers hold some
    /// thousand items, so two of them will do for each; if ever they don't, there are at least as many.
    pub(crate) async fn count(
        &self,
        source: Source,
        partitions: Vec<String>,
        most: u32,
    ) -> Result<Count, Fault> {
        let each = partitions.into_iter().map(|partition| self.count_one(source, partition, most));
        let counted = try_join_all(each).await?;
        let number = counted.iter().map(|count| count.number).sum::<u32>();
        let ended = counted.iter().all(|count| !count.or_more);
        Ok(Count { number: number.min(most), or_more: number > most || !ended })
    }

    async fn count_one(&self, source: Source, partition: String, most: u32) -> Result<Count, Fault> {
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
        let mut number = 0;
        let mut from = None;
        for _ in 0..2 {
            let answer =
                query.clone().set_exclusive_start_key(from).send().await.map_err(|error| fault(&error))?;
            number += u32::try_from(answer.count).unwrap_or_default();
            from = answer.last_evaluated_key;
            if from.is_none() || number > most {
                break;
            }
        }
        Ok(Count { number, or_more: from.is_some() })
    }
}

/// How many items to ask of each shard so that all of them together give `wanted`. Items lie in the
/// shards by their random ids, so a shard holds its part of a page give or take a little: with two to
/// three standard deviations on top, one page in a hundred ends an item or two short, with a position to
/// go on from; a page reads half as much again as it shows.
fn share(wanted: usize, shards: usize) -> usize {
    let even = wanted.div_ceil(shards.max(1));
    if shards <= 1 { even } else { (even + 2 * even.isqrt() + 1).min(wanted) }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_shard_is_asked_for_its_share_and_a_few_more() {
        assert_eq!(
            [share(101, 1), share(2, 4), share(5, 4), share(101, 4), share(501, 4)],
            [101, 2, 5, 37, 149]
        );
    }
}

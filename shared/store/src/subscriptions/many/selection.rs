//! Finding the subscriptions of a call that doesn't list them.

use std::collections::HashSet;

use futures_util::future::try_join_all;
use tandem_domain::paging::PageRequest;
use tandem_domain::subscription::Subscription;
use tandem_domain::{CustomerId, Fault, PartnerId, TenantId};

use super::Line;
use crate::Store;
use crate::expression::expression;
use crate::fetch::MOST_KEYS;
use crate::item::{record, text};
use crate::keys::{self, index, prefix};
use crate::list::{List, Source, Trips};
use crate::transaction::same;

/// The most subscriptions of one call.
const MOST_LINES: usize = PageRequest::MOST;
/// How many pages of a customer's subscriptions are looked through for those.
const MOST_PAGES: usize = 8;

/// How the subscriptions are found, where the call doesn't list them.
#[derive(Clone, Debug)]
pub enum Selection {
    OfCustomer {
        customer: CustomerId,
        mpn_id: Option<PartnerId>,
    },
    /// By the reseller that has the partner ID. An index answers this, and follows the table a moment
    /// later: what was changed just now may be missing, also where there is said to be nothing further.
    OfRecord {
        reseller: TenantId,
        mpn_id: PartnerId,
    },
}

impl Store {
    /// The subscriptions that a provider ordered and that the selection is about, but for those that
    /// have the wanted reseller already or are deleted, and those of customers whose provider it is no
    /// more, which must look as if there were none (Z12); and whether there are further ones.
    pub async fn selected(
        &self,
        provider: TenantId,
        selection: &Selection,
        wanted: PartnerId,
    ) -> Result<(Vec<Line>, bool), Fault> {
        let list = selection.list(provider, wanted);
        let mut lines = Vec::new();
        let mut page = PageRequest { size: MOST_LINES, after: None };
        for _ in 0..MOST_PAGES {
            let found = self.page(&list, &page, Trips::Two).await?;
            let mut of_page: Vec<Line> = Vec::with_capacity(found.items.len());
            for item in found.items {
                let subscription: Subscription = record(item)?;
                of_page.push((subscription.customer_id, subscription.id));
            }
            let served = self.served_by(provider, &of_page).await?;
            lines.extend(of_page.into_iter().filter(|(customer, _)| served.contains(customer)));
            page.after = found.next;
            if page.after.is_none() || lines.len() >= MOST_LINES {
                break;
            }
        }
        let more = page.after.is_some() || lines.len() > MOST_LINES;
        lines.truncate(MOST_LINES);
        Ok((lines, more))
    }

    /// Of these lines' customers those that the provider has a relationship with, read at once.
    async fn served_by(&self, provider: TenantId, lines: &[Line]) -> Result<HashSet<CustomerId>, Fault> {
        let customers: HashSet<_> = lines.iter().map(|(customer, _)| *customer).collect();
        let customers: Vec<_> = customers.into_iter().collect();
        let batches = customers.chunks(MOST_KEYS).map(|batch| async move {
            let key = |customer: &CustomerId| keys::customer_partner(*customer, provider);
            let found = self.fetch(batch.iter().map(key)).await?;
            Ok::<_, Fault>(batch.iter().copied().filter(|customer| found.has(&key(customer))).collect())
        });
        let served: Vec<Vec<CustomerId>> = try_join_all(batches).await?;
        Ok(served.into_iter().flatten().collect())
    }
}

impl Selection {
    fn list(&self, provider: TenantId, wanted: PartnerId) -> List {
        const OTHERS: &str = "#orderedBy = :provider AND #status <> :deleted AND \
                              (attribute_not_exists(#resellerOfRecord) OR #resellerOfRecord.#mpnId <> :wanted)";
        let others = |more: &str| {
            expression(format!("{OTHERS}{more}"))
                .with(":provider", same(&provider))
                .with(":deleted", text("deleted"))
                .with(":wanted", same(&wanted))
        };
        let only = " AND #resellerOfRecord.#mpnId = :replaced";
        match self {
            Self::OfCustomer { customer, mpn_id } => {
                let mut list = List::of(Source::Table, vec![keys::customer(*customer).pk]);
                prefix::SUBSCRIPTION.clone_into(&mut list.prefix);
                list.filter = Some(match mpn_id {
                    Some(mpn_id) => others(only).with(":replaced", same(mpn_id)),
                    None => others(""),
                });
                list
            }
            Self::OfRecord { reseller, mpn_id } => {
                let partition = index::subscriptions_of_record(provider, *reseller);
                let mut list = List::of(Source::Index(1), vec![partition]);
                list.filter = Some(others(only).with(":replaced", same(mpn_id)));
                list
            }
        }
    }
}

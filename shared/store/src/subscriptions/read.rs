//! Reading subscriptions, their ledgers, and who may answer for them.

use tandem_domain::customer::{Customer, CustomerPartner};
use tandem_domain::paging::{Page, PageRequest, Position};
use tandem_domain::subscription::{RecordLedgerEntry, Subscription};
use tandem_domain::{CustomerId, Fault, OrderId, PartnerId, SubscriptionId, TenantId, Timestamp};

use crate::Store;
use crate::expression::expression;
use crate::item::{record, text_of};
use crate::keys::{self, prefix};
use crate::list::{List, Source, Trips};
use crate::of_customer::OfCustomer;
use crate::transaction::same;

/// Which of a customer's subscriptions are wanted; all of them if nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SubscriptionFilter {
    /// The reseller of record's partner ID.
    pub mpn_id: Option<PartnerId>,
    pub order_id: Option<OrderId>,
}

/// A line of the ledger, and when the next one began.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    pub entry: RecordLedgerEntry,
    pub until: Option<Timestamp>,
}

impl Store {
    /// A subscription and the caller's relationship with its customer, in one read.
    pub async fn subscription(
        &self,
        customer: CustomerId,
        id: SubscriptionId,
        caller: TenantId,
    ) -> Result<(Option<Subscription>, Option<CustomerPartner>), Fault> {
        let [subscription, relation] =
            [keys::subscription(customer, id), keys::customer_partner(customer, caller)];
        let mut found = self.fetch([subscription.clone(), relation.clone()]).await?;
        Ok((found.take(&subscription)?, found.take(&relation)?))
    }

    /// The same, and the customer.
    pub async fn subscription_and_customer(
        &self,
        customer: CustomerId,
        id: SubscriptionId,
        caller: TenantId,
    ) -> Result<(Option<Subscription>, Option<CustomerPartner>, Option<Customer>), Fault> {
        let [subscription, relation, known] = [
            keys::subscription(customer, id),
            keys::customer_partner(customer, caller),
            keys::customer(customer),
        ];
        let mut found = self.fetch([subscription.clone(), relation.clone(), known.clone()]).await?;
        Ok((found.take(&subscription)?, found.take(&relation)?, found.take(&known)?))
    }

    /// The subscriptions of a customer.
    pub async fn subscriptions(
        &self,
        customer: CustomerId,
        caller: TenantId,
        filter: SubscriptionFilter,
        page: &PageRequest,
    ) -> Result<OfCustomer<Subscription>, Fault> {
        let filter = match (filter.mpn_id, filter.order_id) {
            (None, None) => None,
            (Some(mpn_id), None) => Some(expression(OF_RECORD).with(":mpn", same(&mpn_id))),
            (None, Some(order)) => Some(expression(OF_ORDER).with(":order", same(&order))),
            (Some(mpn_id), Some(order)) => Some(
                expression(format!("{OF_RECORD} AND {OF_ORDER}"))
                    .with(":mpn", same(&mpn_id))
                    .with(":order", same(&order)),
            ),
        };
        self.of_customer((customer, caller), prefix::SUBSCRIPTION, filter, page).await
    }

    /// A page of a ledger, in order of time; its subscription was read before. The line after the page's
    /// last is read with it, for when that one ended.
    pub async fn record_ledger(
        &self,
        customer: CustomerId,
        ledger: SubscriptionId,
        page: &PageRequest,
    ) -> Result<Page<LedgerLine>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(customer).pk]);
        list.prefix = prefix::record_of(ledger);
        let and_next = PageRequest { size: page.size + 1, after: page.after.clone() };
        let found = self.page(&list, &and_next, Trips::One).await?;
        let more = found.items.len() > page.size;
        let end = found.items.get(page.size - 1).filter(|_| more);
        let next = end.map(|item| Position::new(text_of(item, "SK"))).or(found.next);
        let entries: Vec<RecordLedgerEntry> =
            found.items.into_iter().map(record).collect::<Result<_, _>>()?;
        let ends: Vec<_> = entries.iter().skip(1).map(|entry| Some(entry.since)).chain([None]).collect();
        let lines = entries.into_iter().zip(ends).take(page.size);
        Ok(Page { items: lines.map(|(entry, until)| LedgerLine { entry, until }).collect(), next })
    }

    /// Those of the tenants that are partners of the customer.
    pub async fn partners_among(
        &self,
        customer: CustomerId,
        tenants: impl IntoIterator<Item = TenantId>,
    ) -> Result<Vec<CustomerPartner>, Fault> {
        let keys: Vec<_> = tenants.into_iter().map(|id| keys::customer_partner(customer, id)).collect();
        let mut found = self.fetch(keys.iter().cloned()).await?;
        let partners = keys.iter().map(|key| found.take(key));
        Ok(partners.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// A page of the customer's partners, for whom its subscription was read before.
    pub async fn partners_page(
        &self,
        customer: CustomerId,
        page: &PageRequest,
    ) -> Result<Page<CustomerPartner>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(customer).pk]);
        prefix::PARTNER.clone_into(&mut list.prefix);
        self.page(&list, page, Trips::One).await?.try_map(record)
    }
}

const OF_RECORD: &str = "#resellerOfRecord.#mpnId = :mpn";
const OF_ORDER: &str = "#orderId = :order";

//! What lies under a customer, listed for one of its parties.

use futures_util::future::try_join;
use serde::de::DeserializeOwned;
use tandem_domain::customer::CustomerPartner;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::{CustomerId, Fault, TenantId};

use crate::Store;
use crate::expression::Expression;
use crate::item::record;
use crate::keys;
use crate::list::{List, Source, Trips};

/// A page of what lies under a customer, and what says whether the caller may see it.
#[derive(Clone, Debug)]
pub struct OfCustomer<T> {
    pub page: Page<T>,
    /// The caller's relationship with the customer.
    pub relation: Option<CustomerPartner>,
    /// Whether there is such a customer.
    pub is_known: bool,
}

impl Store {
    /// A page of what begins with `prefix` under a customer, read at once with the relationship.
    pub(crate) async fn of_customer<T: DeserializeOwned>(
        &self,
        (customer, caller): (CustomerId, TenantId),
        prefix: &str,
        filter: Option<Expression>,
        page: &PageRequest,
    ) -> Result<OfCustomer<T>, Fault> {
        let known = keys::customer(customer);
        let relation = keys::customer_partner(customer, caller);
        let mut list = List::of(Source::Table, vec![known.pk.clone()]);
        prefix.clone_into(&mut list.prefix);
        list.filter = filter;
        let items = self.fetch([relation.clone(), known.clone()]);
        let (page, mut found) = try_join(self.page(&list, page, Trips::Two), items).await?;
        Ok(OfCustomer {
            page: page.try_map(record)?,
            relation: found.take(&relation)?,
            is_known: found.has(&known),
        })
    }
}

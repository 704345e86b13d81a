//! Customers read by their parties, and listed by name, domain or the partner that they are shared with.

use futures_util::future::try_join4;
use tandem_domain::customer::{Customer, CustomerPartner, DomainName};
use tandem_domain::delegated_admin::DelegatedAdmin;
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::{Cloud, CustomerId, Fault, TenantId};

use super::Pair;
use crate::Store;
use crate::item::record;
use crate::keys::{self, index, prefix};
use crate::list::{List, Source};

/// A customer as one of its parties sees it.
#[derive(Debug)]
pub struct CustomerView {
    pub customer: Option<Customer>,
    /// The caller's own relationship with it.
    pub relation: Option<CustomerPartner>,
    /// The caller's own privileges there.
    pub delegated_admin: Option<DelegatedAdmin>,
}

/// A customer's partners, as one of its parties sees it.
#[derive(Debug)]
pub struct PartnersView {
    pub view: CustomerView,
    pub partners: Vec<CustomerPartner>,
    pub pairs: Vec<Pair>,
    /// Who holds privileges there; for the customer's own people only (A1).
    pub delegated_admins: Vec<DelegatedAdmin>,
}

/// Which customers a list holds.
#[derive(Clone, Debug)]
pub enum CustomerFilter {
    /// Those whose name begins with this; all of them if it is empty.
    CompanyName(String),
    /// Those whose default domain begins with this.
    Domain(String),
    /// Those that a provider shares with this reseller.
    IndirectReseller(TenantId),
    /// Those that a reseller shares with this provider (C8).
    IndirectProvider(TenantId),
}

impl Store {
    /// A customer as `caller` sees it, in one read.
    pub async fn customer(&self, id: CustomerId, caller: TenantId) -> Result<CustomerView, Fault> {
        let [customer, relation, admin] =
            [keys::customer(id), keys::customer_partner(id, caller), keys::delegated_admin(id, caller)];
        let mut found = self.fetch([customer.clone(), relation.clone(), admin.clone()]).await?;
        Ok(CustomerView {
            customer: found.take(&customer)?,
            relation: found.take(&relation)?,
            delegated_admin: found.take(&admin)?,
        })
    }

    /// A customer as `caller` sees it with all its partners, in one read: a batch and lists, side by
    /// side.
    pub async fn partners_of_customer(
        &self,
        id: CustomerId,
        caller: TenantId,
    ) -> Result<PartnersView, Fault> {
        let admins = async { if caller == id { self.delegated_admins(id).await } else { Ok(Vec::new()) } };
        let (view, partners, pairs, delegated_admins) =
            try_join4(self.customer(id, caller), self.customer_partners(id), self.pairs(id), admins).await?;
        Ok(PartnersView { view, partners, pairs, delegated_admins })
    }

    /// Who holds privileges in a tenant.
    async fn delegated_admins(&self, tenant: TenantId) -> Result<Vec<DelegatedAdmin>, Fault> {
        let list = List::of(Source::Table, vec![keys::delegated_admins(tenant)]);
        let page = self.page(&list, &PageRequest::largest()).await?;
        page.items.into_iter().map(record).collect()
    }

    /// The caller's organisation, and the clouds in which a default domain is taken.
    pub async fn domain(
        &self,
        caller: TenantId,
        domain: &DomainName,
    ) -> Result<(Option<Organisation>, Vec<Cloud>), Fault> {
        let own = keys::organisation(caller);
        let domains = Cloud::ALL.map(|cloud| (cloud, keys::domain(cloud, domain)));
        let wanted = std::iter::once(own.clone()).chain(domains.iter().map(|(_, key)| key.clone()));
        let mut found = self.fetch(wanted).await?;
        let taken = domains.iter().filter(|(_, key)| found.has(key)).map(|(cloud, _)| *cloud).collect();
        Ok((found.take(&own)?, taken))
    }

    /// All partners of a customer.
    pub(crate) async fn customer_partners(&self, id: CustomerId) -> Result<Vec<CustomerPartner>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(id).pk]);
        prefix::PARTNER.clone_into(&mut list.prefix);
        let page = self.page(&list, &PageRequest::largest()).await?;
        page.items.into_iter().map(record).collect()
    }

    /// The customers of a partner.
    pub async fn customers(
        &self,
        partner: TenantId,
        filter: &CustomerFilter,
        page: &PageRequest,
    ) -> Result<Page<CustomerPartner>, Fault> {
        let list = match filter {
            CustomerFilter::CompanyName(begins) => {
                let mut list =
                    List::of(Source::Index(1), index::shards(|shard| index::customers(partner, shard)));
                list.prefix = keys::folded(begins);
                list
            }
            CustomerFilter::Domain(begins) => {
                let mut list =
                    List::of(Source::Index(2), index::shards(|shard| index::domains(partner, shard)));
                list.prefix = keys::folded(begins);
                list
            }
            CustomerFilter::IndirectReseller(reseller) => {
                List::of(Source::Index(1), vec![index::shared(partner, *reseller)])
            }
            CustomerFilter::IndirectProvider(provider) => {
                List::of(Source::Index(1), vec![index::shared(*provider, partner)])
            }
        };
        self.page(&list, page).await?.try_map(record)
    }
}

//! Customers read by their parties, and listed by name, domain or the partner that they are shared with.

use futures_util::future::{try_join, try_join3};
use tandem_domain::customer::{Customer, CustomerPartner, Dealings, DomainName};
use tandem_domain::delegated_admin::DelegatedAdmin;
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::subscription::Subscription;
use tandem_domain::{Cloud, CustomerId, Fault, TenantId};

use super::Pair;
use crate::Store;
use crate::item::record;
use crate::keys::{self, index, prefix};
use crate::list::{List, Source, Trips};

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
    /// Who holds privileges there: for the customer's own people all of them, for a partner itself (A1).
    pub delegated_admins: Vec<DelegatedAdmin>,
    /// Its subscriptions, which name partners as well.
    pub subscriptions: Vec<Subscription>,
    /// Organisations that the privileges name and that aren't among the partners.
    pub others: Vec<Organisation>,
}

impl PartnersView {
    /// What is known of the customer's dealings, if there is such a customer.
    #[must_use]
    pub fn dealings(&self) -> Option<Dealings<'_>> {
        Some(Dealings {
            customer: self.view.customer.as_ref()?,
            partners: &self.partners,
            delegated_admins: &self.delegated_admins,
            subscriptions: &self.subscriptions,
            others: &self.others,
        })
    }
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
    /// side. Then a second one for whoever the privileges name besides the partners, if there is anyone.
    pub async fn partners_of_customer(
        &self,
        id: CustomerId,
        caller: TenantId,
    ) -> Result<PartnersView, Fault> {
        let admins = async { if caller == id { self.delegated_admins(id).await } else { Ok(Vec::new()) } };
        let ((view, partners), (pairs, subscriptions), delegated_admins) = try_join3(
            try_join(self.customer(id, caller), self.customer_partners(id)),
            try_join(self.pairs(id), self.subscriptions_of_customer(id)),
            admins,
        )
        .await?;
        let delegated_admins =
            if caller == id { delegated_admins } else { view.delegated_admin.clone().into_iter().collect() };
        let known = |tenant: &TenantId| {
            *tenant == id || partners.iter().any(|relation| relation.partner.tenant_id == *tenant)
        };
        let named = delegated_admins.iter().flat_map(DelegatedAdmin::names_whom);
        let others = self.organisations(named.filter(|tenant| !known(tenant))).await?;
        Ok(PartnersView { view, partners, pairs, delegated_admins, subscriptions, others })
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

    /// A customer's subscriptions, the first 500 of them.
    async fn subscriptions_of_customer(&self, id: CustomerId) -> Result<Vec<Subscription>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(id).pk]);
        prefix::SUBSCRIPTION.clone_into(&mut list.prefix);
        let page = self.page(&list, &PageRequest::largest(), Trips::Two).await?;
        page.items.into_iter().map(record).collect()
    }

    /// All partners of a customer.
    pub(crate) async fn customer_partners(&self, id: CustomerId) -> Result<Vec<CustomerPartner>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(id).pk]);
        prefix::PARTNER.clone_into(&mut list.prefix);
        let page = self.page(&list, &PageRequest::largest(), Trips::Two).await?;
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
            CustomerFilter::IndirectReseller(reseller) => shared_list(partner, *reseller),
            CustomerFilter::IndirectProvider(provider) => shared_list(*provider, partner),
        };
        // Whose lists they are was read before.
        self.page(&list, page, Trips::One).await?.try_map(record)
    }
}

fn shared_list(provider: TenantId, reseller: TenantId) -> List {
    List::of(Source::Index(1), index::shards(|shard| index::shared(provider, reseller, shard)))
}

//! Organisations, and the addresses that find resellers.

use std::collections::BTreeMap;

use tandem_domain::organisation::{Organisation, OrganisationKind, Partner};
use tandem_domain::paging::PageRequest;
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::relationship_request::Candidate;
use tandem_domain::{EmailAddress, Fault, TenantId};

use crate::customers::domain_lock;
use crate::expression::{Expression, expression};
use crate::item::{Item, item, record};
use crate::list::{List, Source, Trips};
use crate::registering::pointer_item;
use crate::registry::entry_item;
use crate::transaction::{Transaction, same};
use crate::{Store, fault, keys};

impl Store {
    /// An organisation by its tenant.
    pub async fn organisation(&self, tenant: TenantId) -> Result<Option<Organisation>, Fault> {
        let key = keys::organisation(tenant);
        self.fetch([key.clone()]).await?.take(&key)
    }

    /// The resellers that an address finds, each once (P1).
    pub(crate) async fn found_by(&self, address: &EmailAddress) -> Result<Vec<Candidate>, Fault> {
        let list = List::of(Source::Table, vec![keys::found_by(address)]);
        let found =
            self.page(&list, &PageRequest::largest(), Trips::Two).await?.try_map(record::<Partner>)?;
        let by_tenant: BTreeMap<_, _> =
            found.items.into_iter().map(|partner| (partner.tenant_id, partner)).collect();
        Ok(by_tenant.into_values().map(Candidate).collect())
    }

    /// Puts an organisation into the table as it is, found by its contact's address and `emails` if it is a
    /// reseller (P1): what a world begins with.
    pub async fn put_organisation(
        &self,
        organisation: &Organisation,
        emails: &[EmailAddress],
    ) -> Result<(), Fault> {
        self.put(item(keys::organisation(organisation.tenant_id), "organisation", organisation)?).await?;
        if organisation.is_operator() {
            self.put(pointer_item(organisation.tenant_id)?).await?;
        }
        if let Some(lock) = domain_of(organisation)? {
            self.put(lock).await?;
        }
        let reseller = organisation.as_partner().filter(|_| organisation.is_reseller());
        if let (Some(reseller), Some(contact)) = (&reseller, &organisation.contact_email) {
            let finds = keys::finds(contact, reseller.tenant_id, None);
            self.put(item(finds, "email", reseller)?).await?;
        }
        for (email, reseller) in emails.iter().zip(reseller.iter().cycle()) {
            let person = Some(email.as_str());
            self.put(item(keys::finds(email, reseller.tenant_id, person), "email", reseller)?).await?;
        }
        Ok(())
    }

    /// Puts an entry into the registry as it is, likewise.
    pub async fn put_partner_id(&self, entry: &RegisteredPartnerId) -> Result<(), Fault> {
        self.put(entry_item(entry)?).await
    }

    pub(crate) async fn put(&self, item: Item) -> Result<(), Fault> {
        let put = self.client().await.put_item().table_name(&self.table).set_item(Some(item));
        put.send().await.map(drop).map_err(|error| fault(&error))
    }
}

/// The lock of the domain of a partner or the operator; a customer's lies with the customer (C1).
fn domain_of(organisation: &Organisation) -> Result<Option<Item>, Fault> {
    let domain = organisation.domain.parse().ok().filter(|_| organisation.kind != OrganisationKind::Customer);
    domain.map(|domain| domain_lock(organisation.cloud, &domain, organisation.tenant_id)).transpose()
}

impl<R: 'static> Transaction<'_, R> {
    /// Makes an address find a reseller from now on (P1): that of its primary contact, or of the person
    /// with this subject.
    pub(crate) fn find_by(
        &mut self,
        address: &EmailAddress,
        reseller: &Partner,
        person: Option<&str>,
    ) -> Result<(), Fault> {
        self.put_new(item(keys::finds(address, reseller.tenant_id, person), "email", reseller)?)
    }

    /// Takes back what [`Transaction::find_by`] has made.
    pub(crate) fn no_longer_find_by(
        &mut self,
        address: &EmailAddress,
        reseller: TenantId,
        person: Option<&str>,
    ) -> Result<(), Fault> {
        let there = expression("attribute_exists(PK)");
        self.delete(&keys::finds(address, reseller, person), there, |_| {
            Err(Fault::Corrupt("an address that finds a reseller is missing".to_owned()))
        })
    }
}

/// That an organisation is there and a reseller (E5).
pub(crate) fn is_reseller() -> Expression {
    expression("#organisationKind = :reseller").with(":reseller", same(&"indirect_reseller"))
}

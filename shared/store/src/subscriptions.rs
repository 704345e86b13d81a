//! Subscriptions and the ledger of their resellers of record.

use futures_util::future::try_join;
use tandem_domain::customer::CustomerPartner;
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::subscription::{Associated, RecordLedgerEntry, Subscription};
use tandem_domain::{
    CustomerId, Fault, Halt, PartnerId, Rejection, SavedAnswer, SubscriptionId, TenantId, Write,
};

use crate::Store;
use crate::expression::expression;
use crate::item::{Item, indexed, item, number, record, text, value};
use crate::keys::{self, index, prefix};
use crate::list::{List, Source};
use crate::replay::not_done;
use crate::transaction::NotCommitted;

/// What setting the reseller of record is decided on.
#[derive(Debug)]
pub struct ForAssociation {
    pub subscription: Option<Subscription>,
    /// The caller's relationship with the customer.
    pub relation: Option<CustomerPartner>,
    pub caller: Option<Organisation>,
    pub registered: Option<RegisteredPartnerId>,
}

impl Store {
    /// One read for [`tandem_domain::subscription::associate`].
    pub async fn for_association(
        &self,
        write: &Write,
        customer: CustomerId,
        id: SubscriptionId,
        mpn_id: PartnerId,
    ) -> Result<ForAssociation, Halt> {
        let tenant = write.person.tenant_id;
        let keys @ [done, subscription, relation, caller, registered] = &[
            keys::write(&write.replay_key),
            keys::subscription(customer, id),
            keys::customer_partner(customer, tenant),
            keys::organisation(tenant),
            keys::partner_id(mpn_id),
        ];
        let mut found = self.fetch(keys.clone()).await?;
        not_done(found.take(done)?, write)?;
        Ok(ForAssociation {
            subscription: found.take(subscription)?,
            relation: found.take(relation)?,
            caller: found.take(caller)?,
            registered: found.take(registered)?,
        })
    }

    /// Commits a new reseller of record, with its line in the ledger.
    pub async fn associate(
        &self,
        write: &Write,
        associated: &Associated,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let subscription = &associated.subscription;
        let Some(record) = &subscription.reseller_of_record else {
            return Err(Fault::Corrupt("an association without a reseller".to_owned()).into());
        };
        let place = index::subscription_of_record(
            subscription.ordered_by,
            record.reseller.tenant_id,
            subscription.id,
        );
        let mut change = self.transaction(write);
        let set = expression(
            "SET #resellerOfRecord = :record, #version = :version, #GSI1PK = :partition, #GSI1SK = :position",
        )
        .with(":record", value(record)?)
        .with(":version", number(subscription.version))
        .with(":partition", text(place.pk))
        .with(":position", text(place.sk));
        // Of two changes at once the first wins; the other was decided on what is no longer so.
        let unchanged = expression("#version = :old").with(":old", number(associated.expected_version));
        let key = keys::subscription(subscription.customer_id, subscription.id);
        change.update(&key, set, unchanged, |_| Ok(Rejection::StaleEtag))?;
        change.require(
            &keys::customer_partner(subscription.customer_id, write.person.tenant_id),
            expression("attribute_exists(PK)"),
            |_| Ok(Rejection::NotFound),
        )?;
        change.require_usable(&record.reseller)?;
        change.put_new(ledger_item(subscription, &associated.entry, &write.operation)?)?;
        change.record(write, &associated.audit)?;
        change.commit(answer).await
    }

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

    /// The subscriptions of a customer, the caller's relationship with it, and whether there is such a
    /// customer, read at once.
    pub async fn subscriptions(
        &self,
        customer: CustomerId,
        caller: TenantId,
        page: &PageRequest,
    ) -> Result<(Page<Subscription>, Option<CustomerPartner>, bool), Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(customer).pk]);
        prefix::SUBSCRIPTION.clone_into(&mut list.prefix);
        let [relation, known] = [keys::customer_partner(customer, caller), keys::customer(customer)];
        let items = self.fetch([relation.clone(), known.clone()]);
        let (page, mut found) = try_join(self.page(&list, page), items).await?;
        Ok((page.try_map(record)?, found.take(&relation)?, found.has(&known)))
    }
}

/// A line of the ledger of a subscription's resellers of record.
pub(crate) fn ledger_item(
    subscription: &Subscription,
    entry: &RecordLedgerEntry,
    operation: &str,
) -> Result<Item, Fault> {
    let key = keys::record_of(subscription.customer_id, subscription.id, entry.since, operation);
    item(key, "record_of", entry)
}

/// A subscription's item; in the indexes of its reseller of record and its support contact.
pub(crate) fn subscription_item(subscription: &Subscription) -> Result<Item, Fault> {
    let (provider, id) = (subscription.ordered_by, subscription.id);
    let mut item = item(keys::subscription(subscription.customer_id, id), "subscription", subscription)?;
    if let Some(record) = &subscription.reseller_of_record {
        item = indexed(item, 1, index::subscription_of_record(provider, record.reseller.tenant_id, id));
    }
    if let Some(partner) = subscription.support_contact {
        item = indexed(item, 2, index::subscription_supported_by(provider, partner, id));
    }
    Ok(item)
}

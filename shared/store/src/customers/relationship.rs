//! Ending a relationship with a customer, and giving up privileges there.

use futures_util::future::try_join;
use tandem_domain::customer::{Customer, CustomerPartner, Ended, GivenUp};
use tandem_domain::delegated_admin::{DelegatedAdmin, Privileges};
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::{CustomerId, Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::expression;
use crate::item::{Item, number, record};
use crate::keys::{self, prefix};
use crate::list::{List, Source, Trips};
use crate::moved::Moved;
use crate::privileges::privileges_of;
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

/// What the change of a relationship is decided on.
#[derive(Debug)]
pub struct ForRelationship {
    pub customer: Option<Customer>,
    /// The caller's own relationship with it.
    pub relation: Option<CustomerPartner>,
    /// The caller's own privileges there, and who holds what.
    pub privileges: Privileges,
    /// The resellers that share it with the caller; not read unless the relationship is to end.
    pub sharing: Vec<CustomerPartner>,
}

impl Store {
    /// One read for [`tandem_domain::customer::change_relationship`]: a batch, with the pairs beside it
    /// if the relationship is to end.
    pub async fn for_relationship(
        &self,
        write: &Write,
        customer: CustomerId,
        ends: bool,
    ) -> Result<ForRelationship, Halt> {
        let caller = write.person.tenant_id;
        let keys @ [done, own, relation, admin, holders] = &[
            keys::write(&write.replay_key),
            keys::customer(customer),
            keys::customer_partner(customer, caller),
            keys::delegated_admin(customer, caller),
            keys::holders(customer),
        ];
        let sharing = async { if ends { self.sharing(customer, caller).await } else { Ok(Vec::new()) } };
        let (mut found, sharing) = try_join(self.fetch(keys.clone()), sharing).await?;
        not_done(found.take(done)?, write)?;
        let (seen, admin, holders) = (
            found.take::<Customer>(own)?,
            found.take::<DelegatedAdmin>(admin)?,
            found.take_holders(holders)?,
        );
        Ok(ForRelationship {
            relation: found.take(relation)?,
            privileges: privileges_of(customer, seen.as_ref(), admin, holders),
            customer: seen,
            sharing,
        })
    }

    /// The resellers that share a customer with a provider.
    async fn sharing(&self, customer: CustomerId, provider: TenantId) -> Result<Vec<CustomerPartner>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(customer).pk]);
        list.prefix = prefix::shared_by(provider);
        let page: Page<CustomerPartner> =
            self.page(&list, &PageRequest::largest(), Trips::Two).await?.try_map(record)?;
        Ok(page.items)
    }

    /// Commits the end of a relationship: the place among the customer's partners, what it shared, and
    /// its privileges go together, nothing of anybody else's (C9).
    pub async fn end_relationship(
        &self,
        write: &Write,
        ended: &Ended,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let (customer, partner) = (ended.customer_id, ended.partner);
        let mut change = self.transaction(write);
        // Every order and activation counts on this item: of an end and an order at once the first
        // wins. After an order the count keeps the relationship; after an end the order finds none.
        let idle =
            expression("attribute_exists(PK) AND #activeSubscriptions = :none").with(":none", number(0));
        change.delete(&keys::customer_partner(customer, partner), idle, kept)?;
        for reseller in &ended.sharing {
            // Whoever shared it stays a partner; only the pair goes.
            change.delete(&keys::shared_customer(customer, partner, *reseller), there(), |_| changed())?;
        }
        change.change_privileges(customer, &ended.privileges, changed)?;
        if ended.privileges.is_nothing() {
            // None that the customer hands over at the same time may be left behind.
            let none = expression("attribute_not_exists(PK)");
            change.require(&keys::delegated_admin(customer, partner), none, |_| changed())?;
        }
        // Whoever joins the customer's partners at the same time raises its version: the pairs that
        // are to go are then no longer all that there are.
        let as_read = expression("#version = :seen").with(":seen", number(ended.customer_version));
        change.require(&keys::customer(customer), as_read, |_| changed())?;
        change.record(write, &ended.audit)?;
        change.commit(answer).await
    }

    /// Commits that privileges are given up. They are read where they are used, so it is effective at
    /// once (T6).
    pub async fn give_up_privileges(
        &self,
        write: &Write,
        given_up: &GivenUp,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Moved>> {
        let mut change: Transaction<'_, Moved> = self.transaction(write);
        change.change_privileges(given_up.customer_id, &given_up.privileges, || Ok(Moved))?;
        change.record(write, &given_up.audit)?;
        change.commit(answer).await
    }
}

fn there() -> crate::expression::Expression {
    expression("attribute_exists(PK)")
}

/// Why a relationship didn't end.
fn kept(old: Option<Item>) -> Result<Rejection, Fault> {
    let relation = old.map(record::<CustomerPartner>).transpose()?;
    Ok(relation.map_or(Rejection::NotFound, |relation| Rejection::SubscriptionsActive {
        count: relation.active_subscriptions,
    }))
}

/// What was read is no longer so; the same request, repeated, is decided on what is.
fn changed() -> Result<Rejection, Fault> {
    Err(Fault::Busy("the customer's partners changed at the same time".to_owned()))
}

//! Orders of a customer: placed in one change, read by its parties.

use tandem_domain::agreement::Agreement;
use tandem_domain::cart::Cart;
use tandem_domain::customer::{Customer, CustomerPartner};
use tandem_domain::order::{Order, PlaceOrder, Placed, Present, Submitted};
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::PageRequest;
use tandem_domain::{CartId, CustomerId, Fault, Halt, OrderId, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::catalogue::{Listed, Named};
use crate::expression::expression;
use crate::item::{item, number};
use crate::keys::{self, prefix};
use crate::of_customer::OfCustomer;
use crate::replay::not_done;
use crate::subscriptions::{ledger_item, subscription_item};
use crate::transaction::{NotCommitted, Transaction};

/// What an order is decided on.
#[derive(Debug)]
pub struct ForOrder {
    pub customer: Option<Customer>,
    /// The caller's relationship with the customer.
    pub relation: Option<CustomerPartner>,
    pub caller: Option<Organisation>,
    /// What the customer has accepted so far.
    pub agreement: Option<Agreement>,
    pub listed: Listed,
}

impl ForOrder {
    #[must_use]
    pub fn present(&self) -> Present<'_> {
        Present {
            customer: self.customer.as_ref(),
            relation: self.relation.as_ref(),
            caller: self.caller.as_ref(),
            catalogue: self.listed.catalogue(),
        }
    }
}

impl Store {
    /// One read for [`tandem_domain::order::submit`].
    pub async fn for_order(
        &self,
        write: &Write,
        customer: CustomerId,
        order: &PlaceOrder,
    ) -> Result<ForOrder, Halt> {
        let lines = order.lines.iter().map(|line| (&line.offer_id, line.partner_id_on_record));
        let (_, seen) = self.before_order(write, customer, None, &Named::by(lines)).await?;
        Ok(seen)
    }

    /// What orders and carts are decided on, in one read, with the cart if one is meant.
    pub(crate) async fn before_order(
        &self,
        write: &Write,
        customer: CustomerId,
        cart: Option<CartId>,
        named: &Named,
    ) -> Result<(Option<Cart>, ForOrder), Halt> {
        let tenant = write.person.tenant_id;
        let keys @ [done, known, relation, caller, agreement] = &[
            keys::write(&write.replay_key),
            keys::customer(customer),
            keys::customer_partner(customer, tenant),
            keys::organisation(tenant),
            keys::agreement(customer),
        ];
        let cart = cart.map(|cart| keys::cart(customer, cart));
        let wanted = keys.iter().chain(&cart).cloned().chain(named.keys());
        let mut found = self.fetch(wanted).await?;
        not_done(found.take(done)?, write)?;
        let seen = ForOrder {
            customer: found.take(known)?,
            relation: found.take(relation)?,
            caller: found.take(caller)?,
            agreement: found.take(agreement)?,
            listed: named.take(&mut found)?,
        };
        Ok((cart.map_or(Ok(None), |cart| found.take(&cart))?, seen))
    }

    /// Commits an order with its subscriptions: all of it or none.
    pub async fn place_order(
        &self,
        write: &Write,
        submitted: &Submitted,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        change.submit(write, submitted)?;
        change.commit(answer).await
    }

    /// An order and the caller's relationship with its customer, in one read.
    pub async fn order(
        &self,
        customer: CustomerId,
        id: OrderId,
        caller: TenantId,
    ) -> Result<(Option<Order>, Option<CustomerPartner>), Fault> {
        let [order, relation] = [keys::order(customer, id), keys::customer_partner(customer, caller)];
        let mut found = self.fetch([order.clone(), relation.clone()]).await?;
        Ok((found.take(&order)?, found.take(&relation)?))
    }

    /// The orders of a customer.
    pub async fn orders(
        &self,
        customer: CustomerId,
        caller: TenantId,
        page: &PageRequest,
    ) -> Result<OfCustomer<Order>, Fault> {
        self.of_customer((customer, caller), prefix::ORDER, None, page).await
    }
}

impl Transaction<'_, Rejection> {
    /// Everything that a submission writes. Its parts are few enough for one transaction: 20 lines, each
    /// with its subscription, ledger line, partner ID and reseller's record at most, and about a dozen.
    pub(crate) fn submit(&mut self, write: &Write, submitted: &Submitted) -> Result<(), Fault> {
        let customer = submitted.customer_id;
        // The relationship counts the active subscriptions that its partner ordered. An end of it that
        // comes first leaves nothing to count on; one that comes after finds them counted (I9, C9).
        let more =
            expression("ADD #activeSubscriptions :more").with(":more", number(submitted.subscriptions()));
        let related = expression("attribute_exists(PK)");
        let relation = keys::customer_partner(customer, submitted.provider);
        self.update(&relation, more, related, |_| Ok(Rejection::NotFound))?;
        match &submitted.agreement {
            // Of two that attest at once the first wins.
            Some(agreement) => self.attest(customer, agreement)?,
            // What the order relies on must still be there.
            None => self.require(&keys::agreement(customer), expression("attribute_exists(PK)"), |_| {
                Ok(Rejection::AgreementMissing)
            })?,
        }
        for placed in &submitted.orders {
            self.place(write, customer, placed)?;
        }
        let relied_on = submitted.orders.iter().flat_map(|placed| &placed.relies_on);
        let mut required = Vec::new();
        for reseller in relied_on {
            // Two orders of a cart may name the same one, but a transaction takes an item only once.
            if !required.contains(&reseller.mpn_id) {
                required.push(reseller.mpn_id);
                self.require_usable(reseller)?;
            }
        }
        self.record(write, &submitted.audit)
    }

    /// An order with its subscriptions and the first lines of their ledgers.
    pub(crate) fn place(
        &mut self,
        write: &Write,
        customer: CustomerId,
        placed: &Placed,
    ) -> Result<(), Fault> {
        self.put_new(item(keys::order(customer, placed.order.id), "order", &placed.order)?)?;
        for subscription in &placed.subscriptions {
            self.put_new(subscription_item(subscription)?)?;
            if let Some(entry) = subscription.first_of_record(write) {
                self.put_new(ledger_item(subscription, &entry, &write.operation)?)?;
            }
        }
        Ok(())
    }
}

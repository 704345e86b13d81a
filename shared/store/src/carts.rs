//! Carts: under their customer, each written under the condition that it is as it was read.

use tandem_domain::cart::{Cancelled, Cart, CartLine, CartStatus, Changed, CheckedOut};
use tandem_domain::customer::{Customer, CustomerPartner};
use tandem_domain::{CartId, CustomerId, Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::catalogue::{Listed, Named};
use crate::expression::{Expression, expression};
use crate::item::{Item, item, number, record};
use crate::keys;
use crate::orders::ForOrder;
use crate::replay::not_done;
use crate::transaction::NotCommitted;

/// How long a cart is still there after it is over, so that whoever comes late is told why.
const KEPT_DAYS: u32 = 2;

/// A cart as its owner sees it.
#[derive(Debug)]
pub struct CartView {
    pub cart: Option<Cart>,
    pub customer: Option<Customer>,
    /// The caller's relationship with the customer.
    pub relation: Option<CustomerPartner>,
    pub listed: Listed,
}

impl Store {
    /// One read for [`tandem_domain::cart::begin`] and [`tandem_domain::cart::change`]: of no cart, or
    /// of the one that is changed.
    pub async fn for_cart(
        &self,
        write: &Write,
        customer: CustomerId,
        cart: Option<CartId>,
        lines: &[CartLine],
    ) -> Result<(Option<Cart>, ForOrder), Halt> {
        self.before_order(write, customer, cart, &named_by(lines)).await
    }

    /// Two reads for [`tandem_domain::cart::check_out`]: what the cart names is known only then.
    pub async fn for_check_out(
        &self,
        write: &Write,
        customer: CustomerId,
        cart: CartId,
    ) -> Result<(Option<Cart>, ForOrder), Halt> {
        let (cart, mut seen) = self.before_order(write, customer, Some(cart), &Named::default()).await?;
        seen.listed = self.listed_for(cart.as_ref(), write.person.tenant_id).await?;
        Ok((cart, seen))
    }

    /// A cart with what its lines name, in two reads.
    pub async fn cart(&self, customer: CustomerId, id: CartId, caller: TenantId) -> Result<CartView, Fault> {
        let keys @ [cart, known, relation] =
            &[keys::cart(customer, id), keys::customer(customer), keys::customer_partner(customer, caller)];
        let mut found = self.fetch(keys.clone()).await?;
        let cart: Option<Cart> = found.take(cart)?;
        let listed = self.listed_for(cart.as_ref(), caller).await?;
        Ok(CartView { cart, customer: found.take(known)?, relation: found.take(relation)?, listed })
    }

    /// One read for [`tandem_domain::cart::cancel`].
    pub async fn for_cancellation(
        &self,
        write: &Write,
        customer: CustomerId,
        id: CartId,
    ) -> Result<(Option<Cart>, Option<CustomerPartner>), Halt> {
        let keys @ [done, cart, relation] = &[
            keys::write(&write.replay_key),
            keys::cart(customer, id),
            keys::customer_partner(customer, write.person.tenant_id),
        ];
        let mut found = self.fetch(keys.clone()).await?;
        not_done(found.take(done)?, write)?;
        Ok((found.take(cart)?, found.take(relation)?))
    }

    /// Commits a cart, new or changed.
    pub async fn keep_cart(
        &self,
        write: &Write,
        changed: &Changed,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let cart = &changed.cart;
        let mut change = self.transaction(write);
        match changed.expected_version {
            None => change.put_new(cart_item(cart)?)?,
            Some(version) => change.put(cart_item(cart)?, unchanged(version), what_became_of_it)?,
        }
        change.require_partner(cart.customer_id, cart.owner)?;
        change.record(write, &changed.audit)?;
        change.commit(answer).await
    }

    /// Takes a cart away.
    pub async fn cancel_cart(
        &self,
        write: &Write,
        cancelled: &Cancelled,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let cart = &cancelled.cart;
        let mut change = self.transaction(write);
        change.delete(&keys::cart(cart.customer_id, cart.id), unchanged(cart.version), what_became_of_it)?;
        change.record(write, &cancelled.audit)?;
        change.commit(answer).await
    }

    /// Commits a cart that was checked out, with its orders: all of it or none (C3).
    pub async fn check_out(
        &self,
        write: &Write,
        checked_out: &CheckedOut,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        let cart = cart_item(&checked_out.cart)?;
        change.put(cart, unchanged(checked_out.expected_version), what_became_of_it)?;
        change.submit(write, &checked_out.submitted)?;
        change.commit(answer).await
    }

    /// What a cart's lines name. Nobody but its owner has any use for it.
    async fn listed_for(&self, cart: Option<&Cart>, caller: TenantId) -> Result<Listed, Fault> {
        let cart = cart.filter(|cart| cart.owner == caller && cart.status == CartStatus::Active);
        let Some(cart) = cart else { return Ok(Listed::default()) };
        let named = named_by(&cart.lines);
        named.take(&mut self.fetch(named.keys()).await?)
    }
}

fn named_by(lines: &[CartLine]) -> Named {
    Named::by(lines.iter().map(|line| (&line.offer_id, line.transaction_reseller)))
}

/// Of a change, a cancellation and a checkout at once exactly one wins: each makes another version, or
/// leaves none.
fn unchanged(version: u32) -> Expression {
    expression("#version = :read").with(":read", number(version))
}

/// What the one that lost is told.
fn what_became_of_it(old: Option<Item>) -> Result<Rejection, Fault> {
    let Some(now) = old else { return Ok(Rejection::NotFound) };
    let ordered = record::<Cart>(now)?.status == CartStatus::Ordered;
    Ok(if ordered { Rejection::CartOrdered } else { Rejection::StaleEtag })
}

/// A cart's item, which the table may forget some time after it is over; housekeeping only.
fn cart_item(cart: &Cart) -> Result<Item, Fault> {
    let mut item = item(keys::cart(cart.customer_id, cart.id), "cart", cart)?;
    item.insert("ttl".to_owned(), number(cart.expires.plus_days(KEPT_DAYS).seconds_up()));
    Ok(item)
}

//! Partnerships: two items each, written together (P5).
//!
//! The item on the reseller's side decides whether the partnership is active, and stays after a
//! removal. The item on the provider's side is its list of resellers, in the order of their names.

use futures_util::future::{try_join, try_join_all};
use tandem_domain::delegated_admin::DelegatedAdmin;
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest, Position};
use tandem_domain::partnership::Partnership;
use tandem_domain::removal::{EXACT_UP_TO, Removed, Stays};
use tandem_domain::{Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::expression;
use crate::item::{Item, indexed, item, record, value};
use crate::keys::{self, index, prefix};
use crate::list::{List, Source};
use crate::replay::not_done;
use crate::transaction::{Done, NotCommitted, Transaction, same};

/// What a removal is decided on and tells of.
#[derive(Debug)]
pub struct ForRemoval {
    pub partnership: Option<Partnership>,
    pub stays: Stays,
}

impl Store {
    /// The partnership of a pair and what a removal would leave in place, all read at once: one batch
    /// and four counts side by side. `own` is meant as the provider; where it is the reseller of the
    /// pair its partnership is found as well, so that it learns that removing is not its to do.
    pub async fn for_removal(&self, own: TenantId, other: TenantId) -> Result<ForRemoval, Fault> {
        Ok(self.removal(own, other, None).await?.1)
    }

    /// As [`Store::for_removal`], for carrying it out: also whether the request id was used before.
    pub async fn for_remove(&self, write: &Write, reseller: TenantId) -> Result<ForRemoval, Halt> {
        let (done, seen) = self.removal(write.person.tenant_id, reseller, Some(write)).await?;
        not_done(done, write)?;
        Ok(seen)
    }

    async fn removal(
        &self,
        provider: TenantId,
        reseller: TenantId,
        write: Option<&Write>,
    ) -> Result<(Option<Done>, ForRemoval), Fault> {
        let [partnership, reversed, admin] = [
            keys::partnership(provider, reseller),
            keys::partnership(reseller, provider),
            keys::delegated_admin(reseller, provider),
        ];
        let done = write.map(|write| keys::write(&write.replay_key));
        let counts = [
            (Source::Index(1), index::shared(provider, reseller)),
            (Source::Index(1), index::privileges_via(provider, reseller)),
            (Source::Index(1), index::subscriptions_of_record(provider, reseller)),
            (Source::Index(2), index::supported_by(provider, reseller)),
        ];
        let counts =
            try_join_all(counts.map(|(source, partition)| self.count(source, partition, EXACT_UP_TO)));
        let wanted = [partnership.clone(), reversed.clone(), admin.clone()].into_iter().chain(done.clone());
        let (mut found, counts) = try_join(self.fetch(wanted), counts).await?;
        let done = done.map_or(Ok(None), |key| found.take(&key))?;
        let seen = ForRemoval {
            partnership: found.take(&partnership)?.map_or_else(|| found.take(&reversed), |p| Ok(Some(p)))?,
            stays: Stays {
                customers: counts[0],
                delegated_admin: counts[1],
                subscriptions_of_record: counts[2],
                support_contacts: counts[3],
                admin_access_to_reseller: found.has(&admin),
            },
        };
        Ok((done, seen))
    }

    /// The active partners of an organisation, in the order of their names, read consistently.
    pub async fn partners(
        &self,
        of: &Organisation,
        resellers: bool,
        name_prefix: &str,
        page: &PageRequest,
    ) -> Result<Page<Partnership>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::organisation(of.tenant_id).pk]);
        if resellers {
            list.prefix = format!("{}{}", prefix::RESELLER, keys::folded(name_prefix));
            return self.page(&list, page).await?.try_map(record);
        }
        // A reseller has few providers, keyed by their ids: they are all read, then put in order.
        prefix::PROVIDER.clone_into(&mut list.prefix);
        list.filter = Some(expression("#state = :active").with(":active", same(&"active")));
        let mut items: Vec<Partnership> = Vec::new();
        let mut next = PageRequest::largest();
        loop {
            let part: Page<Partnership> = self.page(&list, &next).await?.try_map(record)?;
            items.extend(part.items);
            next.after = part.next;
            if next.after.is_none() {
                break;
            }
        }
        let place = |partnership: &Partnership| {
            let provider = &partnership.provider;
            Position::new(keys::by_name(provider.name.as_str(), provider.tenant_id))
        };
        let begins = keys::folded(name_prefix);
        items.retain(|partnership| place(partnership).as_str().starts_with(&begins));
        items.retain(|partnership| page.after.as_ref().is_none_or(|after| place(partnership) > *after));
        items.sort_by_key(place);
        let more = items.len() > page.size;
        items.truncate(page.size);
        let next = if more { items.last().map(place) } else { None };
        Ok(Page { items, next })
    }

    /// Commits a removal: nothing but the two items of the partnership changes (X2).
    pub async fn remove(
        &self,
        write: &Write,
        removed: &Removed,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let partnership = &removed.partnership;
        let (provider, reseller) = (partnership.provider.tenant_id, partnership.reseller.tenant_id);
        let mut change = self.transaction(write);
        // Of two removals at once the first wins; a customer that is being added for the reseller
        // either is committed before, or finds the partnership removed.
        let set = expression("SET #state = :removed, #removed = :now")
            .with(":removed", value(&partnership.state)?)
            .with(":now", value(&write.now)?);
        let active = expression("#state = :active").with(":active", same(&"active"));
        change.update(&keys::partnership(provider, reseller), set, active, |_| Ok(Rejection::NotPartners))?;
        let listed = keys::listed_reseller(provider, partnership.reseller.name.as_str(), reseller);
        change.delete(&listed, expression("attribute_exists(PK)"), |_| {
            Err(Fault::Corrupt("a partnership was in one list only".to_owned()))
        })?;
        change.record(write, &removed.audit)?;
        change.commit(answer).await
    }
}

impl<R: 'static> Transaction<'_, R> {
    /// Puts a partnership into both lists (P5).
    pub(crate) fn put_partnership(
        &mut self,
        partnership: &Partnership,
        already: impl Fn() -> R + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let (provider, reseller) = (partnership.provider.tenant_id, partnership.reseller.tenant_id);
        // P6: once per pair; a removed one gives way.
        let apart =
            expression("attribute_not_exists(PK) OR #state = :removed").with(":removed", same(&"removed"));
        let deciding = item(keys::partnership(provider, reseller), "partnership", partnership)?;
        self.put(deciding, apart, move |_| Ok(already()))?;
        let listed = keys::listed_reseller(provider, partnership.reseller.name.as_str(), reseller);
        self.put_new(item(listed, "listed_reseller", partnership)?)
    }

    /// Grants delegated admin privileges (P4, C2), in place of those that the partner had there.
    pub(crate) fn grant(&mut self, privileges: &DelegatedAdmin) -> Result<(), Fault> {
        let always = expression("attribute_exists(PK) OR attribute_not_exists(PK)");
        self.put(privileges_item(privileges)?, always, |_| {
            Err(Fault::Corrupt("a condition that always holds failed".to_owned()))
        })
    }
}

fn privileges_item(privileges: &DelegatedAdmin) -> Result<Item, Fault> {
    let (tenant, partner) = (privileges.tenant_id, privileges.partner);
    let item = item(keys::delegated_admin(tenant, partner), "delegated_admin", privileges)?;
    Ok(match privileges.via {
        Some(provider) => indexed(item, 1, index::privilege_via(provider, partner, tenant)),
        None => item,
    })
}

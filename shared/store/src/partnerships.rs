//! Partnerships: two items each, written together (P5).
//!
//! The item on the reseller's side decides whether the partnership is active, and stays after a
//! removal. The item on the provider's side is its list of resellers, in the order of their names.

use futures_util::future::try_join_all;
use tandem_domain::delegated_admin::DelegatedAdmin;
use tandem_domain::organisation::Organisation;
use tandem_domain::partnership::Partnership;
use tandem_domain::removal::{EXACT_UP_TO, Removed, Stays};
use tandem_domain::{Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::item::{Item, indexed, item, record, value};
use crate::keys::{self, index, prefix};
use crate::list::{List, Page, PageRequest, Source};
use crate::requests::not_done;
use crate::transaction::{NotCommitted, Transaction, expression, same};

/// What a removal is decided on and tells of.
#[derive(Debug)]
pub struct ForRemoval {
    pub partnership: Option<Partnership>,
    pub stays: Stays,
}

impl Store {
    /// The partnership of a pair and what a removal would leave in place, all read at once. `own` is
    /// meant as the provider; where it is the reseller of the pair its partnership is found as well,
    /// so that it learns that removing is not its to do.
    pub async fn for_removal(&self, own: TenantId, other: TenantId) -> Result<ForRemoval, Fault> {
        let (provider, reseller) = (own, other);
        let [partnership, reversed, admin] = [
            keys::partnership(provider, reseller),
            keys::partnership(reseller, provider),
            keys::delegated_admin(reseller, provider),
        ];
        let counts = [
            (Source::Index(1), index::shared(provider, reseller)),
            (Source::Index(1), index::privileges_via(provider, reseller)),
            (Source::Index(1), index::subscriptions_of_record(provider, reseller)),
            (Source::Index(2), index::supported_by(provider, reseller)),
        ];
        let counts =
            try_join_all(counts.map(|(source, partition)| self.count(source, partition, EXACT_UP_TO)));
        let items = self.fetch([partnership.clone(), reversed.clone(), admin.clone()]);
        let (mut found, counts) = futures_util::future::try_join(items, counts).await?;
        Ok(ForRemoval {
            partnership: found.take(&partnership)?.map_or_else(|| found.take(&reversed), |p| Ok(Some(p)))?,
            stays: Stays {
                customers: counts[0],
                delegated_admin: counts[1],
                subscriptions_of_record: counts[2],
                support_contacts: counts[3],
                admin_access_to_reseller: found.has(&admin),
            },
        })
    }

    /// As [`Store::for_removal`], for carrying it out: also whether the request id was used before.
    pub async fn for_remove(&self, write: &Write, reseller: TenantId) -> Result<ForRemoval, Halt> {
        let key = keys::write(&write.replay_key);
        let done = self.fetch([key.clone()]);
        let state = self.for_removal(write.person.tenant_id, reseller);
        let (mut done, state) = futures_util::future::try_join(done, state).await?;
        not_done(done.take(&key)?, write)?;
        Ok(state)
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
            list.prefix = format!("{}{}", prefix::RESELLER, name_prefix.to_lowercase());
            return self.page(&list, page).await?.try_map(record);
        }
        // A reseller has few providers, and its items are keyed by the provider's id.
        prefix::PROVIDER.clone_into(&mut list.prefix);
        list.filter = Some(expression("#state = :active").with(":active", same(&"active")));
        let mut found: Page<Partnership> = self.page(&list, page).await?.try_map(record)?;
        let wanted = name_prefix.to_lowercase();
        found
            .items
            .retain(|partnership| partnership.provider.name.as_str().to_lowercase().starts_with(&wanted));
        found.items.sort_by_key(|partnership| partnership.provider.name.as_str().to_lowercase());
        Ok(found)
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

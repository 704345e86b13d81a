//! Partnerships: two items each, written together (P5).
//!
//! The item on the reseller's side decides whether the partnership is active, and stays after a
//! removal. The item on the provider's side is its list of resellers, in the order of their names.

use futures_util::future::{try_join, try_join_all};
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest, Position};
use tandem_domain::partnership::Partnership;
use tandem_domain::removal::{EXACT_UP_TO, Removed, Stays};
use tandem_domain::{Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::expression;
use crate::item::{Item, item, record, text, text_of, value};
use crate::keys::{self, index, prefix};
use crate::list::{List, Source, Trips};
use crate::replay::not_done;
use crate::transaction::{Done, NotCommitted, Transaction, same};

/// More providers than there are, and more than two answers of the table hold.
const MOST_PROVIDERS: usize = 10_000;

/// What a removal is decided on and tells of.
#[derive(Debug)]
pub struct ForRemoval {
    pub partnership: Option<Partnership>,
    pub stays: Stays,
}

/// A page of a reseller's providers, in the order of their names.
#[must_use]
pub fn providers_page(
    mut providers: Vec<Partnership>,
    name_prefix: &str,
    page: &PageRequest,
) -> Page<Partnership> {
    let place = |partnership: &Partnership| {
        let provider = &partnership.provider;
        Position::new(keys::by_name(provider.name.as_str(), provider.tenant_id))
    };
    let begins = keys::folded(name_prefix);
    providers.retain(|partnership| place(partnership).as_str().starts_with(&begins));
    providers.retain(|partnership| page.after.as_ref().is_none_or(|after| place(partnership) > *after));
    providers.sort_by_key(place);
    let more = providers.len() > page.size;
    providers.truncate(page.size);
    let next = if more { providers.last().map(place) } else { None };
    Page { items: providers, next }
}

impl Store {
    /// The partnership of a pair and what a removal would leave in place, all read at once: one batch
    /// and the counts side by side. `own` is meant as the provider; where it is the reseller of the
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
            keys::admin_access(reseller, provider),
        ];
        let done = write.map(|write| keys::write(&write.replay_key));
        let counts = [
            (Source::Index(1), index::shards(|shard| index::shared(provider, reseller, shard))),
            (Source::Index(1), vec![index::privileges_via(provider, reseller)]),
            (Source::Index(1), vec![index::subscriptions_of_record(provider, reseller)]),
            (Source::Index(2), vec![index::supported_by(provider, reseller)]),
        ];
        let counts =
            try_join_all(counts.map(|(source, partitions)| self.count(source, partitions, EXACT_UP_TO)));
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

    /// An organisation and its providers, read at once and consistently. A reseller has few, keyed by their
    /// ids, so they are all read, in two round trips at most, and put in order then.
    pub async fn with_providers(
        &self,
        tenant: TenantId,
    ) -> Result<(Option<Organisation>, Vec<Partnership>), Fault> {
        let own = keys::organisation(tenant);
        let mut list = List::of(Source::Table, vec![own.pk]);
        // The organisation's own item comes before those of its providers.
        list.between = Some((own.sk, prefix::above(prefix::PROVIDER)));
        let wanted = expression("#kind = :organisation OR #state = :active");
        list.filter =
            Some(wanted.with(":organisation", text("organisation")).with(":active", same(&"active")));
        let all = PageRequest { size: MOST_PROVIDERS, after: None };
        let found = self.page(&list, &all, Trips::Two).await?;
        if found.next.is_some() {
            return Err(Fault::Corrupt("an organisation has too many providers to put in order".to_owned()));
        }
        let is_own = |item: &Item| text_of(item, "kind") == "organisation";
        let (own, providers): (Vec<_>, Vec<_>) = found.items.into_iter().partition(is_own);
        let own = own.into_iter().next().map(record).transpose()?;
        Ok((own, providers.into_iter().map(record).collect::<Result<_, _>>()?))
    }

    /// The active resellers of a provider, in the order of their names, read consistently.
    pub async fn resellers(
        &self,
        provider: TenantId,
        name_prefix: &str,
        page: &PageRequest,
    ) -> Result<Page<Partnership>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::organisation(provider).pk]);
        list.prefix = format!("{}{}", prefix::RESELLER, keys::folded(name_prefix));
        // Whose they are was read before.
        self.page(&list, page, Trips::One).await?.try_map(record)
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
}

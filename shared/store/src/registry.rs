//! The registry of partner IDs: looked up and changed by the operator, one by one or very many at once.
//!
//! Whatever changes an entry is an update of what the operator says of it, under the condition that the
//! entry and its holder are as they were read; whatever makes one, that there is none. The holder itself is
//! never written here, so an import can't lose one to an enrollment that is approved at the same time.
//! Entries that somebody holds and that are inactive carry a place in the first index and are few; all
//! others carry none.

mod entry;
mod import;

pub(crate) use entry::entry_item;
pub use import::Imported;

use std::collections::HashMap;

use futures_util::future::{try_join, try_join_all};
use tandem_domain::audit::AuditRecord;
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest, Position};
use tandem_domain::partner_id::{PartnerIdChanged, RegisteredPartnerId, concerns_provider};
use tandem_domain::partnership::Partnership;
use tandem_domain::{Fault, Halt, PartnerId, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::fetch::MOST_KEYS;
use crate::item::record;
use crate::keys::{self, Key, index};
use crate::list::{List, Source, Trips};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

/// How many entries a page of the inactive ones looks at, of which a provider sees its partners' only.
const LOOKED_AT: usize = PageRequest::MOST;

/// What a change of the registry is decided on.
#[derive(Debug)]
pub struct ForPartnerId {
    pub caller: Option<Organisation>,
    pub entry: Option<RegisteredPartnerId>,
}

impl Store {
    /// One read for [`tandem_domain::partner_id::change`].
    pub async fn for_partner_id(&self, write: &Write, mpn_id: PartnerId) -> Result<ForPartnerId, Halt> {
        let keys @ [done, own, entry] = &[
            keys::write(&write.replay_key),
            keys::organisation(write.person.tenant_id),
            keys::partner_id(mpn_id),
        ];
        let mut found = self.fetch(keys.clone()).await?;
        not_done(found.take(done)?, write)?;
        Ok(ForPartnerId { caller: found.take(own)?, entry: found.take(entry)? })
    }

    /// Commits a new or changed entry.
    pub async fn change_partner_id(
        &self,
        write: &Write,
        changed: &PartnerIdChanged,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut transaction = self.transaction(write);
        transaction.change_entry(changed, || Rejection::StaleEtag)?;
        transaction.record(write, &changed.audit)?;
        transaction.commit(answer).await
    }

    /// A page of the inactive partner IDs that somebody holds, in the order of their numbers, in two round
    /// trips: the caller's organisation with what there is; then, if `narrowed` says so of the caller, which
    /// of their holders are its partners. A page looks at 500 of them, and ends short where fewer are its
    /// partners'.
    pub async fn inactive_partner_ids(
        &self,
        caller: TenantId,
        page: &PageRequest,
        narrowed: impl FnOnce(Option<&Organisation>) -> Result<bool, Rejection>,
    ) -> Result<Page<RegisteredPartnerId>, Halt> {
        let list = List::of(Source::Index(1), vec![index::INACTIVE.to_owned()]);
        let looked_at = PageRequest { size: LOOKED_AT, after: page.after.clone() };
        let listed = self.page(&list, &looked_at, Trips::One);
        let (own, found) = try_join(self.organisation(caller), listed).await?;
        let narrowed = narrowed(own.as_ref())?;
        let mut found: Page<RegisteredPartnerId> = found.try_map(record)?;
        if narrowed {
            found.items = self.held_by_partners(caller, found.items).await?;
        }
        if found.items.len() > page.size {
            found.items.truncate(page.size);
            found.next = found.items.last().map(|last| Position::new(index::inactive(last.mpn_id).sk));
        }
        Ok(found)
    }

    /// Those of the entries whose holders are partners of a provider at present.
    async fn held_by_partners(
        &self,
        provider: TenantId,
        entries: Vec<RegisteredPartnerId>,
    ) -> Result<Vec<RegisteredPartnerId>, Fault> {
        let of_holder = |entry: &RegisteredPartnerId| {
            entry.holder.as_ref().map(|holder| keys::partnership(provider, holder.tenant_id))
        };
        let keys: Vec<Key> = entries.iter().filter_map(of_holder).collect();
        let batches = keys.chunks(MOST_KEYS).map(|batch| self.fetch(batch.iter().cloned()));
        let mut partnerships = HashMap::new();
        for (mut found, keys) in try_join_all(batches).await?.into_iter().zip(keys.chunks(MOST_KEYS)) {
            for key in keys {
                if let Some(partnership) = found.take::<Partnership>(key)? {
                    partnerships.insert(partnership.reseller.tenant_id, partnership);
                }
            }
        }
        let concerns = |entry: &RegisteredPartnerId| {
            let partnership = entry.holder.as_ref().and_then(|holder| partnerships.get(&holder.tenant_id));
            concerns_provider(entry, provider, partnership)
        };
        let of_partners = entries.into_iter().filter(concerns).collect();
        Ok(of_partners)
    }

    /// Puts what isn't part of another change into the trail (N3).
    pub async fn put_record(&self, write: &Write, record: AuditRecord) -> Result<(), Halt> {
        let mut transaction: Transaction<'_, Rejection> = self.transaction(write);
        transaction.record(write, &[record])?;
        Ok(transaction.commit(&SavedAnswer::unread()).await?)
    }
}

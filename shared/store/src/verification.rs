//! What verifying a reseller looks at: one's own organisation and the registry of partner IDs.

use std::collections::{BTreeSet, HashMap};

use futures_util::future::try_join_all;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::{Fault, PartnerId, TenantId};

use crate::keys::{self, Key};
use crate::{Store, fetch};

/// The caller's organisation, and the entries of the registry.
pub type ForVerifying = (Option<Organisation>, HashMap<PartnerId, RegisteredPartnerId>);

impl Store {
    /// The caller's organisation and what the registry holds under `mpn_ids`, in one round trip: so
    /// many items a batch as one may ask for, and the batches at once.
    pub async fn for_verifying(
        &self,
        caller: TenantId,
        mpn_ids: &[PartnerId],
    ) -> Result<ForVerifying, Fault> {
        let own = keys::organisation(caller);
        // Each once, whatever repeats: a second batch with the same key would cost again.
        let entries = mpn_ids.iter().collect::<BTreeSet<_>>().into_iter().copied().map(keys::partner_id);
        let wanted: Vec<Key> = [own.clone()].into_iter().chain(entries).collect();
        let batches = wanted.chunks(fetch::MOST_KEYS).map(|batch| self.fetch(batch.iter().cloned()));
        let mut batches = try_join_all(batches).await?;
        let mut caller = None;
        let mut registered = HashMap::new();
        for (batch, keys) in batches.iter_mut().zip(wanted.chunks(fetch::MOST_KEYS)) {
            for key in keys {
                if *key == own {
                    caller = batch.take(key)?;
                } else if let Some(entry) = batch.take::<RegisteredPartnerId>(key)? {
                    registered.insert(entry.mpn_id, entry);
                }
            }
        }
        Ok((caller, registered))
    }

    /// The caller's organisation and another tenant's, which may be the same.
    pub async fn own_and_other(
        &self,
        caller: TenantId,
        other: TenantId,
    ) -> Result<[Option<Organisation>; 2], Fault> {
        let [own, other] = [caller, other].map(keys::organisation);
        let mut found = self.fetch([own.clone(), other.clone()]).await?;
        let caller: Option<Organisation> = found.take(&own)?;
        let other = if own == other { caller.clone() } else { found.take(&other)? };
        Ok([caller, other])
    }

    /// What the registry holds under a partner ID.
    pub async fn registered(&self, mpn_id: PartnerId) -> Result<Option<RegisteredPartnerId>, Fault> {
        let key = keys::partner_id(mpn_id);
        self.fetch([key.clone()]).await?.take(&key)
    }
}

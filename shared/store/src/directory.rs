//! The provider directory (D1, D2): listings under their provider, and those that everybody finds in two
//! lists, of all countries and of each, in the order of names.
//!
//! There are a few thousand providers at most, which are read far more often than they change, so a list
//! is one partition. A listing that isn't shown has no place in either.

use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::provider_listing::{DirectorySearch, ListingChanged, ProviderListing};
use tandem_domain::{Fault, Halt, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::expression;
use crate::item::{Item, indexed, item, number, record};
use crate::keys::{self, index};
use crate::list::{List, Source, Trips};
use crate::moved::Moved;
use crate::replay::not_done;
use crate::transaction::NotCommitted;

/// What the change of a listing is decided on.
#[derive(Debug)]
pub struct ForListing {
    pub caller: Option<Organisation>,
    pub provider: Option<Organisation>,
    pub listing: Option<ProviderListing>,
}

impl Store {
    /// One read for [`tandem_domain::provider_listing::change_listing`].
    pub async fn for_listing(&self, write: &Write, provider: TenantId) -> Result<ForListing, Halt> {
        let keys @ [done, caller, own, listing] = &[
            keys::write(&write.replay_key),
            keys::organisation(write.person.tenant_id),
            keys::organisation(provider),
            keys::listing(provider),
        ];
        let mut found = self.fetch(keys.clone()).await?;
        not_done(found.take(done)?, write)?;
        let caller: Option<Organisation> = found.take(caller)?;
        let themselves = caller.clone().filter(|caller| caller.tenant_id == provider);
        let provider = found.take(own)?.or(themselves);
        Ok(ForListing { caller, provider, listing: found.take(listing)? })
    }

    /// The caller's organisation, and a provider's listing, in one read.
    pub async fn listing(
        &self,
        caller: TenantId,
        provider: TenantId,
    ) -> Result<(Option<Organisation>, Option<ProviderListing>), Fault> {
        let keys @ [own, listing] = &[keys::organisation(caller), keys::listing(provider)];
        let mut found = self.fetch(keys.clone()).await?;
        Ok((found.take(own)?, found.take(listing)?))
    }

    /// The providers that everybody finds, in the order of their names.
    pub async fn providers(
        &self,
        search: &DirectorySearch,
        page: &PageRequest,
    ) -> Result<Page<ProviderListing>, Fault> {
        let mut list = match search.country {
            None => List::of(Source::Index(1), vec![index::PROVIDERS.to_owned()]),
            Some(country) => List::of(Source::Index(2), vec![index::providers_in(country)]),
        };
        list.prefix = search.name.as_ref().map(|name| keys::folded(name.as_str())).unwrap_or_default();
        self.page(&list, page, Trips::Two).await?.try_map(record)
    }

    /// Commits a listing. What was decided on a listing that has changed since is decided anew.
    pub async fn change_listing(
        &self,
        write: &Write,
        changed: &ListingChanged,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Moved>> {
        let mut change = self.transaction(write);
        // Of two changes at once the first wins; the other saw what is no longer so.
        let as_read = match changed.replaces {
            None => expression("attribute_not_exists(PK)"),
            Some(version) => expression("#version = :old").with(":old", number(version)),
        };
        change.put(listing_item(&changed.listing)?, as_read, |_| Ok(Moved))?;
        change.record(write, &changed.audit)?;
        change.commit(answer).await
    }
}

/// In both lists, unless it isn't shown.
fn listing_item(listing: &ProviderListing) -> Result<Item, Fault> {
    let kept = item(keys::listing(listing.tenant_id), "listing", listing)?;
    if !listing.details.listed {
        return Ok(kept);
    }
    let [everywhere, there] =
        index::provider_by_name(listing.country, listing.name.as_str(), listing.tenant_id);
    Ok(indexed(indexed(kept, 1, everywhere), 2, there))
}

#[cfg(test)]
mod tests {
    use tandem_domain::partner_id::SupportDetails;
    use tandem_domain::provider_listing::{ListingDetails, ProviderListing};
    use tandem_domain::{Cloud, TenantId};

    use super::listing_item;
    use crate::item::text_of;

    fn listing(listed: bool) -> ProviderListing {
        let contact = SupportDetails {
            email: "sales@contoso.example".parse().expect("an address"),
            telephone: None,
            website: None,
        };
        ProviderListing {
            tenant_id: TenantId::new(uuid::Uuid::nil()),
            name: "Contoso ÖL".parse().expect("a name"),
            mpn_id: "1".parse().expect("a partner ID"),
            country: "DE".parse().expect("a country"),
            cloud: Cloud::Global,
            details: ListingDetails { languages: Vec::new(), services: Vec::new(), contact, listed },
            version: 1,
        }
    }

    #[test]
    fn only_what_is_shown_has_a_place_in_the_lists_d1() {
        let shown = listing_item(&listing(true)).expect("an item");
        assert_eq!([text_of(&shown, "GSI1PK"), text_of(&shown, "GSI2PK")], ["PROVIDERS", "PROVIDERS#DE"]);
        for position in ["GSI1SK", "GSI2SK"] {
            assert_eq!(text_of(&shown, position), "contoso öl#00000000-0000-0000-0000-000000000000");
        }
        let hidden = listing_item(&listing(false)).expect("an item");
        assert!(hidden.keys().all(|name| !name.starts_with("GSI")), "{hidden:?}");
    }
}

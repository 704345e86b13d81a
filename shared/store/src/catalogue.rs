//! The catalogue: offers, loaded by an operator, looked up by lines, listed by country.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tandem_domain::offer::Offer;
use tandem_domain::order::Catalogue;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::{Country, Fault, OfferId, PartnerId};

use crate::expression::expression;
use crate::fetch::Fetched;
use crate::item::{Item, indexed, item, key_attributes, number, record, text};
use crate::keys::{self, Key, index};
use crate::list::{List, Source, Trips};
use crate::{Store, fault};

/// The offers and the registry's entries for what lines name.
#[derive(Debug, Default)]
pub struct Listed {
    pub offers: HashMap<OfferId, Offer>,
    pub partner_ids: HashMap<PartnerId, RegisteredPartnerId>,
}

impl Listed {
    #[must_use]
    pub fn catalogue(&self) -> Catalogue<'_> {
        Catalogue { offers: &self.offers, partner_ids: &self.partner_ids }
    }
}

/// The keys of what lines name.
#[derive(Default)]
pub(crate) struct Named {
    offers: Vec<Key>,
    partner_ids: Vec<Key>,
}

impl Named {
    pub(crate) fn by<'a>(lines: impl IntoIterator<Item = (&'a OfferId, Option<PartnerId>)>) -> Self {
        let mut named = Self::default();
        for (offer, partner_id) in lines {
            named.offers.push(keys::offer(offer));
            named.partner_ids.extend(partner_id.map(keys::partner_id));
        }
        named
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = Key> {
        self.offers.iter().chain(&self.partner_ids).cloned()
    }

    pub(crate) fn take(&self, found: &mut Fetched) -> Result<Listed, Fault> {
        let mut listed = Listed::default();
        for key in &self.offers {
            if let Some(offer) = found.take::<Offer>(key)? {
                listed.offers.insert(offer.id.clone(), offer);
            }
        }
        for key in &self.partner_ids {
            if let Some(entry) = found.take::<RegisteredPartnerId>(key)? {
                listed.partner_ids.insert(entry.mpn_id, entry);
            }
        }
        Ok(listed)
    }
}

/// What an offer can be upgraded to.
#[derive(Default, Serialize, Deserialize)]
struct Upgrades {
    targets: Vec<Offer>,
}

impl Store {
    /// An offer by its id, wherever it is sold.
    pub async fn offer(&self, id: &OfferId) -> Result<Option<Offer>, Fault> {
        let key = keys::offer(id);
        self.fetch([key.clone()]).await?.take(&key)
    }

    /// The offers that are sold in a country, in the order of their names, after the first `offset` of
    /// them; and how many of those are still to be passed over, where a large catalogue has more of them
    /// than one read may pass.
    pub async fn offers(
        &self,
        country: Country,
        page: &PageRequest,
        offset: usize,
    ) -> Result<(Page<Offer>, usize), Fault> {
        let mut list = List::of(Source::Index(1), vec![index::OFFERS.to_owned()]);
        let sold = "(attribute_not_exists(#countries) OR size(#countries) = :none OR contains(#countries, :country))";
        list.filter =
            Some(expression(sold).with(":none", number(0)).with(":country", text(country.as_str())));
        let request = PageRequest { size: offset + page.size, after: page.after.clone() };
        let mut found = self.page(&list, &request, Trips::Two).await?;
        let passed = offset.min(found.items.len());
        found.items.drain(..passed);
        Ok((found.try_map(record)?, offset - passed))
    }

    /// The offers that an offer can be upgraded to (S2).
    pub async fn upgrade_targets(&self, source: &OfferId) -> Result<Vec<Offer>, Fault> {
        let key = keys::upgrades(source);
        let upgrades: Option<Upgrades> = self.fetch([key.clone()]).await?.take(&key)?;
        Ok(upgrades.unwrap_or_default().targets)
    }

    /// Makes these offers the whole catalogue, one by one; others are taken out. What was ordered
    /// keeps what it needs of its offer, so nothing else changes. Safe to repeat.
    pub async fn replace_offers(&self, offers: &[Offer]) -> Result<(), Fault> {
        let gone = self.offers_besides(offers).await?;
        for offer in offers {
            self.put(offer_item(offer)?).await?;
            self.put(upgrades_item(offer, offers)?).await?;
        }
        for key in gone.iter().flat_map(|id| [keys::offer(id), keys::upgrades(id)]) {
            let key = Some(key_attributes(&key));
            let delete = self.client().await.delete_item().table_name(&self.table).set_key(key);
            delete.send().await.map_err(|error| fault(&error))?;
        }
        Ok(())
    }

    /// The offers of the catalogue that aren't among these.
    async fn offers_besides(&self, offers: &[Offer]) -> Result<Vec<OfferId>, Fault> {
        let list = List::of(Source::Index(1), vec![index::OFFERS.to_owned()]);
        let mut page = PageRequest::largest();
        let mut besides: Vec<OfferId> = Vec::new();
        loop {
            let found = self.page(&list, &page, Trips::Two).await?.try_map(record::<Offer>)?;
            let ids = found.items.into_iter().map(|offer| offer.id);
            besides.extend(ids.filter(|id| offers.iter().all(|offer| offer.id != *id)));
            match found.next {
                Some(next) => page.after = Some(next),
                None => return Ok(besides),
            }
        }
    }
}

fn offer_item(offer: &Offer) -> Result<Item, Fault> {
    let place = index::offer_by_name(offer.name.as_str(), &offer.id);
    Ok(indexed(item(keys::offer(&offer.id), "offer", offer)?, 1, place))
}

/// The upgrade targets of an offer as they are themselves in the same catalogue. Only the offer says which
/// they are, and only its subscription which offer it is, so reading one after the other would take three
/// round trips; here they lie under the offer's own id. The bounds of an offer keep them within one item.
fn upgrades_item(offer: &Offer, catalogue: &[Offer]) -> Result<Item, Fault> {
    let find = |id: &OfferId| catalogue.iter().find(|target| target.id == *id).cloned();
    let targets = offer.upgrade_targets.iter().filter_map(find).collect();
    item(keys::upgrades(&offer.id), "upgrades", &Upgrades { targets })
}

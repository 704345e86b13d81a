//! A customer's record behind its profiles, and its place in the lists of its partners.

use futures_util::future::try_join3;
use tandem_domain::customer::{Customer, CustomerPartner, ProfileChanged};
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::{CustomerId, Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::{Expression, expression};
use crate::item::{number, text, text_of, value};
use crate::keys::{self, Key, index, prefix};
use crate::list::{List, Source, Trips};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

/// What the change of a profile is decided on.
#[derive(Debug)]
pub struct ForProfile {
    pub customer: Option<Customer>,
    pub partners: Vec<CustomerPartner>,
    pub pairs: Vec<Pair>,
}

/// A provider and a reseller that share the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub provider: TenantId,
    pub reseller: TenantId,
}

impl Store {
    /// One read for [`tandem_domain::customer::change_profile`]: a batch and two lists, side by side.
    pub async fn for_profile(&self, write: &Write, customer: CustomerId) -> Result<ForProfile, Halt> {
        let keys @ [done, own] = &[keys::write(&write.replay_key), keys::customer(customer)];
        let (mut found, partners, pairs) =
            try_join3(self.fetch(keys.clone()), self.customer_partners(customer), self.pairs(customer))
                .await?;
        not_done(found.take(done)?, write)?;
        Ok(ForProfile { customer: found.take(own)?, partners, pairs })
    }

    /// Which of a customer's partners share it with each other.
    pub(crate) async fn pairs(&self, customer: CustomerId) -> Result<Vec<Pair>, Fault> {
        let mut list = List::of(Source::Table, vec![keys::customer(customer).pk]);
        prefix::PAIR.clone_into(&mut list.prefix);
        let page: Page<Pair> =
            self.page(&list, &PageRequest::largest(), Trips::Two).await?.try_map(|item| {
                let (provider, reseller) = keys::named_by_pair(text_of(&item, "SK"))
                    .ok_or_else(|| Fault::Corrupt("a pair without two partners".to_owned()))?;
                Ok::<_, Fault>(Pair { provider, reseller })
            })?;
        Ok(page.items)
    }

    /// Commits a changed record. Another name moves the customer in every list that it is in.
    pub async fn change_profile(
        &self,
        write: &Write,
        changed: &ProfileChanged,
        seen: &ForProfile,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let customer = &changed.customer;
        let mut change = self.transaction(write);
        // Of two changes at once the first wins; the other was decided on what is no longer so.
        let unchanged = expression("#version = :old").with(":old", number(changed.expected_version));
        change.update(&keys::customer(customer.id), record_of(customer)?, unchanged, |_| {
            Ok(Rejection::StaleEtag)
        })?;
        let caller = write.person.tenant_id;
        if changed.renamed {
            change.rename(customer, seen, caller)?;
        } else if seen.partners.iter().any(|partner| partner.partner.tenant_id == caller) {
            change.require_partner(customer.id, caller)?;
        }
        change.record(write, &changed.audit)?;
        change.commit(answer).await
    }
}

impl Transaction<'_, Rejection> {
    /// The new name in the lists of all partners, and in those of the pairs.
    fn rename(&mut self, customer: &Customer, seen: &ForProfile, caller: TenantId) -> Result<(), Fault> {
        let name = customer.company_name.as_str();
        for partner in &seen.partners {
            let tenant = partner.partner.tenant_id;
            let place = index::customer_by_name(tenant, name, customer.id);
            self.move_to(&keys::customer_partner(customer.id, tenant), name, &place.sk, tenant == caller)?;
        }
        for Pair { provider, reseller } in &seen.pairs {
            let place = index::shared_customer(*provider, *reseller, name, customer.id);
            let key = keys::shared_customer(customer.id, *provider, *reseller);
            self.move_to(&key, name, &place.sk, false)?;
        }
        Ok(())
    }

    fn move_to(&mut self, key: &Key, name: &str, position: &str, own: bool) -> Result<(), Fault> {
        let set = expression("SET #companyName = :name, #GSI1SK = :position")
            .with(":name", text(name))
            .with(":position", text(position));
        // A partner that left in between has no list to be moved in. If it is the caller it finds
        // nothing; else the same request, repeated, is decided on the partners that there are.
        self.update(key, set, expression("attribute_exists(PK)"), move |_| {
            if own {
                Ok(Rejection::NotFound)
            } else {
                Err(Fault::Busy("the customer's partners changed at the same time".to_owned()))
            }
        })
    }
}

/// The fields of the record that profiles have, and its version.
fn record_of(customer: &Customer) -> Result<Expression, Fault> {
    let set = "SET #companyName = :name, #country = :country, #address = :address, #contact = :contact, \
               #culture = :culture, #language = :language, #version = :version";
    let set = match &customer.registration_number {
        Some(given) => {
            expression(format!("{set}, #registrationNumber = :number")).with(":number", value(given)?)
        }
        None => expression(format!("{set} REMOVE #registrationNumber")),
    };
    Ok(set
        .with(":name", value(&customer.company_name)?)
        .with(":country", value(&customer.country)?)
        .with(":address", value(&customer.address)?)
        .with(":contact", value(&customer.contact)?)
        .with(":culture", value(&customer.culture)?)
        .with(":language", value(&customer.language)?)
        .with(":version", number(customer.version)))
}

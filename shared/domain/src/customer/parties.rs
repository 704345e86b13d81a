//! Everybody whom a customer deals with, and what each is to it (A1).
//!
//! Most are its partners. A reseller of record need not be one (S3), nor need whoever administers the
//! customer's tenant, if the customer is a reseller at the same time (P4). Neither is a transacting
//! partner (A6); the customer sees them all the same.

use std::collections::BTreeSet;

use super::{Customer, CustomerPartner};
use crate::delegated_admin::{DelegatedAdmin, Held, Names, held};
use crate::organisation::Organisation;
use crate::subscription::{Subscription, SubscriptionStatus};
use crate::{Country, PartnerId, TenantId};

/// What is known of a customer's dealings.
#[derive(Clone, Copy, Debug)]
pub struct Dealings<'a> {
    pub customer: &'a Customer,
    pub partners: &'a [CustomerPartner],
    /// The privileges that the reader may see.
    pub delegated_admins: &'a [DelegatedAdmin],
    pub subscriptions: &'a [Subscription],
    /// Organisations that the privileges name and that aren't among the partners.
    pub others: &'a [Organisation],
}

/// An organisation that a customer deals with.
#[derive(Clone, Debug)]
pub struct Party<'a> {
    pub tenant_id: TenantId,
    pub name: Option<&'a str>,
    pub mpn_id: Option<PartnerId>,
    pub country: Option<Country>,
    /// Its relationship with the customer, if it has one.
    pub relation: Option<&'a CustomerPartner>,
    /// The services that it holds privileges for, in the order of the catalogue.
    pub held: Vec<Held<'a>>,
    /// The subscriptions that name it as their reseller of record (S3).
    pub reseller_of_record: Vec<&'a Subscription>,
    /// The subscriptions whose support requests it answers (S5).
    pub support_contact: Vec<&'a Subscription>,
}

impl<'a> Dealings<'a> {
    /// Everybody: the partners in their order, then the others in order of their tenants.
    #[must_use]
    pub fn parties(self) -> Vec<Party<'a>> {
        let names = self.names();
        let partners = self.partners.iter().map(|relation| relation.partner.tenant_id);
        let of_record = self.subscriptions().filter_map(of_record);
        let holding = self.delegated_admins.iter().map(|admin| admin.partner);
        let mut others: BTreeSet<_> = of_record.chain(holding).collect();
        for partner in partners.clone() {
            others.remove(&partner);
        }
        partners.chain(others).map(|tenant| self.party(tenant, &names)).collect()
    }

    /// Those that there still are: a deleted one names nobody any more.
    fn subscriptions(self) -> impl Iterator<Item = &'a Subscription> {
        self.subscriptions.iter().filter(|subscription| subscription.status != SubscriptionStatus::Deleted)
    }

    fn names(self) -> Names<'a> {
        let others = self.others.iter().map(|other| (other.tenant_id, other.name.as_str()));
        let partners = self.partners.iter().map(|relation| &relation.partner);
        let partners = partners.map(|partner| (partner.tenant_id, partner.name.as_str()));
        let own = (self.customer.id, self.customer.company_name.as_str());
        others.chain(partners).chain([own]).collect()
    }

    fn party(self, tenant: TenantId, names: &Names<'a>) -> Party<'a> {
        let relation = self.partners.iter().find(|relation| relation.partner.tenant_id == tenant);
        let other = self.others.iter().find(|other| other.tenant_id == tenant);
        let supported_by = |subscription: &&Subscription| {
            subscription
                .supported_by(self.partners)
                .is_some_and(|relation| relation.partner.tenant_id == tenant)
        };
        let reseller_of_record: Vec<_> =
            self.subscriptions().filter(|subscription| of_record(subscription) == Some(tenant)).collect();
        let verified =
            reseller_of_record.first().and_then(|subscription| subscription.reseller_of_record.as_ref());
        let verified = verified.map(|record| &record.reseller);
        let partner = relation.map(|relation| &relation.partner);
        let mpn_id = partner.map(|partner| partner.mpn_id).or(other.and_then(|other| other.mpn_id));
        Party {
            tenant_id: tenant,
            name: names.get(&tenant).copied().or(verified.map(|reseller| reseller.name.as_str())),
            mpn_id: mpn_id.or(verified.map(|reseller| reseller.mpn_id)),
            country: partner.map(|partner| partner.country).or(other.map(|other| other.country)),
            relation,
            held: held(self.delegated_admins, names)
                .into_iter()
                .filter(|held| held.partner == tenant)
                .collect(),
            support_contact: self.subscriptions().filter(supported_by).collect(),
            reseller_of_record,
        }
    }
}

fn of_record(subscription: &Subscription) -> Option<TenantId> {
    subscription.reseller_of_record.as_ref().map(|record| record.reseller.tenant_id)
}

#[cfg(test)]
mod tests;

//! Whom a customer deals with, rule by rule.

use std::collections::BTreeMap;

use super::{Dealings, Party};
use crate::customer::{Customer, CustomerPartner};
use crate::delegated_admin::{Basis, DelegatedAdmin, Privilege, Service};
use crate::examples::{self, organisation, parsed, provider, registered, relation, reseller, tenant};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partner_id::verify;
use crate::subscription::{BillingCycle, ResellerOfRecord, Subscription, SubscriptionStatus};
use crate::{Cloud, OrderId, Quantity, SubscriptionId, TenantId, Timestamp};

fn subscription(number: u128, of_record: Option<&Organisation>, support: Option<TenantId>) -> Subscription {
    let verified = of_record.map(|who| {
        let entry = registered(who);
        verify(entry.mpn_id, Some(&entry), Cloud::Global, parsed("DE")).expect("eligible")
    });
    Subscription {
        id: SubscriptionId::new(uuid::Uuid::from_u128(number)),
        customer_id: examples::customer().id,
        order_id: OrderId::new(uuid::Uuid::from_u128(70)),
        offer_id: parsed("business-basic"),
        offer_name: parsed("Business Basic"),
        unit_type: parsed("Licenses"),
        friendly_name: parsed(&format!("Office {number}")),
        quantity: Quantity::new(5).expect("a count"),
        status: SubscriptionStatus::Active,
        billing_cycle: BillingCycle::Monthly,
        auto_renew: true,
        ordered_by: provider().tenant_id,
        reseller_of_record: verified
            .map(|reseller| ResellerOfRecord { reseller, since: Timestamp::from_millis(0) }),
        record_ledger: None,
        support_contact: support,
        created: Timestamp::from_millis(0),
        version: 1,
    }
}

fn admin(partner: TenantId, granted_by: TenantId) -> DelegatedAdmin {
    let since = Timestamp::from_millis(0);
    let services =
        [parsed("azure"), Service::DIRECTORY].map(|service| (service, Privilege { since, granted_by }));
    DelegatedAdmin {
        tenant_id: examples::customer().id,
        partner,
        via: None,
        services: BTreeMap::from(services),
        basis: Basis::Customer,
        written_by: "operation".to_owned(),
    }
}

/// What somebody is called, and on how many subscriptions it is of record and the support contact.
fn told<'a>(party: &Party<'a>) -> (Option<&'a str>, bool, usize, usize) {
    let on = (party.reseller_of_record.len(), party.support_contact.len());
    (party.name, party.relation.is_some(), on.0, on.1)
}

struct Dealt {
    customer: Customer,
    partners: Vec<CustomerPartner>,
}

fn dealt() -> Dealt {
    let customer = examples::customer();
    let partners = [provider(), reseller()].iter().map(|who| relation(who, customer.id)).collect();
    Dealt { customer, partners }
}

impl Dealt {
    fn with<'a>(
        &'a self,
        admins: &'a [DelegatedAdmin],
        subscriptions: &'a [Subscription],
        others: &'a [Organisation],
    ) -> Vec<Party<'a>> {
        let (customer, partners) = (&self.customer, &self.partners);
        Dealings { customer, partners, delegated_admins: admins, subscriptions, others }.parties()
    }
}

#[test]
fn every_partner_is_there_with_what_it_is_on_which_subscription_a1() {
    let dealt = dealt();
    let subscriptions = [
        subscription(1, Some(&reseller()), Some(reseller().tenant_id)),
        subscription(2, Some(&reseller()), None),
        subscription(3, None, None),
    ];
    let parties = dealt.with(&[], &subscriptions, &[]);
    let told: Vec<_> = parties.iter().map(told).collect();
    assert_eq!(told, [(Some("Company 1"), true, 0, 2), (Some("Company 2"), true, 2, 1)]);
    assert_eq!(parties[1].support_contact[0].id, subscriptions[0].id);
}

#[test]
fn a_reseller_of_record_without_a_relationship_is_there_s3() {
    let dealt = dealt();
    let stranger = organisation(8, OrganisationKind::IndirectReseller, "DE");
    let subscriptions = [subscription(1, Some(&stranger), Some(stranger.tenant_id))];
    let parties = dealt.with(&[], &subscriptions, &[]);
    assert_eq!(told(&parties[2]), (Some("Company 8"), false, 1, 0));
    assert_eq!(parties[2].mpn_id, stranger.mpn_id);
    assert_eq!(told(&parties[0]).3, 1, "it has no relationship, so the provider answers (S5)");
}

#[test]
fn what_is_deleted_names_nobody() {
    let dealt = dealt();
    let stranger = organisation(8, OrganisationKind::IndirectReseller, "DE");
    let over = Subscription {
        status: SubscriptionStatus::Deleted,
        ..subscription(1, Some(&stranger), Some(reseller().tenant_id))
    };
    let subscriptions = [over];
    let parties = dealt.with(&[], &subscriptions, &[]);
    let told: Vec<_> = parties.iter().map(told).collect();
    assert_eq!(told, [(Some("Company 1"), true, 0, 0), (Some("Company 2"), true, 0, 0)]);
}

#[test]
fn privileges_are_told_with_who_granted_them_in_the_order_of_the_catalogue_a1() {
    let dealt = dealt();
    let (own, gone) = (dealt.customer.id, tenant(9));
    let stranger = organisation(8, OrganisationKind::IndirectProvider, "DE");
    let admins = [
        admin(provider().tenant_id, own),
        admin(reseller().tenant_id, provider().tenant_id),
        admin(stranger.tenant_id, gone),
    ];
    let others = [stranger.clone()];
    let parties = dealt.with(&admins, &[], &others);
    let granters: Vec<_> = parties.iter().map(|party| party.held[0].granter).collect();
    let own = Some(dealt.customer.company_name.as_str());
    assert_eq!(granters, [own, Some("Company 1"), None], "nobody knows any more who that was");
    for party in &parties {
        let services: Vec<_> = party.held.iter().map(|held| held.service.as_str()).collect();
        assert_eq!(services, ["directory", "azure"]);
    }
    assert_eq!(told(&parties[2]), (Some("Company 8"), false, 0, 0), "an administrator of its tenant (P4)");
    assert_eq!(parties[2].country, Some(stranger.country));
}

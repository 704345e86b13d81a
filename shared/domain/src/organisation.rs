//! Organisations: who takes part.
//!
//! E5: only a reseller whose enrollment is *active* can be asked for, or accept, a partnership. A reseller
//! becomes an organisation when its enrollment is approved, so whoever is one is active.

mod registering;

pub use registering::{
    ForRegistering, OperatorRegistered, ProviderRegistered, RegisterOrganisation, RegisterProvider,
    register_operator, register_provider,
};

use serde::{Deserialize, Serialize};

use crate::policy::Standing;
use crate::text::Name;
use crate::{Cloud, Country, EmailAddress, PartnerId, TenantId};

/// What an organisation is in the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Buys from the vendor, bills, supports, sells through resellers.
    IndirectProvider,
    /// Sells to customers through one or more providers.
    IndirectReseller,
    /// Uses the subscriptions.
    Customer,
    /// Runs the program.
    Operator,
}

/// An organisation, as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organisation {
    pub tenant_id: TenantId,
    #[serde(rename = "organisationKind")]
    pub kind: OrganisationKind,
    pub name: Name,
    /// Partners have one; customers and the operator don't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mpn_id: Option<PartnerId>,
    pub domain: String,
    pub country: Country,
    pub cloud: Cloud,
    /// Whether a mailbox of the domain was confirmed when the company enrolled: only then do addresses of the
    /// domain find a reseller by its people (P1).
    #[serde(default)]
    pub domain_confirmed: bool,
    /// The primary contact: a partner hears there of what its customers grant and take back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<EmailAddress>,
}

impl Organisation {
    /// This organisation as a partner in requests, partnerships and relationships. `None` for what
    /// isn't a partner: no partner ID.
    #[must_use]
    pub fn as_partner(&self) -> Option<Partner> {
        Some(Partner {
            tenant_id: self.tenant_id,
            name: self.name.clone(),
            mpn_id: self.mpn_id?,
            domain: self.domain.clone(),
            country: self.country,
            cloud: self.cloud,
        })
    }

    /// What the organisation is where nothing but its own lists is concerned; an unknown tenant is as
    /// any other than a partner.
    #[must_use]
    pub fn standing(own: Option<&Self>) -> Standing {
        match own.map(|own| own.kind) {
            Some(OrganisationKind::IndirectProvider) => Standing::Provider,
            Some(OrganisationKind::IndirectReseller) => Standing::Reseller,
            _ => Standing::Other,
        }
    }

    /// Whether this is a reseller that can be asked for, or accept, a partnership (E5).
    #[must_use]
    pub fn is_reseller(&self) -> bool {
        self.kind == OrganisationKind::IndirectReseller
    }

    #[must_use]
    pub fn is_provider(&self) -> bool {
        self.kind == OrganisationKind::IndirectProvider
    }

    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.kind == OrganisationKind::Operator
    }
}

/// A provider or reseller, as others see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Partner {
    pub tenant_id: TenantId,
    pub name: Name,
    pub mpn_id: PartnerId,
    pub domain: String,
    pub country: Country,
    pub cloud: Cloud,
}

impl Partner {
    /// P7, C7: the same cloud, and the same country or region group.
    #[must_use]
    pub fn may_work_with(&self, cloud: Cloud, country: Country) -> bool {
        self.cloud == cloud && cloud.joins(self.country, country)
    }
}

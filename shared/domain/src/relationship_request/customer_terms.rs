//! What a partner asks a customer for: the three shapes of an invitation (I1), with or without
//! delegated admin (I3).

use serde::{Deserialize, Serialize};

use crate::agreement::Template;
use crate::delegated_admin::Service;
use crate::organisation::{Organisation, Partner};
use crate::partnership::Partnership;
use crate::policy::{Action, permit};
use crate::terms::Grant;
use crate::write::Person;
use crate::{Cloud, Rejection, TenantId};

/// What a customer is asked for, besides the relationship with the one who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerTerms {
    /// The cloud of everybody concerned: its agreement is accepted, on its page (I5, I6).
    pub cloud: Cloud,
    /// The provider that the customer authorizes beside the reseller that asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Partner>,
    /// The services that privileges are asked for, in the order of the catalogue; may be none.
    pub delegated_admin: Vec<Service>,
}

/// What a partner wants to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskOfCustomer {
    /// The provider to be authorized beside the reseller that asks (I1).
    pub provider: Option<TenantId>,
    pub delegated_admin: Vec<Service>,
}

/// A partner that may invite customers, and on what terms.
#[derive(Clone, Debug)]
pub struct Inviting {
    pub sender: Partner,
    pub grants: Vec<Grant>,
    pub terms: CustomerTerms,
}

impl CustomerTerms {
    /// The agreement that accepting needs.
    #[must_use]
    pub fn agreement(&self) -> &'static Template {
        &self.cloud.rules().agreement
    }
}

impl AskOfCustomer {
    /// The terms under which `caller` asks. `partnership` is the caller's with the provider.
    ///
    /// # Errors
    /// Z7: anyone but a provider's or reseller's admin. I1: a provider that names another, a provider
    /// that isn't the reseller's partner. I3: no privileges where they can't be left out.
    pub fn by(
        &self,
        action: Action,
        person: &Person,
        caller: Option<&Organisation>,
        partnership: Option<&Partnership>,
    ) -> Result<Inviting, Rejection> {
        permit(action, Organisation::standing(caller), &person.roles)?;
        let caller = caller.ok_or(Rejection::WrongPartnerKind)?;
        let sender = caller.as_partner().ok_or(Rejection::WrongPartnerKind)?;
        let of_reseller = caller.is_reseller();
        let provider = match self.provider {
            None => None,
            Some(_) if !of_reseller => {
                return Err(Rejection::field(
                    "indirectCloudSolutionProviderId",
                    "must be left out by a provider; a reseller names the provider that it invites with",
                ));
            }
            Some(_) => {
                let active = partnership.filter(|partnership| partnership.is_active());
                Some(active.ok_or(Rejection::NotPartners)?.provider.clone())
            }
        };
        if self.delegated_admin.is_empty() && !sender.cloud.rules().privileges_can_be_left_out {
            return Err(Rejection::field(
                "delegatedAdmin",
                format!("must hold a service; in the cloud {} it can't be left out", sender.cloud),
            ));
        }
        let mut grants = Vec::new();
        grants.extend(of_reseller.then_some(Grant::ResellerRelationship));
        if provider.is_some() || !of_reseller {
            grants.extend(Grant::OF_A_CUSTOMERS_PROVIDER);
        }
        let asked = Service::all().filter(|service| self.delegated_admin.contains(service)).collect();
        let terms = CustomerTerms { cloud: sender.cloud, provider, delegated_admin: asked };
        Ok(Inviting { sender, grants, terms })
    }
}

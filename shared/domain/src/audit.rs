//! N3: every write leaves an audit record: who, for which organisation, what, when, from what to
//! what. Each organisation that a change concerns gets a record on its own side. The vocabulary is
//! Partner Center's where it has a word.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::text::CompanyName;
use crate::{CustomerId, TenantId};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    RequestPartnerRelationship,
    ResendPartnerRelationshipRequest,
    CancelPartnerRelationshipRequest,
    AcceptPartnerRelationshipRequest,
    DeclinePartnerRelationshipRequest,
    CreatePartnerRelationship,
    RemovePartnerRelationship,
    DapAdminRelationshipApproved,
    AddCustomer,
    CreateAgreement,
    CreateOrder,
    UpdateSubscription,
}

/// What it was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    PartnerRelationshipRequest,
    PartnerRelationship,
    PartnerCustomerDap,
    IndirectProviderIndirectResellerDap,
    Customer,
    Agreement,
    Order,
    Subscription,
}

/// One organisation's view of one change. Who and when come from the write that carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditRecord {
    /// Whose side this is.
    pub organisation: TenantId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// As it was then: the trail can be searched by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<CompanyName>,
    pub operation: Operation,
    pub resource: Resource,
    /// The id of the thing changed.
    pub resource_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Value>,
}

impl AuditRecord {
    /// The same record on the side of each of `organisations`.
    #[must_use]
    pub fn for_each(self, organisations: impl IntoIterator<Item = TenantId>) -> Vec<Self> {
        organisations.into_iter().map(|organisation| Self { organisation, ..self.clone() }).collect()
    }
}

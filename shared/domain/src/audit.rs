//! N3: every write leaves an audit record: who, for which organisation, what, when, from what to
//! what. Each organisation that a change concerns gets a record on its own side. The vocabulary is
//! Partner Center's where it has a word.

mod reading;

pub use reading::{AuditEntry, AuditPlace, Period, RETENTION_YEARS, USUAL_DAYS, side, standing};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::text::CompanyName;
use crate::{CustomerId, TenantId};

/// Words, in lower snake case on the wire and in the table.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$of:meta])* $word:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $word,)* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$word),*];

            /// The word of this name, in any letter case, with or without underscores.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                let name = name.replace('_', "");
                let word = [$((stringify!($word), Self::$word)),*];
                word.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(&name)).map(|(_, word)| word)
            }
        }
    };
}

words! {
    /// What was done.
    pub enum Operation {
        RequestPartnerRelationship,
        ResendPartnerRelationshipRequest,
        CancelPartnerRelationshipRequest,
        AcceptPartnerRelationshipRequest,
        DeclinePartnerRelationshipRequest,
        CreatePartnerRelationship,
        RemovePartnerRelationship,
        CreateOpenLink,
        UpdateOpenLink,
        RotateOpenLink,
        RequestCustomerRelationship,
        ResendCustomerRelationshipRequest,
        CancelCustomerRelationshipRequest,
        AcceptCustomerRelationshipRequest,
        DeclineCustomerRelationshipRequest,
        CreatePartnerCustomerRelationship,
        RemovePartnerCustomerRelationship,
        DapAdminRelationshipApproved,
        DapAdminRelationshipTerminated,
        AddCustomer,
        /// Of either profile: one record is behind both.
        UpdateCustomerBillingProfile,
        CreateAgreement,
        CreateOrder,
        CreateCart,
        UpdateCart,
        CancelCart,
        UpdateSubscription,
        UpgradeSubscription,
        CreateEnrollment,
        UpdateEnrollment,
        SubmitEnrollment,
        VerifyEnrollmentEmail,
        ApproveEnrollment,
        RejectEnrollment,
        CreateCustomerUser,
        ResetCustomerUserPassword,
        RegisterPartnerId,
        UpdatePartnerId,
        ImportPartnerIds,
        ImportOffers,
        RegisterOperator,
        RegisterProvider,
        CreateProviderListing,
        UpdateProviderListing,
        AddUserMember,
        RemoveUserMember,
        UpdateLegalBusinessProfile,
        UpdateOrganizationProfile,
        UpdateSupportProfile,
        ConfirmPrimaryContact,
    }
}

words! {
    /// What it was done to.
    pub enum Resource {
        PartnerRelationshipRequest,
        CustomerRelationshipRequest,
        PartnerRelationship,
        PartnerCustomerRelationship,
        PartnerCustomerDap,
        IndirectProviderIndirectResellerDap,
        Customer,
        Agreement,
        Order,
        Cart,
        Subscription,
        CustomerUser,
        Enrollment,
        PartnerId,
        Offer,
        Organisation,
        ProviderListing,
        UserMember,
        PartnerProfile,
    }
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

/// From what to what, as far as the two differ; all of it where nothing was before.
pub(crate) fn differing(old: Option<Value>, new: Value) -> (Option<Value>, Option<Value>) {
    let (mut old, mut new) = (old, new);
    if let (Some(Value::Object(from)), Value::Object(to)) = (&mut old, &mut new) {
        from.retain(|name, value| {
            let same = to.get(name) == Some(&*value);
            if same {
                to.remove(name);
            }
            !same
        });
    }
    (old, Some(new))
}

impl AuditRecord {
    /// The same record on the side of each of `organisations`.
    #[must_use]
    pub fn for_each(self, organisations: impl IntoIterator<Item = TenantId>) -> Vec<Self> {
        organisations.into_iter().map(|organisation| Self { organisation, ..self.clone() }).collect()
    }

    /// The same record with no more than these members of what was and what is; `None` without the
    /// first of them.
    #[must_use]
    pub fn only(&self, members: &[&str]) -> Option<Self> {
        let part = |of: &Option<Value>| {
            let kept = of.as_ref()?.as_object()?.iter().filter(|(name, _)| members.contains(&name.as_str()));
            Some(Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect()))
        };
        let (old, new) = (part(&self.old), part(&self.new));
        let first = members.first()?;
        new.as_ref()?.get(first)?;
        Some(Self { old, new, ..self.clone() })
    }
}

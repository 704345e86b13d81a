//! What demo-world.json says of everything that is there or has happened.

use serde::{Deserialize, Deserializer};
use tandem_domain::address::{Address, Contact};
use tandem_domain::enrollment::Application;
use tandem_domain::language::{Culture, LanguageCode};
use tandem_domain::partner_id::{AccountType, SupportDetails};
use tandem_domain::provider_listing::ListingDetails;
use tandem_domain::subscription::BillingCycle;
use tandem_domain::text::{CompanyName, Line, Name};
use tandem_domain::{Country, EmailAddress, LinkKey, OfferId, PartnerId, Quantity, TenantId, Timestamp};
use uuid::Uuid;

/// The address of a partner and its primary contact, who has the organisation's contact address.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownProfile {
    pub(crate) address: Address,
    pub(crate) first_name: Line,
    pub(crate) last_name: Line,
    pub(crate) phone_number: Line,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownPartnerId {
    pub(crate) mpn_id: PartnerId,
    pub(crate) name: Name,
    pub(crate) account_type: AccountType,
    pub(crate) active: bool,
    pub(crate) country: Country,
    pub(crate) held_by: Option<TenantId>,
    #[serde(default)]
    pub(crate) agreement_active: bool,
    #[serde(default)]
    pub(crate) support: Option<SupportDetails>,
}

/// A provider in the directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownListing {
    pub(crate) provider: TenantId,
    pub(crate) listed_by: String,
    #[serde(flatten)]
    pub(crate) details: ListingDetails,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownPartnership {
    pub(crate) asked_by: String,
    pub(crate) asked_at: EmailAddress,
    pub(crate) accepted_by: String,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
}

/// A request that waits for its answer, asked when the world is made, for else it would be over. Its
/// key is fixed, so that its page and its id are known beforehand.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownRequest {
    pub(crate) asked_by: String,
    pub(crate) asked_at: EmailAddress,
    pub(crate) key: LinkKey,
}

/// An invitation of a customer that waits for its answer, likewise: to a relationship with privileges on
/// every service.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownInvitation {
    pub(crate) invited_by: String,
    pub(crate) email: EmailAddress,
    pub(crate) key: LinkKey,
}

/// An application that is submitted and confirmed, and waits for its review.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownEnrollment {
    pub(crate) applied_by: String,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
    /// Of the link that confirmed the company's address.
    pub(crate) key: LinkKey,
    #[serde(flatten)]
    pub(crate) application: Application,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownCustomer {
    pub(crate) id: Uuid,
    pub(crate) company_name: CompanyName,
    pub(crate) domain: String,
    pub(crate) address: Address,
    pub(crate) contact: Contact,
    pub(crate) culture: Culture,
    pub(crate) language: LanguageCode,
    pub(crate) added_by: String,
    pub(crate) added_for: Option<TenantId>,
    pub(crate) order: KnownOrder,
    #[serde(deserialize_with = "time")]
    pub(crate) since: Timestamp,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownOrder {
    pub(crate) id: Uuid,
    pub(crate) billing_cycle: BillingCycle,
    pub(crate) lines: Vec<KnownOrderLine>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownOrderLine {
    pub(crate) subscription_id: Uuid,
    pub(crate) offer_id: OfferId,
    pub(crate) quantity: Quantity,
    pub(crate) partner_id_on_record: Option<PartnerId>,
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

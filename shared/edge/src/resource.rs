//! The shape of each thing on the wire: camelCase, enums in lower snake_case, times in RFC 3339.

mod agreement;
mod audit;
mod cart;
mod customer;
mod enrollment;
mod offer;
mod order;
mod partner_id;
mod partner_profile;
mod partnership;
mod party;
mod people;
mod provider_listing;
mod relationship_request;
mod reseller_of_record_change;
mod subscription;
mod support_contact;
mod upgrade;
mod user;
mod verification;

pub use agreement::{agreement, agreement_template, direct_signed_status};
pub use audit::{audit_place, audit_record};
pub use cart::{cart, checkout_result};
pub use customer::{
    billing_profile, company_profile, created_customer, customer, customer_in_list, ended_relationship,
    planned_customer,
};
pub use enrollment::{confirmed_email, enrollment};
pub use offer::offer;
pub use order::order;
pub use partner_id::partner_id;
pub use partner_profile::{legal_business_profile, organization_profile, support_profile};
pub use partnership::{relationship, removal};
pub use party::{delegated_access, fellow_partner, own_partner};
pub use people::{member, person, role};
pub use provider_listing::{provider_in_directory, provider_listing};
pub use relationship_request::{
    DraftWords, acceptance, draft, held_services, invitation, link_use, opened_link, relationship_request,
    relationship_request_link,
};
pub use reseller_of_record_change::{
    ResellerOfRecordChange, reseller_of_record_change, reseller_of_record_change_line,
};
pub use subscription::{ledger_line, subscription};
pub use support_contact::support_contact;
pub use upgrade::{upgrade, upgrade_result};
pub use user::{added_customer_user, customer_user, password_reset};
pub use verification::{agreement_signed, mpn_profile, validation_results};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// An opaque etag: the id and the version in base64, as Partner Center's look.
fn etag(id: &str, version: u32) -> String {
    STANDARD.encode(json!({"id": id, "version": version}).to_string())
}

/// The version in an etag of the thing with this id.
pub(crate) fn version_of(etag: &str, id: &str) -> Option<u32> {
    let value: Value = serde_json::from_slice(&STANDARD.decode(etag).ok()?).ok()?;
    let same = value.get("id")?.as_str()?.eq_ignore_ascii_case(id);
    same.then(|| value.get("version")?.as_u64()?.try_into().ok()).flatten()
}

fn link(uri: String) -> Value {
    json!({"uri": uri, "method": "GET", "headers": []})
}

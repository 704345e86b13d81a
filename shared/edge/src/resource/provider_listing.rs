//! `ProviderListing`.

use serde_json::{Value, json};
use tandem_domain::provider_listing::{ListingDetails, ProviderListing};

use super::{etag, link};

/// A provider as everybody finds it (D1).
pub fn provider_in_directory(listing: &ProviderListing) -> Value {
    let ListingDetails { languages, services, contact, .. } = &listing.details;
    json!({
        "tenantId": listing.tenant_id,
        "name": listing.name,
        "mpnId": listing.mpn_id,
        "country": listing.country,
        "cloud": listing.cloud,
        "languages": languages,
        "services": services,
        "contact": contact,
        "attributes": {"objectType": "ProviderListing"},
    })
}

/// A listing as the provider itself and the operator see it (D2).
pub fn provider_listing(listing: &ProviderListing) -> Value {
    let id = listing.tenant_id;
    let mut body = provider_in_directory(listing);
    body["listed"] = json!(listing.details.listed);
    body["links"] = json!({"self": link(format!("/providers/{id}"))});
    body["attributes"]["etag"] = json!(etag(&id.to_string(), listing.version));
    body
}

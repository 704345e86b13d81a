//! A partner's profiles: `LegalBusinessProfile`, `OrganizationProfile` and `SupportProfile`. One record is
//! behind all three, so they have one etag.

use serde_json::{Value, json};
use tandem_domain::TenantId;
use tandem_domain::address::Contact;
use tandem_domain::profile::{OwnProfile, Vetted};

use super::{etag, link};

/// The legal business of `tenant`. Who approves for the company is its primary contact, at its address.
pub fn legal_business_profile(tenant: TenantId, vetted: &Vetted) -> Value {
    let business = &vetted.business;
    json!({
        "companyName": business.company_name,
        "address": business.address,
        "primaryContact": business.primary_contact,
        "companyApproverAddress": business.address,
        "companyApproverEmail": vetted.approver,
        "vettingStatus": vetted.status.as_str(),
        "vettingSubStatus": vetted.sub_status.as_str(),
        "profileType": "LegalBusinessProfile",
        "links": {"self": link("/profiles/legalbusiness".to_owned())},
        "attributes": {
            "etag": vetted.version.map(|version| etag(&tenant.to_string(), version)),
            "objectType": "LegalBusinessProfile",
        },
    })
}

/// The organisation with the contact that speaks for it.
pub fn organization_profile(own: OwnProfile<'_>) -> Value {
    let (organisation, profile) = (own.organisation, own.profile);
    let business = &profile.legal_business;
    let Contact { first_name, last_name, email, phone_number } = &business.primary_contact;
    let mut address = json!(business.address);
    address["firstName"] = json!(first_name);
    address["lastName"] = json!(last_name);
    address["phoneNumber"] = json!(phone_number);
    json!({
        "id": profile.tenant_id,
        "tenantId": profile.tenant_id,
        "companyName": business.company_name,
        "domain": organisation.domain,
        "email": email,
        "defaultAddress": address,
        "language": profile.language,
        "culture": profile.culture,
        "profileType": "OrganizationProfile",
        "links": {"self": link("/profiles/organization".to_owned())},
        "attributes": {"etag": record_etag(own), "objectType": "OrganizationProfile"},
    })
}

/// Whom the partner's customers turn to.
pub fn support_profile(own: OwnProfile<'_>) -> Value {
    let support = &own.profile.support;
    json!({
        "email": support.email,
        "telephone": support.telephone,
        "website": support.website,
        "profileType": "support_profile",
        "links": {"self": link("/profiles/support".to_owned())},
        "attributes": {"etag": record_etag(own), "objectType": "PartnerSupportProfile"},
    })
}

fn record_etag(own: OwnProfile<'_>) -> String {
    etag(&own.profile.tenant_id.to_string(), own.profile.version)
}

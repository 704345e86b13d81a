//! `Customer`, in full, in lists, and as just created.

use serde_json::{Value, json};
use tandem_domain::TenantId;
use tandem_domain::address::{Address, Contact};
use tandem_domain::customer::{Added, Customer, CustomerPartner, PartnerRole};
use tandem_domain::delegated_admin::DelegatedAdmin;

use super::{etag, link, order};

/// The company profile. One record is behind both profiles, so they have one etag.
pub fn company_profile(customer: &Customer) -> Value {
    let id = customer.id;
    json!({
        "tenantId": id, "domain": customer.domain, "companyName": customer.company_name,
        "organizationRegistrationNumber": customer.registration_number,
        "address": address(&customer.address), "email": customer.contact.email,
        "links": {"self": link(format!("/customers/{id}/profiles/company"))},
        "attributes": {"etag": record_etag(customer), "objectType": "CustomerCompanyProfile"},
    })
}

fn address(address: &Address) -> Value {
    json!({
        "country": address.country, "region": address.region, "city": address.city, "state": address.state,
        "district": address.district, "addressLine1": address.address_line1,
        "addressLine2": address.address_line2, "addressLine3": address.address_line3,
        "postalCode": address.postal_code,
    })
}

/// The billing profile.
pub fn billing_profile(customer: &Customer) -> Value {
    let id = customer.id;
    let Contact { first_name, last_name, email, phone_number } = &customer.contact;
    let mut address = address(&customer.address);
    address["firstName"] = json!(first_name);
    address["lastName"] = json!(last_name);
    address["phoneNumber"] = json!(phone_number);
    json!({
        "id": id, "firstName": first_name, "lastName": last_name, "email": email,
        "culture": customer.culture, "language": customer.language, "companyName": customer.company_name,
        "defaultAddress": address,
        "links": {"self": link(format!("/customers/{id}/profiles/billing"))},
        "attributes": {"etag": record_etag(customer), "objectType": "CustomerBillingProfile"},
    })
}

fn record_etag(customer: &Customer) -> String {
    etag(&customer.id.to_string(), customer.version)
}

/// Whom the customer was added for is between those who added it and itself.
fn base(customer: &Customer, relationship: &str, viewer: TenantId) -> Value {
    let id = customer.id;
    let concerned = [Some(customer.added_by), customer.added_for, Some(id)].contains(&Some(viewer));
    json!({
        "id": id,
        "commerceId": id,
        "companyProfile": company_profile(customer),
        "billingProfile": billing_profile(customer),
        "relationshipToPartner": relationship,
        "associatedPartnerId": customer.added_for.filter(|_| concerned),
        "links": {"self": link(format!("/customers/{id}"))},
        "attributes": {"objectType": "Customer"},
    })
}

/// A customer in full, as `viewer` sees it. `allow_delegated_access`: whether the viewer holds
/// privileges there. Without privileges nothing is left out: all of it is the commercial record that
/// partners keep, and none of it comes from the customer's directory.
pub fn customer(
    customer: &Customer,
    viewer: TenantId,
    relation: Option<&CustomerPartner>,
    allow_delegated_access: bool,
) -> Value {
    let mut body = base(customer, if relation.is_some() { "reseller" } else { "none" }, viewer);
    body["allowDelegatedAccess"] = json!(allow_delegated_access);
    body["customDomains"] = json!([customer.domain]);
    body
}

/// What is left of a customer for a partner that ended its relationship with it.
pub fn ended_relationship() -> Value {
    json!({"relationshipToPartner": "none", "attributes": {"objectType": "Customer"}})
}

/// A customer as just created, with the name of its admin user. The temporary password is added to
/// the one answer that shows it (C4).
pub fn created_customer(added: &Added) -> Value {
    let mut body = base(&added.customer, "reseller", added.provider());
    body["allowDelegatedAccess"] = json!(added.delegated_admin.partner == added.provider());
    body["userCredentials"] = json!({"userName": "admin"});
    body["order"] = added.order.as_ref().map_or(Value::Null, |placed| order(&placed.order));
    body
}

/// A customer as it would be created: without ids and credentials.
pub fn planned_customer(added: &Added) -> Value {
    let mut body = created_customer(added);
    if let Value::Object(members) = &mut body {
        for name in ["id", "commerceId", "userCredentials", "links"] {
            members.remove(name);
        }
    }
    for profile in ["companyProfile", "billingProfile"] {
        if let Some(Value::Object(members)) = body.get_mut(profile) {
            members.retain(|name, _| !["id", "tenantId", "links", "attributes"].contains(&name.as_str()));
        }
    }
    if let Some(Value::Object(order)) = body.get_mut("order") {
        order.retain(|name, _| {
            !["id", "referenceCustomerId", "links", "attributes", "creationDate"].contains(&name.as_str())
        });
        for line in order.get_mut("lineItems").and_then(Value::as_array_mut).into_iter().flatten() {
            if let Value::Object(line) = line {
                line.retain(|name, _| !["subscriptionId", "links"].contains(&name.as_str()));
            }
        }
    }
    body
}

/// A customer in a list.
pub fn customer_in_list(relation: &CustomerPartner) -> Value {
    let id = relation.customer_id;
    json!({
        "id": id,
        "companyProfile": {
            "tenantId": id, "domain": relation.domain, "companyName": relation.company_name,
            "links": {"self": link(format!("/customers/{id}/profiles/company"))},
            "attributes": {"objectType": "CustomerCompanyProfile"},
        },
        "relationshipToPartner": "reseller",
        "links": {"self": link(format!("/customers/{id}"))},
        "attributes": {"objectType": "Customer"},
    })
}

/// A partner of a customer, as another of its partners sees it. The type says, as in every list of
/// partners, what the one who asks is to the one in the list.
pub fn fellow_partner(relation: &CustomerPartner, viewer: PartnerRole) -> Value {
    let mut body = partner(relation);
    body["relationshipType"] = json!(match viewer {
        PartnerRole::Provider => "is_indirect_cloud_solution_provider_of",
        PartnerRole::Reseller => "is_indirect_reseller_of",
    });
    body
}

/// A partner of a customer, as the customer sees it (A1): what it is, since when, and for which
/// services it holds privileges.
pub fn own_partner(relation: &CustomerPartner, delegated_admin: Option<&DelegatedAdmin>) -> Value {
    let mut body = partner(relation);
    body["role"] = json!(match relation.role {
        PartnerRole::Provider => "indirect_provider",
        PartnerRole::Reseller => "indirect_reseller",
    });
    body["since"] = json!(relation.since.to_string());
    let services = delegated_admin.into_iter().flat_map(|admin| &admin.services);
    body["delegatedAdmin"] = services
        .map(|(service, privilege)| {
            let since = privilege.since.to_string();
            json!({"service": service, "since": since, "grantedBy": privilege.granted_by})
        })
        .collect();
    body
}

fn partner(relation: &CustomerPartner) -> Value {
    let partner = &relation.partner;
    json!({
        "id": partner.tenant_id,
        "name": partner.name,
        "state": "Active",
        "mpnId": partner.mpn_id,
        "location": partner.country,
        "attributes": {"objectType": "PartnerRelationship"},
    })
}

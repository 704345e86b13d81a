//! `Customer`, in full, in lists, and as just created.

use serde_json::{Value, json};
use tandem_domain::TenantId;
use tandem_domain::address::{Address, Contact};
use tandem_domain::customer::{Added, Customer, CustomerPartner};

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
/// privileges there. Without them a partner doesn't see what comes from the customer's directory (A4);
/// the rest is the commercial record that partners keep.
pub fn customer(
    customer: &Customer,
    viewer: TenantId,
    relation: Option<&CustomerPartner>,
    allow_delegated_access: bool,
) -> Value {
    let mut body = base(customer, if relation.is_some() { "reseller" } else { "none" }, viewer);
    body["allowDelegatedAccess"] = json!(allow_delegated_access);
    if allow_delegated_access || viewer == customer.id {
        body["customDomains"] = json!([customer.domain]);
    }
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
    body["allowDelegatedAccess"] = json!(added.privileges.of(added.provider()).is_some());
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

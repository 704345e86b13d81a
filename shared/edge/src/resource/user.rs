//! `CustomerUser`, and what a temporary password is for.

use serde_json::{Value, json};
use tandem_domain::user::User;

use super::link;

/// A user of a customer, as Partner Center's lists have it: nothing about its password.
pub fn customer_user(user: &User) -> Value {
    let (customer, id) = (user.customer_id, user.id);
    json!({
        "id": id,
        "userPrincipalName": user.principal_name,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "displayName": user.display_name,
        "usageLocation": user.usage_location,
        // Tandem's directory isn't fed by another one, and nobody is deleted from it.
        "userDomainType": "none",
        "state": "active",
        "links": {"self": link(format!("/customers/{customer}/users/{id}"))},
        "attributes": {"objectType": "CustomerUser"},
    })
}

/// A user as just added. The temporary password is added to the one answer that shows it (C4).
pub fn added_customer_user(user: &User) -> Value {
    let mut body = customer_user(user);
    body["passwordProfile"] = password_profile();
    body
}

/// Whose password was reset, and by what; the password likewise.
pub fn password_reset(user: &User) -> Value {
    json!({
        "userId": user.id,
        "userPrincipalName": user.principal_name,
        "passwordProfile": password_profile(),
    })
}

fn password_profile() -> Value {
    json!({"forceChangePassword": true})
}

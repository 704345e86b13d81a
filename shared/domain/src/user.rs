//! The users of a customer: what delegated admin is for (Z19, A4).
//!
//! With privileges for the directory a partner's admin agent adds users and gives them temporary
//! passwords; its helpdesk agents give passwords only. Without, it is refused, whatever it sells there.
//! C4: a temporary password is in the one answer that shows it and nowhere else.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::{Customer, CustomerPartner};
use crate::delegated_admin::{DelegatedAdmin, Service};
use crate::policy::{Action, permit};
use crate::text::Line;
use crate::write::{Person, Write};
use crate::{Country, CustomerId, Rejection, TenantId, Timestamp, UserId};

/// A user of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: UserId,
    pub customer_id: CustomerId,
    pub principal_name: PrincipalName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<Line>,
    pub display_name: Line,
    /// Where the user works with the services.
    pub usage_location: Country,
    pub created: Timestamp,
    /// When a temporary password was last given.
    pub password_given: Timestamp,
}

/// What a user signs in with: `name@domain`, in lower case; the name has 1 to 64 letters, digits, dots,
/// hyphens and underscores, and begins and ends with a letter or a digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrincipalName(String);

/// The user to add.
#[derive(Clone, Debug)]
pub struct AddUser {
    pub principal_name: PrincipalName,
    pub first_name: Option<Line>,
    pub last_name: Option<Line>,
    pub display_name: Line,
    /// The customer's country if left out.
    pub usage_location: Option<Country>,
}

/// What an admin action in a customer's tenant is decided on.
#[derive(Clone, Copy, Debug)]
pub struct Administered<'a> {
    pub customer: Option<&'a Customer>,
    /// The caller's own relationship.
    pub relation: Option<&'a CustomerPartner>,
    /// The caller's own privileges, as they are at this moment (T6).
    pub delegated_admin: Option<&'a DelegatedAdmin>,
}

/// A user to write. Commit it under the conditions that nobody has its name and that the caller still
/// holds its privileges.
#[derive(Clone, Debug)]
pub struct UserAdded {
    pub user: User,
    pub audit: Vec<AuditRecord>,
}

/// A user with another temporary password. Commit it under the conditions that it is still there and
/// that the caller still holds its privileges.
#[derive(Clone, Debug)]
pub struct PasswordReset {
    pub user: User,
    pub audit: Vec<AuditRecord>,
}

impl User {
    /// The admin that a customer starts with.
    pub(crate) fn first_admin(customer: &Customer, now: Timestamp) -> Self {
        let name = |text: &str| text.parse::<Line>().ok();
        Self {
            id: UserId::new(customer.id.uuid()),
            customer_id: customer.id,
            principal_name: PrincipalName(format!("admin@{}", customer.domain)),
            first_name: Some(customer.contact.first_name.clone()),
            last_name: Some(customer.contact.last_name.clone()),
            display_name: name("admin").unwrap_or_else(|| customer.contact.last_name.clone()),
            usage_location: customer.country,
            created: now,
            password_given: now,
        }
    }
}

/// Whether the person may do `action` in the customer's tenant: by its role, and by the privileges that
/// its organisation holds for the directory.
///
/// # Errors
/// Z12, Z19; A4: no privileges.
pub fn may_administer<'a>(
    action: Action,
    person: &Person,
    seen: Administered<'a>,
) -> Result<&'a Customer, Rejection> {
    let customer = seen.customer.ok_or(Rejection::NotFound)?;
    permit(action, customer.standing_of(person.tenant_id, seen.relation), &person.roles)?;
    let service = Service::DIRECTORY;
    if seen.delegated_admin.is_some_and(|admin| admin.covers(service)) {
        Ok(customer)
    } else {
        Err(Rejection::DelegatedAdminMissing { service })
    }
}

/// Adds a user.
///
/// # Errors
/// As [`may_administer`]; a name in another domain than the customer's.
pub fn add_user(
    write: &Write,
    seen: Administered<'_>,
    command: &AddUser,
    id: UserId,
) -> Result<UserAdded, Rejection> {
    let customer = may_administer(Action::AddUser, &write.person, seen)?;
    if command.principal_name.domain() != customer.domain.as_str() {
        let rule = format!("must end in @{}, the customer's domain", customer.domain);
        return Err(Rejection::field("userPrincipalName", rule));
    }
    let user = User {
        id,
        customer_id: customer.id,
        principal_name: command.principal_name.clone(),
        first_name: command.first_name.clone(),
        last_name: command.last_name.clone(),
        display_name: command.display_name.clone(),
        usage_location: command.usage_location.unwrap_or(customer.country),
        created: write.now,
        password_given: write.now,
    };
    let audit = record(write, customer, &user, Operation::CreateCustomerUser);
    Ok(UserAdded { user, audit })
}

/// Gives a user another temporary password.
///
/// # Errors
/// As [`may_administer`]; no such user.
pub fn reset_password(
    write: &Write,
    seen: Administered<'_>,
    user: Option<&User>,
) -> Result<PasswordReset, Rejection> {
    let customer = may_administer(Action::ResetPassword, &write.person, seen)?;
    let user = User { password_given: write.now, ..user.ok_or(Rejection::UserNotFound)?.clone() };
    let audit = record(write, customer, &user, Operation::ResetCustomerUserPassword);
    Ok(PasswordReset { user, audit })
}

fn record(write: &Write, customer: &Customer, user: &User, operation: Operation) -> Vec<AuditRecord> {
    let caller: TenantId = write.person.tenant_id;
    let record = AuditRecord {
        organisation: caller,
        customer_id: Some(customer.id),
        customer_name: Some(customer.company_name.clone()),
        operation,
        resource: Resource::CustomerUser,
        resource_id: user.id.to_string(),
        old: None,
        new: Some(json!({"userPrincipalName": user.principal_name})),
    };
    record.for_each([caller, customer.id])
}

impl PrincipalName {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for PrincipalName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letter = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
        let fits = text.split_once('@').is_some_and(|(name, domain)| {
            (1..=64).contains(&name.len())
                && name.bytes().all(letter)
                && name.starts_with(|c: char| c.is_ascii_alphanumeric())
                && name.ends_with(|c: char| c.is_ascii_alphanumeric())
                && domain.parse::<crate::customer::DomainName>().is_ok()
        });
        if fits {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err("must be a name such as eva@contoso.onmicrosoft.com".to_owned())
        }
    }
}

impl fmt::Display for PrincipalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;

//! Somebody whom the demo world doesn't have, as a form describes them: development only.

use tandem_domain::policy::Role;

use crate::demo::Person;

/// A person by e-mail address, tenant (a GUID) and roles (names between spaces; none is fine).
///
/// # Errors
/// What of it makes no sense.
pub(super) fn somebody(email: &str, tenant: &str, roles: &str) -> Result<Person, String> {
    let email = email.trim().parse().map_err(|_| format!("{email:?} isn't an e-mail address."))?;
    let tenant = tenant.trim().parse().map_err(|_| format!("The tenant {tenant:?} isn't a GUID."))?;
    let role =
        |name: &str| Role::named(name).ok_or_else(|| format!("{name:?} is none of the roles: {}.", names()));
    let roles = roles.split_whitespace().map(role).collect::<Result<_, _>>()?;
    Ok(Person::of(tenant, &email, roles))
}

/// The names of all roles.
pub(super) fn names() -> String {
    Role::ALL.map(Role::as_str).join(", ")
}

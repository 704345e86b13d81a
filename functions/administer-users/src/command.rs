//! The body of `POST /v1/customers/{id}/users`, as Partner Center's clients send it.

use tandem_domain::Rejection;
use tandem_domain::user::AddUser;
use tandem_edge::Form;

/// Reads the user to add. Its temporary password is made here, so that none travels in a request.
pub(crate) fn read(mut form: Form) -> Result<AddUser, Rejection> {
    form.object("passwordProfile", |profile| {
        if profile.given("password") {
            profile.refuse("password", "must be left out; a temporary one is made and shown once");
        }
        if profile.boolean("forceChangePassword") == Some(false) {
            profile.refuse("forceChangePassword", "must be true: the password is a temporary one");
        }
        Some(())
    });
    let principal_name = form.required("userPrincipalName");
    let display_name = form.required("displayName");
    let [first_name, last_name] = ["firstName", "lastName"].map(|name| form.optional(name));
    let usage_location = form.optional("usageLocation");
    let command = principal_name.zip(display_name).map(|(principal_name, display_name)| AddUser {
        principal_name,
        first_name,
        last_name,
        display_name,
        usage_location,
    });
    form.finish(command)
}

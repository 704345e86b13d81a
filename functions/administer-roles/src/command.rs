//! The body of `POST /v1/roles/{roleId}/usermembers`, as Partner Center's clients send it.

use tandem_domain::Rejection;
use tandem_domain::people::{AgentRole, GiveRole};
use tandem_edge::Form;

/// Reads whom the role of the path is for.
pub(crate) fn read(mut form: Form, role: AgentRole) -> Result<GiveRole, Rejection> {
    if form.optional::<AgentRole>("roleId").is_some_and(|named| named != role) {
        form.refuse("roleId", "must be that of the path, or be left out");
    }
    let subject = form.required("id");
    let display_name = form.optional("displayName");
    let principal_name = form.optional("userPrincipalName");
    let command = subject.map(|subject| GiveRole { role, subject, display_name, principal_name });
    form.finish(command)
}

//! `Role`, `UserMember`, and the people of an organisation.

use serde_json::{Value, json};
use tandem_domain::people::{AgentRole, Member};

/// A role that a list gives, as Partner Center has it.
pub fn role(role: AgentRole) -> Value {
    json!({"id": role.id(), "name": role.name(), "attributes": {"objectType": "Role"}})
}

/// Somebody as one of those who have a role, as Partner Center has it.
pub fn member(member: &Member, role: AgentRole) -> Value {
    json!({
        "id": member.subject,
        "displayName": member.display_name,
        "userPrincipalName": member.principal_name,
        "roleId": role.id(),
        "attributes": {"objectType": "UserMember"},
    })
}

/// Somebody with all its roles.
pub fn person(member: &Member) -> Value {
    json!({
        "id": member.subject,
        "issuer": member.issuer,
        "displayName": member.display_name,
        "userPrincipalName": member.principal_name,
        "roles": member.roles,
        "createdDate": member.since.to_string(),
        "addedBy": member.added_by,
        "attributes": {"objectType": "Person"},
    })
}

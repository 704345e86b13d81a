//! A partner's list changes: a role is given or taken (Z20, E6).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{AgentRole, Member, Subject};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::organisation::Organisation;
use crate::policy::{Action, permit};
use crate::text::Line;
use crate::write::{Person, Write};
use crate::{EmailAddress, Rejection};

/// What the change of a list is decided on.
#[derive(Clone, Copy, Debug)]
pub struct ForMember<'a> {
    /// The caller's own organisation: there is no way to another's list.
    pub organisation: Option<&'a Organisation>,
    /// The entry of the person it is about.
    pub member: Option<&'a Member>,
}

/// A role for somebody, and who that is.
#[derive(Clone, Debug)]
pub struct GiveRole {
    pub role: AgentRole,
    pub subject: Subject,
    /// What is left out stays as it is.
    pub display_name: Option<Line>,
    pub principal_name: Option<EmailAddress>,
}

/// A list that changes. Commit it under the conditions that the entry is as it was `before` and that, if
/// an admin agent goes, another one stays (E6).
#[derive(Clone, Debug)]
pub struct MemberChanged {
    pub organisation: Organisation,
    pub before: Option<Member>,
    /// `None` if the person is taken off the list.
    pub after: Option<Member>,
    pub audit: AuditRecord,
}

/// Somebody who has the role that was given.
#[derive(Clone, Debug)]
pub struct Given {
    pub member: Member,
    /// `None` if it was on the list like that already.
    pub change: Option<MemberChanged>,
}

/// What a change means for the number of admin agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminAgents {
    OneMore,
    AsBefore,
    OneLess,
}

/// Whether the person may read its organisation's list.
///
/// # Errors
/// Z12; only partners have one.
pub fn may_read(person: &Person, organisation: Option<&Organisation>) -> Result<(), Rejection> {
    permit(Action::ReadPeople, Organisation::standing(organisation), &person.roles)
}

/// Gives somebody a role, and the name and the address that come with it.
///
/// # Errors
/// Z20; somebody new without an address.
pub fn give_role(write: &Write, seen: ForMember<'_>, command: &GiveRole) -> Result<Given, Rejection> {
    let organisation = seen.may_change(&write.person)?;
    let before = seen.member;
    // T3: under the same subject of another issuer is another person, whose roles aren't this one's.
    let known = before.filter(|member| member.issuer == write.person.issuer);
    let mut roles = known.map(|member| member.roles.clone()).unwrap_or_default();
    roles.insert(command.role);
    let principal_name = command.principal_name.clone().or_else(|| known?.principal_name.clone());
    let principal_name =
        principal_name.ok_or_else(|| Rejection::field("userPrincipalName", "is required"))?;
    let after = Member {
        tenant_id: organisation.tenant_id,
        issuer: write.person.issuer.clone(),
        subject: command.subject.clone(),
        display_name: command.display_name.clone().or_else(|| known?.display_name.clone()),
        principal_name: Some(principal_name),
        roles,
        since: known.map_or(write.now, |member| member.since),
        added_by: known.map_or_else(|| write.person.subject.clone(), |member| member.added_by.clone()),
        version: before.map_or(0, |member| member.version),
    };
    if before == Some(&after) {
        return Ok(Given { member: after, change: None });
    }
    let member = Member { version: after.version + 1, ..after };
    let change = changed(organisation, before, Some(member.clone()), Operation::AddUserMember);
    Ok(Given { member, change: Some(change) })
}

/// Takes a role from somebody, who is off the list without any. Whoever has the last one takes itself off.
///
/// # Errors
/// Z20; it doesn't have the role.
pub fn take_role(write: &Write, seen: ForMember<'_>, role: AgentRole) -> Result<MemberChanged, Rejection> {
    let organisation = seen.may_change(&write.person)?;
    let member = seen.member.filter(|member| member.has(role)).ok_or(Rejection::NotFound)?;
    let roles: BTreeSet<_> = member.roles.iter().copied().filter(|kept| *kept != role).collect();
    let after = (!roles.is_empty()).then(|| Member { roles, version: member.version + 1, ..member.clone() });
    Ok(changed(organisation, Some(member), after, Operation::RemoveUserMember))
}

impl<'a> ForMember<'a> {
    fn may_change(self, person: &Person) -> Result<&'a Organisation, Rejection> {
        permit(Action::ChangePeople, Organisation::standing(self.organisation), &person.roles)?;
        self.organisation.ok_or(Rejection::NotFound)
    }
}

impl MemberChanged {
    #[must_use]
    pub fn admin_agents(&self) -> AdminAgents {
        let has = |member: &Option<Member>| member.as_ref().is_some_and(|m| m.has(AgentRole::AdminAgent));
        match (has(&self.before), has(&self.after)) {
            (false, true) => AdminAgents::OneMore,
            (true, false) => AdminAgents::OneLess,
            _ => AdminAgents::AsBefore,
        }
    }
}

fn changed(
    organisation: &Organisation,
    before: Option<&Member>,
    after: Option<Member>,
    operation: Operation,
) -> MemberChanged {
    let subject = after.as_ref().or(before).map(|member| member.subject.to_string());
    let audit = AuditRecord {
        organisation: organisation.tenant_id,
        customer_id: None,
        customer_name: None,
        operation,
        resource: Resource::UserMember,
        resource_id: subject.unwrap_or_default(),
        old: before.map(seen),
        new: after.as_ref().map(seen),
    };
    MemberChanged { organisation: organisation.clone(), before: before.cloned(), after, audit }
}

fn seen(member: &Member) -> Value {
    json!({
        "id": member.subject, "issuer": member.issuer, "displayName": member.display_name,
        "userPrincipalName": member.principal_name, "roles": member.roles,
    })
}

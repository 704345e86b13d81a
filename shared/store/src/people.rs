//! The people of partners and their roles (Z20, E6).

use std::collections::HashMap;

use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::people::{AdminAgents, AgentRole, ForMember, Member, MemberChanged, Subject};
use tandem_domain::write::Person;
use tandem_domain::{Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::expression::{always, expression};
use crate::item::{item, key_attributes, number, record, text};
use crate::keys::{self, prefix};
use crate::list::{List, Source, Trips};
use crate::moved::Moved;
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction, same};
use crate::{Store, fault};

/// Longer subjects than a key may hold are nobody's.
const LONGEST_SUBJECT: usize = 1000;

/// What the change of a list is decided on.
#[derive(Debug)]
pub struct ForPerson {
    organisation: Option<Organisation>,
    pub member: Option<Member>,
}

/// Why a change of a list was not committed.
enum PeopleRefusal {
    /// E6: the organisation would be left without an admin agent.
    LastAdminAgent,
    /// The person's entry is no longer as it was read.
    Moved,
}

impl From<NotCommitted<PeopleRefusal>> for NotCommitted<Moved> {
    fn from(reason: NotCommitted<PeopleRefusal>) -> Self {
        match reason {
            NotCommitted::Refused(PeopleRefusal::Moved) => Self::Refused(Moved),
            NotCommitted::Refused(PeopleRefusal::LastAdminAgent) => {
                Self::Halted(Rejection::LastAdminAgent.into())
            }
            NotCommitted::Halted(halt) => Self::Halted(halt),
        }
    }
}

impl ForPerson {
    #[must_use]
    pub fn seen(&self) -> ForMember<'_> {
        ForMember { organisation: self.organisation.as_ref(), member: self.member.as_ref() }
    }
}

impl Store {
    /// What the list of a person's organisation says of it, consistently (T6).
    pub async fn member(&self, person: &Person) -> Result<Option<Member>, Fault> {
        if person.subject.len() > LONGEST_SUBJECT {
            return Ok(None);
        }
        let key = key_attributes(&keys::member(person.tenant_id, &person.subject));
        let get = self.client().await.get_item().table_name(&self.table).set_key(Some(key));
        let found = get.consistent_read(true).send().await.map_err(|error| fault(&error))?;
        found.item.map(record).transpose()
    }

    /// One read for [`tandem_domain::people::give_role`] and [`tandem_domain::people::take_role`].
    pub async fn for_person(&self, write: &Write, subject: &Subject) -> Result<ForPerson, Halt> {
        let tenant = write.person.tenant_id;
        let [done, organisation, member] = [
            keys::write(&write.replay_key),
            keys::organisation(tenant),
            keys::member(tenant, subject.as_str()),
        ];
        let mut found = self.fetch([done.clone(), organisation.clone(), member.clone()]).await?;
        not_done(found.take(&done)?, write)?;
        Ok(ForPerson { organisation: found.take(&organisation)?, member: found.take(&member)? })
    }

    /// The people of an organisation, or those of them who have a role, in two reads: whether the caller
    /// may see them is decided on the first.
    pub async fn people(
        &self,
        tenant: TenantId,
        role: Option<AgentRole>,
        page: &PageRequest,
        may_see: impl FnOnce(Option<&Organisation>) -> Result<(), Rejection>,
    ) -> Result<Page<Member>, Halt> {
        may_see(self.organisation(tenant).await?.as_ref())?;
        let mut list = List::of(Source::Table, vec![keys::people(tenant)]);
        prefix::MEMBER.clone_into(&mut list.prefix);
        list.filter =
            role.map(|role| expression("contains(#roles, :role)").with(":role", same(&role.role().as_str())));
        Ok(self.page(&list, page, Trips::One).await?.try_map(record)?)
    }

    /// Commits a change of a list.
    pub async fn change_people(
        &self,
        write: &Write,
        changed: &MemberChanged,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Moved>> {
        let mut change: Transaction<'_, PeopleRefusal> = self.transaction(write);
        change.replace_member(changed)?;
        match changed.admin_agents() {
            AdminAgents::OneMore => change.one_more_admin_agent(changed.organisation.tenant_id)?,
            AdminAgents::OneLess => change.one_admin_agent_less(changed.organisation.tenant_id)?,
            AdminAgents::AsBefore => {}
        }
        change.find_as_listed(changed)?;
        change.record(write, std::slice::from_ref(&changed.audit))?;
        Ok(change.commit(answer).await?)
    }

    /// Puts people onto an organisation's list as they are, found by their addresses if it is a reseller
    /// (P1): what a world begins with.
    pub async fn put_people(&self, organisation: &Organisation, people: &[Member]) -> Result<(), Fault> {
        for member in people {
            self.put(item(keys::member(member.tenant_id, member.subject.as_str()), "member", member)?)
                .await?;
            if let Some((address, reseller)) = member.finds(organisation) {
                let person = Some(member.subject.as_str());
                self.put(item(keys::finds(&address, reseller.tenant_id, person), "email", &reseller)?)
                    .await?;
            }
        }
        let admin_agents = people.iter().filter(|member| member.has(AgentRole::AdminAgent)).count();
        let count = HashMap::from([("count", admin_agents)]);
        self.put(item(keys::admin_agents(organisation.tenant_id), "admin_agents", &count)?).await
    }
}

impl Transaction<'_, PeopleRefusal> {
    /// The person's entry, if it is as it was read: every change gives it another version.
    fn replace_member(&mut self, changed: &MemberChanged) -> Result<(), Fault> {
        let moved = |_| Ok(PeopleRefusal::Moved);
        let as_read = match &changed.before {
            None => expression("attribute_not_exists(PK)"),
            Some(before) => expression("#version = :before").with(":before", number(before.version)),
        };
        match (&changed.after, &changed.before) {
            (Some(after), _) => {
                let key = keys::member(after.tenant_id, after.subject.as_str());
                self.put(item(key, "member", after)?, as_read, moved)
            }
            (None, Some(before)) => {
                self.delete(&keys::member(before.tenant_id, before.subject.as_str()), as_read, moved)
            }
            (None, None) => Ok(()),
        }
    }

    /// E6: the number doesn't fall below one, whoever else goes at the same time.
    fn one_admin_agent_less(&mut self, tenant: TenantId) -> Result<(), Fault> {
        let set = expression("SET #count = #count - :one").with(":one", number(1));
        let another = expression("#count > :one");
        self.update(&keys::admin_agents(tenant), set, another, |_| Ok(PeopleRefusal::LastAdminAgent))
    }

    /// P1: an address finds the reseller as long as the list has it.
    fn find_as_listed(&mut self, changed: &MemberChanged) -> Result<(), Fault> {
        let finds = |member: &Option<Member>| {
            let member = member.as_ref()?;
            let (address, reseller) = member.finds(&changed.organisation)?;
            Some((address, reseller, member.subject.to_string()))
        };
        let (before, after) = (finds(&changed.before), finds(&changed.after));
        if before == after {
            return Ok(());
        }
        if let Some((address, reseller, subject)) = before {
            self.no_longer_find_by(&address, reseller.tenant_id, Some(&subject))?;
        }
        match after {
            Some((address, reseller, subject)) => self.find_by(&address, &reseller, Some(&subject)),
            None => Ok(()),
        }
    }
}

impl<R: 'static> Transaction<'_, R> {
    /// Begins the list of a new organisation with its first admin agent (E6).
    pub(crate) fn put_first_member(
        &mut self,
        organisation: &Organisation,
        member: &Member,
    ) -> Result<(), Fault> {
        self.put_new(item(keys::member(member.tenant_id, member.subject.as_str()), "member", member)?)?;
        self.one_more_admin_agent(organisation.tenant_id)?;
        match member.finds(organisation) {
            Some((address, reseller)) => self.find_by(&address, &reseller, Some(member.subject.as_str())),
            None => Ok(()),
        }
    }

    fn one_more_admin_agent(&mut self, tenant: TenantId) -> Result<(), Fault> {
        let set = expression("SET #count = if_not_exists(#count, :none) + :one, #kind = :kind")
            .with(":none", number(0))
            .with(":one", number(1))
            .with(":kind", text("admin_agents"));
        self.update(&keys::admin_agents(tenant), set, always(), |_| {
            Err(Fault::Corrupt("more admin agents need no condition".to_owned()))
        })
    }
}

//! The users of customers. No password is ever here (C4).

use std::collections::HashMap;

use tandem_domain::customer::{Customer, CustomerPartner};
use tandem_domain::delegated_admin::{DelegatedAdmin, Service};
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::user::{Administered, PasswordReset, User, UserAdded};
use tandem_domain::write::Person;
use tandem_domain::{CustomerId, Fault, Halt, Rejection, SavedAnswer, UserId, Write};

use crate::Store;
use crate::expression::expression;
use crate::fetch::Fetched;
use crate::item::{item, record, value};
use crate::keys::{self, Key, prefix};
use crate::list::{List, Source, Trips};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

/// What an admin action is decided on.
#[derive(Debug)]
pub struct ForUser {
    customer: Option<Customer>,
    relation: Option<CustomerPartner>,
    delegated_admin: Option<DelegatedAdmin>,
    /// The user that it is about.
    pub user: Option<User>,
}

impl ForUser {
    #[must_use]
    pub fn seen(&self) -> Administered<'_> {
        Administered {
            customer: self.customer.as_ref(),
            relation: self.relation.as_ref(),
            delegated_admin: self.delegated_admin.as_ref(),
        }
    }

    fn take(found: &mut Fetched, [customer, relation, admin]: &[Key; 3]) -> Result<Self, Fault> {
        Ok(Self {
            customer: found.take(customer)?,
            relation: found.take(relation)?,
            delegated_admin: found.take(admin)?,
            user: None,
        })
    }
}

fn administered(customer: CustomerId, person: &Person) -> [Key; 3] {
    let caller = person.tenant_id;
    [
        keys::customer(customer),
        keys::customer_partner(customer, caller),
        keys::delegated_admin(customer, caller),
    ]
}

impl Store {
    /// One read for adding a user, or for giving `user` another password.
    pub async fn for_user(
        &self,
        write: &Write,
        customer: CustomerId,
        user: Option<UserId>,
    ) -> Result<ForUser, Halt> {
        let keys = administered(customer, &write.person);
        let (done, user) = (keys::write(&write.replay_key), user.map(|user| keys::user(customer, user)));
        let mut found = self.fetch(keys.iter().chain([&done]).chain(&user).cloned()).await?;
        not_done(found.take(&done)?, write)?;
        let mut seen = ForUser::take(&mut found, &keys)?;
        seen.user = user.map_or(Ok(None), |key| found.take(&key))?;
        Ok(seen)
    }

    /// One of a customer's users, and whether the caller may see it, in one read.
    pub async fn user(&self, person: &Person, customer: CustomerId, user: UserId) -> Result<ForUser, Halt> {
        let (keys, user) = (administered(customer, person), keys::user(customer, user));
        let mut found = self.fetch(keys.iter().chain([&user]).cloned()).await?;
        let mut seen = ForUser::take(&mut found, &keys)?;
        seen.user = found.take(&user)?;
        Ok(seen)
    }

    /// A customer's users, in two reads: whether the caller may see them is decided on the first.
    pub async fn users(
        &self,
        person: &Person,
        customer: CustomerId,
        page: &PageRequest,
        may_see: impl FnOnce(Administered<'_>) -> Result<(), Rejection>,
    ) -> Result<Page<User>, Halt> {
        let keys = administered(customer, person);
        let mut found = self.fetch(keys.clone()).await?;
        may_see(ForUser::take(&mut found, &keys)?.seen())?;
        let mut list = List::of(Source::Table, vec![keys::customer(customer).pk]);
        prefix::USER.clone_into(&mut list.prefix);
        Ok(self.page(&list, page, Trips::One).await?.try_map(record)?)
    }

    /// Commits a new user.
    pub async fn add_user(
        &self,
        write: &Write,
        added: &UserAdded,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        change.put_user(&added.user)?;
        change.require_privilege(added.user.customer_id, write.person.tenant_id, Service::DIRECTORY)?;
        change.record(write, &added.audit)?;
        change.commit(answer).await
    }

    /// Commits that a user was given another temporary password.
    pub async fn reset_password(
        &self,
        write: &Write,
        reset: &PasswordReset,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let user = &reset.user;
        let mut change = self.transaction(write);
        let set = expression("SET #passwordGiven = :given").with(":given", value(&user.password_given)?);
        let there = expression("attribute_exists(PK)");
        change.update(&keys::user(user.customer_id, user.id), set, there, |_| Ok(Rejection::UserNotFound))?;
        change.require_privilege(user.customer_id, write.person.tenant_id, Service::DIRECTORY)?;
        change.record(write, &reset.audit)?;
        change.commit(answer).await
    }
}

impl Transaction<'_, Rejection> {
    /// Puts a user whose name nobody else of the customer has: of two at once the first wins.
    pub(crate) fn put_user(&mut self, user: &User) -> Result<(), Fault> {
        let name = item(
            keys::user_name(user.customer_id, &user.principal_name),
            "user_name",
            &HashMap::from([("userId", user.id)]),
        )?;
        self.put(name, expression("attribute_not_exists(PK)"), |_| Ok(Rejection::UserNameTaken))?;
        self.put_new(item(keys::user(user.customer_id, user.id), "user", user)?)
    }
}

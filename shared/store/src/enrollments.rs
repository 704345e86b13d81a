//! Enrollments, and the confirmations of e-mail addresses (E).

mod review;

pub use review::Reviewing;

use tandem_domain::customer::Customer;
use tandem_domain::enrollment::{
    Applied, EmailConfirmation, Enrollment, EnrollmentState, ForEnrolling, Purpose, Submitted, Verified,
};
use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::profile::Profile;
use tandem_domain::{Fault, Halt, Rejection, RequestId, SavedAnswer, TenantId, Timestamp, Write};

use crate::Store;
use crate::expression::expression;
use crate::item::{Item, indexed, item, number, record, value};
use crate::keys::{self, index};
use crate::list::{List, Source, Trips};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

/// How long a confirmation that nobody gave is kept after its link is over: housekeeping only.
const KEPT_DAYS: u32 = 30;

/// What enrolling is decided on.
#[derive(Debug)]
pub struct Enrolling {
    pub enrollment: Option<Enrollment>,
    organisation: Option<Organisation>,
    customer: Option<Customer>,
    /// What the registry says of the partner ID that the application names.
    pub registered: Option<RegisteredPartnerId>,
}

impl Enrolling {
    #[must_use]
    pub fn seen(&self, expected_version: Option<u32>) -> ForEnrolling<'_> {
        ForEnrolling {
            enrollment: self.enrollment.as_ref(),
            organisation: self.organisation.as_ref(),
            customer: self.customer.as_ref(),
            expected_version,
        }
    }
}

impl Store {
    /// One read for [`tandem_domain::enrollment::start`] and [`tandem_domain::enrollment::change`].
    pub async fn for_enrolling(&self, write: &Write) -> Result<Enrolling, Halt> {
        let own = write.person.tenant_id;
        let [done, enrollment, organisation, customer] = [
            keys::write(&write.replay_key),
            keys::enrollment(own),
            keys::organisation(own),
            keys::customer(own),
        ];
        let wanted = [done.clone(), enrollment.clone(), organisation.clone(), customer.clone()];
        let mut found = self.fetch(wanted).await?;
        not_done(found.take(&done)?, write)?;
        Ok(Enrolling {
            enrollment: found.take(&enrollment)?,
            organisation: found.take(&organisation)?,
            customer: found.take(&customer)?,
            registered: None,
        })
    }

    /// Two reads for [`tandem_domain::enrollment::submit`]: which partner ID, the application says.
    pub async fn for_submitting(&self, write: &Write) -> Result<Enrolling, Halt> {
        let mut seen = self.for_enrolling(write).await?;
        if let Some(enrollment) = &seen.enrollment {
            seen.registered = self.registered(enrollment.application.mpn_id).await?;
        }
        Ok(seen)
    }

    /// A tenant's enrollment, and the organisation of whoever reads it, in one read.
    pub async fn enrollment(
        &self,
        caller: TenantId,
        tenant: TenantId,
    ) -> Result<(Option<Enrollment>, Option<Organisation>), Fault> {
        let (enrollment, own) = (keys::enrollment(tenant), keys::organisation(caller));
        let mut found = self.fetch([enrollment.clone(), own.clone()]).await?;
        Ok((found.take(&enrollment)?, found.take(&own)?))
    }

    /// The enrollments that are in a state, since `before` if it is given; the longest waiting first.
    pub async fn enrollments_in(
        &self,
        state: EnrollmentState,
        before: Option<Timestamp>,
        page: &PageRequest,
    ) -> Result<Page<Enrollment>, Fault> {
        let mut list = List::of(Source::Index(1), vec![index::enrollments(state)]);
        list.between = before.map(|before| (String::from(" "), before.to_string()));
        self.page(&list, page, Trips::One).await?.try_map(record)
    }

    /// What the link from an e-mail leads to.
    pub async fn confirmation(&self, id: RequestId) -> Result<Option<EmailConfirmation>, Fault> {
        let key = keys::confirmation(id);
        self.fetch([key.clone()]).await?.take(&key)
    }

    /// A confirmation, and whether it can still be given: whether it is the one that is waited for, which
    /// only its tenant's enrollment or profile says.
    pub async fn opened_confirmation(
        &self,
        id: RequestId,
        now: Timestamp,
    ) -> Result<Option<(EmailConfirmation, bool)>, Fault> {
        let Some(confirmation) = self.confirmation(id).await? else { return Ok(None) };
        let tenant = confirmation.tenant_id;
        let [enrollment, profile] = [keys::enrollment(tenant), keys::profile(tenant)];
        let mut found = self.fetch([enrollment.clone(), profile.clone()]).await?;
        let waited_for = match confirmation.purpose {
            Purpose::Enrollment => found.take::<Enrollment>(&enrollment)?.and_then(|own| own.confirmation),
            Purpose::PrimaryContact => {
                let profile: Option<Profile> = found.take(&profile)?;
                profile.and_then(|profile| profile.new_contact).map(|new| new.confirmation)
            }
        };
        let is_open = confirmation.confirmed.is_none() && confirmation.is_open(waited_for.as_ref(), now);
        Ok(Some((confirmation, is_open)))
    }

    /// The second read for [`tandem_domain::enrollment::verify`], after the confirmation.
    pub async fn for_verifying_email(&self, write: &Write) -> Result<Option<Enrollment>, Halt> {
        let [done, enrollment] = [keys::write(&write.replay_key), keys::enrollment(write.person.tenant_id)];
        let mut found = self.fetch([done.clone(), enrollment.clone()]).await?;
        not_done(found.take(&done)?, write)?;
        Ok(found.take(&enrollment)?)
    }

    /// Commits a draft.
    pub async fn apply(
        &self,
        write: &Write,
        applied: &Applied,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        change.put_enrollment(&applied.enrollment)?;
        if let Some(mail) = &applied.mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, &applied.audit)?;
        change.commit(answer).await
    }

    /// Commits a submitted application with the confirmation that it waits for.
    pub async fn submit(
        &self,
        write: &Write,
        submitted: &Submitted,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        change.put_enrollment(&submitted.enrollment)?;
        change.put_confirmation(&submitted.confirmation)?;
        change.owe(&submitted.mail, write.now)?;
        change.record(write, &submitted.audit)?;
        change.commit(answer).await
    }

    /// Commits that an applicant's address is confirmed.
    pub async fn verify(
        &self,
        write: &Write,
        verified: &Verified,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        change.confirm(&verified.confirmation)?;
        // Whatever became of the application since: nobody waits for this confirmation any more (E9).
        change.replace_enrollment(&verified.enrollment, |_| Rejection::ConfirmationOver)?;
        if let Some(mail) = &verified.mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, &verified.audit)?;
        change.commit(answer).await
    }
}

impl<R: From<Rejection> + 'static> Transaction<'_, R> {
    /// Puts an enrollment over the version before it, or as the tenant's first.
    fn put_enrollment(&mut self, enrollment: &Enrollment) -> Result<(), Fault> {
        if enrollment.version == 1 {
            let first = expression("attribute_not_exists(PK)");
            return self.put(enrollment_item(enrollment)?, first, |_| Ok(Rejection::EnrollmentExists.into()));
        }
        // Of two changes at once the first wins; the other is told what has become of it.
        self.replace_enrollment(enrollment, |now| match now {
            EnrollmentState::Draft => Rejection::StaleEtag,
            state => Rejection::WrongEnrollmentState(state),
        })
    }

    /// Puts an enrollment over the version before it; `changed` says what it means that another change
    /// came first, by the state that it left.
    fn replace_enrollment(
        &mut self,
        enrollment: &Enrollment,
        changed: impl Fn(EnrollmentState) -> Rejection + Send + Sync + 'static,
    ) -> Result<(), Fault> {
        let before = expression("#version = :before").with(":before", number(enrollment.version - 1));
        self.put(enrollment_item(enrollment)?, before, move |old| {
            let now: Enrollment = record(old.unwrap_or_default())?;
            Ok(changed(now.state).into())
        })
    }

    /// Puts a confirmation that is asked for. Its key is as random as its link.
    pub(crate) fn put_confirmation(&mut self, confirmation: &EmailConfirmation) -> Result<(), Fault> {
        let mut item = item(keys::confirmation(confirmation.id), "email_confirmation", confirmation)?;
        let forgotten = confirmation.expires.plus_days(KEPT_DAYS).seconds_up();
        item.insert("ttl".to_owned(), number(forgotten));
        self.put_new(item)
    }

    /// Marks a confirmation as given. Of two presses at once the first wins.
    pub(crate) fn confirm(&mut self, confirmation: &EmailConfirmation) -> Result<(), Fault> {
        // What was confirmed is kept, so that its page goes on saying so.
        let set =
            expression("SET #confirmed = :now REMOVE #ttl").with(":now", value(&confirmation.confirmed)?);
        let open = expression("attribute_exists(PK) AND attribute_not_exists(#confirmed)");
        self.update(&keys::confirmation(confirmation.id), set, open, |_| {
            Ok(Rejection::ConfirmationOver.into())
        })
    }
}

fn enrollment_item(enrollment: &Enrollment) -> Result<Item, Fault> {
    let Enrollment { state, state_since, tenant_id, .. } = *enrollment;
    let item = item(keys::enrollment(tenant_id), "enrollment", enrollment)?;
    Ok(indexed(item, 1, index::enrollment_since(state, state_since, tenant_id)))
}

//! What the operator decides: approvals, which make an organisation, and rejections.

use tandem_domain::enrollment::{Approved, Enrollment, ForReview, Rejected};
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::{Holder, RegisteredPartnerId, may_enroll};
use tandem_domain::rejection::PartnerIdProblem;
use tandem_domain::{Country, Fault, Halt, PartnerId, Rejection, SavedAnswer, TenantId, Write};

use crate::expression::expression;
use crate::item::{item, record, value};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction, same};
use crate::{Store, keys};

/// What a review is decided on.
#[derive(Debug)]
pub struct Reviewing {
    caller: Option<Organisation>,
    enrollment: Option<Enrollment>,
    organisation: Option<Organisation>,
    registered: Option<RegisteredPartnerId>,
}

impl Reviewing {
    #[must_use]
    pub fn seen(&self, expected_version: Option<u32>) -> ForReview<'_> {
        ForReview {
            caller: self.caller.as_ref(),
            enrollment: self.enrollment.as_ref(),
            organisation: self.organisation.as_ref(),
            registered: self.registered.as_ref(),
            expected_version,
        }
    }
}

impl Store {
    /// Two reads for a review: which partner ID, the application says.
    pub async fn for_review(&self, write: &Write, tenant: TenantId) -> Result<Reviewing, Halt> {
        let [done, caller, enrollment, organisation] = [
            keys::write(&write.replay_key),
            keys::organisation(write.person.tenant_id),
            keys::enrollment(tenant),
            keys::organisation(tenant),
        ];
        let wanted = [done.clone(), caller.clone(), enrollment.clone(), organisation.clone()];
        let mut found = self.fetch(wanted).await?;
        not_done(found.take(&done)?, write)?;
        let caller: Option<Organisation> = found.take(&caller)?;
        let organisation =
            if write.person.tenant_id == tenant { caller.clone() } else { found.take(&organisation)? };
        let enrollment: Option<Enrollment> = found.take(&enrollment)?;
        // Anybody else is refused after one read, whether there is an application or not (L5).
        let reviewed = enrollment.as_ref().filter(|_| caller.as_ref().is_some_and(Organisation::is_operator));
        let registered = match reviewed {
            Some(enrollment) => self.registered(enrollment.application.mpn_id).await?,
            None => None,
        };
        Ok(Reviewing { caller, enrollment, organisation, registered })
    }

    /// Commits an approval: the organisation with all that belongs to it.
    pub async fn approve(
        &self,
        write: &Write,
        approved: &Approved,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let Approved { enrollment, organisation, holder, profile, member, mail, audit } = approved;
        let mut change = self.transaction(write);
        change.put_enrollment(enrollment)?;
        let application = &enrollment.application;
        change.hold_partner_id(application.mpn_id, application.country(), holder)?;
        change.put_organisation(organisation)?;
        change.own_domain(enrollment.tenant_id, application.cloud, &application.domain)?;
        change.put_new(item(keys::profile(profile.tenant_id), "profile", profile)?)?;
        change.put_first_member(organisation, member)?;
        if let (Some(contact), Some(reseller)) = (&organisation.contact_email, organisation.as_partner()) {
            change.find_by(contact, &reseller, None)?;
        }
        if let Some(mail) = mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, audit)?;
        change.commit(answer).await
    }

    /// Commits a rejection.
    pub async fn reject(
        &self,
        write: &Write,
        rejected: &Rejected,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        change.put_enrollment(&rejected.enrollment)?;
        if let Some(mail) = &rejected.mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, &rejected.audit)?;
        change.commit(answer).await
    }
}

impl Transaction<'_, Rejection> {
    /// E2, E7: gives a partner ID its holder while it is what an account of `country` needs, and nobody's.
    pub(crate) fn hold_partner_id(
        &mut self,
        mpn_id: PartnerId,
        country: Country,
        holder: &Holder,
    ) -> Result<(), Fault> {
        let set = expression("SET #holder = :holder, #version = if_not_exists(#version, :one) + :one")
            .with(":holder", value(holder)?)
            .with(":one", crate::item::number(1));
        let free = expression(
            "#active = :yes AND #accountType = :location AND #country = :country AND attribute_not_exists(#holder)",
        )
        .with(":yes", value(&true)?)
        .with(":location", same(&"location"))
        .with(":country", same(&country));
        self.update(&keys::partner_id(mpn_id), set, free, move |old| {
            let entry: Option<RegisteredPartnerId> = old.map(record).transpose()?;
            let taken = Rejection::PartnerId { mpn_id, problem: PartnerIdProblem::Taken };
            Ok(may_enroll(mpn_id, entry.as_ref(), country).err().unwrap_or(taken))
        })
    }

    /// E7: makes a tenant an organisation that takes part, unless it does already. A customer may; and what
    /// is the operator may be it again, in a program that doesn't know it any more.
    pub(crate) fn put_organisation(&mut self, organisation: &Organisation) -> Result<(), Fault> {
        let before = if organisation.is_operator() { "operator" } else { "customer" };
        let new = expression(
            "attribute_not_exists(PK) OR #organisationKind = :customer OR #organisationKind = :before",
        )
        .with(":customer", same(&"customer"))
        .with(":before", same(&before));
        let organisation = item(keys::organisation(organisation.tenant_id), "organisation", organisation)?;
        self.put(organisation, new, |_| Ok(Rejection::AlreadyEnrolled))
    }
}

//! The profiles of partners: one item beside the organisation's own. What others are shown or find of
//! them lies elsewhere, in the registry of partner IDs and under addresses, and is changed with them.

use tandem_domain::enrollment::Enrollment;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::SupportDetails;
use tandem_domain::profile::{Changed, ContactConfirmed, ForConfirming, ForProfiles, Profile};
use tandem_domain::{Fault, Halt, PartnerId, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::expression;
use crate::fetch::Fetched;
use crate::item::{item, number, text, value};
use crate::keys::{self, Key};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction, same};

/// What a tenant's profiles are read and changed on.
#[derive(Debug)]
pub struct Profiles {
    own: Option<Organisation>,
    profile: Option<Profile>,
    enrollment: Option<Enrollment>,
}

impl Profiles {
    #[must_use]
    pub fn seen(&self) -> ForProfiles<'_> {
        ForProfiles {
            own: self.own.as_ref(),
            profile: self.profile.as_ref(),
            enrollment: self.enrollment.as_ref(),
        }
    }

    fn take(found: &mut Fetched, [own, profile, enrollment]: &[Key; 3]) -> Result<Self, Fault> {
        Ok(Self { own: found.take(own)?, profile: found.take(profile)?, enrollment: found.take(enrollment)? })
    }
}

/// What the confirmation of a primary contact is decided on.
#[derive(Debug)]
pub struct Confirming {
    organisation: Option<Organisation>,
    profile: Option<Profile>,
}

impl Confirming {
    #[must_use]
    pub fn seen(&self) -> ForConfirming<'_> {
        ForConfirming { organisation: self.organisation.as_ref(), profile: self.profile.as_ref() }
    }
}

fn of_tenant(tenant: TenantId) -> [Key; 3] {
    [keys::organisation(tenant), keys::profile(tenant), keys::enrollment(tenant)]
}

impl Store {
    /// A tenant's profiles, or what it applies with, in one read.
    pub async fn profiles(&self, tenant: TenantId) -> Result<Profiles, Fault> {
        let keys = of_tenant(tenant);
        Profiles::take(&mut self.fetch(keys.clone()).await?, &keys)
    }

    /// One read for [`tandem_domain::profile::change_profile`].
    pub async fn for_changing_profile(&self, write: &Write) -> Result<Profiles, Halt> {
        let keys = of_tenant(write.person.tenant_id);
        let done = keys::write(&write.replay_key);
        let mut found = self.fetch(keys.iter().chain([&done]).cloned()).await?;
        not_done(found.take(&done)?, write)?;
        Ok(Profiles::take(&mut found, &keys)?)
    }

    /// The second read for [`tandem_domain::profile::confirm_contact`], after the confirmation.
    pub async fn for_confirming_contact(&self, write: &Write) -> Result<Confirming, Halt> {
        let tenant = write.person.tenant_id;
        let keys @ [done, organisation, profile] =
            &[keys::write(&write.replay_key), keys::organisation(tenant), keys::profile(tenant)];
        let mut found = self.fetch(keys.clone()).await?;
        not_done(found.take(done)?, write)?;
        Ok(Confirming { organisation: found.take(organisation)?, profile: found.take(profile)? })
    }

    /// Commits a changed profile. What was decided on one that has changed since is stale.
    pub async fn change_partner_profile(
        &self,
        write: &Write,
        changed: &Changed,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        change.put_profile(&changed.profile, changed.expected_version)?;
        if let Some(confirmation) = &changed.confirmation {
            change.put_confirmation(confirmation)?;
        }
        if let Some(mail) = &changed.mail {
            change.owe(mail, write.now)?;
        }
        if let Some(mpn_id) = changed.shown_by {
            change.show_support(mpn_id, changed.profile.tenant_id, &changed.profile.support)?;
        }
        change.record(write, std::slice::from_ref(&changed.audit))?;
        change.commit(answer).await
    }

    /// Commits that a primary contact's address is confirmed: it speaks for its company, and finds it if
    /// it is a reseller (P1), from now on.
    pub async fn confirm_contact(
        &self,
        write: &Write,
        confirmed: &ContactConfirmed,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let ContactConfirmed { confirmation, profile, organisation, old_email, .. } = confirmed;
        let mut change = self.transaction(write);
        change.confirm(confirmation)?;
        change.put_profile(profile, confirmed.expected_version)?;
        let email = &profile.legal_business.primary_contact.email;
        let set = expression("SET #contactEmail = :email").with(":email", text(email.as_str()));
        let there = expression("attribute_exists(PK)");
        change.update(&keys::organisation(organisation.tenant_id), set, there, |_| {
            Err(Fault::Corrupt("a profile without its organisation".to_owned()))
        })?;
        if let Some(reseller) = organisation.as_partner().filter(|_| organisation.is_reseller()) {
            change.no_longer_find_by(old_email, reseller.tenant_id, None)?;
            change.find_by(email, &reseller, None)?;
        }
        change.record(write, std::slice::from_ref(&confirmed.audit))?;
        change.commit(answer).await
    }

    /// Puts a profile into the table as it is: what a world begins with.
    pub async fn put_partner_profile(&self, profile: &Profile) -> Result<(), Fault> {
        self.put(item(keys::profile(profile.tenant_id), "profile", profile)?).await
    }
}

impl Transaction<'_, Rejection> {
    /// Puts a profile over the version that was read. Of two changes at once the first wins.
    fn put_profile(&mut self, profile: &Profile, expected_version: u32) -> Result<(), Fault> {
        let unchanged = expression("#version = :old").with(":old", number(expected_version));
        let profile = item(keys::profile(profile.tenant_id), "profile", profile)?;
        self.put(profile, unchanged, |_| Ok(Rejection::StaleEtag))
    }

    /// Whom customers turn to, in the registry's entry of the partner (S4). What the operator says of it,
    /// and the version of that, stay as they are.
    fn show_support(
        &mut self,
        mpn_id: PartnerId,
        partner: TenantId,
        support: &SupportDetails,
    ) -> Result<(), Fault> {
        let set = expression("SET #holder.#support = :support").with(":support", value(support)?);
        let own = expression("#holder.#tenantId = :own").with(":own", same(&partner));
        self.update(&keys::partner_id(mpn_id), set, own, |_| {
            Err(Fault::Corrupt("a partner that doesn't hold its partner ID".to_owned()))
        })
    }
}

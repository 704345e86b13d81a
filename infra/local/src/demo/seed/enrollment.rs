//! An application that waits for its review.

use tandem_domain::enrollment::{ApplicationGiven, start, submit, verify};
use tandem_domain::write::Person;
use tandem_domain::{SavedAnswer, Write};

use super::{Seed, said};
use crate::demo::KnownEnrollment;

/// Where the links of these mails led to. Nobody follows them any more.
const PAGES: &str = "http://127.0.0.1:3000/lambda-url/enrollment-page";

impl Seed<'_> {
    /// Applied for, submitted and confirmed.
    pub(super) async fn enrollment(&self, known: &KnownEnrollment) -> Result<(), String> {
        let write = self.write(&known.applied_by, known.since)?;
        let seen = self.store.for_enrolling(&write).await.map_err(said)?;
        let started = start(&write, seen.seen(None), given(known)).map_err(said)?;
        self.store.apply(&write, &started, &SavedAnswer::unread()).await.map_err(said)?;

        let write = self.write(&known.applied_by, known.since)?;
        let seen = self.store.for_submitting(&write).await.map_err(said)?;
        let link = |_: &_| PAGES.to_owned();
        let submitted = submit(&write, seen.seen(None), seen.registered.as_ref(), &known.key, link);
        let submitted = submitted.map_err(said)?;
        self.store.submit(&write, &submitted, &SavedAnswer::unread()).await.map_err(said)?;
        self.settle_mail(Some(&submitted.mail), write.now).await?;

        let confirmation = &submitted.confirmation;
        let person = Person::by_mailbox(confirmation.tenant_id, &confirmation.email);
        let write = Write { person, ..self.write(&known.applied_by, known.since)? };
        let verified = verify(&write, confirmation, Some(&submitted.enrollment), true, PAGES);
        let verified = verified.map_err(said)?.ok_or("an address that was confirmed before")?;
        self.store.verify(&write, &verified, &SavedAnswer::unread()).await.map_err(said)?;
        self.settle_mail(verified.mail.as_ref(), write.now).await
    }
}

fn given(known: &KnownEnrollment) -> ApplicationGiven {
    let application = known.application.clone();
    ApplicationGiven {
        mpn_id: application.mpn_id,
        cloud: Some(application.cloud),
        domain: Some(application.domain),
        legal_business: Some(application.legal_business),
        support: application.support,
        language: application.language,
    }
}

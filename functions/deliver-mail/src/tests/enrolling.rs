//! Mails of enrolling. None belongs to a request: the collection of the one with the link has the
//! fingerprint of the link's key, that of the others the id of the write.

use serde_json::json;
use tandem_domain::address::{Address, Contact};
use tandem_domain::enrollment::{
    ApplicationGiven, CONFIRMATION_DAYS, LegalBusiness, Submitted, Verified, start, submit, verify,
};
use tandem_domain::organisation::OrganisationKind;
use tandem_domain::partner_id::{AccountType, RegisteredPartnerId, SupportDetails};
use tandem_domain::write::SavedAnswer;
use tandem_domain::{Language, LinkKey};
use tandem_store::outbox::{MailKey, MailState};

use super::ses::Answer;
use super::world::{World, organisation, write};
use crate::delivery::wait_seconds;

const PAGE: &str = "https://partners.tandem.example/enroll";

fn link(key: &LinkKey) -> String {
    format!("https://partners.tandem.example/enrollments/{}", key.as_str())
}

fn key() -> LinkKey {
    LinkKey::from_random([7; LinkKey::BYTES])
}

fn answer() -> SavedAnswer {
    SavedAnswer { status: 200, body: "{}".to_owned() }
}

fn given() -> ApplicationGiven {
    ApplicationGiven {
        mpn_id: "5110007".parse().expect("a partner ID"),
        cloud: None,
        domain: Some("fabrikam.example".parse().expect("a domain")),
        legal_business: Some(LegalBusiness {
            company_name: "Fabrikam Cloud".parse().expect("a name"),
            address: address(),
            primary_contact: Contact {
                first_name: "Ana".parse().expect("a name"),
                last_name: "Lima".parse().expect("a name"),
                email: "ana@fabrikam.example".parse().expect("an address"),
                phone_number: None,
            },
        }),
        support: SupportDetails {
            email: "help@fabrikam.example".parse().expect("an address"),
            telephone: None,
            website: None,
        },
        language: Language::English,
    }
}

fn address() -> Address {
    let line = |text: &str| text.parse().expect("a line");
    Address {
        country: "DE".parse().expect("a country"),
        region: None,
        city: line("Berlin"),
        state: None,
        district: None,
        address_line1: line("Unter den Linden 1"),
        address_line2: None,
        address_line3: None,
        postal_code: Some(line("10117")),
    }
}

impl World {
    /// A submitted application, and the mail that asks for its confirmation (E3).
    async fn submitted(&self) -> (Submitted, MailKey) {
        let (store, tenant) = (&self.app.store, organisation(OrganisationKind::IndirectReseller, 1));
        let entry = RegisteredPartnerId {
            mpn_id: tenant.mpn_id.expect("a partner ID"),
            name: tenant.name.clone(),
            account_type: AccountType::Location,
            active: true,
            country: tenant.country,
            holder: None,
            version: RegisteredPartnerId::FIRST_VERSION,
        };
        store.put_partner_id(&entry).await.expect("an entry");
        let first = write(&tenant, self.now, 1);
        let seen = store.for_enrolling(&first).await.expect("what is there");
        let draft = start(&first, seen.seen(None), given()).expect("a draft");
        store.apply(&first, &draft, &answer()).await.expect("a commit");
        let second = write(&tenant, self.now, 2);
        let seen = store.for_submitting(&second).await.expect("what is there");
        let submitted = submit(&second, seen.seen(None), seen.registered.as_ref(), &key(), link);
        let submitted = submitted.expect("a right");
        store.submit(&second, &submitted, &answer()).await.expect("a commit");
        let mail = MailKey { request_id: submitted.mail.request_id, mail_id: submitted.mail.id.clone() };
        (submitted, mail)
    }

    /// The address is confirmed, and the mail that tells so (E4).
    async fn verified(&self, submitted: &Submitted) -> MailKey {
        let store = &self.app.store;
        let third = write(&organisation(OrganisationKind::IndirectReseller, 1), self.now, 3);
        let seen = store.for_verifying_email(&third).await.expect("what is there");
        let verified = verify(&third, &submitted.confirmation, seen.as_ref(), true, PAGE);
        let verified: Verified = verified.expect("a right").expect("a change");
        store.verify(&third, &verified, &answer()).await.expect("a commit");
        let mail = verified.mail.expect("a mail");
        MailKey { request_id: mail.request_id, mail_id: mail.id }
    }

    fn text_of_sent(&self, at: usize) -> String {
        let mails = self.ses.mails();
        mails[at]["Content"]["Simple"]["Body"]["Text"]["Data"].as_str().expect("a text").to_owned()
    }
}

#[tokio::test]
async fn the_mail_with_the_link_is_sent_once_to_the_primary_contact_e3() {
    let mut world = World::new().await;
    let (_, mail) = world.submitted().await;
    assert_eq!(mail.request_id, key().request_id());
    assert_eq!(world.stream(&[&mail, &mail]).await, json!({ "batchItemFailures": [] }));
    world.sweep_after(86_400).await;
    let sent = world.ses.mails();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["Destination"], json!({ "ToAddresses": ["ana@fabrikam.example"] }));
    assert!(world.text_of_sent(0).contains(&link(&key())), "{}", world.text_of_sent(0));
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.attempts), (MailState::Sent, 1));
}

#[tokio::test]
async fn the_mail_about_a_state_is_sent_once_and_marked_e4() {
    let mut world = World::new().await;
    let (submitted, asked) = world.submitted().await;
    let told = world.verified(&submitted).await;
    assert_eq!(world.stream(&[&asked, &told]).await, json!({ "batchItemFailures": [] }));
    world.sweep_after(86_400).await;
    assert_eq!(world.ses.mails().len(), 2);
    for mail in [&asked, &told] {
        assert_eq!(world.mail(mail).await.state, MailState::Sent);
    }
    let texts = [world.text_of_sent(0), world.text_of_sent(1)];
    let news =
        texts.iter().find(|text| text.lines().any(|line| line == PAGE)).expect("the mail about the state");
    assert!(news.contains("is under review") && !news.contains(key().as_str()), "{news}");
}

#[tokio::test]
async fn a_mail_of_no_request_that_ses_cannot_take_yet_waits_and_is_sent_later() {
    let mut world = World::new().await;
    let (_, mail) = world.submitted().await;
    world.ses.will([Answer::Throttle]);
    assert_eq!(world.stream(&[&mail]).await, json!({ "batchItemFailures": [] }), "nobody waits behind it");
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.due), (MailState::Pending, world.now.plus_seconds(wait_seconds(1))));
    world.sweep_after(wait_seconds(1)).await;
    assert_eq!(world.ses.mails().len(), 1);
    assert_eq!(world.mail(&mail).await.state, MailState::Sent);
}

#[tokio::test]
async fn a_mail_of_no_request_that_ses_refuses_ends_as_failed() {
    let mut world = World::new().await;
    let (_, mail) = world.submitted().await;
    world.ses.will([Answer::Reject]);
    assert_eq!(world.stream(&[&mail]).await, json!({ "batchItemFailures": [] }));
    world.sweep_after(86_400).await;
    let item = world.mail(&mail).await;
    assert_eq!((item.state, item.reason.as_deref()), (MailState::Failed, Some("message_rejected")));
    assert_eq!(world.ses.mails().len(), 0, "it is not tried again");
}

#[tokio::test]
async fn a_link_that_ended_while_its_mail_waited_is_not_sent() {
    let mut world = World::new().await;
    let (_, mail) = world.submitted().await;
    world.sweep_after(CONFIRMATION_DAYS * 86_400).await;
    assert_eq!(world.ses.mails().len(), 0);
    assert_eq!(world.mail(&mail).await.reason.as_deref(), Some("confirmation_expired"));
}

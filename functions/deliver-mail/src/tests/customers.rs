//! Mails to customers, and about them.

use serde_json::json;
use tandem_domain::delegated_admin::{Basis, Notices, Privileges, Service, Tenancy, hand_over};
use tandem_domain::organisation::OrganisationKind;
use tandem_domain::relationship_request::{
    AskOfCustomer, DeliveryState, Invite, Invited, RelationshipRequest, invite,
};
use tandem_domain::write::SavedAnswer;
use tandem_domain::{Language, LinkKey};
use tandem_store::outbox::{MailKey, MailState};

use super::world::{World, address, organisation, write};

impl World {
    /// A committed invitation of a customer by a reseller, and the mail that it owes.
    async fn invitation(&self) -> (RelationshipRequest, MailKey) {
        let reseller = organisation(OrganisationKind::IndirectReseller, 1);
        let write = write(&reseller, self.now, 1);
        let wanted = Invite {
            email: "wei@woodgrove.example".parse().expect("an address"),
            asks: AskOfCustomer { provider: None, delegated_admin: Service::all().collect() },
            wording: None,
            language: Language::English,
            reference: None,
            open_hours: None,
        };
        let key = LinkKey::from_random([1; LinkKey::BYTES]);
        let link = |request: &RelationshipRequest| address(&request.key);
        let invited: Invited =
            invite(&write, Some(&reseller), None, wanted, key, link).expect("an invitation");
        let answer = SavedAnswer { status: 201, body: "{}".to_owned() };
        self.app.store.invite(&write, &invited, &answer).await.expect("a commit");
        let mail_id = invited.mail.expect("a mail").id;
        (invited.request.clone(), MailKey { request_id: invited.request.id, mail_id })
    }

    /// Privileges that a reseller's global admin gave to its provider, and the mail that tells it so.
    async fn privileges_granted(&self) -> MailKey {
        let provider = organisation(OrganisationKind::IndirectProvider, 1);
        let reseller = organisation(OrganisationKind::IndirectReseller, 1);
        let write = write(&reseller, self.now, 1);
        let tenancy =
            Tenancy { tenant_id: reseller.tenant_id, customer: None, name: Some(reseller.name.as_str()) };
        let contact = "bea@contoso.example".parse().expect("an address");
        let notices = Notices {
            contacts: [(provider.tenant_id, contact)].into(),
            url: "https://partners.tandem.example/relationships".to_owned(),
        };
        let present = Privileges::none(reseller.tenant_id, false);
        let (partner, service) = (provider.as_partner(), Service::DIRECTORY);
        let partner = partner.as_ref().map(|partner| (partner, Basis::Customer));
        let managed = hand_over(&write, tenancy, &present, partner, service, &notices);
        let managed = managed.expect("a right").expect("a change");
        let answer = SavedAnswer { status: 200, body: "{}".to_owned() };
        let seen = self.app.store.for_privileges(&write, provider.tenant_id).await.expect("what is there");
        self.app.store.manage_privileges(&write, &managed, &seen, &answer).await.expect("a commit");
        let mail = &managed.mails[0];
        MailKey { request_id: mail.request_id, mail_id: mail.id.clone() }
    }
}

#[tokio::test]
async fn a_customers_invitation_is_sent_and_tells_so() {
    let world = World::new().await;
    let (request, mail) = world.invitation().await;
    assert_eq!(world.stream(&[&mail]).await, json!({ "batchItemFailures": [] }));
    let sent = &world.ses.mails()[0];
    assert_eq!(sent["Destination"], json!({ "ToAddresses": ["wei@woodgrove.example"] }));
    let text = sent["Content"]["Simple"]["Body"]["Text"]["Data"].as_str().expect("a text");
    assert!(text.contains("authorizes Fabrikam Cloud as your reseller"), "{text}");
    assert!(text.contains(&address(&request.key)), "{text}");
    assert_eq!(world.delivery(&mail).await.state, DeliveryState::Sent);
}

#[tokio::test]
async fn an_invitation_that_expired_while_its_mail_waited_is_not_sent() {
    let mut world = World::new().await;
    let (request, mail) = world.invitation().await;
    world.sweep_after(request.open_hours * 3600).await;
    assert_eq!(world.ses.mails().len(), 0);
    assert_eq!(world.mail(&mail).await.reason.as_deref(), Some("request_expired"));
}

#[tokio::test]
async fn a_mail_that_belongs_to_no_request_is_sent_once() {
    let mut world = World::new().await;
    let mail = world.privileges_granted().await;
    assert_eq!(world.stream(&[&mail, &mail]).await, json!({ "batchItemFailures": [] }));
    world.sweep_after(86_400).await;
    let sent = world.ses.mails();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["Destination"], json!({ "ToAddresses": ["bea@contoso.example"] }));
    let subject = &sent[0]["Content"]["Simple"]["Subject"]["Data"];
    assert_eq!(subject, "Fabrikam Cloud granted you admin privileges");
    assert_eq!(world.mail(&mail).await.state, MailState::Sent);
}

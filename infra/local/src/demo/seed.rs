//! Puts the demo world into an empty table.
//!
//! Registries are written as they are. What has happened since (a partnership, customers with their
//! orders) happens here: decided by the domain's rules and committed by the store, as the functions
//! do it, so that the table holds nothing that the product couldn't have written itself.

use tandem_domain::customer::{AddCustomer, AgreementGiven, Situation, add};
use tandem_domain::order::{Catalogue, PlaceOrder, PlaceOrderLine};
use tandem_domain::partner_id::{Holder, RegisteredPartnerId};
use tandem_domain::relationship_request::{Accept, Ask, Asked, MOST_HOURS, accept, ask};
use tandem_domain::write::Person;
use tandem_domain::{EmailAddress, Language, LinkKey, SavedAnswer, Timestamp, Write};
use tandem_store::Store;
use tandem_store::outbox::{Claim, Ending, MailKey};
use uuid::Uuid;

use super::{KnownCustomer, KnownPartnerId, KnownPartnership, KnownRequest, World};

/// A hundred years: what was settled long ago isn't up for sending.
const LONG: u32 = 3_153_600_000;

/// Where all this was signed in to and written, long ago. Nobody follows its links any more.
const ISSUER: &str = "http://127.0.0.1:3000/idp";
const PAGES: &str = "http://127.0.0.1:3000/lambda-url/invitation-page";

/// Writes the world.
pub(super) async fn seed(store: &Store, world: &World) -> Result<(), String> {
    let seed = Seed { store, world };
    seed.registries().await?;
    for partnership in &world.partnerships {
        seed.partnership(partnership).await?;
    }
    for request in &world.requests {
        seed.request(request).await?;
    }
    for customer in &world.customers {
        seed.customer(customer).await?;
    }
    Ok(())
}

struct Seed<'a> {
    store: &'a Store,
    world: &'a World,
}

impl Seed<'_> {
    async fn registries(&self) -> Result<(), String> {
        for resident in &self.world.organisations {
            let people = resident.people();
            let people = people.iter().filter_map(|person| person.email.parse().ok());
            let emails: Vec<EmailAddress> = resident.contact_emails.iter().cloned().chain(people).collect();
            self.store.put_organisation(&resident.organisation, &emails).await.map_err(said)?;
        }
        for known in &self.world.partner_ids {
            self.store.put_partner_id(&self.registered(known)).await.map_err(said)?;
        }
        for offer in &self.world.offers {
            self.store.put_offer(offer).await.map_err(said)?;
        }
        Ok(())
    }

    fn registered(&self, known: &KnownPartnerId) -> RegisteredPartnerId {
        let holder = known.held_by.and_then(|holder| {
            self.world.organisations.iter().find(|resident| resident.organisation.tenant_id == holder)
        });
        RegisteredPartnerId {
            mpn_id: known.mpn_id,
            name: known.name.clone(),
            account_type: known.account_type,
            active: known.active,
            country: known.country,
            holder: holder.map(|resident| Holder {
                tenant_id: resident.organisation.tenant_id,
                kind: resident.organisation.kind,
                name: resident.organisation.name.clone(),
                cloud: resident.organisation.cloud,
                country: resident.organisation.country,
                active: resident.is_enrolled(),
                agreement_active: known.agreement_active,
                support: known.support.clone(),
            }),
        }
    }

    async fn partnership(&self, known: &KnownPartnership) -> Result<(), String> {
        let write = self.write(&known.asked_by, known.since)?;
        let asked = self.asked(&write, &known.asked_at, random_key()).await?;

        let write = self.write(&known.accepted_by, known.since)?;
        let state = self.store.for_change(&write, asked.request.id).await.map_err(said)?;
        let command = Accept { terms_digest: asked.request.terms_today(), confirmed: true };
        let no_mail = None::<fn(&LinkKey) -> String>;
        let accepted = accept(&write, state.request.as_ref(), state.caller.as_ref(), &command, no_mail)
            .map_err(said)?
            .ok_or("the partnership is there already")?;
        self.store.accept(&write, &accepted, &done()).await.map_err(said)
    }

    /// A request that stays open as long as one can.
    async fn request(&self, known: &KnownRequest) -> Result<(), String> {
        let now = Timestamp::from_millis(jiff::Timestamp::now().as_millisecond());
        let write = self.write(&known.asked_by, now)?;
        self.asked(&write, &known.asked_at, known.key.clone()).await.map(drop)
    }

    async fn asked(&self, write: &Write, email: &EmailAddress, key: LinkKey) -> Result<Asked, String> {
        let command = Ask {
            email: email.clone(),
            mpn_id: None,
            wording: None,
            language: Language::default(),
            reference: None,
            open_hours: Some(MOST_HOURS),
        };
        let state = self.store.for_ask(write, &command).await.map_err(said)?;
        let link = |key: &LinkKey| format!("{PAGES}/invitations/{}", key.as_str());
        let registered = state.registered.as_ref();
        let asked = ask(write, state.caller.as_ref(), &state.candidates, registered, command, key, link)
            .map_err(said)?;
        self.store.ask(write, &asked, &done()).await.map_err(said)?;
        self.settle_mail(&asked, write.now).await?;
        Ok(asked)
    }

    /// The invitation went out before: nothing is owed when the stack starts.
    async fn settle_mail(&self, asked: &Asked, now: Timestamp) -> Result<(), String> {
        let key = MailKey { request_id: asked.request.id, mail_id: asked.mail.id.clone() };
        match self.store.claim_mail(&key, now, now.plus_seconds(LONG)).await.map_err(said)? {
            Claim::Won(claimed) => {
                let sent = Ending::Sent { message_id: Uuid::new_v4().to_string() };
                self.store.end_mail(&claimed.hold, &sent, now).await.map_err(said).map(drop)
            }
            other => Err(format!("the invitation couldn't be taken: {other:?}")),
        }
    }

    async fn customer(&self, known: &KnownCustomer) -> Result<(), String> {
        let write = self.write(&known.added_by, known.since)?;
        let command = command(known)?;
        let state = self.store.for_adding(&write, &command, false).await.map_err(said)?;
        let situation = Situation {
            caller: state.caller.as_ref(),
            partnership: state.partnership.as_ref(),
            domain_taken: state.domain_taken,
            catalogue: Catalogue { offers: &state.offers, partner_ids: &state.partner_ids },
        };
        // The rule asks for new ids in this order: the customer's, the order's, a line's each.
        let lines = known.order.lines.iter().map(|line| line.subscription_id);
        let mut ids = [known.id, known.order.id].into_iter().chain(lines);
        let new_id = || ids.next().unwrap_or_else(Uuid::new_v4);
        let added = add(&write, situation, &command, new_id).map_err(said)?;
        self.store.add_customer(&write, &added, &done()).await.map_err(said)
    }

    fn write(&self, email: &str, now: Timestamp) -> Result<Write, String> {
        let people = self.world.people();
        let person = people.iter().find(|person| person.email == email);
        let person = person.ok_or_else(|| format!("{email} isn't in the demo world"))?;
        let id = || Uuid::new_v4().to_string();
        Ok(Write {
            person: Person {
                issuer: ISSUER.to_owned(),
                tenant_id: person.tenant_id,
                subject: person.subject(),
                email: person.email.parse().ok(),
                email_verified: true,
                roles: person.roles.clone(),
            },
            now,
            replay_key: id(),
            fingerprint: id(),
            operation: id(),
            request_id: id(),
            correlation_id: id(),
        })
    }
}

fn command(known: &KnownCustomer) -> Result<AddCustomer, String> {
    let lines = known.order.lines.iter().map(|line| PlaceOrderLine {
        number: None,
        offer_id: line.offer_id.clone(),
        quantity: line.quantity,
        friendly_name: None,
        partner_id_on_record: line.partner_id_on_record,
    });
    Ok(AddCustomer {
        company_name: known.company_name.clone(),
        domain: known.domain.parse()?,
        registration_number: None,
        address: known.address.clone(),
        contact: known.contact.clone(),
        culture: known.culture.clone(),
        language: known.language.clone(),
        associated_partner_id: known.added_for,
        agreement: Some(AgreementGiven { primary_contact: known.contact.clone(), date_agreed: known.since }),
        order: Some(PlaceOrder { billing_cycle: known.order.billing_cycle, lines: lines.collect() }),
    })
}

fn random_key() -> LinkKey {
    let mut random = [0; LinkKey::BYTES];
    getrandom::fill(&mut random).expect("the system has randomness");
    LinkKey::from_random(random)
}

/// Nobody repeats what is done here, so nobody reads its answer.
fn done() -> SavedAnswer {
    SavedAnswer { status: 200, body: "{}".to_owned() }
}

fn said(problem: impl std::fmt::Debug) -> String {
    format!("the demo world: {problem:?}")
}

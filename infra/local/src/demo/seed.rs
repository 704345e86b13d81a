//! Puts the demo world into an empty table.
//!
//! Registries are written as they are. What has happened since (a partnership, customers with their
//! orders) happens here: decided by the domain's rules and committed by the store, as the functions
//! do it, so that the table holds nothing that the product couldn't have written itself.

mod customer;
mod enrollment;
mod people;
mod profile;

use tandem_domain::delegated_admin::Service;
use tandem_domain::outbox::OwedMail;
use tandem_domain::partner_id::{Holder, RegisteredPartnerId};
use tandem_domain::provider_listing::{ListingSituation, change_listing};
use tandem_domain::relationship_request::{
    Accept, Answered, Ask, AskOfCustomer, Asked, Invite, MOST_HOURS, RelationshipRequest, accept, ask, invite,
};
use tandem_domain::write::Person;
use tandem_domain::{EmailAddress, Language, LinkKey, SavedAnswer, Timestamp, Write};
use tandem_store::Store;
use tandem_store::outbox::{Claim, Ending, MailKey};
use uuid::Uuid;

use super::{KnownInvitation, KnownListing, KnownPartnerId, KnownPartnership, KnownRequest, World};

/// A hundred years: what was settled long ago isn't up for sending.
const LONG: u32 = 3_153_600_000;

/// Where all this was signed in to and written, long ago. Nobody follows its links any more.
const ISSUER: &str = "http://127.0.0.1:3000/idp";
const PAGES: &str = "http://127.0.0.1:3000/lambda-url/invitation-page";

/// Writes the world.
pub(super) async fn seed(store: &Store, world: &World, issuer: &str) -> Result<(), String> {
    let seed = Seed { store, world, issuer };
    seed.registries().await?;
    for listing in &world.listings {
        seed.listing(listing).await?;
    }
    for partnership in &world.partnerships {
        seed.partnership(partnership).await?;
    }
    for request in &world.requests {
        seed.request(request).await?;
    }
    for customer in &world.customers {
        seed.customer(customer).await?;
    }
    for invitation in &world.invitations {
        seed.invitation(invitation).await?;
    }
    for enrollment in &world.enrollments {
        seed.enrollment(enrollment).await?;
    }
    Ok(())
}

struct Seed<'a> {
    store: &'a Store,
    world: &'a World,
    /// Whose tokens the world's people have from now on.
    issuer: &'a str,
}

impl Seed<'_> {
    async fn registries(&self) -> Result<(), String> {
        for resident in self.world.organisations.iter().filter(|resident| resident.registered) {
            self.store.put_organisation(&resident.organisation, &[]).await.map_err(said)?;
            let people = self.people(resident)?;
            if !people.is_empty() {
                self.store.put_people(&resident.organisation, &people).await.map_err(said)?;
            }
            if let Some(profile) = self.profile(resident)? {
                self.store.put_partner_profile(&profile).await.map_err(said)?;
            }
        }
        for known in &self.world.partner_ids {
            self.store.put_partner_id(&self.registered(known)).await.map_err(said)?;
        }
        self.store.replace_offers(&self.world.offers).await.map_err(said)
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
                agreement_active: known.agreement_active,
                ..Holder::of(&resident.organisation, known.support.clone())
            }),
            version: RegisteredPartnerId::FIRST_VERSION,
        }
    }

    async fn listing(&self, known: &KnownListing) -> Result<(), String> {
        let write = self.write(&known.listed_by, known.since)?;
        let state = self.store.for_listing(&write, known.provider).await.map_err(said)?;
        let situation = ListingSituation {
            caller: state.caller.as_ref(),
            provider: state.provider.as_ref(),
            listing: None,
            expected_version: None,
        };
        let listed = change_listing(&write, known.provider, situation, &known.details).map_err(said)?;
        let listed = listed.ok_or("a provider that is listed already")?;
        self.store.change_listing(&write, &listed, &SavedAnswer::unread()).await.map_err(said)
    }

    async fn partnership(&self, known: &KnownPartnership) -> Result<(), String> {
        let write = self.write(&known.asked_by, known.since)?;
        let asked = self.asked(&write, &known.asked_at, random_key()).await?;

        let write = self.write(&known.accepted_by, known.since)?;
        let state = self.store.for_answer(&write, asked.request.id).await.map_err(said)?;
        let command = Accept { terms_digest: asked.request.terms_today(), confirmed: true };
        let no_mail = None::<fn(&RelationshipRequest) -> String>;
        match accept(&write, state.seen(), &command, random_key(), no_mail).map_err(said)? {
            Answered::Now(accepted) => {
                self.store.accept(&write, &accepted, &SavedAnswer::unread()).await.map_err(said)
            }
            Answered::Before(_) => Err("the partnership is there already".to_owned()),
        }
    }

    /// A request that stays open as long as one can.
    async fn request(&self, known: &KnownRequest) -> Result<(), String> {
        let write = self.write(&known.asked_by, now())?;
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
        let registered = state.registered.as_ref();
        let asked = ask(write, state.caller.as_ref(), &state.candidates, registered, command, key, page)
            .map_err(said)?;
        self.store.ask(write, &asked, &SavedAnswer::unread()).await.map_err(said)?;
        self.settle_mail(asked.mail.as_ref(), write.now).await?;
        Ok(asked)
    }

    /// An invitation that stays open as long as one can.
    async fn invitation(&self, known: &KnownInvitation) -> Result<(), String> {
        let write = self.write(&known.invited_by, now())?;
        let command = Invite {
            email: known.email.clone(),
            asks: AskOfCustomer { provider: None, delegated_admin: Service::all().collect() },
            wording: None,
            language: Language::default(),
            reference: None,
            open_hours: Some(MOST_HOURS),
        };
        let state = self.store.for_invite(&write, &command.asks).await.map_err(said)?;
        let (caller, key) = (state.caller.as_ref(), known.key.clone());
        let invited = invite(&write, caller, None, command, key, page).map_err(said)?;
        self.store.invite(&write, &invited, &SavedAnswer::unread()).await.map_err(said)?;
        self.settle_mail(invited.mail.as_ref(), write.now).await
    }

    /// The mail went out before: nothing is owed when the stack starts.
    async fn settle_mail(&self, mail: Option<&OwedMail>, now: Timestamp) -> Result<(), String> {
        let mail = mail.ok_or("a request without a mail")?;
        let key = MailKey { request_id: mail.request_id, mail_id: mail.id.clone() };
        match self.store.claim_mail(&key, now, now.plus_seconds(LONG)).await.map_err(said)? {
            Claim::Won(claimed) => {
                let sent = Ending::Sent { message_id: Uuid::new_v4().to_string() };
                self.store.end_mail(&claimed.hold, &sent, now).await.map_err(said).map(drop)
            }
            other => Err(format!("the invitation couldn't be taken: {other:?}")),
        }
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

fn now() -> Timestamp {
    Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
}

fn page(request: &RelationshipRequest) -> String {
    format!("{PAGES}/invitations/{}", request.key.as_str())
}

fn random_key() -> LinkKey {
    let mut random = [0; LinkKey::BYTES];
    getrandom::fill(&mut random).expect("the system has randomness");
    LinkKey::from_random(random)
}

fn said(problem: impl std::fmt::Debug) -> String {
    format!("the demo world: {problem:?}")
}

//! Two acts about one service, decided on the same state and committed at once: below the functions, so
//! that no luck is needed for them to meet.

use std::time::{SystemTime, UNIX_EPOCH};

use tandem_domain::delegated_admin::{Managed, Notices, Privileges, Service, Tenancy, hand_over, take_back};
use tandem_domain::policy::Role;
use tandem_domain::relationship_request::{Answered, Consent, Consented, RelationshipRequest, consent};
use tandem_domain::write::Person;
use tandem_domain::{LinkKey, RequestId, SavedAnswer, TenantId, Timestamp, Write};
use tandem_store::{ConsentRefusal, ForPrivileges, Moved, NotCommitted, Store};
use tandem_tests::World;

use super::market::{EXCHANGE, Rival};

/// What a customer's admin may do about the service, with one of the two rivals.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Accept(usize),
    HandOver(usize),
    TakeBack(usize),
}

/// A customer whose privileges two rivals compete for, and the one who holds them.
pub struct Contest<'a> {
    store: Store,
    rivals: &'a [Rival; 2],
    customer: TenantId,
    pub holder: Option<usize>,
}

/// An act that was decided, on the state that was read for it.
enum Decided {
    Consented(Box<Consented>),
    Managed(Box<(Managed, ForPrivileges)>),
}

impl<'a> Contest<'a> {
    pub fn new(world: &World, rivals: &'a [Rival; 2], customer: &str, holder: usize) -> Self {
        let store = Store::new(world.stack.client(), world.table());
        Self { store, rivals, customer: customer.parse().expect("a tenant"), holder: Some(holder) }
    }

    /// What would change something now.
    pub fn acts(&self) -> Vec<Act> {
        let of_holder = self.holder.map(Act::TakeBack);
        let others = (0..2).filter(|rival| Some(*rival) != self.holder);
        others.flat_map(|rival| [Act::Accept(rival), Act::HandOver(rival)]).chain(of_holder).collect()
    }

    /// Decides both, commits both at once, and checks that one is committed.
    pub async fn meet(&mut self, acts: [Act; 2]) {
        let writes = acts.map(|_| self.write());
        let (first, second) =
            tokio::join!(self.decided(&writes[0], acts[0]), self.decided(&writes[1], acts[1]));
        let (first, second) =
            tokio::join!(self.is_committed(&writes[0], first), self.is_committed(&writes[1], second));
        assert!(first != second, "{acts:?} with {:?}: both or neither", self.holder);
        self.holder = match acts[usize::from(second)] {
            Act::Accept(rival) | Act::HandOver(rival) => Some(rival),
            Act::TakeBack(_) => None,
        };
    }

    async fn decided(&self, write: &Write, act: Act) -> Decided {
        let service: Service = EXCHANGE.parse().expect("a service");
        let (Act::Accept(rival) | Act::HandOver(rival) | Act::TakeBack(rival)) = act;
        let rival = &self.rivals[rival];
        if let Act::Accept(_) = act {
            return Decided::Consented(self.consented(write, rival, service).await);
        }
        let partner = rival.tenant.parse().expect("a tenant");
        let seen = self.store.for_privileges(write, partner).await.expect("what is there");
        self.agrees(&seen.privileges, service);
        let tenancy = Tenancy { tenant_id: self.customer, customer: seen.customer.as_ref(), name: None };
        let notices = Notices::default();
        let managed = if let Act::TakeBack(_) = act {
            take_back(write, tenancy, &seen.privileges, partner, Some(service), &notices)
        } else {
            let partner = seen.partner.as_ref().map(|partner| (partner, seen.basis));
            hand_over(write, tenancy, &seen.privileges, partner, service, &notices)
        };
        Decided::Managed(Box::new((managed.expect("a right").expect("a change"), seen)))
    }

    async fn consented(&self, write: &Write, rival: &Rival, service: Service) -> Box<Consented> {
        let command = Consent {
            terms_digest: rival.link["termsDigest"].as_str().expect("a digest").parse().expect("a digest"),
            confirmed: true,
            agreement: None,
            organisation: None,
            services: None,
            reassign: vec![service],
        };
        let link = RequestId::from_path(rival.link["id"].as_str().expect("an id")).expect("an id");
        let seen = self.store.for_consent(write, link, &command).await.expect("what is there");
        self.agrees(&seen.privileges, service);
        let random = [uuid::Uuid::new_v4(), uuid::Uuid::new_v4()];
        let key = LinkKey::from_random(std::array::from_fn(|at| random[at / 16].as_bytes()[at % 16]));
        let no_mail = None::<fn(&RelationshipRequest) -> String>;
        match consent(write, seen.seen(&Notices::default()), &command, key, no_mail).expect("an acceptance") {
            Answered::Now(consented) => consented,
            Answered::Before(request) => panic!("accepted before, as {request}"),
        }
    }

    /// What is read is what the last winner left: the holder and who has the privileges are the same.
    fn agrees(&self, privileges: &Privileges, service: Service) {
        let listed = privileges.holders.as_ref().expect("one holder a service").get(&service);
        let holder = self.holder.map(|holder| self.rivals[holder].tenant.clone());
        assert_eq!(listed.map(|holder| holder.tenant_id.to_string()), holder);
        let having: Vec<_> = privileges.of.values().filter(|admin| admin.covers(service)).collect();
        let having: Vec<_> = having.into_iter().map(|admin| admin.partner.to_string()).collect();
        assert_eq!(having, holder.into_iter().collect::<Vec<_>>());
    }

    async fn is_committed(&self, write: &Write, decided: Decided) -> bool {
        let answer = SavedAnswer { status: 200, body: "{}".to_owned() };
        match decided {
            Decided::Consented(consented) => match self.store.consent(write, &consented, &answer).await {
                Ok(()) => true,
                Err(NotCommitted::Refused(ConsentRefusal::Moved)) => false,
                Err(other) => panic!("{other:?}"),
            },
            Decided::Managed(decided) => {
                let (managed, seen) = *decided;
                match self.store.manage_privileges(write, &managed, &seen, &answer).await {
                    Ok(()) => true,
                    Err(NotCommitted::Refused(Moved)) => false,
                    Err(other) => panic!("{other:?}"),
                }
            }
        }
    }

    fn write(&self) -> Write {
        let id = || uuid::Uuid::new_v4().to_string();
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
        Write {
            person: Person {
                issuer: "https://issuer.example".to_owned(),
                tenant_id: self.customer,
                subject: id(),
                email: None,
                email_verified: false,
                roles: vec![Role::GlobalAdmin],
            },
            now: Timestamp::from_millis(i64::try_from(since.as_millis()).expect("milliseconds")),
            replay_key: id(),
            fingerprint: id(),
            operation: id(),
            request_id: id(),
            correlation_id: id(),
        }
    }
}

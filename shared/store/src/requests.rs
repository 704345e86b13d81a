//! Requests for a partnership: asked, changed, answered, listed.

use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::policy::Standing;
use tandem_domain::relationship_request::{
    Accepted, Ask, Asked, Cancelled, Candidate, Declined, OverReason, RelationshipRequest, RequestState,
    Resent, StateNow,
};
use tandem_domain::{Fault, Halt, Rejection, RequestId, SavedAnswer, TenantId, Timestamp, Write};

use crate::expression::expression;
use crate::item::{indexed, item, number, record, value};
use crate::keys::{self, index};
use crate::list::{List, Source};
use crate::organisations::Addressed;
use crate::outbox::OwedItem;
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction, same};
use crate::{Store, keys::Key};

/// What asking is decided on.
#[derive(Debug)]
pub struct ForAsk {
    pub caller: Option<Organisation>,
    pub candidates: Vec<Candidate>,
    pub registered: Option<RegisteredPartnerId>,
}

/// What changing and answering a request are decided on: the same reads, whoever asks (L5).
#[derive(Debug)]
pub struct ForChange {
    pub request: Option<RelationshipRequest>,
    pub caller: Option<Organisation>,
}

/// Why an acceptance was not committed.
#[derive(Debug)]
pub enum AcceptRefusal {
    /// Somebody else of the same organisation was faster; this is the accepted request (L6).
    AlreadyAccepted(Box<RelationshipRequest>),
    Rejected(Rejection),
}

/// Which requests a list holds.
#[derive(Clone, Copy, Debug)]
pub struct RequestFilter {
    /// Those that the organisation sent, or those that it received.
    pub sent: bool,
    pub state: Option<StateNow>,
}

/// The lock that keeps a pair at one pending request.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pending {
    request_id: RequestId,
    created: Timestamp,
    expires: Timestamp,
}

impl Store {
    /// One read for [`tandem_domain::relationship_request::ask`].
    pub async fn for_ask(&self, write: &Write, ask: &Ask) -> Result<ForAsk, Halt> {
        let [done, caller, email] = [
            keys::write(&write.replay_key),
            keys::organisation(write.person.tenant_id),
            keys::email(&ask.email),
        ];
        let mpn = ask.mpn_id.map(keys::partner_id);
        let mut found =
            self.fetch([done.clone(), caller.clone(), email.clone()].into_iter().chain(mpn.clone())).await?;
        not_done(found.take(&done)?, write)?;
        let addressed: Addressed = found.take(&email)?.unwrap_or_default();
        Ok(ForAsk {
            caller: found.take(&caller)?,
            candidates: addressed.resellers,
            registered: mpn.map_or(Ok(None), |mpn| found.take(&mpn))?,
        })
    }

    /// One read for changing or answering a request.
    pub async fn for_change(&self, write: &Write, id: RequestId) -> Result<ForChange, Halt> {
        let [done, request, caller] =
            [keys::write(&write.replay_key), keys::request(id), keys::organisation(write.person.tenant_id)];
        let mut found = self.fetch([done.clone(), request.clone(), caller.clone()]).await?;
        not_done(found.take(&done)?, write)?;
        Ok(ForChange { request: found.take(&request)?, caller: found.take(&caller)? })
    }

    /// A request by its id.
    pub async fn request(&self, id: RequestId) -> Result<Option<RelationshipRequest>, Fault> {
        let key = keys::request(id);
        self.fetch([key.clone()]).await?.take(&key)
    }

    /// The requests that an organisation sent or received, newest first.
    pub async fn requests(
        &self,
        tenant: TenantId,
        filter: RequestFilter,
        page: &PageRequest,
        now: Timestamp,
    ) -> Result<Page<RelationshipRequest>, Fault> {
        let (source, partition) = if filter.sent {
            (Source::Index(1), index::sent(tenant))
        } else {
            (Source::Index(2), index::received(tenant))
        };
        let mut list = List::of(source, vec![partition]);
        list.newest_first = true;
        list.filter = filter.state.map(|state| {
            let stored = |state: &str| expression("#state = :state").with(":state", same(&state));
            let at = |text: &str| {
                expression(text).with(":state", same(&"pending")).with(":now", number(now.millis()))
            };
            match state {
                StateNow::Pending => at("#state = :state AND #expires > :now"),
                StateNow::Expired => at("#state = :state AND #expires <= :now"),
                other => stored(other.as_str()),
            }
        });
        self.page(&list, page).await?.try_map(record)
    }

    /// Commits a new request.
    pub async fn ask(
        &self,
        write: &Write,
        asked: &Asked,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let request = &asked.request;
        let mut change = self.transaction(write);
        change.open_pair(request, write.now)?;
        change.put_new(request_item(request)?)?;
        change.owe(&asked.mail, write.now)?;
        change.record(write, &asked.audit)?;
        change.commit(answer).await
    }

    /// Commits a resending: the request as it was read, and the pair still without another.
    pub async fn resend(
        &self,
        write: &Write,
        resent: &Resent,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let request = &resent.request;
        let mut change = self.transaction(write);
        change.open_pair(request, write.now)?;
        // Whoever answers or cancels first wins: the version has moved on.
        let set = expression(
            "SET #state = :state, #sender = :sender, #termsDigest = :digest, #expires = :expires, \
             #changed = :changed, #delivery = :delivery, #version = :version",
        )
        .with(":state", value(&request.state)?)
        .with(":sender", value(&request.sender)?)
        .with(":digest", value(&request.terms_digest)?)
        .with(":expires", value(&request.expires)?)
        .with(":changed", value(&request.changed)?)
        .with(":delivery", value(&request.delivery)?)
        .with(":version", number(request.version));
        let unchanged = expression("#version = :old").with(":old", number(request.version - 1));
        let now = write.now;
        change.update(&keys::request(request.id), set, unchanged, move |old| moved_on(old, now))?;
        change.owe(&resent.mail, write.now)?;
        change.record(write, &resent.audit)?;
        change.commit(answer).await
    }

    /// Commits a cancellation.
    pub async fn cancel(
        &self,
        write: &Write,
        cancelled: &Cancelled,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let request = &cancelled.request;
        let mut change = self.transaction(write);
        change.close_request(request, write.now)?;
        change.record(write, &cancelled.audit)?;
        change.commit(answer).await
    }

    /// Commits a declination.
    pub async fn decline(
        &self,
        write: &Write,
        declined: &Declined,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let request = &declined.request;
        let mut change = self.transaction(write);
        change.close_request(request, write.now)?;
        if let Some(mail) = &declined.mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, &declined.audit)?;
        change.commit(answer).await
    }

    /// Commits an acceptance: the request, both lists, the privileges, mail and records (P4, P5).
    pub async fn accept(
        &self,
        write: &Write,
        accepted: &Accepted,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<AcceptRefusal>> {
        let request = &accepted.request;
        let now = write.now;
        let mut change = self.transaction(write);
        // Of accepts at once the first wins, and the others find the accepted request (L6). Against a
        // cancellation, an expiry or changed terms the acceptance loses (L4, L7).
        let set = expression("SET #state = :accepted, #changed = :now, #version = #version + :one")
            .with(":accepted", value(&RequestState::Accepted)?)
            .with(":one", number(1));
        let open = expression(
            "#state = :pending AND #expires > :now AND #termsDigest = :digest AND #recipient.#tenantId = :tenant",
        )
        .with(":pending", value(&RequestState::Pending)?)
        .with(":now", number(now.millis()))
        .with(":digest", value(&accepted.expected_digest)?)
        .with(":tenant", same(&write.person.tenant_id));
        change.update(&keys::request(request.id), set, open, move |old| accept_refused(old, now))?;
        change.unlock_pair(request)?;
        change
            .put_partnership(&accepted.partnership, || AcceptRefusal::Rejected(Rejection::AlreadyPartners))?;
        change.require(
            &keys::organisation(accepted.partnership.reseller.tenant_id),
            expression("#enrollment = :active").with(":active", same(&"active")),
            |_| Ok(AcceptRefusal::Rejected(Rejection::ResellerNotEnrolled)),
        )?;
        change.grant(&accepted.delegated_admin)?;
        if let Some(mail) = &accepted.mail {
            change.owe(mail, now)?;
        }
        change.record(write, &accepted.audit)?;
        change.commit(answer).await
    }
}

fn accept_refused(old: Option<crate::item::Item>, now: Timestamp) -> Result<AcceptRefusal, Fault> {
    let Some(request) = old.map(record::<RelationshipRequest>).transpose()? else {
        return Ok(AcceptRefusal::Rejected(Rejection::NotFound));
    };
    Ok(match request.over_at(now) {
        Some(OverReason::Accepted) => AcceptRefusal::AlreadyAccepted(Box::new(request)),
        Some(reason) => AcceptRefusal::Rejected(Rejection::InvitationOver(reason)),
        None => AcceptRefusal::Rejected(Rejection::TermsChanged(request.terms_today())),
    })
}

/// The request was answered, cancelled or resent since it was read.
fn moved_on(old: Option<crate::item::Item>, now: Timestamp) -> Result<Rejection, Fault> {
    let request = old.map(record::<RelationshipRequest>).transpose()?;
    Ok(match request.as_ref().map(|request| request.over_at(now)) {
        None => Rejection::NotFound,
        Some(Some(reason)) => Rejection::InvitationOver(reason),
        Some(None) => Rejection::StaleEtag,
    })
}

fn request_item(request: &RelationshipRequest) -> Result<crate::item::Item, Fault> {
    let sent = index::by_time(index::sent(request.sender.tenant_id), request.created, request.id);
    let received = index::by_time(index::received(request.recipient.tenant_id), request.created, request.id);
    let item = item(keys::request(request.id), "relationship_request", request)?;
    Ok(indexed(indexed(item, 1, sent), 2, received))
}

fn pair(request: &RelationshipRequest) -> (TenantId, TenantId) {
    (request.sender.tenant_id, request.recipient.tenant_id)
}

fn pending_key(request: &RelationshipRequest) -> Key {
    let (provider, reseller) = pair(request);
    keys::pending(provider, reseller)
}

impl Transaction<'_, Rejection> {
    /// What sending needs of the pair: no other pending request, no active partnership, and a
    /// reseller that is still active (P6, E5).
    fn open_pair(&mut self, request: &RelationshipRequest, now: Timestamp) -> Result<(), Fault> {
        let lock = Pending { request_id: request.id, created: request.created, expires: request.expires };
        // Of two requests at once to one reseller the first wins. A lapsed lock is free for anyone.
        let free = expression("attribute_not_exists(PK) OR #expires <= :now OR #requestId = :id")
            .with(":now", number(now.millis()))
            .with(":id", same(&request.id));
        self.put(item(pending_key(request), "pending", &lock)?, free, |old| {
            let pending: Pending = record(old.unwrap_or_default())?;
            Ok(Rejection::RequestPending { id: pending.request_id, since: pending.created })
        })?;
        let (provider, reseller) = pair(request);
        let apart =
            expression("attribute_not_exists(PK) OR #state = :removed").with(":removed", same(&"removed"));
        self.require(&keys::partnership(provider, reseller), apart, |_| Ok(Rejection::AlreadyPartners))?;
        let active = expression("#enrollment = :active").with(":active", same(&"active"));
        self.require(&keys::organisation(reseller), active, |_| Ok(Rejection::ResellerNotEnrolled))
    }

    /// Ends a request without a partnership.
    fn close_request(&mut self, request: &RelationshipRequest, now: Timestamp) -> Result<(), Fault> {
        let mut set = "SET #state = :state, #changed = :now, #version = :version".to_owned();
        if request.decline_reason.is_some() {
            set.push_str(", #declineReason = :reason");
        }
        let mut set = expression(set)
            .with(":state", value(&request.state)?)
            .with(":now", number(now.millis()))
            .with(":version", number(request.version));
        if let Some(reason) = &request.decline_reason {
            set = set.with(":reason", value(reason)?);
        }
        // Against an acceptance at the same time the first wins.
        let unchanged = expression("#state = :pending AND #version = :old")
            .with(":pending", value(&RequestState::Pending)?)
            .with(":old", number(request.version - 1));
        self.update(&keys::request(request.id), set, unchanged, move |old| moved_on(old, now))?;
        // The lock of an expired request has lapsed, and may be another request's by now.
        if request.expires > now { self.unlock_pair(request) } else { Ok(()) }
    }
}

impl<R: 'static> Transaction<'_, R> {
    /// Frees the pair for another request. While a request is open the lock is its own.
    fn unlock_pair(&mut self, request: &RelationshipRequest) -> Result<(), Fault> {
        let (provider, reseller) = pair(request);
        debug_assert_eq!(request.standing_of(provider), Standing::Sender);
        let mine = expression("attribute_not_exists(PK) OR #requestId = :id").with(":id", same(&request.id));
        self.delete(&keys::pending(provider, reseller), mine, |_| {
            Err(Fault::Busy("another request of the pair is pending".to_owned()))
        })
    }
}

impl<R> Transaction<'_, R> {
    /// Owes a mail (N4).
    pub(crate) fn owe(
        &mut self,
        mail: &tandem_domain::outbox::OwedMail,
        now: Timestamp,
    ) -> Result<(), Fault> {
        self.put_new(OwedItem::new(mail.clone(), now).item()?)
    }
}

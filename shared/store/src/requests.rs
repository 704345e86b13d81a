//! Requests and open links: what a key leads to, and the lists of what was sent and received.

mod answer;
mod ask;
mod consent;
mod consenting;
mod open_links;

pub use answer::{AcceptRefusal, Answering};
pub use ask::{ForAsk, ForInvite};
pub use consent::ConsentRefusal;
pub use consenting::Consenting;
pub use open_links::DraftSeen;

use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::relationship_request::{
    Invitation, OpenLink, RelationshipRequest, RequestKind, RequestState, StateNow,
};
use tandem_domain::{Fault, Halt, Rejection, RequestId, TenantId, Timestamp, Write};

use crate::Store;
use crate::expression::expression;
use crate::fetch::Fetched;
use crate::item::{Item, indexed, item, number, record, text_of, value};
use crate::keys::{self, Key, index};
use crate::list::{List, Source, Trips};
use crate::outbox::OwedItem;
use crate::replay::not_done;
use crate::transaction::{Transaction, same};

/// What changing a request is decided on: the same reads, whoever asks (L5).
#[derive(Debug)]
pub struct ForChange {
    pub invitation: Option<Invitation>,
    pub caller: Option<Organisation>,
}

/// Which requests a list holds.
#[derive(Clone, Copy, Debug)]
pub struct RequestFilter {
    pub kind: RequestKind,
    /// Those that the organisation sent, or those that it received.
    pub sent: bool,
    pub state: Option<StateNow>,
}

impl Store {
    /// One read for changing a request.
    pub async fn for_change(&self, write: &Write, id: RequestId) -> Result<ForChange, Halt> {
        let [done, request, caller] =
            [keys::write(&write.replay_key), keys::request(id), keys::organisation(write.person.tenant_id)];
        let mut found = self.fetch([done.clone(), request.clone(), caller.clone()]).await?;
        not_done(found.take(&done)?, write)?;
        Ok(ForChange { invitation: found.take_invitation(&request)?, caller: found.take(&caller)? })
    }

    /// What a key or an id leads to.
    pub async fn invitation(&self, id: RequestId) -> Result<Option<Invitation>, Fault> {
        let key = keys::request(id);
        self.fetch([key.clone()]).await?.take_invitation(&key)
    }

    /// A request by its id.
    pub async fn request(&self, id: RequestId) -> Result<Option<RelationshipRequest>, Fault> {
        Ok(match self.invitation(id).await? {
            Some(Invitation::Addressed(request)) => Some(*request),
            _ => None,
        })
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
            (Source::Index(1), index::sent(filter.kind, tenant))
        } else {
            (Source::Index(2), index::received(filter.kind, tenant))
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
        // Whose requests they are was read before.
        self.page(&list, page, Trips::One).await?.try_map(record)
    }
}

impl Fetched {
    /// Takes the request or the open link under `key`.
    pub(crate) fn take_invitation(&mut self, key: &Key) -> Result<Option<Invitation>, Fault> {
        self.take_item(key).map(invitation_of).transpose()
    }
}

fn invitation_of(item: Item) -> Result<Invitation, Fault> {
    if text_of(&item, "kind") == "open_link" {
        record::<OpenLink>(item).map(|link| Invitation::Open(Box::new(link)))
    } else {
        record::<RelationshipRequest>(item).map(|request| Invitation::Addressed(Box::new(request)))
    }
}

/// The request was answered, cancelled or resent since it was read.
fn moved_on(old: Option<Item>, now: Timestamp) -> Result<Rejection, Fault> {
    let request = old.map(record::<RelationshipRequest>).transpose()?;
    Ok(match request.as_ref().map(|request| request.over_at(now)) {
        None => Rejection::NotFound,
        Some(Some(reason)) => Rejection::InvitationOver(reason),
        Some(None) => Rejection::StaleEtag,
    })
}

/// The item of a request, in the sender's list and, once it is known, in the recipient's.
fn request_item(request: &RelationshipRequest) -> Result<Item, Fault> {
    let sent =
        index::by_time(index::sent(request.kind, request.sender.tenant_id), request.created, request.id);
    let item = indexed(item(keys::request(request.id), "relationship_request", request)?, 1, sent);
    Ok(match received_at(request) {
        Some(received) => indexed(item, 2, received),
        None => item,
    })
}

fn received_at(request: &RelationshipRequest) -> Option<crate::keys::IndexKey> {
    let recipient = index::received(request.kind, request.recipient.tenant_id?);
    Some(index::by_time(recipient, request.created, request.id))
}

/// The provider and the reseller of a request for a partnership.
fn pair(request: &RelationshipRequest) -> Option<(TenantId, TenantId)> {
    let recipient = request.recipient.tenant_id?;
    (request.kind == RequestKind::IndirectPartnership).then_some((request.sender.tenant_id, recipient))
}

impl Transaction<'_, Rejection> {
    /// Ends a request without a relationship.
    fn close_request(&mut self, request: &RelationshipRequest, now: Timestamp) -> Result<(), Fault> {
        let mut set =
            "SET #state = :state, #changed = :now, #version = :version, #recipient = :recipient".to_owned();
        let received = received_at(request);
        if request.decline_reason.is_some() {
            set.push_str(", #declineReason = :reason");
        }
        if received.is_some() {
            set.push_str(", #GSI2PK = :received, #GSI2SK = :position");
        }
        let mut set = expression(set)
            .with(":state", value(&request.state)?)
            .with(":now", number(now.millis()))
            .with(":recipient", value(&request.recipient)?)
            .with(":version", number(request.version));
        if let Some(reason) = &request.decline_reason {
            set = set.with(":reason", value(reason)?);
        }
        if let Some(place) = received {
            set = set.with(":received", same(&place.pk)).with(":position", same(&place.sk));
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
        let Some((provider, reseller)) = pair(request) else { return Ok(()) };
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

//! Asking a reseller, inviting a customer, and changing what was sent.

use futures_util::future::try_join;
use tandem_domain::organisation::Organisation;
use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::partnership::Partnership;
use tandem_domain::relationship_request::{
    Ask, AskOfCustomer, Asked, Cancelled, Candidate, Declined, Invited, RelationshipRequest, Resent,
};
use tandem_domain::{Fault, Halt, Rejection, RequestId, SavedAnswer, TenantId, Timestamp, Write};

use super::{moved_on, pair, request_item};
use crate::Store;
use crate::expression::expression;
use crate::item::{item, number, record, value};
use crate::keys;
use crate::organisations::is_reseller;
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction, same};

/// What asking is decided on.
#[derive(Debug)]
pub struct ForAsk {
    pub caller: Option<Organisation>,
    pub candidates: Vec<Candidate>,
    pub registered: Option<RegisteredPartnerId>,
}

/// What inviting a customer is decided on.
#[derive(Debug)]
pub struct ForInvite {
    pub caller: Option<Organisation>,
    /// The caller's partnership with the provider that it names.
    pub partnership: Option<Partnership>,
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
        let [done, caller] = [keys::write(&write.replay_key), keys::organisation(write.person.tenant_id)];
        let mpn = ask.mpn_id.map(keys::partner_id);
        let items = self.fetch([done.clone(), caller.clone()].into_iter().chain(mpn.clone()));
        let (mut found, candidates) = try_join(items, self.found_by(&ask.email)).await?;
        not_done(found.take(&done)?, write)?;
        Ok(ForAsk {
            caller: found.take(&caller)?,
            candidates,
            registered: mpn.map_or(Ok(None), |mpn| found.take(&mpn))?,
        })
    }

    /// One read for [`tandem_domain::relationship_request::invite`].
    pub async fn for_invite(&self, write: &Write, asks: &AskOfCustomer) -> Result<ForInvite, Halt> {
        let own = write.person.tenant_id;
        let [done, caller] = [keys::write(&write.replay_key), keys::organisation(own)];
        let partnership = asks.provider.map(|provider| keys::partnership(provider, own));
        let wanted = [done.clone(), caller.clone()].into_iter().chain(partnership.clone());
        let mut found = self.fetch(wanted).await?;
        not_done(found.take(&done)?, write)?;
        Ok(ForInvite {
            caller: found.take(&caller)?,
            partnership: partnership.map_or(Ok(None), |key| found.take(&key))?,
        })
    }

    /// Commits a new request for a partnership.
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
        if let Some(mail) = &asked.mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, &asked.audit)?;
        change.commit(answer).await
    }

    /// Commits a new invitation of a customer.
    pub async fn invite(
        &self,
        write: &Write,
        invited: &Invited,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let request = &invited.request;
        let mut change = self.transaction(write);
        change.put_new(request_item(request)?)?;
        change.require_provider(request)?;
        if let Some(mail) = &invited.mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, &invited.audit)?;
        change.commit(answer).await
    }

    /// Commits a resending: the request as it was read, and a pair of partners still without another.
    pub async fn resend(
        &self,
        write: &Write,
        resent: &Resent,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let request = &resent.request;
        let mut change = self.transaction(write);
        change.open_pair(request, write.now)?;
        change.require_provider(request)?;
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
        if let Some(mail) = &resent.mail {
            change.owe(mail, write.now)?;
        }
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
}

impl Transaction<'_, Rejection> {
    /// What sending needs of a pair: no other pending request, no active partnership, and a reseller
    /// that is still active (P6, E5). A customer has no such lock: it isn't known yet.
    fn open_pair(&mut self, request: &RelationshipRequest, now: Timestamp) -> Result<(), Fault> {
        let Some((provider, reseller)) = pair(request) else { return Ok(()) };
        let lock = Pending { request_id: request.id, created: request.created, expires: request.expires };
        // Of two requests at once to one reseller the first wins. A lapsed lock is free for anyone.
        let free = expression("attribute_not_exists(PK) OR #expires <= :now OR #requestId = :id")
            .with(":now", number(now.millis()))
            .with(":id", same(&request.id));
        self.put(item(keys::pending(provider, reseller), "pending", &lock)?, free, |old| {
            let pending: Pending = record(old.unwrap_or_default())?;
            Ok(Rejection::RequestPending { id: pending.request_id, since: pending.created })
        })?;
        let apart =
            expression("attribute_not_exists(PK) OR #state = :removed").with(":removed", same(&"removed"));
        self.require(&keys::partnership(provider, reseller), apart, |_| Ok(Rejection::AlreadyPartners))?;
        self.require(&keys::organisation(reseller), is_reseller(), |_| Ok(Rejection::ResellerNotEnrolled))
    }
}

impl Transaction<'_, Rejection> {
    /// What sending an invitation with a provider beside the reseller needs: that they are partners (I10).
    fn require_provider(&mut self, request: &RelationshipRequest) -> Result<(), Fault> {
        let provider = request.customer.as_ref().and_then(|terms| terms.provider.as_ref());
        let Some(provider) = provider else { return Ok(()) };
        self.require_partnership(provider.tenant_id, request.sender.tenant_id, Rejection::NotPartners)
    }
}

impl<R: Clone + Send + Sync + 'static> Transaction<'_, R> {
    /// The two are still partners; else it is refused with `otherwise`. Against a removal at the same
    /// time one of the two wins.
    pub(crate) fn require_partnership(
        &mut self,
        provider: TenantId,
        reseller: TenantId,
        otherwise: R,
    ) -> Result<(), Fault> {
        let active = expression("#state = :active").with(":active", same(&"active"));
        self.require(&keys::partnership(provider, reseller), active, move |_| Ok(otherwise.clone()))
    }
}

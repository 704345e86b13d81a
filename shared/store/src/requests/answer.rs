//! Accepting a partnership, and the way through an open link.

use tandem_domain::organisation::Organisation;
use tandem_domain::partnership::Partnership;
use tandem_domain::relationship_request::{
    Accepted, ForAnswer, Invitation, OpenLink, OpenLinkState, OverReason, Passage, RelationshipRequest,
    RequestState, Used,
};
use tandem_domain::terms::TermsDigest;
use tandem_domain::{Fault, Halt, Rejection, RequestId, SavedAnswer, Timestamp, Write};

use super::{received_at, request_item};
use crate::Store;
use crate::expression::expression;
use crate::item::{Item, item, number, record, value};
use crate::keys;
use crate::organisations::is_reseller;
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction, same};

/// What an answer is decided on.
#[derive(Debug)]
pub struct Answering {
    pub invitation: Option<Invitation>,
    pub caller: Option<Organisation>,
    used: Option<Used>,
    partnership: Option<Partnership>,
}

impl Answering {
    #[must_use]
    pub fn seen(&self) -> ForAnswer<'_> {
        ForAnswer {
            invitation: self.invitation.as_ref(),
            caller: self.caller.as_ref(),
            used: self.used.as_ref(),
            partnership: self.partnership.as_ref(),
        }
    }
}

/// Why an acceptance was not committed.
#[derive(Clone, Debug)]
pub enum AcceptRefusal {
    /// Somebody else of the same organisation was faster; this is the accepted request (L6).
    AlreadyAccepted(RequestId),
    Rejected(Rejection),
}

impl Store {
    /// One read for answering a request, whoever asks (L5); a second one behind an open link, whose
    /// sender isn't known before.
    pub async fn for_answer(&self, write: &Write, id: RequestId) -> Result<Answering, Halt> {
        let own = write.person.tenant_id;
        let keys @ [done, request, caller] =
            &[keys::write(&write.replay_key), keys::request(id), keys::organisation(own)];
        let mut found = self.fetch(keys.clone()).await?;
        not_done(found.take(done)?, write)?;
        let mut seen = Answering {
            invitation: found.take_invitation(request)?,
            caller: found.take(caller)?,
            used: None,
            partnership: None,
        };
        if let Some(Invitation::Open(link)) = &seen.invitation {
            // Read at once: of two people of a reseller the slower must not find the partnership without
            // the use that made it.
            let keys @ [used, partnership] =
                &[keys::used(id, own), keys::partnership(link.sender.tenant_id, own)];
            let mut found = self.fetch(keys.clone()).await?;
            (seen.used, seen.partnership) = (found.take(used)?, found.take(partnership)?);
        }
        Ok(seen)
    }

    /// Commits an acceptance: the request, both lists, the privileges, mail and records (P4, P5).
    pub async fn accept(
        &self,
        write: &Write,
        accepted: &Accepted,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<AcceptRefusal>> {
        let request = &accepted.request;
        let mut change = self.transaction(write);
        match &accepted.passage {
            None => {
                change.answer_request(request, &accepted.expected_digest, write.now)?;
                change.unlock_pair(request)?;
            }
            // The lock, if there is one, is that of a request by mail, which stays open.
            Some(passage) => change.pass(request, passage, &accepted.expected_digest, write.now)?,
        }
        change
            .put_partnership(&accepted.partnership, || AcceptRefusal::Rejected(Rejection::AlreadyPartners))?;
        change.require(
            &keys::organisation(accepted.partnership.reseller.tenant_id),
            is_reseller(),
            |_| Ok(AcceptRefusal::Rejected(Rejection::ResellerNotEnrolled)),
        )?;
        if let Some(admin) = &accepted.delegated_admin {
            change.grant(admin)?;
        }
        if let Some(mail) = &accepted.mail {
            change.owe(mail, write.now)?;
        }
        change.record(write, &accepted.audit)?;
        change.commit(answer).await
    }
}

impl<R: From<AcceptRefusal> + 'static> Transaction<'_, R> {
    /// Makes an addressed request an accepted one.
    ///
    /// Of accepts at once the first wins, and the others find the accepted request (L6). Against a
    /// cancellation, an expiry or changed terms the acceptance loses (L4, L7). Whom a request of a
    /// customer is addressed to was decided by the version that was read: its address never changes.
    pub(super) fn answer_request(
        &mut self,
        request: &RelationshipRequest,
        digest: &TermsDigest,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let mut set = "SET #state = :accepted, #changed = :now, #version = #version + :one, \
                       #recipient = :recipient, #granted = :granted"
            .to_owned();
        let received = received_at(request);
        if received.is_some() {
            set.push_str(", #GSI2PK = :received, #GSI2SK = :position");
        }
        let mut set = expression(set)
            .with(":accepted", value(&RequestState::Accepted)?)
            .with(":recipient", value(&request.recipient)?)
            .with(":granted", value(&request.granted)?)
            .with(":one", number(1));
        if let Some(place) = received {
            set = set.with(":received", same(&place.pk)).with(":position", same(&place.sk));
        }
        let open = expression("#state = :pending AND #expires > :now AND #termsDigest = :digest")
            .with(":pending", value(&RequestState::Pending)?)
            .with(":now", number(now.millis()))
            .with(":digest", value(digest)?);
        self.update(&keys::request(request.id), set, open, move |old| accept_refused(old, now).map(R::from))
    }

    /// Makes an accepted request by the way through an open link, which counts the organisation once.
    ///
    /// A link that is rotated, used up or expired at the same time lets nobody pass, and the count is
    /// exact: it is in the condition. Whoever was counted before needs an open link only. Of two people of
    /// one organisation at once the first passes.
    pub(super) fn pass(
        &mut self,
        request: &RelationshipRequest,
        passage: &Passage,
        digest: &TermsDigest,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let Passage { link, used, used_before } = passage;
        let counts = passage.counts();
        let unused = match used_before {
            None => expression("attribute_not_exists(PK)"),
            Some(before) => expression("#requestId = :before").with(":before", same(before)),
        };
        let last = item(keys::used(*link, used.tenant_id), "used", used)?;
        self.put(last, unused, |old| {
            let used: Used = record(old.unwrap_or_default())?;
            Ok(AcceptRefusal::AlreadyAccepted(used.request_id).into())
        })?;
        let mut open = "#state = :open AND #expires > :now AND #termsDigest = :digest".to_owned();
        if counts {
            open.push_str(" AND (attribute_not_exists(#maxUses) OR #uses < #maxUses)");
        }
        let open = expression(open)
            .with(":open", value(&OpenLinkState::Open)?)
            .with(":now", number(now.millis()))
            .with(":digest", value(digest)?);
        let refused = move |old| link_refused(old, counts, now).map(R::from);
        if counts {
            let set = expression("SET #uses = #uses + :one").with(":one", number(1));
            self.update(&keys::request(*link), set, open, refused)?;
            self.put_new(item(keys::link_use(*link, used.at, used.request_id), "link_use", used)?)?;
        } else {
            self.require(&keys::request(*link), open, refused)?;
        }
        self.put_new(request_item(request)?)
    }
}

fn accept_refused(old: Option<Item>, now: Timestamp) -> Result<AcceptRefusal, Fault> {
    let Some(request) = old.map(record::<RelationshipRequest>).transpose()? else {
        return Ok(AcceptRefusal::Rejected(Rejection::NotFound));
    };
    Ok(match request.over_at(now) {
        Some(OverReason::Accepted) => AcceptRefusal::AlreadyAccepted(request.id),
        Some(reason) => AcceptRefusal::Rejected(Rejection::InvitationOver(reason)),
        None => AcceptRefusal::Rejected(Rejection::TermsChanged(request.terms_today())),
    })
}

fn link_refused(old: Option<Item>, counts: bool, now: Timestamp) -> Result<AcceptRefusal, Fault> {
    let link = old.map(record::<OpenLink>).transpose()?;
    Ok(AcceptRefusal::Rejected(match link {
        None => Rejection::NotFound,
        Some(link) => match link.over_at(now).filter(|reason| counts || *reason != OverReason::UsedUp) {
            Some(reason) => Rejection::InvitationOver(reason),
            None => Rejection::TermsChanged(link.terms().digest()),
        },
    }))
}

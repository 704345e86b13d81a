//! A sender's open links: found by what they ask, made, rotated and changed, and who used them.

use tandem_domain::organisation::Organisation;
use tandem_domain::paging::{Page, PageRequest};
use tandem_domain::partnership::Partnership;
use tandem_domain::relationship_request::{
    Draft, Invitation, LinkChanged, LinkMade, OpenLink, OpenLinkState, Used,
};
use tandem_domain::{Fault, Halt, Rejection, RequestId, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::expression;
use crate::item::{item, number, record, value};
use crate::keys::{self, prefix};
use crate::list::{List, Source, Trips};
use crate::replay::not_done;
use crate::transaction::{NotCommitted, same};

/// Which link is a sender's present one for what it asks.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Present {
    request_id: RequestId,
}

/// What a sender's open link is decided on.
#[derive(Debug)]
pub struct DraftSeen {
    pub caller: Option<Organisation>,
    /// The caller's partnership with the provider that the draft names.
    pub partnership: Option<Partnership>,
    /// Whether the sender has a link for it, open or not.
    pub has_link: bool,
    /// That link, where it was read.
    pub link: Option<OpenLink>,
}

impl Store {
    /// Two reads: what a draft is decided on, and then the link that is there.
    pub async fn draft(&self, own: TenantId, draft: &Draft) -> Result<DraftSeen, Halt> {
        self.seen_draft(own, draft, None).await
    }

    /// The same for a write.
    pub async fn for_draft(&self, write: &Write, draft: &Draft) -> Result<DraftSeen, Halt> {
        self.seen_draft(write.person.tenant_id, draft, Some(write)).await
    }

    async fn seen_draft(
        &self,
        own: TenantId,
        draft: &Draft,
        write: Option<&Write>,
    ) -> Result<DraftSeen, Halt> {
        let (mut seen, present) = self.drafting(own, draft, write).await?;
        if let Some(present) = present {
            seen.link = match self.invitation(present).await? {
                Some(Invitation::Open(link)) => Some(*link),
                _ => return Err(Fault::Corrupt("a draft without its link".to_owned()).into()),
            };
        }
        Ok(seen)
    }

    /// Who drafts, and which link is the present one.
    async fn drafting(
        &self,
        own: TenantId,
        draft: &Draft,
        write: Option<&Write>,
    ) -> Result<(DraftSeen, Option<RequestId>), Halt> {
        let [caller, present] = [keys::organisation(own), keys::draft(own, draft)];
        let provider = match draft {
            Draft::Partnership => None,
            Draft::Customer(ask) => ask.provider,
        };
        let partnership = provider.map(|provider| keys::partnership(provider, own));
        let done = write.map(|write| (write, keys::write(&write.replay_key)));
        let wanted = [caller.clone(), present.clone()].into_iter().chain(partnership.clone());
        let mut found = self.fetch(wanted.chain(done.as_ref().map(|(_, key)| key.clone()))).await?;
        if let Some((write, key)) = &done {
            not_done(found.take(key)?, write)?;
        }
        let present: Option<Present> = found.take(&present)?;
        let partnership = partnership.map_or(Ok(None), |key| found.take(&key))?;
        let caller = found.take(&caller)?;
        let seen = DraftSeen { caller, partnership, has_link: present.is_some(), link: None };
        Ok((seen, present.map(|present| present.request_id)))
    }

    /// Who drafts, and who used the present link, newest first: two reads. Whether the caller may see
    /// it is decided on what comes first.
    pub async fn draft_uses(
        &self,
        own: TenantId,
        draft: &Draft,
        page: &PageRequest,
        may_see: impl FnOnce(&DraftSeen) -> Result<(), Rejection>,
    ) -> Result<Page<Used>, Halt> {
        let (seen, present) = self.drafting(own, draft, None).await?;
        may_see(&seen)?;
        let Some(link) = present else { return Ok(Page { items: Vec::new(), next: None }) };
        let mut list = List::of(Source::Table, vec![keys::request(link).pk]);
        prefix::USE.clone_into(&mut list.prefix);
        list.newest_first = true;
        Ok(self.page(&list, page, Trips::One).await?.try_map(record)?)
    }

    /// Commits a new link. Of two made at once the first wins; the other is told to look again.
    pub async fn make_link(
        &self,
        write: &Write,
        draft: &Draft,
        made: &LinkMade,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<crate::Moved>> {
        let link = &made.link;
        let mut change = self.transaction(write);
        let place =
            item(keys::draft(link.sender.tenant_id, draft), "draft", &Present { request_id: link.id })?;
        let as_read = match &made.instead {
            None => expression("attribute_not_exists(PK)"),
            Some((old, _)) => expression("#requestId = :old").with(":old", same(old)),
        };
        change.put(place, as_read, |_| Ok(crate::Moved))?;
        change.put_new(item(keys::request(link.id), "open_link", link)?)?;
        if let Some((old, version)) = &made.instead {
            // Whoever accepts through it at the same time either passed before, or finds it over. A cap
            // that its owner sets at the same time isn't lost.
            let set = expression("SET #state = :rotated, #version = #version + :one")
                .with(":rotated", value(&OpenLinkState::Rotated)?)
                .with(":one", number(1));
            let unchanged = expression("#version = :old").with(":old", number(*version));
            change.update(&keys::request(*old), set, unchanged, |_| Ok(crate::Moved))?;
        }
        change.record(write, &made.audit)?;
        change.commit(answer).await
    }

    /// Commits a link's other expiry and cap.
    pub async fn change_link(
        &self,
        write: &Write,
        changed: &LinkChanged,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let link = &changed.link;
        let mut change = self.transaction(write);
        let mut set = "SET #expires = :expires, #version = :version".to_owned();
        if link.max_uses.is_some() {
            set.push_str(", #maxUses = :most");
        }
        let mut set =
            expression(set).with(":expires", value(&link.expires)?).with(":version", number(link.version));
        if let Some(most) = link.max_uses {
            set = set.with(":most", number(most));
        }
        // Of two changes at once the first wins; uses don't count as changes.
        let unchanged = expression("#version = :old").with(":old", number(link.version - 1));
        change.update(&keys::request(link.id), set, unchanged, |_| Ok(Rejection::StaleEtag))?;
        change.record(write, &changed.audit)?;
        change.commit(answer).await
    }
}

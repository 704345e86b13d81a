//! Open links: what a partner copies into a mail of its own (P2, I4).
//!
//! An open link names its sender only and holds nothing about a recipient; whoever opens it signs in,
//! and accepting makes an accepted request of its own. Each sender has one for a partnership, and one
//! for each thing that it asks customers for; the first to want it makes it. It is open for 90 days
//! unless its owner says otherwise, as often as its owner allows, and rotating it makes another in its
//! place: the old one is over at once.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{CustomerTerms, OpenLinkTerms, OverReason, RequestKind};
use crate::audit::{AuditRecord, Operation};
use crate::organisation::Partner;
use crate::terms::{Grant, Terms, TermsDigest};
use crate::text::CompanyName;
use crate::write::{Person, Write};
use crate::{LinkKey, Rejection, RequestId, TenantId, Timestamp};

/// How long an open link is open unless its owner says otherwise: 90 days.
pub const DEFAULT_OPEN_LINK_HOURS: u32 = 90 * 24;
/// The longest that an owner may say: a year.
pub const MOST_OPEN_LINK_HOURS: u32 = 366 * 24;
/// The highest cap of uses.
pub const MOST_USES: u32 = 1_000_000;

/// A link that anyone may use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenLink {
    pub id: RequestId,
    pub key: LinkKey,
    #[serde(rename = "requestKind")]
    pub kind: RequestKind,
    pub state: OpenLinkState,
    pub sender: Partner,
    pub grants: Vec<Grant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerTerms>,
    pub terms_digest: TermsDigest,
    /// Who made it, and hears of its uses.
    pub owner: Person,
    pub created: Timestamp,
    pub expires: Timestamp,
    /// How many organisations may use it; as many as like without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_uses: Option<u32>,
    /// How many organisations used it: each counts once, however often it comes back.
    pub uses: u32,
    /// Rises with every change but uses; the etag is made of it.
    pub version: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenLinkState {
    Open,
    Rotated,
}

/// Somebody who used an open link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Used {
    pub tenant_id: TenantId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<CompanyName>,
    /// The accepted request that came of it.
    pub request_id: RequestId,
    pub at: Timestamp,
}

/// An acceptance's way through an open link. Commit it under the conditions that the link is open, under
/// the terms that were read, not used up if the passage counts, and that the organisation hasn't used it
/// since.
#[derive(Clone, Debug)]
pub struct Passage {
    pub link: RequestId,
    pub used: Used,
    /// The request of the organisation's use before, of which something has ended since.
    pub used_before: Option<RequestId>,
}

impl Passage {
    /// Whether it is a use: the cap is one of organisations, and one that comes back was counted.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.used_before.is_none()
    }
}

/// A new link. Commit it under the condition that the sender has none, or still the one in `instead`,
/// whose owner hasn't changed it since.
#[derive(Clone, Debug)]
pub struct LinkMade {
    pub link: OpenLink,
    /// The one whose place it takes, which is over, and its version.
    pub instead: Option<(RequestId, u32)>,
    pub audit: Vec<AuditRecord>,
}

/// What an owner changes.
#[derive(Clone, Copy, Debug)]
pub struct ChangeOpenLink {
    /// From now on.
    pub open_hours: Option<u32>,
    pub max_uses: Option<u32>,
}

/// A changed link. Commit it under the condition that its version is the one before.
#[derive(Clone, Debug)]
pub struct LinkChanged {
    pub link: OpenLink,
    pub audit: Vec<AuditRecord>,
}

/// The sender's link, if it isn't there yet, has expired, or names the sender as it no longer is.
/// `Ok(None)`: the one that is there stays.
#[must_use]
pub fn open_link(
    write: &Write,
    terms: OpenLinkTerms,
    present: Option<&OpenLink>,
    key: LinkKey,
) -> Option<LinkMade> {
    let stays = present.is_some_and(|link| {
        // One that is used up waits for its owner to raise the cap.
        matches!(link.over_at(write.now), None | Some(OverReason::UsedUp))
            && link.sender == terms.sender
            && link.customer == terms.customer
    });
    (!stays).then(|| made(write, terms, present, key))
}

/// Puts another link in the place of the present one, which is over at once. The cap stays, and counts
/// anew.
#[must_use]
pub fn rotate_link(
    write: &Write,
    terms: OpenLinkTerms,
    present: Option<&OpenLink>,
    key: LinkKey,
) -> LinkMade {
    made(write, terms, present, key)
}

fn made(write: &Write, terms: OpenLinkTerms, instead: Option<&OpenLink>, key: LinkKey) -> LinkMade {
    let OpenLinkTerms { kind, sender, grants, customer } = terms;
    let digest = Terms { kind, sender: &sender, grants: &grants, customer: customer.as_ref() }.digest();
    let link = OpenLink {
        id: key.request_id(),
        key,
        kind,
        state: OpenLinkState::Open,
        sender,
        grants,
        customer,
        terms_digest: digest,
        owner: write.person.clone(),
        created: write.now,
        expires: write.now.plus_hours(DEFAULT_OPEN_LINK_HOURS),
        max_uses: instead.and_then(|link| link.max_uses),
        uses: 0,
        version: 1,
    };
    let operation = if instead.is_some() { Operation::RotateOpenLink } else { Operation::CreateOpenLink };
    let audit = vec![record(operation, instead, &link)];
    LinkMade { instead: instead.map(|link| (link.id, link.version)), link, audit }
}

/// Changes a link's expiry and cap.
///
/// # Errors
/// A stale etag; a link that isn't there yet.
pub fn change_link(
    write: &Write,
    present: Option<&OpenLink>,
    expected_version: Option<u32>,
    change: ChangeOpenLink,
) -> Result<LinkChanged, Rejection> {
    let old = present.ok_or(Rejection::NotFound)?;
    if expected_version.is_some_and(|version| version != old.version) {
        return Err(Rejection::StaleEtag);
    }
    let mut link = old.clone();
    link.expires = change.open_hours.map_or(link.expires, |hours| write.now.plus_hours(hours));
    link.max_uses = change.max_uses.or(link.max_uses);
    link.version += 1;
    let audit = vec![record(Operation::UpdateOpenLink, Some(old), &link)];
    Ok(LinkChanged { link, audit })
}

/// The record, on the sender's side: nobody else has a part in it.
fn record(operation: Operation, old: Option<&OpenLink>, new: &OpenLink) -> AuditRecord {
    let view = |link: &OpenLink| {
        json!({
            "id": link.id, "kind": link.kind.as_str(), "expirationDate": link.expires.to_string(),
            "maxUses": link.max_uses, "useCount": link.uses,
        })
    };
    AuditRecord {
        organisation: new.sender.tenant_id,
        customer_id: None,
        customer_name: None,
        operation,
        resource: new.kind.resource(),
        resource_id: new.id.to_string(),
        old: old.map(view),
        new: Some(view(new)),
    }
}

impl OpenLink {
    /// Why it is over at `now`, if it is.
    #[must_use]
    pub fn over_at(&self, now: Timestamp) -> Option<OverReason> {
        if self.state == OpenLinkState::Rotated {
            Some(OverReason::Rotated)
        } else if self.expires <= now {
            Some(OverReason::Expired)
        } else if self.max_uses.is_some_and(|most| self.uses >= most) {
            Some(OverReason::UsedUp)
        } else {
            None
        }
    }

    #[must_use]
    pub fn terms(&self) -> Terms<'_> {
        Terms {
            kind: self.kind,
            sender: &self.sender,
            grants: &self.grants,
            customer: self.customer.as_ref(),
        }
    }
}

//! The life of a request for a relationship, from asking to its end: a provider's for a partnership
//! with a reseller, or a partner's for a relationship with a customer.
//!
//! P1: a provider asks by e-mail; the address finds the enrolled reseller. I1: a reseller, a reseller
//! together with one of its providers, or a provider invites a customer by e-mail. P2: the link carries
//! no authority, it only finds the request; only the addressed organisation can accept, once, before
//! the request expires: after 7 days unless the sender says 1 hour to 30 days. I4: a customer isn't
//! known beforehand; whose verified e-mail address is the invited one, its tenant becomes the customer.
//! P10: a pending or expired request can be resent: the same link, the expiry starts anew. An open link
//! ([`OpenLink`]) names nobody and is used again and again; accepting one makes an accepted request.
//!
//! ```text
//! pending ──accept──▶ accepted        expired is not stored: it is a pending
//!    ├─────decline──▶ declined        request whose time has passed, and resending
//!    ├─────cancel───▶ cancelled       makes it pending again
//!    └─────(time)───▶ expired
//! ```

mod accept;
mod answer;
mod ask;
mod change;
mod consent;
mod consented;
mod customer_terms;
mod decline;
mod delivery;
mod draft;
mod invitation;
mod invite;
mod needs;
mod new_tenant;
mod open_link;
mod state;
#[cfg(test)]
mod tests;

pub use accept::{Accept, Accepted, accept};
pub use answer::{Answered, ForAnswer};
pub use ask::{Ask, Asked, Candidate, ask};
pub use change::{Cancelled, Resent, cancel, resend};
pub use consent::{Consent, ConsentSituation, consent};
pub use consented::Consented;
pub use customer_terms::{AskOfCustomer, CustomerTerms, Inviting};
pub use decline::{Declined, decline};
pub use delivery::{Delivery, DeliveryState, Wording};
pub use draft::{Draft, OpenLinkTerms, may_draft, may_keep, terms_to_rotate};
pub use invitation::Invitation;
pub use invite::{Invite, Invited, invite};
pub use needs::{Needs, ServiceAsked};
pub use new_tenant::NewTenant;
pub use open_link::{
    ChangeOpenLink, DEFAULT_OPEN_LINK_HOURS, LinkChanged, LinkMade, MOST_OPEN_LINK_HOURS, MOST_USES,
    OpenLink, OpenLinkState, Passage, Used, change_link, open_link, rotate_link,
};
pub use state::{OverReason, RequestKind, RequestState, StateNow};

use serde::{Deserialize, Serialize};

use crate::delegated_admin::Service;
use crate::organisation::Partner;
use crate::policy::Standing;
use crate::terms::{Grant, Terms, TermsDigest};
use crate::text::{CompanyName, Reason, Reference};
use crate::write::Person;
use crate::{EmailAddress, Language, LinkKey, PartnerId, RequestId, TenantId, Timestamp};

/// Hours that a request stays open unless its sender says otherwise (P2).
pub const DEFAULT_HOURS: u32 = 7 * 24;
/// The most hours that a sender may say (P2).
pub const MOST_HOURS: u32 = 30 * 24;

/// A request for a relationship.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RelationshipRequest {
    pub id: RequestId,
    pub key: LinkKey,
    #[serde(rename = "requestKind")]
    pub kind: RequestKind,
    pub state: RequestState,
    pub sender: Partner,
    pub recipient: Recipient,
    pub grants: Vec<Grant>,
    /// What a customer is asked for besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerTerms>,
    /// The services that the customer granted as it accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub granted: Vec<Service>,
    /// The open link that it was accepted through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<RequestId>,
    /// The digest under which the item was written; the condition of an acceptance compares it (L4).
    pub terms_digest: TermsDigest,
    /// Who gets the outcome (P9).
    pub asked_by: Person,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording>,
    pub language: Language,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// How long it stays open after each sending.
    pub open_hours: u32,
    pub created: Timestamp,
    pub expires: Timestamp,
    pub changed: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decline_reason: Option<Reason>,
    /// Of the mail with the link; one that was accepted through an open link had none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// Rises with every change but those of `delivery`; the etag is made of it.
    pub version: u32,
}

/// Whom a request is addressed to. A reseller is known from the start, a customer once it has
/// answered; whoever came by an open link has no address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<CompanyName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mpn_id: Option<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
}

impl RelationshipRequest {
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> StateNow {
        match self.state {
            RequestState::Pending if self.expires <= now => StateNow::Expired,
            RequestState::Pending => StateNow::Pending,
            RequestState::Accepted => StateNow::Accepted,
            RequestState::Declined => StateNow::Declined,
            RequestState::Cancelled => StateNow::Cancelled,
        }
    }

    /// Why it is over at `now`, if it is.
    #[must_use]
    pub fn over_at(&self, now: Timestamp) -> Option<OverReason> {
        match self.state_at(now) {
            StateNow::Pending => None,
            StateNow::Accepted => Some(OverReason::Accepted),
            StateNow::Declined => Some(OverReason::Declined),
            StateNow::Cancelled => Some(OverReason::Cancelled),
            StateNow::Expired => Some(OverReason::Expired),
        }
    }

    /// What the person's organisation is to this request. Before a customer has answered, whoever has
    /// the invited address, verified by the issuer, stands for it (I4).
    #[must_use]
    pub fn standing_of(&self, person: &Person) -> Standing {
        let Recipient { tenant_id, email, .. } = &self.recipient;
        let is_recipient = match tenant_id {
            Some(tenant) => *tenant == person.tenant_id,
            None => person.email_verified && person.email.is_some() && person.email == *email,
        };
        if person.tenant_id == self.sender.tenant_id {
            Standing::Sender
        } else if is_recipient {
            Standing::Recipient
        } else {
            Standing::Stranger
        }
    }

    /// The terms that an acceptance today would accept.
    #[must_use]
    pub fn terms(&self) -> Terms<'_> {
        Terms {
            kind: self.kind,
            sender: &self.sender,
            grants: &self.grants,
            customer: self.customer.as_ref(),
        }
    }

    /// Their digest (L4).
    #[must_use]
    pub fn terms_today(&self) -> TermsDigest {
        self.terms().digest()
    }
}

//! What may be drafted, and by whom (Z17).

use super::{AskOfCustomer, CustomerTerms, OpenLink, RequestKind};
use crate::Rejection;
use crate::organisation::{Organisation, Partner};
use crate::partnership::Partnership;
use crate::policy::{Action, Standing, permit};
use crate::terms::Grant;
use crate::write::Person;

/// Which of a sender's open links is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    Partnership,
    Customer(AskOfCustomer),
}

/// What an open link asks for.
#[derive(Clone, Debug)]
pub struct OpenLinkTerms {
    pub kind: RequestKind,
    pub sender: Partner,
    pub grants: Vec<Grant>,
    pub customer: Option<CustomerTerms>,
}

/// Who may make and send a sender's drafts (Z17): whoever may send.
///
/// # Errors
/// As of sending: Z1 or Z7, and what the terms of a customer's invitation need.
pub fn may_draft(
    draft: &Draft,
    person: &Person,
    caller: Option<&Organisation>,
    partnership: Option<&Partnership>,
) -> Result<OpenLinkTerms, Rejection> {
    match draft {
        Draft::Partnership => {
            let (standing, sender) = match caller {
                Some(caller) if caller.is_provider() => (Standing::Provider, caller.as_partner()),
                _ => (Standing::Other, None),
            };
            permit(Action::RequestPartnership, standing, &person.roles)?;
            Ok(OpenLinkTerms {
                kind: RequestKind::IndirectPartnership,
                sender: sender.ok_or(Rejection::WrongPartnerKind)?,
                grants: Grant::OF_A_PARTNERSHIP.to_vec(),
                customer: None,
            })
        }
        Draft::Customer(ask) => {
            let inviting = ask.by(Action::InviteCustomer, person, caller, partnership)?;
            Ok(OpenLinkTerms {
                kind: RequestKind::CustomerRelationship,
                sender: inviting.sender,
                grants: inviting.grants,
                customer: Some(inviting.terms),
            })
        }
    }
}

/// Who may change the link that is there, and see who used it: whoever may draft, or might while the
/// partnership that it names stood. Accepting looks at that partnership itself (I10).
///
/// # Errors
/// As of [`may_draft`], but for a partnership that has ended since the link was made.
pub fn may_keep(
    draft: &Draft,
    person: &Person,
    caller: Option<&Organisation>,
    partnership: Option<&Partnership>,
    has_link: bool,
) -> Result<(), Rejection> {
    match may_draft(draft, person, caller, partnership) {
        Err(Rejection::NotPartners) if has_link => Ok(()),
        terms => terms.map(drop),
    }
}

/// What the link asks for that takes the place of the present one: what a draft asks today or, if the
/// partnership has ended since, what the present one asked. A sender that wants it over gets that.
///
/// # Errors
/// As of [`may_keep`].
pub fn terms_to_rotate(
    draft: &Draft,
    person: &Person,
    caller: Option<&Organisation>,
    partnership: Option<&Partnership>,
    present: Option<&OpenLink>,
) -> Result<OpenLinkTerms, Rejection> {
    match (may_draft(draft, person, caller, partnership), present) {
        (Err(Rejection::NotPartners), Some(link)) => Ok(OpenLinkTerms {
            kind: link.kind,
            sender: link.sender.clone(),
            grants: link.grants.clone(),
            customer: link.customer.clone(),
        }),
        (terms, _) => terms,
    }
}

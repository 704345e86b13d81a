//! Who may do what: one table for every action (Z, T1).
//!
//! An action is allowed to a *role* (what the person is in its organisation) and a *standing* (what
//! the organisation is to the thing acted on). The order of the checks keeps existence from leaking
//! (Z12): who has no standing learns nothing, who has another standing learns that it is the wrong
//! kind of partner, and only then does the role count.

use serde::{Deserialize, Serialize};

use crate::Rejection;

/// A role of a person in its own organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    AdminAgent,
    SalesAgent,
    /// Reads only.
    HelpdeskAgent,
    GlobalAdmin,
    Operator,
}

impl Role {
    pub const ALL: [Self; 5] =
        [Self::AdminAgent, Self::SalesAgent, Self::HelpdeskAgent, Self::GlobalAdmin, Self::Operator];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AdminAgent => "admin_agent",
            Self::SalesAgent => "sales_agent",
            Self::HelpdeskAgent => "helpdesk_agent",
            Self::GlobalAdmin => "global_admin",
            Self::Operator => "operator",
        }
    }

    /// The role of that name; names that Tandem doesn't know are no roles.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// The roles of a signed-in person; may be none.
pub type Roles = Vec<Role>;

/// What a person wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Ask a reseller for a partnership (Z1).
    RequestPartnership,
    /// Resend or cancel a request (Z17).
    ChangeRequest,
    /// Accept or decline a partnership (Z2).
    AnswerRequest,
    /// Read a request (Z12).
    ReadRequest,
    /// List one's partners and requests (Z12).
    ListPartnerships,
    /// Preview or carry out a removal (Z3).
    RemovePartnership,
    /// Add a customer, with or without an order (Z4).
    AddCustomer,
    /// List one's customers (Z12).
    ListCustomers,
    /// Read a customer, its partners and its subscriptions (Z12).
    ReadCustomer,
    /// Set or change a subscription's reseller of record (Z5, S6).
    SetResellerOfRecord,
}

/// What the caller's organisation is to the thing acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not a party.
    Stranger,
    /// An indirect provider, where nothing but its own lists is concerned.
    Provider,
    /// An indirect reseller, likewise.
    Reseller,
    /// Any other organisation, likewise.
    Other,
    /// The one who sent the request.
    Sender,
    /// The one whom the request is addressed to.
    Recipient,
    /// The provider of the partnership.
    PartnerProvider,
    /// The reseller of the partnership.
    PartnerReseller,
    /// The provider of a partnership that was removed.
    FormerProvider,
    /// The customer itself.
    Customer,
    /// A partner with a relationship with the customer.
    CustomerPartner,
    /// The provider that ordered the subscription and has a relationship with the customer.
    OrderingProvider,
}

/// What the table says of an action: who has the standing for it, and in which roles.
struct Row {
    standings: &'static [Standing],
    roles: &'static [Role],
}

const ANY_ROLE: &[Role] = &Role::ALL;

fn row(action: Action) -> Row {
    use Role::{AdminAgent, GlobalAdmin, SalesAgent};
    use Standing as S;
    let (standings, roles): (&[S], &[Role]) = match action {
        Action::RequestPartnership => (&[S::Provider], &[AdminAgent]),
        Action::ChangeRequest => (&[S::Sender], &[AdminAgent]),
        Action::AnswerRequest => (&[S::Recipient], &[AdminAgent, GlobalAdmin]),
        Action::ReadRequest => (&[S::Sender, S::Recipient], ANY_ROLE),
        Action::ListPartnerships => (&[S::Provider, S::Reseller], ANY_ROLE),
        Action::RemovePartnership => (&[S::PartnerProvider, S::FormerProvider], &[AdminAgent, SalesAgent]),
        Action::AddCustomer => (&[S::Provider], &[AdminAgent, SalesAgent]),
        Action::ListCustomers => (&[S::Provider, S::Reseller], ANY_ROLE),
        Action::ReadCustomer => (&[S::Customer, S::CustomerPartner, S::OrderingProvider], ANY_ROLE),
        Action::SetResellerOfRecord => (&[S::OrderingProvider], &[AdminAgent, SalesAgent]),
    };
    Row { standings, roles }
}

/// Decides whether a person with `roles`, whose organisation has `standing`, may do `action`.
///
/// # Errors
/// [`Rejection::NotFound`] to strangers, [`Rejection::WrongPartnerKind`] to parties with another
/// standing, [`Rejection::RoleInsufficient`] to the wrong role of the right organisation.
pub fn permit(action: Action, standing: Standing, roles: &[Role]) -> Result<(), Rejection> {
    let row = row(action);
    if standing == Standing::Stranger {
        Err(Rejection::NotFound)
    } else if !row.standings.contains(&standing) {
        Err(Rejection::WrongPartnerKind)
    } else if !roles.iter().any(|role| row.roles.contains(role)) {
        Err(Rejection::RoleInsufficient)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Role, Standing, permit};
    use crate::Rejection;

    #[test]
    fn strangers_are_never_told_that_something_exists_z12() {
        for action in
            [Action::ReadRequest, Action::AnswerRequest, Action::ReadCustomer, Action::SetResellerOfRecord]
        {
            assert_eq!(permit(action, Standing::Stranger, &Role::ALL), Err(Rejection::NotFound));
        }
    }

    #[test]
    fn a_person_without_roles_may_nothing() {
        assert_eq!(permit(Action::ReadRequest, Standing::Sender, &[]), Err(Rejection::RoleInsufficient));
    }
}

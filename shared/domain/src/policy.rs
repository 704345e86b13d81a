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
    /// Invite a customer to a relationship, or draft an invitation (Z7, Z17).
    InviteCustomer,
    /// List the invitations of customers that one sent or answered (Z12).
    ListInvitations,
    /// Resend or cancel an invitation (Z17).
    ChangeInvitation,
    /// Accept or decline an invitation, and sign the agreement (Z8).
    AnswerInvitation,
    /// Read who holds privileges in one's own tenant (Z12).
    ReadDelegatedAdmin,
    /// Take privileges in one's own tenant back, or give them to another partner (Z9).
    ChangeDelegatedAdmin,
    /// List a customer's users (Z19).
    ListUsers,
    /// Add a user to a customer (Z19).
    AddUser,
    /// Give a customer's user another temporary password (Z19).
    ResetPassword,
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
    /// Read a customer, its partners, orders, agreements and subscriptions (Z12).
    ReadCustomer,
    /// Change a customer's company or billing profile (Z4, Z18).
    ChangeCustomerProfile,
    /// End one's relationship with a customer (Z13, C9).
    EndRelationship,
    /// Give up one's own delegated admin (Z14).
    GiveUpDelegatedAdmin,
    /// Attest an agreement that the customer accepted elsewhere (Z8).
    AttestAgreement,
    /// Place an order for a customer, or begin a cart for it (Z4, Z15, I9).
    PlaceOrder,
    /// Look at a cart of one's own (Z12).
    ReadCart,
    /// Change, check out or cancel a cart of one's own (Z15).
    ChangeCart,
    /// Set or change a subscription's reseller of record (Z5, S6).
    SetResellerOfRecord,
    /// Change seats, status or renewal of a subscription, or upgrade it (Z15, S6).
    ChangeSubscription,
    /// Give a subscription another friendly name (Z16).
    RenameSubscription,
    /// Choose who answers a subscription's support requests (Z6).
    AssignSupportContact,
    /// Change the reseller of record of many subscriptions (Z5).
    AssociateManySubscriptions,
    /// Read the catalogue: offers, and the agreements that there are (Z12).
    ReadCatalogue,
    /// Read the audit trail (Z21).
    ReadAudit,
    /// Enroll the tenant as a reseller (Z10).
    Enroll,
    /// Read an enrollment (Z12).
    ReadEnrollment,
    /// Review enrollments (Z11).
    ReviewEnrollment,
    /// Read the profiles of one's own organisation (Z12).
    ReadProfile,
    /// Change them (Z18).
    ChangeProfile,
    /// Ask whether a domain is taken or a partner ID can be used (N5).
    Verify,
    /// Look a partner ID up in the registry (Z11).
    ReadPartnerId,
    /// Register a partner ID, or change what the registry says of it (Z11).
    ChangePartnerId,
    /// List the inactive partner IDs that somebody holds: the operator all, a provider its partners' (Z11, Z12).
    ListInactivePartnerIds,
    /// Register an indirect provider (Z11).
    RegisterProvider,
    /// Replace the catalogue (Z11).
    ReplaceCatalogue,
    /// Read a provider's listing in the directory (D2).
    ReadListing,
    /// List a provider in the directory, or change its listing (Z11, D2).
    ChangeListing,
    /// Read who has which role in one's own organisation (Z12).
    ReadPeople,
    /// Give a person of one's own organisation a role, or take it (Z20).
    ChangePeople,
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
    /// The program operator, where somebody else's trail or listing, or the registry, is concerned.
    Operator,
    /// The one who sent the request.
    Sender,
    /// The one whom the request is addressed to.
    Recipient,
    /// The tenant that privileges are held in.
    Tenant,
    /// The provider of the partnership.
    PartnerProvider,
    /// The reseller of the partnership.
    PartnerReseller,
    /// The provider of a partnership that was removed.
    FormerProvider,
    /// The customer itself.
    Customer,
    /// A provider with a relationship with the customer.
    CustomerProvider,
    /// A reseller with a relationship with the customer.
    CustomerReseller,
    /// The provider that ordered the subscription, or whose cart it is, and has a relationship with the
    /// customer.
    OrderingProvider,
    /// The subscription's reseller of record, with a relationship with the customer.
    ResellerOfRecord,
}

/// Who may: organisations with one of the standings, in one of the roles.
type Row = (&'static [Standing], &'static [Role]);

const ANY_ROLE: &[Role] = &Role::ALL;

const SELLING: &[Role] = &[Role::AdminAgent, Role::SalesAgent];
const ADMINISTERING: &[Role] = &[Role::AdminAgent, Role::GlobalAdmin];

fn rows(action: Action) -> &'static [Row] {
    use Action as A;
    use Standing as S;
    match action {
        A::RequestPartnership => &[(&[S::Provider], &[Role::AdminAgent])],
        A::ChangeRequest => &[(&[S::Sender], &[Role::AdminAgent])],
        A::AnswerRequest => &[(&[S::Recipient], ADMINISTERING)],
        A::InviteCustomer => &[(&[S::Provider, S::Reseller], ADMINISTERING)],
        A::ListInvitations => &[(&[S::Provider, S::Reseller, S::Other], ANY_ROLE)],
        A::ChangeInvitation => &[(&[S::Sender], ADMINISTERING)],
        A::AnswerInvitation => &[(&[S::Recipient], &[Role::GlobalAdmin])],
        A::ReadDelegatedAdmin => &[(&[S::Tenant], ANY_ROLE)],
        A::ChangeDelegatedAdmin => &[(&[S::Tenant], &[Role::GlobalAdmin])],
        A::Enroll => &[(&[S::Tenant], &[Role::GlobalAdmin])],
        A::ReadEnrollment => &[(&[S::Tenant], ANY_ROLE), (&[S::Operator], &[Role::Operator])],
        A::ReadProfile => &[(&[S::Tenant], ANY_ROLE)],
        A::ChangeProfile => &[(&[S::Tenant], ADMINISTERING)],
        A::ReviewEnrollment => &[(&[S::Operator], &[Role::Operator])],
        A::AddUser => &[(&[S::CustomerProvider, S::CustomerReseller], &[Role::AdminAgent])],
        A::ListUsers | A::ResetPassword => {
            &[(&[S::CustomerProvider, S::CustomerReseller], &[Role::AdminAgent, Role::HelpdeskAgent])]
        }
        A::ReadRequest => &[(&[S::Sender, S::Recipient], ANY_ROLE)],
        A::RemovePartnership => &[(&[S::PartnerProvider, S::FormerProvider], SELLING)],
        A::AddCustomer | A::AssociateManySubscriptions => &[(&[S::Provider], SELLING)],
        A::ListPartnerships | A::ListCustomers | A::Verify => &[(&[S::Provider, S::Reseller], ANY_ROLE)],
        A::ReadAudit => {
            &[(&[S::Provider, S::Reseller, S::Other], ADMINISTERING), (&[S::Operator], &[Role::Operator])]
        }
        A::ReadListing => &[(&[S::Provider], ANY_ROLE), (&[S::Operator], &[Role::Operator])],
        A::ChangeListing => &[(&[S::Operator], &[Role::Operator])],
        A::ReadPeople => &[(&[S::Provider, S::Reseller], ANY_ROLE)],
        A::ChangePeople => &[(&[S::Provider, S::Reseller], ADMINISTERING)],
        A::ReadCatalogue => &[(&[S::Provider, S::Reseller, S::Other], ANY_ROLE)],
        A::ReadCustomer => &[(
            &[
                S::Customer,
                S::CustomerProvider,
                S::CustomerReseller,
                S::OrderingProvider,
                S::ResellerOfRecord,
            ],
            ANY_ROLE,
        )],
        A::ChangeCustomerProfile => &[(&[S::CustomerProvider], SELLING), (&[S::Customer], ADMINISTERING)],
        A::EndRelationship | A::AttestAgreement | A::PlaceOrder => &[(&[S::CustomerProvider], SELLING)],
        A::GiveUpDelegatedAdmin => &[(&[S::CustomerProvider, S::CustomerReseller], &[Role::AdminAgent])],
        A::ReadCart => &[(&[S::OrderingProvider], ANY_ROLE)],
        A::ChangeCart | A::ChangeSubscription | A::SetResellerOfRecord | A::AssignSupportContact => {
            &[(&[S::OrderingProvider], SELLING)]
        }
        A::ReadPartnerId | A::ChangePartnerId | A::RegisterProvider | A::ReplaceCatalogue => {
            &[(&[S::Operator], &[Role::Operator])]
        }
        A::ListInactivePartnerIds => &[(&[S::Provider], ANY_ROLE), (&[S::Operator], &[Role::Operator])],
        A::RenameSubscription => &[(&[S::OrderingProvider, S::ResellerOfRecord], SELLING)],
    }
}

/// Decides whether a person with `roles`, whose organisation has `standing`, may do `action`.
///
/// # Errors
/// [`Rejection::NotFound`] to strangers, [`Rejection::WrongPartnerKind`] to parties with another
/// standing, [`Rejection::RoleInsufficient`] to the wrong role of the right organisation.
pub fn permit(action: Action, standing: Standing, roles: &[Role]) -> Result<(), Rejection> {
    if standing == Standing::Stranger {
        return Err(Rejection::NotFound);
    }
    let row = rows(action).iter().find(|(standings, _)| standings.contains(&standing));
    let (_, allowed) = row.ok_or(Rejection::WrongPartnerKind)?;
    if roles.iter().any(|role| allowed.contains(role)) { Ok(()) } else { Err(Rejection::RoleInsufficient) }
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

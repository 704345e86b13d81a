//! The policy table against an oracle of its own, on the full cross product (T1).
//!
//! The oracle is written as sentences of the rules: which organisations an action is for, and which
//! roles. It shares nothing with the table but the names.

use tandem_domain::Rejection;
use tandem_domain::policy::{Action, Role, Standing, permit};

const ACTIONS: [Action; 32] = [
    Action::RequestPartnership,
    Action::ChangeRequest,
    Action::AnswerRequest,
    Action::InviteCustomer,
    Action::ChangeInvitation,
    Action::AnswerInvitation,
    Action::ReadDelegatedAdmin,
    Action::ChangeDelegatedAdmin,
    Action::ListUsers,
    Action::AddUser,
    Action::ResetPassword,
    Action::ReadRequest,
    Action::ListPartnerships,
    Action::RemovePartnership,
    Action::AddCustomer,
    Action::ListCustomers,
    Action::ReadCustomer,
    Action::ChangeCustomerProfile,
    Action::EndRelationship,
    Action::GiveUpDelegatedAdmin,
    Action::AttestAgreement,
    Action::PlaceOrder,
    Action::ReadCart,
    Action::ChangeCart,
    Action::SetResellerOfRecord,
    Action::ChangeSubscription,
    Action::RenameSubscription,
    Action::AssignSupportContact,
    Action::AssociateManySubscriptions,
    Action::ReadCatalogue,
    Action::ReadAudit,
    Action::Verify,
];

const STANDINGS: [Standing; 16] = [
    Standing::Stranger,
    Standing::Provider,
    Standing::Reseller,
    Standing::Other,
    Standing::Operator,
    Standing::Sender,
    Standing::Recipient,
    Standing::Tenant,
    Standing::PartnerProvider,
    Standing::PartnerReseller,
    Standing::FormerProvider,
    Standing::Customer,
    Standing::CustomerProvider,
    Standing::CustomerReseller,
    Standing::OrderingProvider,
    Standing::ResellerOfRecord,
];

/// Whether the organisation is the right one for the action.
fn is_for(action: Action, standing: Standing) -> bool {
    use Action as A;
    match standing {
        // Z1, Z4, Z5, Z7: a provider asks, adds, associates and invites; like every partner it has lists
        // and verifies.
        Standing::Provider => {
            matches!(
                action,
                A::RequestPartnership | A::AddCustomer | A::AssociateManySubscriptions | A::InviteCustomer
            ) || is_for_partners(action)
                || action == A::ReadAudit
        }
        // Z7: a reseller invites customers, and asks nobody for a partnership.
        Standing::Reseller => {
            is_for_partners(action) || action == A::ReadAudit || action == A::InviteCustomer
        }
        // Z17, Z2, Z8: the sender changes, the recipient answers, both read.
        Standing::Sender => matches!(action, A::ChangeRequest | A::ChangeInvitation | A::ReadRequest),
        Standing::Recipient => matches!(action, A::AnswerRequest | A::AnswerInvitation | A::ReadRequest),
        // Z9, Z12: the privileges in a tenant are that tenant's to see and to change.
        Standing::Tenant => action == A::ReadDelegatedAdmin || action == A::ChangeDelegatedAdmin,
        // Z3: the provider removes; after the removal it still may see that it is removed.
        Standing::PartnerProvider | Standing::FormerProvider => action == A::RemovePartnership,
        // Z12: the parties of a customer read it. Z18: it keeps its own profile.
        Standing::Customer => action == A::ReadCustomer || action == A::ChangeCustomerProfile,
        // Z4, Z8, Z13, Z14: its provider orders, attests, ends, and gives up its privileges.
        Standing::CustomerProvider => {
            is_for_every_partner_of_a_customer(action)
                || matches!(
                    action,
                    A::ChangeCustomerProfile | A::EndRelationship | A::AttestAgreement | A::PlaceOrder
                )
        }
        Standing::CustomerReseller => is_for_every_partner_of_a_customer(action),
        // Z5, Z6, Z15, S6: who ordered a subscription changes it, whose cart it is that one.
        Standing::OrderingProvider => matches!(
            action,
            A::ReadCustomer
                | A::ReadCart
                | A::ChangeCart
                | A::SetResellerOfRecord
                | A::ChangeSubscription
                | A::RenameSubscription
                | A::AssignSupportContact
        ),
        // Z16: the reseller of record may name what it looks after.
        Standing::ResellerOfRecord => action == A::ReadCustomer || action == A::RenameSubscription,
        // The catalogue is everybody's; Z21: everybody has a side of its own, the operator reads any.
        Standing::Other => action == A::ReadCatalogue || action == A::ReadAudit,
        Standing::Operator => action == A::ReadAudit,
        Standing::PartnerReseller | Standing::Stranger => false,
    }
}

/// N5: what is public among partners, and their own lists.
fn is_for_partners(action: Action) -> bool {
    matches!(
        action,
        Action::ListPartnerships | Action::ListCustomers | Action::ReadCatalogue | Action::Verify
    )
}

/// Z12, Z14, Z19: to read, to give up privileges, and to administer with them.
fn is_for_every_partner_of_a_customer(action: Action) -> bool {
    use Action as A;
    matches!(action, A::ReadCustomer | A::GiveUpDelegatedAdmin | A::ListUsers | A::AddUser | A::ResetPassword)
}

/// Whether the role suffices, in the right organisation.
fn suffices(action: Action, standing: Standing, role: Role) -> bool {
    use Action as A;
    if reads(action) {
        return true;
    }
    if standing == Standing::Operator {
        return role == Role::Operator;
    }
    // Z8, Z9: nobody but the tenant's global admin says who may come in, and who may stay.
    if matches!(action, A::AnswerInvitation | A::ChangeDelegatedAdmin) {
        return role == Role::GlobalAdmin;
    }
    match role {
        Role::AdminAgent => true,
        // Z1, Z2, Z7, Z14, Z17, Z19 want an admin agent; Z18 one of the customer's own.
        Role::SalesAgent => {
            !matches!(
                action,
                A::RequestPartnership
                    | A::ChangeRequest
                    | A::AnswerRequest
                    | A::InviteCustomer
                    | A::ChangeInvitation
                    | A::GiveUpDelegatedAdmin
                    | A::ListUsers
                    | A::AddUser
                    | A::ResetPassword
                    | A::ReadAudit
            ) && standing != Standing::Customer
        }
        // Z2, Z7, Z17, Z18, Z21: the admin of one's own tenant.
        Role::GlobalAdmin => {
            matches!(action, A::AnswerRequest | A::InviteCustomer | A::ChangeInvitation | A::ReadAudit)
                || standing == Standing::Customer
        }
        // Z19: a helpdesk gives passwords, to users that it finds.
        Role::HelpdeskAgent => matches!(action, A::ListUsers | A::ResetPassword),
        Role::Operator => false,
    }
}

fn reads(action: Action) -> bool {
    is_for_partners(action)
        || matches!(
            action,
            Action::ReadRequest | Action::ReadCustomer | Action::ReadCart | Action::ReadDelegatedAdmin
        )
}

#[test]
fn the_table_is_what_the_rules_say_for_every_action_standing_and_set_of_roles_t1() {
    for action in ACTIONS {
        for standing in STANDINGS {
            for set in 0u32..32 {
                let roles: Vec<Role> = Role::ALL
                    .into_iter()
                    .enumerate()
                    .filter(|(bit, _)| set & (1 << bit) != 0)
                    .map(|(_, r)| r)
                    .collect();
                let expected = if standing == Standing::Stranger {
                    Err(Rejection::NotFound)
                } else if !is_for(action, standing) {
                    Err(Rejection::WrongPartnerKind)
                } else if roles.iter().any(|role| suffices(action, standing, *role)) {
                    Ok(())
                } else {
                    Err(Rejection::RoleInsufficient)
                };
                assert_eq!(permit(action, standing, &roles), expected, "{action:?} {standing:?} {roles:?}");
            }
        }
    }
}

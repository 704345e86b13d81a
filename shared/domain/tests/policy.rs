//! The policy table against an oracle of its own, on the full cross product (T1).
//!
//! The oracle is written as sentences of the rules: which organisations an action is for, and which
//! roles. It shares nothing with the table but the names.

use tandem_domain::Rejection;
use tandem_domain::policy::{Action, Role, Standing, permit};

const ACTIONS: [Action; 24] = [
    Action::RequestPartnership,
    Action::ChangeRequest,
    Action::AnswerRequest,
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

const STANDINGS: [Standing; 15] = [
    Standing::Stranger,
    Standing::Provider,
    Standing::Reseller,
    Standing::Other,
    Standing::Operator,
    Standing::Sender,
    Standing::Recipient,
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
        // Z1, Z4, Z5: a provider asks, adds and associates; like every partner it has lists and verifies.
        Standing::Provider => {
            matches!(action, A::RequestPartnership | A::AddCustomer | A::AssociateManySubscriptions)
                || is_for_partners(action)
                || action == A::ReadAudit
        }
        Standing::Reseller => is_for_partners(action) || action == A::ReadAudit,
        // Z17, Z2: the sender changes, the recipient answers, both read.
        Standing::Sender => action == A::ChangeRequest || action == A::ReadRequest,
        Standing::Recipient => action == A::AnswerRequest || action == A::ReadRequest,
        // Z3: the provider removes; after the removal it still may see that it is removed.
        Standing::PartnerProvider | Standing::FormerProvider => action == A::RemovePartnership,
        // Z12: the parties of a customer read it. Z18: it keeps its own profile.
        Standing::Customer => action == A::ReadCustomer || action == A::ChangeCustomerProfile,
        // Z4, Z8, Z13, Z14: its provider orders, attests, ends, and gives up its privileges.
        Standing::CustomerProvider => matches!(
            action,
            A::ReadCustomer
                | A::ChangeCustomerProfile
                | A::EndRelationship
                | A::GiveUpDelegatedAdmin
                | A::AttestAgreement
                | A::PlaceOrder
        ),
        Standing::CustomerReseller => action == A::ReadCustomer || action == A::GiveUpDelegatedAdmin,
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

/// Whether the role suffices, in the right organisation.
fn suffices(action: Action, standing: Standing, role: Role) -> bool {
    use Action as A;
    if reads(action) {
        return true;
    }
    if standing == Standing::Operator {
        return role == Role::Operator;
    }
    match role {
        Role::AdminAgent => true,
        // Z1, Z2, Z14, Z17 want an admin agent; Z18 one of the customer's own.
        Role::SalesAgent => {
            !matches!(
                action,
                A::RequestPartnership
                    | A::ChangeRequest
                    | A::AnswerRequest
                    | A::GiveUpDelegatedAdmin
                    | A::ReadAudit
            ) && standing != Standing::Customer
        }
        // Z2, Z18, Z21: the admin of one's own tenant.
        Role::GlobalAdmin => {
            action == A::AnswerRequest || action == A::ReadAudit || standing == Standing::Customer
        }
        Role::HelpdeskAgent | Role::Operator => false,
    }
}

fn reads(action: Action) -> bool {
    is_for_partners(action) || matches!(action, Action::ReadRequest | Action::ReadCustomer | Action::ReadCart)
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

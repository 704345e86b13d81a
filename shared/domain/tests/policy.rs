//! The policy table against an oracle of its own, on the full cross product (T1).
//!
//! The oracle is written as sentences of the rules: which organisations an action is for, and which
//! roles. It shares nothing with the table but the names.

use tandem_domain::Rejection;
use tandem_domain::policy::{Action, Role, Standing, permit};

const ACTIONS: [Action; 10] = [
    Action::RequestPartnership,
    Action::ChangeRequest,
    Action::AnswerRequest,
    Action::ReadRequest,
    Action::ListPartnerships,
    Action::RemovePartnership,
    Action::AddCustomer,
    Action::ListCustomers,
    Action::ReadCustomer,
    Action::SetResellerOfRecord,
];

const STANDINGS: [Standing; 12] = [
    Standing::Stranger,
    Standing::Provider,
    Standing::Reseller,
    Standing::Other,
    Standing::Sender,
    Standing::Recipient,
    Standing::PartnerProvider,
    Standing::PartnerReseller,
    Standing::FormerProvider,
    Standing::Customer,
    Standing::CustomerPartner,
    Standing::OrderingProvider,
];

/// Whether the organisation is the right one for the action.
fn is_for(action: Action, standing: Standing) -> bool {
    match standing {
        Standing::Provider => {
            // Z1, Z4: a provider asks and adds; like every partner it has lists.
            action == Action::RequestPartnership || action == Action::AddCustomer || has_list(action)
        }
        Standing::Reseller => has_list(action),
        // Z17, Z2: the sender changes, the recipient answers, both read.
        Standing::Sender => action == Action::ChangeRequest || action == Action::ReadRequest,
        Standing::Recipient => action == Action::AnswerRequest || action == Action::ReadRequest,
        // Z3: the provider removes; after the removal it still may see that it is removed.
        Standing::PartnerProvider | Standing::FormerProvider => action == Action::RemovePartnership,
        // Z12: the parties of a customer read it. Z5, S6: who ordered sets the reseller of record.
        Standing::Customer | Standing::CustomerPartner => action == Action::ReadCustomer,
        Standing::OrderingProvider => action == Action::ReadCustomer || action == Action::SetResellerOfRecord,
        Standing::PartnerReseller | Standing::Other | Standing::Stranger => false,
    }
}

fn has_list(action: Action) -> bool {
    action == Action::ListPartnerships || action == Action::ListCustomers
}

/// Whether the role suffices, in the right organisation.
fn suffices(action: Action, role: Role) -> bool {
    match role {
        Role::AdminAgent => true,
        Role::SalesAgent => {
            !matches!(action, Action::RequestPartnership | Action::ChangeRequest | Action::AnswerRequest)
        }
        Role::GlobalAdmin => action == Action::AnswerRequest || reads(action),
        Role::HelpdeskAgent | Role::Operator => reads(action),
    }
}

fn reads(action: Action) -> bool {
    has_list(action) || action == Action::ReadRequest || action == Action::ReadCustomer
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
                } else if roles.iter().any(|role| suffices(action, *role)) {
                    Ok(())
                } else {
                    Err(Rejection::RoleInsufficient)
                };
                assert_eq!(permit(action, standing, &roles), expected, "{action:?} {standing:?} {roles:?}");
            }
        }
    }
}

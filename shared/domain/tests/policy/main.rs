//! The policy table against an oracle of its own, on the full cross product (T1).
//!
//! The oracle is written as sentences of the rules: which organisations an action is for, and which
//! roles. It shares nothing with the table but the names.

mod oracle;

use oracle::{is_for, suffices};
use tandem_domain::Rejection;
use tandem_domain::policy::{Action, Role, Standing, permit};

const ACTIONS: [Action; 47] = [
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
    Action::ReadListing,
    Action::ChangeListing,
    Action::ListInvitations,
    Action::Enroll,
    Action::ReadEnrollment,
    Action::ReviewEnrollment,
    Action::ReadProfile,
    Action::ChangeProfile,
    Action::ReadPartnerId,
    Action::ChangePartnerId,
    Action::ListInactivePartnerIds,
    Action::RegisterProvider,
    Action::ReplaceCatalogue,
    Action::ReadPeople,
    Action::ChangePeople,
];

/// Where the actions are listed.
const POLICY: &str = include_str!("../../src/policy.rs");

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

#[test]
fn no_action_is_left_out_t1() {
    let (_, actions) = POLICY.split_once("pub enum Action {").expect("the actions");
    let (actions, _) = actions.split_once("\n}").expect("their end");
    let named = actions.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let named: Vec<_> = named.map(|line| line.trim_end_matches(',').to_owned()).collect();
    let (mut named, mut tried) = (named, ACTIONS.map(|action| format!("{action:?}")));
    named.sort();
    tried.sort();
    assert_eq!(named, tried);
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

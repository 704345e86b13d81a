//! The rules as sentences: which organisations an action is for, and which roles (Z).

use tandem_domain::policy::{Action, Role, Standing};

/// Whether the organisation is the right one for the action.
pub fn is_for(action: Action, standing: Standing) -> bool {
    use Action as A;
    match standing {
        // Z1, Z4, Z5, Z7: a provider asks, adds, associates and invites; like every partner it has lists
        // and verifies.
        Standing::Provider => {
            matches!(
                action,
                A::RequestPartnership | A::AddCustomer | A::AssociateManySubscriptions | A::InviteCustomer
            ) || is_for_partners(action)
                // D2: it reads its own listing. Z12: which of its partners' partner IDs are inactive.
                || matches!(action, A::ReadAudit | A::ReadListing | A::ListInactivePartnerIds)
        }
        // Z7: a reseller invites customers, and asks nobody for a partnership.
        Standing::Reseller => {
            is_for_partners(action) || action == A::ReadAudit || action == A::InviteCustomer
        }
        // Z17, Z2, Z8: the sender changes, the recipient answers, both read.
        Standing::Sender => matches!(action, A::ChangeRequest | A::ChangeInvitation | A::ReadRequest),
        Standing::Recipient => matches!(action, A::AnswerRequest | A::AnswerInvitation | A::ReadRequest),
        // Z9, Z12: the privileges in a tenant are that tenant's to see and to change. Z10, Z18: so are its
        // application and its profiles.
        Standing::Tenant => matches!(
            action,
            A::ReadDelegatedAdmin
                | A::ChangeDelegatedAdmin
                | A::Enroll
                | A::ReadEnrollment
                | A::ReadProfile
                | A::ChangeProfile
        ),
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
        Standing::Other => matches!(action, A::ReadCatalogue | A::ReadAudit | A::ListInvitations),
        // D2, Z11: and reviews, keeps the directory and the registry.
        Standing::Operator => matches!(
            action,
            A::ReadAudit
                | A::ReadEnrollment
                | A::ReviewEnrollment
                | A::ReadListing
                | A::ChangeListing
                | A::ReadPartnerId
                | A::ChangePartnerId
                | A::ListInactivePartnerIds
                | A::RegisterProvider
                | A::ReplaceCatalogue
        ),
        Standing::PartnerReseller | Standing::Stranger => false,
    }
}

/// N5: what is public among partners, and their own lists; Z20: their people.
fn is_for_partners(action: Action) -> bool {
    reads_as_partner(action) || action == Action::ChangePeople
}

fn reads_as_partner(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::ListPartnerships
            | A::ListCustomers
            | A::ListInvitations
            | A::ReadCatalogue
            | A::Verify
            | A::ReadPeople
    )
}

/// Z12, Z14, Z19: to read, to give up privileges, and to administer with them.
fn is_for_every_partner_of_a_customer(action: Action) -> bool {
    use Action as A;
    matches!(action, A::ReadCustomer | A::GiveUpDelegatedAdmin | A::ListUsers | A::AddUser | A::ResetPassword)
}

/// Whether the role suffices, in the right organisation.
pub fn suffices(action: Action, standing: Standing, role: Role) -> bool {
    use Action as A;
    if standing == Standing::Operator {
        return role == Role::Operator;
    }
    if reads(action) {
        return true;
    }
    // Z8, Z9: nobody but the tenant's global admin says who may come in, and who may stay; Z10: or enrolls it.
    if matches!(action, A::AnswerInvitation | A::ChangeDelegatedAdmin | A::Enroll) {
        return role == Role::GlobalAdmin;
    }
    match role {
        Role::AdminAgent => true,
        // Z1, Z2, Z7, Z14, Z17, Z19, Z20 want an admin agent; Z18 one of the organisation's own.
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
                    | A::ChangeProfile
                    | A::ChangePeople
            ) && standing != Standing::Customer
        }
        // Z2, Z7, Z17, Z18, Z20, Z21: the admin of one's own tenant.
        Role::GlobalAdmin => {
            matches!(
                action,
                A::AnswerRequest
                    | A::InviteCustomer
                    | A::ChangeInvitation
                    | A::ReadAudit
                    | A::ChangeProfile
                    | A::ChangePeople
            ) || standing == Standing::Customer
        }
        // Z19: a helpdesk gives passwords, to users that it finds.
        Role::HelpdeskAgent => matches!(action, A::ListUsers | A::ResetPassword),
        Role::Operator => false,
    }
}

fn reads(action: Action) -> bool {
    reads_as_partner(action)
        || matches!(
            action,
            Action::ReadRequest
                | Action::ReadCustomer
                | Action::ReadCart
                | Action::ReadDelegatedAdmin
                | Action::ReadListing
                | Action::ListInactivePartnerIds
                | Action::ReadEnrollment
                | Action::ReadProfile
        )
}

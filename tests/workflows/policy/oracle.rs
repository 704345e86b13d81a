//! The rules on who may do what, in their own words (Z): written without a look at the policy table,
//! so that the two can be held against each other.

mod program;

/// Organisations by what they are to the things of the story: Contoso asks Litware, is or was its
/// partner, and added a customer for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Contoso,
    Litware,
    OtherProvider,
    OtherReseller,
    TheCustomer,
    OtherCustomer,
    Operator,
    /// A tenant that Tandem has never heard of before it enrolls.
    Nobody,
}

pub use Who::{Contoso, Litware, Nobody, Operator, OtherCustomer, OtherProvider, OtherReseller, TheCustomer};

impl Who {
    pub const ALL: [Self; 8] =
        [Contoso, Litware, OtherProvider, OtherReseller, TheCustomer, OtherCustomer, Operator, Nobody];
}

/// Whether what the two have with each other lasts: a request that is open or cancelled, a
/// partnership that is active or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Lasting,
    Ended,
}

/// Who may: each on its own, and nobody without any.
pub const ROLES: [&[&str]; 6] =
    [&[], &["admin_agent"], &["sales_agent"], &["helpdesk_agent"], &["global_admin"], &["operator"]];

/// What a caller is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Done,
    WrongRole,
    WrongKind,
    Hidden,
    /// Allowed, but the partnership was removed.
    NotPartners,
    /// Allowed, but its organisation holds no privileges there.
    NoPrivileges,
    /// Allowed, but not with an organisation that is none of its partners.
    NotOnesPartner,
    /// Allowed, but the request is over.
    Over,
    /// Allowed, but its organisation is in the program already.
    AlreadyEnrolled,
    /// By an answer without a body, which can't say why.
    Refused,
}

use Verdict::{Done, Hidden, NoPrivileges, NotOnesPartner, NotPartners, Over, Refused, WrongKind, WrongRole};

const SALES: &[&str] = &["admin_agent", "sales_agent"];

/// What the rules say of somebody with these roles, and no others, in that organisation.
pub fn oracle(rule: &str, relation: Relation, who: Who, roles: &[&str]) -> Verdict {
    let one_of = |allowed: &[&str]| roles.iter().any(|role| allowed.contains(role));
    let if_role = |allowed, verdict| if one_of(allowed) { verdict } else { WrongRole };
    let if_any_role = if roles.is_empty() { WrongRole } else { Done };
    // What ended a request or a partnership is told to those only who might have acted on it.
    let unless_ended = |verdict| if relation == Relation::Ended { verdict } else { Done };
    if let Some(verdict) = program::oracle(rule, who, roles) {
        return verdict;
    }
    match (rule, who) {
        // Z1: a provider's admin agent; other kinds of organisation may not ask at all. P6: after a
        // removal it can be asked for again.
        ("ask", Contoso | OtherProvider) => if_role(&["admin_agent"], Done),
        // Z4: a provider's admin or sales agent.
        ("add customer", Contoso | OtherProvider) => if_role(SALES, Done),
        // Z17, P2: the draft of a request, whoever may send one.
        ("draft partnership", Contoso | OtherProvider) => if_role(&["admin_agent"], Done),
        ("ask" | "add customer" | "draft partnership", _) => WrongKind,
        // Z7, Z17: a provider's or a reseller's admin agent or global admin.
        ("invite" | "draft invitation", Contoso | Litware | OtherProvider | OtherReseller) => {
            if_role(&["admin_agent", "global_admin"], Done)
        }
        ("invite" | "draft invitation", _) => WrongKind,
        // Z17, Z8: Contoso has invited the customer, whose global admin answers.
        ("change invitation", Contoso) => if_role(&["admin_agent", "global_admin"], unless_ended(Over)),
        ("change invitation", TheCustomer) => WrongKind,
        ("answer invitation", TheCustomer) => if_role(&["global_admin"], unless_ended(Over)),
        ("answer invitation", Contoso) => WrongKind,
        ("read invitation", Contoso | TheCustomer) => if_any_role,
        // What one has sent or answered; there may be nothing.
        ("own invitations", _) => if_any_role,
        // Z17: whoever may send it.
        ("change request", Contoso) => if_role(&["admin_agent"], unless_ended(Over)),
        ("change request", Litware) => WrongKind,
        // Z2: the invited reseller's admin agent or global admin.
        ("answer request", Litware) => if_role(&["admin_agent", "global_admin"], unless_ended(Over)),
        ("answer request", Contoso) => WrongKind,
        // Z3: the provider's admin or sales agent.
        ("remove", Contoso) => if_role(SALES, unless_ended(NotPartners)),
        ("remove", Litware) => WrongKind,
        // Z5: the admin or sales agent of the provider that ordered. X4: the reseller can still be named.
        ("set record", Contoso) => if_role(SALES, Done),
        ("set record", Litware | TheCustomer) => WrongKind,
        // Z5 again: of many, any provider may ask; what it didn't order is refused line by line.
        ("set many records", Contoso | OtherProvider) => if_role(SALES, Done),
        ("set many records", _) => WrongKind,
        // Z15, S6, Z6: as the reseller of record; a reseller that isn't of record changes nothing.
        ("change subscription" | "support contact", Contoso) => if_role(SALES, Done),
        ("change subscription" | "support contact", Litware | TheCustomer) => WrongKind,
        // Z4: a provider of the customer, admin or sales agent. Z18: the customer's own admin. Resellers
        // don't write (Z).
        ("change profile", Contoso) => if_role(SALES, Done),
        ("change profile", TheCustomer) => if_role(&["admin_agent", "global_admin"], Done),
        ("change profile", Litware) => WrongKind,
        // Z13: a provider's admin or sales agent, never a reseller.
        ("end relationship", Contoso) => if_role(SALES, Done),
        ("end relationship", Litware | TheCustomer) => WrongKind,
        // Z4, Z8, I9: a provider with a relationship, its admin or sales agent, orders and attests.
        ("order" | "attest", Contoso) => if_role(SALES, Done),
        ("order" | "attest", Litware | TheCustomer) => WrongKind,
        // Z15, C3: a cart is its owner's, and nobody else sees it.
        ("change cart", Contoso) => if_role(SALES, Done),
        ("read cart", Contoso) => if_any_role,
        // Z19, A4, C2: the reseller holds the privileges, so its provider is refused; X2: also after a removal.
        ("users", Litware) => if_role(&["admin_agent", "helpdesk_agent"], Done),
        ("users", Contoso) => if_role(&["admin_agent", "helpdesk_agent"], NoPrivileges),
        ("add user", Litware) => if_role(&["admin_agent"], Done),
        ("add user", Contoso) => if_role(&["admin_agent"], NoPrivileges),
        ("users" | "add user", TheCustomer) => WrongKind,
        // A1, Z12: whoever it is, its own people see who administers its tenant; Z9: its global admin takes that
        // back, also after a removal (X2).
        ("own privileges", _) => if_any_role,
        ("take back", _) => if_role(&["global_admin"], Done),
        // Z9, A2: a customer gives to its partners, a reseller (P4) to its providers.
        ("hand over", TheCustomer) => if_role(&["global_admin"], Done),
        ("hand over", Litware) => if_role(&["global_admin"], unless_ended(NotOnesPartner)),
        ("hand over", _) => if_role(&["global_admin"], NotOnesPartner),
        // Z21: one's own side, its admin agent or global admin; the operator reads any.
        ("own audit" | "audit record", Operator) => if_role(&["operator"], Done),
        ("own audit", _) | ("audit record", Contoso) => if_role(&["admin_agent", "global_admin"], Done),
        // The catalogue is everybody's who is signed in.
        ("catalogue", _) => if_any_role,
        // Z12: any role of a party. X2: after a removal as well.
        ("read request", Contoso | Litware) => if_any_role,
        ("read customer", Contoso | Litware | TheCustomer) => if_any_role,
        // One's own lists, where one's organisation has them.
        // N5: whether a partner ID is valid is public among partners.
        ("own lists" | "verify", Contoso | Litware | OtherProvider | OtherReseller) => if_any_role,
        ("own lists" | "verify", _) => WrongKind,
        // N5 as well: whether a domain is taken.
        ("verify domain", Contoso | Litware | OtherProvider | OtherReseller) if !roles.is_empty() => Done,
        ("verify domain", _) => Refused,
        _ => Hidden,
    }
}

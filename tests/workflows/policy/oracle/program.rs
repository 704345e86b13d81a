//! The rules on who is in the program and what it keeps about its partners: enrolling, the directory, the
//! registry, a partner's profiles and people (E, D, Z10–Z12, Z18, Z20).

use super::Verdict::{self, AlreadyEnrolled, Done, Hidden, WrongKind, WrongRole};
use super::Who::{
    self, Contoso, Litware, Nobody, Operator, OtherCustomer, OtherProvider, OtherReseller, TheCustomer,
};

const ADMINS: &[&str] = &["admin_agent", "global_admin"];

/// What they say of somebody with these roles, and no others, in that organisation; `None` where the rule is
/// another's.
pub fn oracle(rule: &str, who: Who, roles: &[&str]) -> Option<Verdict> {
    let one_of = |allowed: &[&str]| roles.iter().any(|role| allowed.contains(role));
    let if_role = |allowed, verdict| if one_of(allowed) { verdict } else { WrongRole };
    let if_any_role = if roles.is_empty() { WrongRole } else { Done };
    Some(match (rule, who) {
        // Z10: the global admin of any tenant enrolls it; E7: a customer as well, who is a partner not again.
        ("enroll", Nobody | TheCustomer | OtherCustomer) => if_role(&["global_admin"], Done),
        ("enroll", _) => if_role(&["global_admin"], AlreadyEnrolled),
        // Z12: one's own, if there is one; Z11: the operator's list is the operator's.
        ("own enrollment" | "read enrollment", Operator) => if_role(&["operator"], Done),
        ("own enrollment", _) | ("read enrollment", Nobody) => if_any_role,
        // Z10: only the tenant itself writes its application; to anybody else there is none.
        ("change enrollment", Nobody) => if_role(&["global_admin"], Done),
        // Z11: who applies isn't who reviews.
        ("review", Operator) => if_role(&["operator"], Done),
        ("review", Nobody) => WrongKind,
        // D2: Contoso reads its own listing; the operator reads and changes it.
        ("read listing" | "change listing", Operator) => if_role(&["operator"], Done),
        ("read listing", Contoso) => if_any_role,
        ("change listing", Contoso) => WrongKind,
        // Z11, and N5: that there are partner IDs is no secret.
        ("registry" | "inactive partner IDs", Operator) => if_role(&["operator"], Done),
        // Z12: those of one's partners, which a provider has.
        ("inactive partner IDs", Contoso | OtherProvider) => if_any_role,
        ("registry" | "inactive partner IDs", _) => WrongKind,
        // Z12, Z18: a partner has profiles; whoever is none has none.
        ("own profile", Contoso | Litware | OtherProvider | OtherReseller) => if_any_role,
        ("change own profile", Contoso | Litware | OtherProvider | OtherReseller) => if_role(ADMINS, Done),
        // Z12, Z20: likewise its people.
        ("people", Contoso | Litware | OtherProvider | OtherReseller) => if_any_role,
        ("change people", Contoso | Litware | OtherProvider | OtherReseller) => if_role(ADMINS, Done),
        ("people" | "change people", _) => WrongKind,
        (
            "read enrollment" | "change enrollment" | "review" | "read listing" | "change listing"
            | "own profile" | "change own profile",
            _,
        ) => Hidden,
        _ => return None,
    })
}

//! The body of `PATCH /v1/customers/{id}`. Partner Center's clients send the whole resource with one
//! thing changed, .NET with `unknown` for a relationship that it didn't set.

use tandem_domain::Rejection;
use tandem_domain::customer::{ChangeRelationship, ONLY_THE_CUSTOMER_GRANTS};
use tandem_edge::Form;

/// Reads what is to change. A body that changes nothing, or that asks for privileges, is refused.
pub(crate) fn read(mut form: Form) -> Result<ChangeRelationship, Rejection> {
    let names = [("none", true), ("reseller", false), ("unknown", false)];
    let end = form.choice("relationshipToPartner", &names).unwrap_or(false);
    let allow_delegated_access = form.boolean("allowDelegatedAccess");
    if !end && form.is_fine() {
        match allow_delegated_access {
            Some(false) => {}
            Some(true) => form.refuse("allowDelegatedAccess", ONLY_THE_CUSTOMER_GRANTS),
            None => form.refuse(
                "relationshipToPartner",
                "must be none, or allowDelegatedAccess false; this call changes nothing else",
            ),
        }
    }
    form.finish(Some(ChangeRelationship { end, allow_delegated_access }))
}

//! The body of `PUT /v1/partnerids/{mpnId}`.

use tandem_domain::partner_id::{ACCOUNT_TYPES, ChangePartnerId, Registration, STATUSES};
use tandem_domain::{PartnerId, Rejection};
use tandem_edge::Form;

/// Reads what the registry shall say of a partner ID.
pub(crate) fn read(
    mut form: Form,
    mpn_id: PartnerId,
    expected_version: Option<u32>,
) -> Result<ChangePartnerId, Rejection> {
    let name = form.required("name");
    let [account_type_given, status_given] = ["accountType", "status"].map(|name| form.given(name));
    let account_type = form.choice("accountType", &ACCOUNT_TYPES);
    let country = form.required("country");
    let active = form.choice("status", &STATUSES);
    let agreement_active = form.boolean("agreementActive");
    for (name, given) in [("accountType", account_type_given), ("status", status_given)] {
        if !given {
            form.refuse(name, "is required");
        }
    }
    let registration = match (name, account_type, country, active) {
        (Some(name), Some(account_type), Some(country), Some(active)) => {
            Some(Registration { mpn_id, name, account_type, country, active })
        }
        _ => None,
    };
    form.finish(registration.map(|registration| ChangePartnerId {
        registration,
        agreement_active,
        expected_version,
    }))
}

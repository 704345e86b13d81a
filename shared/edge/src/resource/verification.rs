//! `MpnProfile`, and the results of verifying partner IDs.

use serde_json::{Value, json};
use tandem_domain::partner_id::VerifiedReseller;
use tandem_domain::text::Name;
use tandem_domain::{PartnerId, Rejection};

use super::link;
use crate::failure;

/// What a partner ID is called.
pub fn mpn_profile(mpn_id: PartnerId, name: &Name, own: bool) -> Value {
    let uri = if own { "/profiles/mpn".to_owned() } else { format!("/profiles/mpn?mpnId={mpn_id}") };
    json!({
        "mpnId": mpn_id,
        "partnerName": name,
        "profileType": "MpnProfile",
        "links": {"self": link(uri)},
        "attributes": {"objectType": "MpnProfile"},
    })
}

/// Whether each partner ID can be a reseller of record. `errorCode` is the number that an order or an
/// association with this partner ID would be refused with: Partner Center's 900400 for all of them
/// wouldn't say which of the rules is broken (S3).
pub fn validation_results(
    verified: impl Iterator<Item = (PartnerId, Result<VerifiedReseller, Rejection>)>,
) -> Value {
    let results: Vec<_> = verified.map(|(mpn_id, verified)| validation_result(mpn_id, &verified)).collect();
    json!({"validationResults": results})
}

fn validation_result(mpn_id: PartnerId, verified: &Result<VerifiedReseller, Rejection>) -> Value {
    let mut result = json!({"partnerId": mpn_id, "isValidPartnerIdOnRecord": verified.is_ok()});
    if let Err(Rejection::PartnerId { problem, .. }) = verified {
        let (_, code, _) = failure::partner_id(*problem);
        result["errorCode"] = json!(code);
        result["errorDescription"] = json!(format!("Partner ID {mpn_id} {}.", problem.rule()));
    }
    result
}

/// That the partner agreement is signed; if it isn't, that is an error.
pub fn agreement_signed() -> Value {
    json!({"isAgreementSigned": true})
}

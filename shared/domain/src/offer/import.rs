//! Making a list of offers the whole catalogue (Z11), and what the audit trail keeps of that (N3).

use serde_json::json;

use super::Offer;
use crate::Rejection;
use crate::audit::{AuditRecord, Operation, Resource, standing};
use crate::organisation::Organisation;
use crate::policy::{Action, permit};
use crate::write::Write;

/// How far an import of offers is. They are put into the catalogue one by one: a trail that says of an
/// import only that it was started tells that some of them may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    Started,
    Finished,
}

/// The record of an import: one at its start, so that it is there whatever happens, and one at its end.
///
/// # Errors
/// Anybody but the operator's people.
pub fn import_record(
    write: &Write,
    own: Option<&Organisation>,
    offers: &[Offer],
    state: ImportState,
) -> Result<AuditRecord, Rejection> {
    permit(Action::ReplaceCatalogue, standing(own), &write.person.roles)?;
    let state = match state {
        ImportState::Started => "started",
        ImportState::Finished => "finished",
    };
    let ids: Vec<_> = offers.iter().map(|offer| &offer.id).collect();
    Ok(AuditRecord {
        organisation: write.person.tenant_id,
        customer_id: None,
        customer_name: None,
        operation: Operation::ImportOffers,
        resource: Resource::Offer,
        resource_id: "catalogue".to_owned(),
        old: None,
        new: Some(json!({"state": state, "offers": ids})),
    })
}

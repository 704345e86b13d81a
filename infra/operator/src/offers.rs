//! Importing the catalogue.

use std::path::Path;

use serde_json::json;
use tandem_domain::audit::{AuditRecord, Operation, Resource};
use tandem_domain::offer::read_catalogue;

use crate::desk::Desk;
use crate::outcome::{Failure, Outcome};

/// Makes the offers in a file the whole catalogue.
pub async fn import(desk: &Desk<'_>, file: &Path, dry_run: bool, is_kept: bool) -> Result<Outcome, Failure> {
    let unusable = |why: String| Failure::Unusable(format!("{}: {why}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| unusable(error.to_string()))?;
    let offers = match read_catalogue(&text) {
        Ok(offers) => offers,
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            let sentence = format!("{} is not a catalogue: {} problems", file.display(), problems.len());
            return Err(Failure::Refused(sentence));
        }
    };
    if dry_run {
        println!("{} offers would be the catalogue", offers.len());
        return Ok(Outcome::Done);
    }
    let write = desk.write();
    let record = AuditRecord {
        organisation: desk.operator.tenant_id,
        customer_id: None,
        customer_name: None,
        operation: Operation::ImportOffers,
        resource: Resource::Offer,
        resource_id: "catalogue".to_owned(),
        old: None,
        new: Some(json!({"offers": offers.iter().map(|offer| &offer.id).collect::<Vec<_>>()})),
    };
    desk.store.put_record(&write, record).await?;
    desk.store.replace_offers(&offers).await?;
    println!("{} offers are the catalogue", offers.len());
    if is_kept {
        println!("Start the local stack with --offers {}: it begins with its own otherwise.", file.display());
    }
    Ok(Outcome::Done)
}

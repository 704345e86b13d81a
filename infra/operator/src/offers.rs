//! Importing the catalogue.

use std::path::Path;

use tandem_domain::offer::{ImportState, import_record, read_catalogue};

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
            return Err(unusable(format!("is not a catalogue: {} problems", problems.len())));
        }
    };
    let record = |state| import_record(&desk.write(), Some(&desk.operator), &offers, state);
    let (started, finished) = (record(ImportState::Started)?, record(ImportState::Finished)?);
    if dry_run {
        println!("{} offers would be the catalogue", offers.len());
        return Ok(Outcome::Done);
    }
    desk.store.put_record(&desk.write(), started).await?;
    desk.store.replace_offers(&offers).await?;
    desk.store.put_record(&desk.write(), finished).await?;
    println!("{} offers are the catalogue", offers.len());
    if is_kept {
        println!("Start the local stack with --offers {}: it begins with its own otherwise.", file.display());
    }
    Ok(Outcome::Done)
}

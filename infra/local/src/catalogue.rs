//! The catalogue on this computer: offers.json of the repository, or the file that an operator names.

use std::path::Path;

use tandem_domain::offer::{Offer, read_catalogue};

use crate::start_error::StartError;

const OFFERS: &str = include_str!("../offers.json");

/// The offers that are there if no file is named.
pub(crate) fn of_the_repository() -> Vec<Offer> {
    read_catalogue(OFFERS).expect("offers.json is a catalogue")
}

/// The offers in a file.
///
/// # Errors
/// A file that can't be read or isn't a catalogue, with everything that is wrong in it.
pub(crate) fn read(file: &Path) -> Result<Vec<Offer>, StartError> {
    let problem = |problems: Vec<String>| StartError::Offers { file: file.display().to_string(), problems };
    let text = std::fs::read_to_string(file).map_err(|error| problem(vec![error.to_string()]))?;
    read_catalogue(&text).map_err(problem)
}

//! The Lambda function `draft-invitation`.

use draft_invitation::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

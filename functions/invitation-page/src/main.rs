//! The Lambda function `invitation-page`.

use invitation_page::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `assign-support-contact`.

use assign_support_contact::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

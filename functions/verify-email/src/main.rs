//! The Lambda function `verify-email`.

use tandem_function::{Error, run};
use verify_email::{App, handle};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

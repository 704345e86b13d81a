//! The Lambda function `read-audit`.

use read_audit::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

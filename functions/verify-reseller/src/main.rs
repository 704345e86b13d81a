//! The Lambda function `verify-reseller`.

use tandem_function::{Error, run};
use verify_reseller::{App, handle};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

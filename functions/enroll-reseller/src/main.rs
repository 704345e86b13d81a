//! The Lambda function `enroll-reseller`.

use enroll_reseller::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `attest-agreement`.

use attest_agreement::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

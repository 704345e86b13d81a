//! The Lambda function `request-partnership`.

use request_partnership::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

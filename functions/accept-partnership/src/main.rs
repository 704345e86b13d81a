//! The Lambda function `accept-partnership`.

use accept_partnership::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

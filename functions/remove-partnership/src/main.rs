//! The Lambda function `remove-partnership`.

use remove_partnership::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

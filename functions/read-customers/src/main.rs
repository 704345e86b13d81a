//! The Lambda function `read-customers`.

use read_customers::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

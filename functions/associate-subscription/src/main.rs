//! The Lambda function `associate-subscription`.

use associate_subscription::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

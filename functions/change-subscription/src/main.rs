//! The Lambda function `change-subscription`.

use change_subscription::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `read-subscriptions`.

use read_subscriptions::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `change-customer`.

use change_customer::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

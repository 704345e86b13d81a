//! The Lambda function `add-customer`.

use add_customer::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

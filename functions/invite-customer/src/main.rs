//! The Lambda function `invite-customer`.

use invite_customer::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `accept-customer-invitation`.

use accept_customer_invitation::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `submit-cart`.

use submit_cart::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `review-enrollment`.

use review_enrollment::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

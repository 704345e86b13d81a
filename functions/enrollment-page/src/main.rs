//! The Lambda function `enrollment-page`.

use enrollment_page::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

//! The Lambda function `list-partnerships`.

use list_partnerships::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

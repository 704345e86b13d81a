//! The Lambda function `provider-directory`.

use provider_directory::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

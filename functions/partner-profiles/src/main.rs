//! The Lambda function `partner-profiles`.

use partner_profiles::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

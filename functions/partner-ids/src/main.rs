//! The Lambda function `partner-ids`.

use partner_ids::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

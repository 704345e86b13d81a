//! The Lambda function `administer-roles`.

use administer_roles::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

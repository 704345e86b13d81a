//! The Lambda function `administer-users`.

use administer_users::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

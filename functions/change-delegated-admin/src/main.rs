//! The Lambda function `change-delegated-admin`.

use change_delegated_admin::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

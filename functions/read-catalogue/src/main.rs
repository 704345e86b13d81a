//! The Lambda function `read-catalogue`.

use read_catalogue::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

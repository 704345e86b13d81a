//! The Lambda function `directory-page`.

use directory_page::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

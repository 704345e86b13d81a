//! The Lambda function `relationships-page`.

use relationships_page::{App, handle};
use tandem_function::{Error, run};

fn main() -> Result<(), Error> {
    run(App::start, handle)
}

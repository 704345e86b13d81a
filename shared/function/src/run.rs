//! How a function runs on Lambda.

use std::convert::Infallible;

use lambda_http::service_fn;
use tandem_platform::{BadEnvironment, Environment, log};

use crate::{Error, Request, Response};

/// Starts a function with the variables that Lambda gives it, and answers requests until Lambda ends
/// it. One thread: Lambda hands over one request at a time.
pub fn run<A, F>(
    start: impl AsyncFnOnce(&Environment) -> Result<A, BadEnvironment>,
    handle: impl Fn(&'static A, Request) -> F,
) -> Result<(), Error>
where
    A: Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    let env = Environment::from_process();
    log::start(&env);
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        // It lives as long as the process does.
        let app: &'static A = Box::leak(Box::new(start(&env).await?));
        let answer = |request| {
            let answered = handle(app, request);
            async { Ok::<_, Infallible>(answered.await) }
        };
        lambda_http::run(service_fn(answer)).await
    })
}

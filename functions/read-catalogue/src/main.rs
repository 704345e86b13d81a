//! The Lambda function `read-catalogue`.

use std::convert::Infallible;

use lambda_http::service_fn;
use read_catalogue::{App, handle};
use tandem_platform::{Environment, log};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Environment::from_process();
    log::start(&env);
    let app = &App::start(&env).await?;
    lambda_http::run(service_fn(|request| async move { Ok::<_, Infallible>(handle(app, request).await) }))
        .await
}
